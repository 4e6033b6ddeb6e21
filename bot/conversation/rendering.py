"""From an answer or a passage to rich text: what a mayor reads, the answer first and its sources below."""

import datetime as dt
from collections.abc import Iterable, Sequence
from itertools import accumulate

from bot.conversation.actions import RichText, Span, Style
from bot.texts import conversation as texts
from knowledge.build import Passage
from knowledge.model import Answer, Document, Source, Statement, Suggestion

_IN_VIEW = 320
"""Characters of statements in full view: eight lines of a phone, which leaves four for the sources."""
_WORTH_FOLDING = 160
_BESIDE = 280
"""Characters shown before and after a quotation."""


def answer_text(answer: Answer, today: dt.date) -> RichText:
    """Opening line, statements with their source numbers, suggestions, closing line, sources."""
    said = {statement.text for statement in answer.statements}
    blocks: list[list[Span]] = [
        [Span(answer.lead)],
        _statements(answer.statements),
        _suggestions(texts.START_UPS, answer.start_ups, said),
        _suggestions(texts.PARTNERS, answer.partners, said),
        _against((*answer.start_ups, *answer.partners)),
        [Span(answer.closing)],
        [Span("\n".join(source_lines(answer.sources, today)), Style.ITALIC)],
    ]
    return _joined(blocks)


def _statements(statements: Sequence[Statement]) -> list[Span]:
    """The first ones in full view; what goes beyond a phone's screen is folded."""
    bullet = "• " if len(statements) > 1 else ""
    ends = list(accumulate(len(statement.text) for statement in statements))
    seen = max(1, sum(end <= _IN_VIEW for end in ends))
    if ends and ends[-1] - ends[seen - 1] < _WORTH_FOLDING:
        seen = len(statements)
    folded = "\n".join(_plain(statement, bullet) for statement in statements[seen:])
    lines = [line for statement in statements[:seen] for line in _statement(statement, bullet)]
    return _lines([*lines, [Span(folded, Style.FOLD)]])


def _statement(statement: Statement, bullet: str) -> list[list[Span]]:
    """What it answers, where several things were asked; then the statement with its deciding part bold."""
    asked, _, said_first = statement.heading.partition("\n")
    before, key, after = statement.text.partition(statement.key) if statement.key else (statement.text, "", "")
    told = [Span(bullet + before), Span(key, Style.BOLD), Span(after + _numbers([statement.source]))]
    return [[Span(asked, Style.BOLD)], [Span(said_first)], told]


def _plain(statement: Statement, bullet: str) -> str:
    said = f"{bullet}{statement.text}{_numbers([statement.source])}"
    return f"{statement.heading}\n{said}" if statement.heading else said


def _suggestions(heading: str, suggestions: Sequence[Suggestion], said: set[str]) -> list[Span]:
    """Names with where they lie and the first reason that no statement has given yet; further reasons are folded."""
    lines: list[list[Span]] = []
    for found in suggestions:
        reasons = [line for line in _reasons(found) if not any(line[0] in statement for statement in said)]
        if reasons or found.facts:
            told = [*found.facts[:1], *(reason + _numbers(sources) for reason, sources in reasons[:1])]
            further = "\n".join(reason + _numbers(sources) for reason, sources in reasons[1:])
            lines += [
                [Span("• "), Span(found.name, Style.BOLD), Span(f": {'. '.join(told)}")],
                [Span(further, Style.FOLD)],
            ]
    return _lines([[Span(heading, Style.BOLD)], *lines]) if lines else []


def _reasons(found: Suggestion) -> list[tuple[str, Sequence[int]]]:
    """Each reason with its own source; with all of them where they can't be told apart."""
    if len(found.reasons) == len(found.sources):
        return [(reason, (source,)) for reason, source in zip(found.reasons, found.sources, strict=True)]
    return [(reason, found.sources) for reason in found.reasons]


def _against(suggestions: Sequence[Suggestion]) -> list[Span]:
    """What speaks against them, the same words once for all whom they concern."""
    names: dict[str, list[str]] = {}
    for found in suggestions:
        if found.against:
            names.setdefault(" ".join(found.against), []).append(found.name)
    told = "\n".join(f"• {', '.join(whom)}: {what}" for what, whom in names.items())
    return _lines([[Span(texts.AGAINST, Style.BOLD)], [Span(told, Style.FOLD)]]) if told else []


def _numbers(sources: Sequence[int]) -> str:
    return f" [{', '.join(str(source + 1) for source in sources)}]" if sources else ""


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
        [Span(shortened("\n".join(neighbour.text for neighbour in passage.after), _BESIDE))],
    ])  # fmt: skip
    return _joined([head, wording])


def document_line(document: Document, today: dt.date) -> str:
    """Title, publisher, date, and whether it was replaced or has ended."""
    status = texts.SUPERSEDED if document.superseded_by else texts.EXPIRED if expired(document, today) else ""
    return f"{document.title}, {_place(document, None)}" + (texts.STATUS.format(status=status) if status else "")


def newest_first(documents: Iterable[Document]) -> list[Document]:
    """In the order of a list for reading: by date, those without one last, then by title."""
    return sorted(documents, key=lambda one: (one.date is None, -one.date.toordinal() if one.date else 0, one.title))


def expired(document: Document, today: dt.date) -> bool:
    """Whether its validity is over."""
    return document.valid_until is not None and document.valid_until < today


def _place(document: Document, page: int | None) -> str:
    dated = document.dated or texts.NO_DATE
    where = texts.PASSAGE_PAGE.format(page=page) if page else None
    return ", ".join(part for part in (document.publisher, dated, where) if part)


def _tail(text: str) -> str:
    return text if len(text) <= _BESIDE else f"… {text[-_BESIDE:].split(maxsplit=1)[-1]}"


def shortened(text: str, most: int) -> str:
    """The text, or as many whole words of it as fit into `most` characters and a sign that more follows."""
    return text if len(text) <= most else f"{text[:most].rsplit(maxsplit=1)[0]} …"


def _lines(lines: Sequence[list[Span]]) -> list[Span]:
    return _with_between([line for line in lines if any(span.text for span in line)], "\n")


def _joined(blocks: Sequence[list[Span]]) -> RichText:
    return tuple(_with_between([block for block in blocks if any(span.text for span in block)], "\n\n"))


def _with_between(groups: Sequence[list[Span]], separator: str) -> list[Span]:
    spans: list[Span] = []
    for number, group in enumerate(groups):
        spans += [Span(separator)] * bool(number) + [span for span in group if span.text]
    return spans
