"""Third step of ingestion, part: the days until which one may apply, hand in or register."""

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ingest.facts.phrases import WEEKDAY, dated_parts, pattern
from knowledge.german.dates import DateMention
from knowledge.german.sentences import sentences
from knowledge.model import Chunk, ChunkKind

_NAMED = (
    r"\b(?:Antrags?|Einreichungs?|Bewerbungs?|Anmelde|Abgabe|Ausschluss|Einsende|Melde|Runden|Rückmelde|Förder)(?:schluss|frist(?:en)?)\b",
    r"\b\w*stichtage?\b",
    r"\bFrist(?:en)?\b",
    r"\bletzter Tag\b",
    r"\bEinreichung\b",
    r"\bAntrags(?:fenster|zeitraum|phase)\b",
    r"\bRunden?\b",
    r"\b\w*[Ff]enster\b",
    r"\bAufruf\b(?=.*\b(?:geöffnet|offen|schließt|läuft)\b)",
    r"\b(?:Bis w|W)ann\?",
)
_DONE = (
    r"\b(?:Förder)?Antr[aä]ge?n?\b",
    r"\b(?:Bewerbung|Einreichung|Anmeldung|Rückmeldung|Interessenbekundung|(?:Projekt)?Skizze|Voranmeldung)(?:en|n)?\b",
    r"\b(?:Vorschläge|Unterlagen)\b",
    r"\b(?:anmelden|beantragen|bewerben|einreichen|einzureichen|angemeldet)\b",
    r"\bmelde[nt] (?:Sie )?sich\b",
    r"\bum (?:Anmeldung|Rückmeldung|Antwort|Zusage)\b",
    r"\bZusagen bitte\b",
    r"\b(?:mitmachen|teilnehmen) (?:will|möchte|wollen|möchten)\b",
)
_NAMES_ONE = pattern(*_NAMED)
_CUE = pattern(*_NAMED, *_DONE)
_HEADING = pattern(*_NAMED, r"\bTermine\b")
_OTHER = pattern(
    r"\b(?:\w*[Nn]achweis\w*|\w+bericht\w*|Abrechnung\w*|Rechnung(?:en)?|Auszahlung\w*|Besuchszahlen|Nachrücker|Mittelabruf\w*"
    r"|Abschlussvermerk\w*|Entscheidung|entscheide[nt]|entschieden|Bescheide?|Zusage)\b",
    r"\bin Betrieb\b",
    r"\bAuswahl wurde\b",
)
_VALID = pattern(r"\b(?:gilt|gelten|gültig|in Kraft|außer Kraft|Laufzeit)\b")
_UNTIL = pattern(
    rf"\bbis:?(?: spätestens| einschließlich| zum| zu dem| {WEEKDAY},?(?: de[mn])?)*\s*$",
    r"\bspätestens(?: zum| am| bis| bis zum)?\s*$",
    r"\b(?:schließ(?:t|en)|schloss(?:en)?|endet|endete|enden|läuft|laufen)\b[^.;]{0,30}?(?:am|mit Ablauf des|zum)\s*$",
    r"\bjeweils(?: zum| am)?\s*$",
    r"\b(?:ist|sind|war|waren)(?: jeweils)? der\s*$",
)
_LABELLED = pattern(rf"(?::|schluss|frist|stichtag|Einreichung|\bTag)\s*(?:(?:am|der|ist der|{WEEKDAY},?)\s)?\s*$")
_JOINED = re.compile(r"(?:,| und| sowie| oder|;)?(?: jeweils)? ?(?:am|der|zum|bis zum|bis)?\s*$")
_FROM = pattern(r"\b(?:vom|ab|seit|ab dem|angesetzte?n?)\s*$", r"\bfür den\s*$")


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
        for mention in _due(sentence, context, row=chunk.kind is ChunkKind.TABLE_ROW):
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
            yield chunk, chunk.text, " ".join(part for part in (chunk.lead, intro or heading) if part)
            continue
        before = chunk.lead
        for sentence in sentences(chunk.text):
            yield chunk, sentence, before or heading
            before = sentence
        intro = before if before.endswith(":") else ""


def _due(sentence: str, context: str, *, row: bool) -> list[DateMention]:
    """The dates of a sentence by which one has to apply or register."""
    if _OTHER.search(sentence) or _VALID.search(sentence):
        return []
    introduced = bool(_HEADING.search(context)) and not _OTHER.search(context)
    if not introduced and not _CUE.search(sentence):
        return []
    found: list[DateMention] = []
    for mention, before, _ in dated_parts(sentence):
        if mention.day is None or _FROM.search(before):
            continue
        follows = bool(found) and bool(_JOINED.fullmatch(sentence[found[-1].end : mention.start]))
        listed = row and introduced and not before.rstrip().endswith(" am")
        if follows or listed or _UNTIL.search(before) or (_NAMES_ONE.search(before) and _LABELLED.search(before)):
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
    """The next such day of the year on or after a day; 29 February is the 28th where there is none."""
    this, following = (_day(year, month, day) for year in (after.year, after.year + 1))
    return this if this >= after else following


def _day(year: int, month: int, day: int) -> dt.date:
    try:
        return dt.date(year, month, day)
    except ValueError:
        return dt.date(year, month, day - 1)
