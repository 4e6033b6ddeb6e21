"""Third step of ingestion: what a document says of itself, found by rules: title, kind, date, validity, places, topics."""

from collections.abc import Sequence
from dataclasses import replace

from ingest.facts.dated import find_date
from ingest.facts.deadlines import find_deadlines
from ingest.facts.events import find_event_dates
from ingest.facts.kinds import find_kind
from ingest.facts.mentions import company_facts, contact_facts, place_facts, topic_facts
from ingest.facts.parts import parts_of
from ingest.facts.publishers import find_publisher
from ingest.facts.succession import find_predecessor, find_wordings, replaces
from ingest.facts.titles import find_title
from ingest.facts.validity import Stated, find_validity
from ingest.model import Description, RawDocument
from knowledge.german.places import Gazetteer
from knowledge.german.topics import shipped_topics
from knowledge.model import Chunk, DocumentKind, Fact, FactKind

__all__ = ["describe", "find_predecessor", "replaces"]


def describe(document_id: str, raw: RawDocument, chunks: Sequence[Chunk], gazetteer: Gazetteer) -> Description:
    """Describe one document; every fact keeps the wording it was read from. Never fails.

    Days are ISO 8601; a deadline that returns every year is "--01-31", an event with its hours
    "2027-01-20T10:00/15:30".
    """
    parts = parts_of(raw, find_title(raw))
    kind = find_kind(parts)
    parts = replace(parts, kind=kind)
    issued = find_date(raw, parts, kind)
    start, end = find_validity(chunks) if kind is DocumentKind.FUNDING else (None, None)
    deadlines = find_deadlines(chunks, issued, recurring=kind is DocumentKind.FUNDING)
    once = [deadline for deadline in deadlines if deadline.once]
    if kind is DocumentKind.FUNDING and end is None and len(once) == len(deadlines) == 1 and once[0].once:
        # A call that closes on one day and says nothing else of its end is over after that day.
        end = Stated(once[0].once, once[0].wording, once[0].page)
    wordings = find_wordings(chunks) if kind is DocumentKind.FUNDING else []
    events = find_event_dates(chunks, kind, issued, [deadline.once for deadline in once if deadline.once])
    facts = [
        *topic_facts(document_id, parts, chunks, shipped_topics()),
        *place_facts(document_id, parts, chunks, gazetteer),
        *_stated(document_id, FactKind.VALID_FROM, start),
        *_stated(document_id, FactKind.VALID_UNTIL, end),
        *(Fact(document_id, FactKind.DEADLINE, one.value, one.wording, one.page) for one in deadlines),
        *(Fact(document_id, FactKind.SUPERSEDES, wording, wording, page) for wording, page in wordings[:1]),
        *(Fact(document_id, FactKind.EVENT_DATE, one.value, one.wording, one.page) for one in events),
        *company_facts(document_id, parts, chunks),
        *contact_facts(document_id, chunks),
    ]
    return Description(
        title=parts.title,
        kind=kind,
        publisher=find_publisher(raw, parts, kind, gazetteer),
        date=issued,
        url=raw.url,
        valid_from=start.day if start else None,
        valid_until=end.day if end else None,
        supersedes=wordings[0][0] if wordings else None,
        facts=tuple(facts),
    )


def _stated(document_id: str, kind: FactKind, stated: Stated | None) -> list[Fact]:
    return [Fact(document_id, kind, stated.day.isoformat(), stated.wording, stated.page)] if stated else []
