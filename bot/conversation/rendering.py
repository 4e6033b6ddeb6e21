"""From an answer or a passage to rich text: what a mayor reads, the answer first and its sources below."""

import datetime as dt
from collections.abc import Sequence

from bot.conversation.actions import RichText, Span, Style
from bot.texts import conversation as texts
from knowledge.build import Passage
from knowledge.model import Answer, Document, Source, Statement, Suggestion

_BESIDE = 280
"""Characters shown before and after a quotation."""


def answer_text(answer: Answer, today: dt.date) -> RichText:
    """Opening line, statements with their source numbers, suggestions, closing line, sources."""
    bullet = "• " if len(answer.statements) > 1 else ""
    blocks: list[list[Span]] = [
        [Span(answer.lead)],
        _lines([_statement(statement, bullet) for statement in answer.statements]),
        _suggestions(texts.START_UPS, answer.start_ups),
        _suggestions(texts.PARTNERS, answer.partners),
        [Span(answer.closing)],
        [Span("\n".join(source_lines(answer.sources, today)), Style.ITALIC)],
    ]
    return _joined(blocks)


def _statement(statement: Statement, bullet: str) -> list[Span]:
    number = f" [{statement.source + 1}]"
    before, key, after = statement.text.partition(statement.key) if statement.key else (statement.text, "", "")
    return [Span(bullet + before), Span(key, Style.BOLD), Span(after + number)]


def _suggestions(heading: str, suggestions: Sequence[Suggestion]) -> list[Span]:
    if not suggestions:
        return []
    return _lines([[Span(heading, Style.BOLD)], *(_suggestion(found) for found in suggestions)])


def _suggestion(found: Suggestion) -> list[Span]:
    numbers = "".join(f" [{number + 1}]" for number in found.sources)
    reasons = f": {' '.join(found.reasons)}{numbers}" if found.reasons else numbers
    against = f"\n{texts.AGAINST}{' '.join(found.against)}" if found.against else ""
    return [Span("• "), Span(found.name, Style.BOLD), Span(reasons + against)]


def source_lines(sources: Sequence[Source], today: dt.date) -> list[str]:
    """One line a page: "[1, 2] Titel, Herausgeber, 31.08.2021, S. 3", further pages "[3] wie [1], S. 4"."""
    places: dict[tuple[str, int | None], list[int]] = {}
    for index, source in enumerate(sources):
        places.setdefault((source.document_id, source.page), []).append(index)
    lines, first_of = [], dict[str, int]()
    for (document_id, page), indices in places.items():
        source = sources[indices[0]]
        said = source.label
        if document_id in first_of:
            place = texts.PASSAGE_PAGE.format(page=page) if page else source.heading or source.label
            said = texts.SAME_DOCUMENT.format(number=first_of[document_id], place=place)
        elif source.valid_until and source.valid_until < today:
            said += texts.STATUS.format(status=texts.ENDED.format(day=f"{source.valid_until:%d.%m.%Y}"))
        first_of.setdefault(document_id, indices[0] + 1)
        lines.append(f"[{', '.join(str(index + 1) for index in indices)}] {said}")
    return lines


def passage_text(passage: Passage, successor: Document | None, today: dt.date) -> RichText:
    """Title, publisher, date, page and heading, then the wording with what stands around it."""
    document, chunk = passage.document, passage.chunk
    before = _tail("\n".join(neighbour.text for neighbour in passage.before))
    lead = chunk.lead if chunk.lead and chunk.lead not in before else ""
    path = [heading for heading in chunk.heading if heading != document.title]
    notes = [
        _place(document, chunk.page),
        texts.PASSAGE_HEADING.format(heading=" – ".join(path)) if path else "",
        texts.PASSAGE_SUPERSEDED.format(title=successor.title) if successor else "",
        texts.PASSAGE_EXPIRED.format(day=f"{document.valid_until:%d.%m.%Y}") if expired(document, today) else "",
        texts.PASSAGE_ONLINE.format(url=document.url) if document.url else "",
    ]
    head = _lines([[Span(document.title, Style.BOLD)], *([Span(note)] for note in notes if note)])
    wording = _lines([
        [Span("\n".join(part for part in (before, lead) if part))],
        [Span(chunk.text, Style.QUOTE)],
        [Span(_head("\n".join(neighbour.text for neighbour in passage.after)))],
    ])  # fmt: skip
    return _joined([head, wording])


def document_line(document: Document, today: dt.date) -> str:
    """Title, publisher, date, and whether it was replaced or has ended."""
    status = texts.SUPERSEDED if document.superseded_by else texts.EXPIRED if expired(document, today) else ""
    return f"{document.title}, {_place(document, None)}" + (texts.STATUS.format(status=status) if status else "")


def expired(document: Document, today: dt.date) -> bool:
    """Whether its validity is over."""
    return document.valid_until is not None and document.valid_until < today


def _place(document: Document, page: int | None) -> str:
    dated = f"{document.date:%d.%m.%Y}" if document.date else texts.NO_DATE
    where = texts.PASSAGE_PAGE.format(page=page) if page else None
    return ", ".join(part for part in (document.publisher, dated, where) if part)


def _tail(text: str) -> str:
    return text if len(text) <= _BESIDE else f"… {text[-_BESIDE:].split(maxsplit=1)[-1]}"


def _head(text: str) -> str:
    return text if len(text) <= _BESIDE else f"{text[:_BESIDE].rsplit(maxsplit=1)[0]} …"


def _lines(lines: Sequence[list[Span]]) -> list[Span]:
    return _with_between([line for line in lines if any(span.text for span in line)], "\n")


def _joined(blocks: Sequence[list[Span]]) -> RichText:
    return tuple(_with_between([block for block in blocks if any(span.text for span in block)], "\n\n"))


def _with_between(groups: Sequence[list[Span]], separator: str) -> list[Span]:
    spans: list[Span] = []
    for number, group in enumerate(groups):
        spans += [Span(separator)] * bool(number) + [span for span in group if span.text]
    return spans
