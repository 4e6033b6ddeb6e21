"""Third step of ingestion, part: the days until which one may apply, hand in or register."""

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from knowledge.german.dates import DateMention, dates
from knowledge.german.sentences import sentences
from knowledge.model import Chunk, ChunkKind

_NOUN = (
    r"\b(?:Antrags?|Einreich\w*|Bewerbungs?|Anmelde?|Abgabe|Ausschluss|Einsende|Melde|Runden|Rückmelde|Förder)?"
    r"(?:schluss|frist(?:en)?|stichtage?)\b|\bStichtage?\b|\bFrist(?:en)?\b|\bletzter Tag der (?:Einreichung|Anmeldung|Bewerbung)"
    r"|\bEinreichung\b|\bAntragsfenster\b|\bAntragszeitraum\b|\bEinsendeschluss\b|\bTermine\b|\bRunden?\b|\bWann\?"
)
_DOING = (
    r"\b(?:Antr[aä]ge?n?|Förderantr[aä]ge?|Bewerbung(?:en)?|Einreichung(?:en)?|Anmeldung(?:en)?|Rückmeldung(?:en)?|Rückmeldungen"
    r"|Interessenbekundung(?:en)?|Projektskizzen?|Skizzen?|Vorschläge|Unterlagen|Zusagen?)\b"
    r"|\b(?:anmelden|beantragen|bewerben|einreichen|einzureichen|zu beantragen|angemeldet|melden sich|meldet sich)\b"
    r"|\bmelden\b(?=[^.]*\ban\b)|\bum (?:Anmeldung|Rückmeldung|Antwort)\b"
)
_CUE = re.compile(f"{_NOUN}|{_DOING}", re.IGNORECASE)
_NOUN_CUE = re.compile(_NOUN, re.IGNORECASE)
_NOT_ABOUT = re.compile(
    r"\b(?:Verwendungsnachweis\w*|Schlussbericht\w*|Sachbericht\w*|Nachweis\w*|Abrechnung\w*|Rechnung(?:en)?|Kurzbericht\w*|Auszahlung\w*"
    r"|Besuchszahlen|Nachrücker|Mittelabruf\w*|Zwischenbericht\w*|Abschlussvermerk\w*|in Betrieb|Auswahl wurde|Entscheidung|entschieden"
    r"|Bescheide?)\b",
    re.IGNORECASE,
)
_BY = re.compile(
    r"\b(?:bis(?: spätestens| einschließlich| zum| zu dem| (?:Mon|Diens|Donners|Frei|Sams|Sonn)tag,?(?: de[mn])?| Mittwoch,?(?: de[mn])?)*"
    r"|spätestens(?: zum| am| bis| bis zum)?|(?:schließ(?:t|en)|endet|enden|läuft|laufen)[^.;]{0,30}?(?:am|mit Ablauf des|zum)"
    r"|jeweils(?: zum| am)?|(?:ist|sind|war|waren)(?: jeweils)? der|vor dem)\s*$",
    re.IGNORECASE,
)
_COLON = re.compile(
    r"(?::|\b(?:schluss|frist|stichtag|Einreichung))\s*(?:am |der |ist der |Mittwoch, |\w+tag, )?$", re.IGNORECASE
)
_NEXT = re.compile(r"^(?:,| und| sowie| oder|;)?(?: jeweils)? ?(?:am|der|zum|bis zum|bis)?\s*$")
_FROM = re.compile(r"\b(?:vom|ab|seit|ab dem)\s*$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Deadline:
    """A day to act by: `value` is ISO 8601, "--01-31" where it returns every year; `once` is the day if it does not."""

    value: str
    once: dt.date | None
    wording: str
    page: int | None


def find_deadlines(chunks: Sequence[Chunk], issued: dt.date | None, *, recurring: bool) -> list[Deadline]:
    """All deadlines in reading order, each value once.

    A day without a year returns every year where `recurring`, as in funding rules; otherwise it is the
    next such day after the document was issued, and is left out where that is unknown.
    """
    found: dict[str, Deadline] = {}
    for chunk, sentence, context in _sentences(chunks):
        for mention in _due(sentence, context):
            value, once = _value(mention, issued, recurring=recurring)
            if value:
                found.setdefault(value, Deadline(value, once, sentence, chunk.page))
    return list(found.values())


def _sentences(chunks: Sequence[Chunk]) -> Iterator[tuple[Chunk, str, str]]:
    """Every sentence with what introduces it: its heading, its lead, the sentence before."""
    intro = ""
    for chunk in chunks:
        heading = chunk.heading[-1] if chunk.heading else ""
        if chunk.kind is ChunkKind.TABLE_ROW:
            yield chunk, chunk.text, f"{intro} {chunk.lead}" if intro else chunk.lead
            continue
        before = ""
        for sentence in sentences(chunk.text):
            yield chunk, sentence, before or heading
            before = sentence
        intro = before if before.endswith(":") else ""


def _due(sentence: str, context: str) -> list[DateMention]:
    """The dates of a sentence by which one has to apply or register."""
    if _NOT_ABOUT.search(sentence):
        return []
    cued = _CUE.search(sentence) or (_NOUN_CUE.search(context) and not _NOT_ABOUT.search(context))
    if not cued:
        return []
    found: list[DateMention] = []
    table = context.rstrip().endswith(":") or bool(_NOUN_CUE.search(context) and len(sentence) < 60)
    for mention in dates(sentence):
        before = sentence[: mention.start]
        follows = bool(found) and bool(_NEXT.match(sentence[found[-1].end : mention.start]))
        if mention.day is None or _FROM.search(before):
            continue
        if follows or _BY.search(before) or _COLON.search(before) or (table and not before.endswith("am ")):
            found.append(mention)
    return found


def _value(mention: DateMention, issued: dt.date | None, *, recurring: bool) -> tuple[str, dt.date | None]:
    if mention.exact or recurring:
        return mention.value, mention.exact
    if issued is None or mention.day is None:
        return "", None
    day = next_day(mention.month, mention.day, issued)
    return day.isoformat(), day


def next_day(month: int, day: int, after: dt.date) -> dt.date:
    """The next such day of the year on or after a day; 29 February becomes the last of the month."""
    for year in (after.year, after.year + 1):
        try:
            found = dt.date(year, month, day)
        except ValueError:
            found = dt.date(year, month, day - 1)
        if found >= after:
            return found
    return found
