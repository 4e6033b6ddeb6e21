"""Third step of ingestion, part: from when to when a programme holds, and until when one may apply."""

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from knowledge.german.dates import DateMention, dates
from knowledge.german.sentences import sentences
from knowledge.model import Chunk, ChunkKind

_PROGRAMME = (
    r"(?:Richtlinie|Programm|Förder\w+|Bestimmung\w*|Grundsätz\w*|Regel\w*|Fassung|Laufzeit|Geltung\w*|Aufruf|Konditionen|Merkblatt"
    r"|Regelung\w*|Satzung|Erlass|Runderlass|Linie|Baustein|Wettbewerb|Zuschuss\w*|[A-ZÄÖÜ]{2,}[\w-]*(?: \d{2,4})?)"
)
_DURATION = re.compile(
    r"\b(?:Geltung(?:sdauer)?|Laufzeit|Gültigkeit(?:sdauer)?|gilt|gelten|Inkrafttreten|in Kraft|Befristung|Ende|Schluss|Außerkrafttreten)\b"
)
_UNTIL = re.compile(
    r"\b(?:(?:gilt|gelten|gültig|befristet|anzuwenden|in Kraft|Laufzeit|Geltungsdauer|verlängert)\b(?:(?!\b(?:Antr[aä]g|Bewerb)).){0,80}?"
    r"\bbis(?: einschließlich| zum| zu dem| Ende)*\s*$"
    r"|(?:mit Ablauf des|zum|am|mit dem|mit)\s*$)",
    re.IGNORECASE,
)
_BY = re.compile(r"\bbis(?: einschließlich| zum| spätestens| Ende)*\s*$", re.IGNORECASE)
_END_AFTER = re.compile(
    r"^[^.;]{0,60}?\b(?:außer Kraft|aus(?=\W*$|\.)|ausläuft|endet|enden|verliert|geschlossen|beendet)"
)
_END_BEFORE = re.compile(rf"{_PROGRAMME}\b[^.;]*\b(?:endet|enden|läuft|laufen|verliert|ausläuft|tritt|treten)\b[^.;]*$")
_NO_PROGRAMME = re.compile(
    r"\b(?:Einreichung|Bindung|Frist|Antragsfrist|Vertrag|Anmeldung|Bewerbung\w*|Runde)\s+(?:endet|enden|läuft|laufen)"
)
_FROM = re.compile(
    r"(?:\b(?:tritt|treten)\b[^.;]{0,60}?\b(?:am|zum|mit Wirkung vom)|\b(?:gilt|gelten|gültig|anzuwenden)\b[^.;]{0,40}?\b(?:ab(?: dem)?|seit(?: dem)?|vom)"
    r"|\bmit Wirkung vom|\bInkrafttreten:?|\bin Kraft (?:seit|ab)(?: dem)?|^Ab(?: dem)?)\s*$",
    re.IGNORECASE,
)
_FROM_NEXT = re.compile(r"^(?:[^.;]{0,60}?\bin Kraft|[^.;]{0,20}? an\b| gilt| gelten|\W|$)")
_YEAR_END = re.compile(r"\bbis (?:zum )?(?:Ende|Jahresende|Ende des Jahres) ((?:20)\d\d)\b")


@dataclass(frozen=True, slots=True)
class Stated:
    """A day with the wording that proves it and the page it stands on."""

    day: dt.date
    wording: str
    page: int | None = None


def find_validity(chunks: Sequence[Chunk]) -> tuple[Stated | None, Stated | None]:
    """First and last day of validity that the text states of itself; a month stands for its first or last day."""
    start: Stated | None = None
    end: Stated | None = None
    for chunk, sentence in _sentences(chunks):
        for mention in dates(sentence):
            if start is None and mention.first and _starts(sentence, mention):
                start = Stated(mention.first, sentence, chunk.page)
            if mention.last and _ends(chunk, sentence, mention) and (end is None or mention.last > end.day):
                end = Stated(mention.last, sentence, chunk.page)
        closing = _YEAR_END.search(sentence)
        if closing and end is None and _about_duration(chunk, sentence):
            end = Stated(dt.date(int(closing[1]), 12, 31), sentence, chunk.page)
    return start, end


def _sentences(chunks: Sequence[Chunk]) -> Iterator[tuple[Chunk, str]]:
    for chunk in chunks:
        parts = [chunk.text] if chunk.kind is ChunkKind.TABLE_ROW else sentences(chunk.text)
        for part in parts:
            yield chunk, part


def _starts(sentence: str, mention: DateMention) -> bool:
    before, after = sentence[: mention.start], sentence[mention.end :]
    return bool(_FROM.search(before) and _FROM_NEXT.match(after))


def _ends(chunk: Chunk, sentence: str, mention: DateMention) -> bool:
    before, after = sentence[: mention.start], sentence[mention.end :]
    if _NO_PROGRAMME.search(before):
        return False
    if _BY.search(before):
        return bool(_UNTIL.search(before)) or _about_duration(chunk, sentence)
    return bool(
        _UNTIL.search(before)
        and (_END_BEFORE.search(before) and (_END_AFTER.match(after) or not after.strip(" .") or _ending_verb(before)))
    )


def _ending_verb(before: str) -> bool:
    return bool(re.search(r"\b(?:endet|enden)\b[^.;]*$", before))


def _about_duration(chunk: Chunk, sentence: str) -> bool:
    """Whether heading, lead or question say that the text beside a date is about how long the programme holds."""
    heading = chunk.heading[-1] if chunk.heading else ""
    question = chunk.text.split("?", 1)[0] if "?" in chunk.text else ""
    return bool(_DURATION.search(f"{heading} {chunk.lead} {question}")) or bool(
        re.match(r"(?:Laufzeit|Geltungsdauer|Gültig)", sentence)
    )
