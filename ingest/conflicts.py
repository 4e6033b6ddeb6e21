"""Beside sync: where two documents give two figures for one thing, for staff to look at; nothing is changed."""

import datetime as dt
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations

from ingest.facts.clauses import statements
from ingest.facts.succession import SAME_PROGRAMME, abbreviations, programme_words
from knowledge.german.words import content_words, stem
from knowledge.model import Chunk, Document, DocumentKind, Fact, FactKind
from knowledge.ports import Catalogue

SAME_LABEL = 0.6
"""So large a share of the words beside two figures has to be common, if they are to be about one thing."""
RARE = 8
"""A word of at most so many titles says that two documents are about one thing."""
_BY_KIND = {
    DocumentKind.FUNDING: (FactKind.QUOTA, FactKind.CEILING, FactKind.AMOUNT),
    DocumentKind.START_UP: (FactKind.PRICE, FactKind.SEAT),
}
_COUNTED = re.compile(
    r"(?<![\w.,/])(\d{1,3}(?:\.\d{3})+|\d+)(?![.,]\d) (?:[a-zäöü]+e[nrs]? )?([A-ZÄÖÜ][a-zäöüß]{3,}(?:-[\w-]+)?)"
)
_YEAR = re.compile(r"\b(20\d\d)\b")
_NO_THING = re.compile(
    r"(?:Euro|Prozent\w*|Uhr|Jahr\w*|Monat\w*|Woche\w*|Tag\w*|Stunde\w*|Minute\w*|Sekunde\w*|Grad|Meter|Kilometer|Quadratmeter"
    r"|Millionen|Milliarden|Januar|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember|Mal|Liter\w*)$"
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Side:
    """What one of the two documents says."""

    document: Document
    value: str
    wording: str
    page: int | None


@dataclass(frozen=True, slots=True)
class Conflict:
    """Two sides of one thing; `about` is the kind of fact, or the thing that is counted."""

    about: str
    newer: Side
    older: Side


class _Read:
    """A document with what is compared of it; the counts of its text are made when they are first needed."""

    def __init__(self, document: Document, facts: Sequence[Fact], chunks: Sequence[Chunk]) -> None:
        self.document = document
        self.facts = facts
        self.chunks = chunks
        self.words = frozenset(stem(word) for word in content_words(document.title) if not word.isdigit())

    @cached_property
    def programme(self) -> frozenset[str]:
        """The words that name its programme."""
        return programme_words(self.document.title)

    @cached_property
    def short_names(self) -> frozenset[str]:
        """What its programme is called for short."""
        return abbreviations(self.document.title)

    @cached_property
    def start_ups(self) -> frozenset[str]:
        """The start-ups that it names."""
        return frozenset(fact.value for fact in self.facts if fact.kind is FactKind.START_UP)

    @cached_property
    def counted(self) -> dict[tuple[str, str], list[tuple[str, Side]]]:
        """(stem, year) → the word and what is said of it; a clause without a year speaks of the document's year."""
        return _counted(self)


def conflicts_of(catalogue: Catalogue, document_id: str | None = None) -> list[Conflict]:
    """The conflicts between documents that are not replaced, of one document or of all; a pair's stand together."""
    read = _read(catalogue)
    frequent = Counter(word for one in read for word in one.words)
    found: list[Conflict] = []
    for first, second in combinations(read, 2):
        if document_id is None or document_id in {first.document.id, second.document.id}:
            shared = first.words & second.words
            found += _between(first, second, sum(frequent[word] <= RARE for word in shared))
    return found


def _read(catalogue: Catalogue) -> list[_Read]:
    facts: dict[str, list[Fact]] = {}
    chunks: dict[str, list[Chunk]] = {}
    for fact in catalogue.facts():
        facts.setdefault(fact.document_id, []).append(fact)
    for chunk in catalogue.chunks():
        chunks.setdefault(chunk.document_id, []).append(chunk)
    return [
        _Read(document, facts.get(document.id, []), chunks.get(document.id, []))
        for document in catalogue.documents()
        if document.superseded_by is None
    ]


def _between(first: _Read, second: _Read, rare: int) -> Iterator[Conflict]:
    kind = first.document.kind
    if kind is second.document.kind and _one_thing(first, second):
        if kind is DocumentKind.FUNDING:
            yield from _days(first, second, FactKind.DEADLINE)
        for wanted in _BY_KIND.get(kind, ()):
            yield from _labelled(first, second, wanted)
    if rare and DocumentKind.FUNDING not in {kind, second.document.kind}:
        if rare > 1 and {kind, second.document.kind} <= {DocumentKind.EVENT, DocumentKind.PRESS}:
            yield from _days(first, second, FactKind.EVENT_DATE)
        yield from _counts(first, second)


def _one_thing(first: _Read, second: _Read) -> bool:
    """The same programme by its name or abbreviation, or the same start-up."""
    if first.document.kind is DocumentKind.START_UP:
        return bool(first.start_ups & second.start_ups)
    one, other = first.programme, second.programme
    alike = len(one & other) >= SAME_PROGRAMME * len(one | other) > 0
    return alike or bool(first.short_names & second.short_names)


def _days(first: _Read, second: _Read, kind: FactKind) -> Iterator[Conflict]:
    """Days of which the two have none in common."""
    one = [fact for fact in first.facts if fact.kind is kind]
    other = [fact for fact in second.facts if fact.kind is kind]
    if one and other and not {fact.value[:10] for fact in one} & {fact.value[:10] for fact in other}:
        yield _conflict(kind.value, _side(first, one[0]), _side(second, other[0]))


def _labelled(first: _Read, second: _Read, kind: FactKind) -> Iterator[Conflict]:
    """Figures beside the same words."""
    for one, other in _pairs(first, second, kind):
        mine, its = _label(one.wording), _label(other.wording)
        alike = len(mine & its) >= SAME_LABEL * len(mine | its) > 0 or kind is FactKind.SEAT
        agreed = {f.value for f in first.facts if f.wording == one.wording} & {
            f.value for f in second.facts if f.wording == other.wording
        }
        if alike and one.value != other.value and one.value not in agreed and other.value not in agreed:
            yield _conflict(kind.value, _side(first, one), _side(second, other))


def _pairs(first: _Read, second: _Read, kind: FactKind) -> Iterator[tuple[Fact, Fact]]:
    for one in first.facts:
        for other in second.facts:
            if one.kind is kind is other.kind:
                yield one, other


def _label(wording: str) -> frozenset[str]:
    return frozenset(stem(word) for word in content_words(wording) if not any(sign.isdigit() for sign in word))


def _counts(first: _Read, second: _Read) -> Iterator[Conflict]:
    """The same thing counted twice for the same year, with no count in common."""
    mine, its = first.counted, second.counted
    for key in sorted(mine.keys() & its.keys()):
        if not {side.value for _, side in mine[key]} & {side.value for _, side in its[key]}:
            (thing, one), (_, other) = mine[key][0], its[key][0]
            yield _conflict(thing, one, other)


def _counted(read: _Read) -> dict[tuple[str, str], list[tuple[str, Side]]]:
    found: dict[tuple[str, str], list[tuple[str, Side]]] = {}
    own = str(read.document.date.year) if read.document.date else ""
    for chunk in read.chunks:
        for text in statements(chunk):
            years = _YEAR.findall(text) or [own]
            for match in _COUNTED.finditer(text):
                thing = stem(match[2].casefold().removesuffix("innen"))
                if years[0] and not _NO_THING.match(match[2]):
                    side = Side(read.document, match[1], text, chunk.page)
                    found.setdefault((thing, years[0]), []).append((match[2], side))
    return found


def _side(read: _Read, fact: Fact) -> Side:
    return Side(read.document, fact.value, fact.wording, fact.page)


def _conflict(about: str, one: Side, other: Side) -> Conflict:
    newer, older = sorted((one, other), key=lambda side: side.document.date or dt.date.min, reverse=True)
    return Conflict(about, newer, older)


def in_conflict(conflicts: Sequence[Conflict]) -> set[str]:
    """The ids of the documents that contradict another one."""
    return {side.document.id for conflict in conflicts for side in (conflict.newer, conflict.older)}
