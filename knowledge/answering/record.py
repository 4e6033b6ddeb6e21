"""After attaching: an answer as the JSON line that other tools read (field names are a contract)."""

from typing import Any

from knowledge.model import Answer, Source, Suggestion
from knowledge.written_dates import iso_date


def record(answer: Answer, elapsed_ms: float, question_id: str | None = None) -> dict[str, Any]:
    """The answer as plain JSON values; `id` comes first and only where the question had one."""
    named: dict[str, Any] = {"id": question_id} if question_id is not None else {}
    return named | {
        "status": answer.status.value,
        "text": answer.text,
        "sources": [_source(source) for source in answer.sources],
        "start_ups": [_suggestion(found) for found in answer.start_ups],
        "municipalities": [
            {"name": found.name, "ags": found.ags} | _suggestion(found) | {"facts": list(found.facts)}
            for found in answer.partners
        ],
        "passages": [
            {"document": found.document.name, "page": found.chunk.page, "score": round(found.score, 3)}
            for found in answer.passages
        ],
        "elapsed_ms": round(elapsed_ms, 1),
    }


def _source(source: Source) -> dict[str, Any]:
    return {
        "document": source.document,
        "title": source.title,
        "publisher": source.publisher,
        "date": iso_date(source.date, month_only=source.month_only),
        "page": source.page,
        "heading": source.heading,
        "quote": source.quote,
        "url": source.url,
        "valid_until": source.valid_until.isoformat() if source.valid_until else None,
    }


def _suggestion(found: Suggestion) -> dict[str, Any]:
    return {
        "name": found.name,
        "reasons": list(found.reasons),
        "against": list(found.against),
        "sources": list(found.sources),
    }
