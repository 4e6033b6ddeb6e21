"""Third step of ingestion, part: when an announced event takes place."""

import datetime as dt
import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from knowledge.german.dates import DateMention, dates
from knowledge.german.sentences import sentences
from knowledge.model import Chunk, ChunkKind, DocumentKind

_WEEKDAY = re.compile(
    r"\b(?:(?:Mon|Diens|Donners|Frei|Sams|Sonn)tag|Mittwoch|Sonnabend)(?:, (?:den |der |dem )?|\s(?:den |dem )?)$"
)
_TIME = re.compile(
    r"^[^.;]{0,25}?\b(?:von |ab |um )?(?P<h>\d{1,2})(?:[.:](?P<m>\d\d))?(?: Uhr)?(?:\s?(?:bis|–|-|und)\s?(?P<h2>\d{1,2})(?:[.:](?P<m2>\d\d))?)? Uhr"
)
_TIME_NEAR = re.compile(r"\b(?P<h>\d{1,2})[.:](?P<m>\d\d) (?:bis|–|-) (?P<h2>\d{1,2})[.:](?P<m2>\d\d) Uhr")
_TAKES_PLACE = re.compile(
    r"\b(?:findet|finden)\b.*\bstatt\b|\btreffen sich\b|\btrifft sich\b|\bTermin\b|\bnächste[rs]? \w+|\blädt\b|\bladen\b.*\bein\b|\bBeginn\b"
    r"|\bgeplant\b|\bist für den\b|\bam \w+tag\b|\bVeranstaltung\b|\binformiert\b|\btagt\b",
    re.IGNORECASE,
)
_CALLED_OFF = re.compile(r"\b(?:entfallen|entfällt|abgesagt|angesetzt\w*|ursprünglich|verschoben)\b", re.IGNORECASE)
_DEADLINE = re.compile(
    r"\bbis(?: spätestens| zum| einschließlich| \w+tag,?)*\s*$|\bAnmeldeschluss\W*$|\bspätestens(?: am| zum)?\s*$",
    re.IGNORECASE,
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
    found: dict[str, EventDate] = {}
    for chunk, sentence in _sentences(chunks):
        for mention in dates(sentence):
            if mention.exact is None or mention.exact in deadlines or (issued and mention.exact <= issued):
                continue
            if _announced(sentence, mention, kind):
                day = mention.exact.isoformat()
                found.setdefault(day, EventDate(day + _hours(sentence, mention), sentence, chunk.page))
    return list(found.values())


def _sentences(chunks: Sequence[Chunk]) -> Iterator[tuple[Chunk, str]]:
    for chunk in chunks:
        for text in chunk.heading[-1:] if chunk.heading else ():
            yield chunk, text
        for sentence in [chunk.text] if chunk.kind is ChunkKind.TABLE_ROW else sentences(chunk.text):
            yield chunk, sentence


def _announced(sentence: str, mention: DateMention, kind: DocumentKind) -> bool:
    before, after = sentence[: mention.start], sentence[mention.end :]
    if _DEADLINE.search(before) or _CALLED_OFF.search(sentence):
        return False
    placed = bool(_WEEKDAY.search(before) or _TIME.match(after))
    if kind is DocumentKind.EVENT:
        return placed or bool(_TAKES_PLACE.search(sentence))
    return bool(_TAKES_PLACE.search(sentence)) and kind is DocumentKind.PRESS


def _hours(sentence: str, mention: DateMention) -> str:
    match = _TIME.match(sentence[mention.end :]) or _TIME_NEAR.search(sentence)
    if match is None or int(match["h"]) > 23:
        return ""
    start = f"T{int(match['h']):02}:{match['m'] or '00'}"
    return start + (f"/{int(match['h2']):02}:{match['m2'] or '00'}" if match["h2"] else "")
