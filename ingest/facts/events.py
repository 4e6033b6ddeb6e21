"""Third step of ingestion, part: when an announced event takes place."""

import datetime as dt
import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from ingest.facts.clauses import statements
from ingest.facts.phrases import WEEKDAY, dated_parts, pattern
from knowledge.model import Chunk, DocumentKind

_WEEKDAY = pattern(rf"\b{WEEKDAY},? (?:den |der |dem )?$")
_CLOCK = r"(?P<h>\d{1,2})(?:[.:](?P<m>\d\d))?"
_END = r"(?P<h2>\d{1,2})(?:[.:](?P<m2>\d\d))?"
_TIME = re.compile(rf"[^.;]{{0,40}}?\b{_CLOCK}(?: Uhr)?(?:\s?(?:bis|–|-|und)\s?{_END})? Uhr")
_TAKES_PLACE = pattern(
    r"\b(?:findet|finden)\b.*\bstatt\b",
    r"\btr(?:effen|ifft) sich\b",
    r"\bneuer Termin\b",
    r"\bTermin(?: ist)?:?\s",
    r"\bnächste[rs]? (?:Treffen|Termin|Stammtisch|Sitzung|Forum|Workshop|Konferenz|Messe|\w*tag)\b",
    r"\blädt\b|\bladen\b.*\bein\b",
    r"\bist für den\b.*\bgeplant\b",
    r"\binformiert\b|\btagt\b|\bBeginn\b",
    r"\bnachgeholt\b|\bErsatztermin\b|\bstattdessen\b",
)
_OFF = pattern(r"\b(?:entfallen|entfällt|abgesagt|angesetzte?\w*|ursprünglich|verschoben|verlegt)\b")
_TO = pattern(rf"\bauf (?:den |{WEEKDAY},? (?:den |dem )?)?$")
"""Before the new day of what was moved ("vom 2. auf den 9. März verschoben")."""
_DUE = pattern(
    rf"\bbis(?: spätestens| zum| einschließlich| {WEEKDAY},?)*\s*$", r"\bschluss\W*$", r"\bspätestens(?: am| zum)?\s*$"
)


@dataclass(frozen=True, slots=True)
class EventDate:
    """When an event is: `value` is an ISO 8601 day, with its hours where they are said ("2027-01-20T10:00/15:30")."""

    value: str
    wording: str
    page: int | None


def find_event_dates(
    chunks: Sequence[Chunk], kind: DocumentKind, issued: dt.date | None, deadlines: Collection[dt.date]
) -> list[EventDate]:
    """The days of events announced after the document was issued, each once, the first mentioned first."""
    if kind not in {DocumentKind.EVENT, DocumentKind.PRESS}:
        return []
    found: dict[dt.date, EventDate] = {}
    for chunk, sentence in _sentences(chunks):
        for mention, before, after in dated_parts(sentence):
            day = mention.exact
            if day is None or day in deadlines or (issued and day <= issued) or _DUE.search(before):
                continue
            off = _OFF.search(sentence)
            moved_here = bool(off and _TO.search(before))
            if off and not moved_here:
                continue
            placed = kind is DocumentKind.EVENT and bool(_WEEKDAY.search(before) or _TIME.match(after))
            if placed or moved_here or _TAKES_PLACE.search(sentence):
                found.setdefault(day, EventDate(day.isoformat() + _hours(after), sentence, chunk.page))
    return list(found.values())


def _sentences(chunks: Sequence[Chunk]) -> Iterator[tuple[Chunk, str]]:
    headings: set[str] = set()
    for chunk in chunks:
        for heading in chunk.heading[-1:]:
            if heading not in headings:
                headings.add(heading)
                yield chunk, heading
        for sentence in statements(chunk):
            yield chunk, sentence


def _hours(after: str) -> str:
    match = _TIME.match(after)
    if match is None or int(match["h"]) >= 24:
        return ""
    start = f"T{int(match['h']):02}:{match['m'] or '00'}"
    return start + (f"/{int(match['h2']):02}:{match['m2'] or '00'}" if match["h2"] else "")
