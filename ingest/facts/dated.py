"""Third step of ingestion, part: the day a document was issued ("Stand"), never a day that it only speaks of."""

import datetime as dt
import re
from collections.abc import Iterable

from ingest.facts.parts import Parts
from ingest.model import RawDocument
from knowledge.german.dates import DateMention, dates
from knowledge.german.sentences import sentences
from knowledge.model import DocumentKind

_STATED = (
    r"\bStand(?: vom| am)?:?|\bveröffentlicht(?: am)?:?|\bverfasst(?: am)?|\berstellt(?: am)?|\baktualisiert(?: am)?:?"
    r"|\bRedaktionsschluss:?|\bDatum:?|\bLetzte Änderung:?|\bherausgegeben(?: am)?|\bPressemitteilung vom|\bMeldung vom"
)
_ANYWHERE = re.compile(rf"(?:{_STATED})\s*$", re.IGNORECASE)
_AT_TOP = re.compile(
    rf"(?:{_STATED}|\bAusgabe(?: vom)?|\b(?:Neuf|F)assung(?: vom)?|\bbeschlossen(?: am| vom)?|^\W*vom|\bunterzeichnet am"
    r"|\b(?:Notiz|Vermerk|Bericht|Erlass|Runderlass|Richtlinie|Satzung|Bekanntmachung|Beschluss|Schreiben) vom|\w, den"
    r"|^[A-ZÄÖÜ][\w -]{2,30}, (?:den |im )?)\s*$",
    re.IGNORECASE,
)
_ISSUED_AFTER = re.compile(r"^\W*(?:Pressemitteilung|Presseinformation|\| Kategorie|\d\d:\d\d Uhr|,? \d\d[:.]\d\d Uhr)")
_OTHER = re.compile(
    r"\b(?:ersetzt|Richtlinie vom|Gesetz|Verordnung|LHO|bis zum|Sitzung vom|Beschluss vom|Bescheid vom)\b[^.]*$"
)
_PAST = re.compile(
    r"\b(?:hat|haben|hatte|wurde[n]?|war(?:en)?|kam(?:en)?|fand(?:en)?|ist|sind|zog(?:en)?|trafen|traf|stellte[n]?"
    r"|überreichte[n]?|eröffnete[n]?|unterzeichnete[n]?|seit)\b|\w+ten?\b",
    re.IGNORECASE,
)
_AHEAD = re.compile(
    r"\b(?:findet|finden|lädt|laden|wird|werden|soll(?:en)?|startet|starten|beginnt|ab dem|ab|bis|geplant|anmeld\w+|treffen sich)\b",
    re.IGNORECASE,
)
_DAY_WORD = re.compile(r"(?:Mon|Diens|Donners|Frei|Sams|Sonn)tag|Mittwoch|Uhr", re.IGNORECASE)
_SEPARATED = re.compile(r"[·|–]\s*$")
LINE = 130
"""A line that states a date of issue is short; in longer ones a date is part of the story."""
BARE = 14
"""A line that is hardly longer than its date states nothing else."""


def find_date(raw: RawDocument, parts: Parts, kind: DocumentKind) -> dt.date | None:
    """The date of issue; a month given without its day stands as its first day; None where none is stated.

    In this order: what the format states, the margins, the opening lines, a line anywhere that says
    "Stand" or the like, and for press texts the day of the event that the first sentence reports.
    """
    if raw.date is not None:
        return raw.date
    own = kind is not DocumentKind.EVENT
    stated = [
        *_stated(parts.margins, _AT_TOP, bare=True),
        *_stated(parts.opening, _AT_TOP, bare=own),
        *_stated(parts.text.splitlines(), _ANYWHERE, bare=False),
    ]
    best = max(stated, key=lambda mention: mention.day is not None, default=None)
    if best is not None:
        return best.first
    return _reported(parts) if kind is DocumentKind.PRESS else None


def _stated(lines: Iterable[str], cue: re.Pattern[str], *, bare: bool) -> list[DateMention]:
    """Dates with their year after a cue; where `bare`, also those that a short line ends with or consists of."""
    found = []
    for line in lines:
        for mention in dates(line):
            before, after = line[: mention.start], line[mention.end :]
            if mention.year is None or _OTHER.search(before) or _DAY_WORD.search(before):
                continue
            alone = len(line) <= len(mention.wording) + BARE and not _DAY_WORD.search(line)
            ends = len(line) <= LINE and _SEPARATED.search(before) and not after.strip(" .")
            if (bare and (alone or ends)) or cue.search(before) or (len(line) <= LINE and _ISSUED_AFTER.match(after)):
                found.append(mention)
    return found


def _reported(parts: Parts) -> dt.date | None:
    """The past day that the opening sentence of a press text reports on."""
    for sentence in sentences(parts.opening[0] if parts.opening else ""):
        for mention in dates(sentence):
            if mention.exact and _PAST.search(sentence) and not _AHEAD.search(sentence):
                return mention.exact
    return None
