"""Third step of ingestion, part: the day a document was issued ("Stand"), never a day that it only speaks of."""

import datetime as dt
import re
from collections.abc import Iterable

from ingest.facts.parts import Parts
from ingest.facts.phrases import WEEKDAY, any_of, pattern
from ingest.model import RawDocument
from knowledge.german.dates import DateMention, dates
from knowledge.german.sentences import sentences
from knowledge.model import DocumentKind

LINE = 130
"""A line that states a date of issue is short; in longer ones a date is part of the story."""
BARE = 14
"""A line that is hardly longer than its date states nothing else."""
_STATED = any_of(
    r"\bStand(?: vom| am)?:?",
    r"\b(?:veröffentlicht|ausgegeben|verfasst|erstellt|aktualisiert|herausgegeben|geändert)(?: am)?:?",
    r"\b(?:Redaktionsschluss|Datum|Letzte Änderung|Veröffentlichungsdatum):?",
    r"\b(?:Pressemitteilung|Meldung) vom",
    r"\b(?:bekannt ?gemacht|bekannt ?gegeben|erlassen) am",
)
_ANYWHERE = pattern(rf"{_STATED}\s*$")
_AT_TOP = pattern(
    rf"{_STATED}\s*$",
    r"\b(?:Ausgabe|Neufassung|Fassung|beschlossen)(?: vom| am)?\s*$",
    r"^\W*vom\s*$",
    r"\bunterzeichnet am\s*$",
    r"\b(?:Notiz|Vermerk|Bericht|Erlass|Runderlass|Richtlinie|Satzung|Bekanntmachung|Beschluss|Schreiben) vom\s*$",
    r"\w, den\s*$",
    r"(?:^|[–·|] )(?-i:[A-ZÄÖÜ])[\w -]{2,30}, (?:den |im )?\s*$",
)
_STAND_LINE = re.compile(r"\bStand:\s*(.{0,40})")
_ISSUED_AFTER = re.compile(r"\W*(?:Pressemitteilung|Presseinformation|\| Kategorie|\d\d:\d\d Uhr|,? \d\d[:.]\d\d Uhr)")
_OTHER = pattern(
    r"\b(?:ersetzt|Gesetz|Verordnung|LHO|bis zum|Sitzung vom|Bescheid vom|gelesen am|Quelle:)\b[^.·]*$",
)
_DAY_WORD = pattern(rf"\b{WEEKDAY}\b", r"\bUhr\b")
_SEPARATED = re.compile(r"[·|–]\s*$")
_PAST = pattern(
    r"\b(?:hat|haben|hatten?|wurden?|waren?|kam(?:en)?|fand(?:en)?|ist|sind|zog(?:en)?|traf(?:en)?|seit)\b",
    r"\b\w+ten?\b",
)
_AHEAD = pattern(
    r"\b(?:findet|finden|lädt|laden|wird|werden|soll(?:en)?|startet|starten|beginnt|ab|bis|geplant|anmeld\w+)\b",
    r"\btreffen sich\b",
)


def find_date(raw: RawDocument, parts: Parts, kind: DocumentKind) -> tuple[dt.date | None, bool]:
    """The date of issue, None where none is stated, and whether only its month is (then it is the first day).

    In this order: what the format states, a line "Stand: …" (which may say that there is none), the
    margins and the opening lines, any line that says "Stand" or the like, and for press texts the
    day of the event that the first sentence reports.
    """
    if raw.date is not None:
        return raw.date, False
    for line in parts.opening:
        if stand := _STAND_LINE.search(line):
            named = [mention for mention in dates(stand[1]) if mention.year and mention.start == 0]
            return _known(named[0]) if named else (None, False)
    own = kind is not DocumentKind.EVENT
    stated = [
        *_stated(parts.margins, _AT_TOP, bare=True),
        *_stated(parts.opening, _AT_TOP, bare=own),
        *_stated(parts.text.splitlines(), _ANYWHERE, bare=False),
    ]
    best = max(stated, key=lambda mention: mention.day is not None, default=None)
    if best is not None:
        return _known(best)
    return _reported(parts) if kind is DocumentKind.PRESS else None, False


def _known(mention: DateMention) -> tuple[dt.date | None, bool]:
    return mention.first, mention.day is None


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
            noted = len(line) <= LINE and _ISSUED_AFTER.match(after)
            if (bare and (alone or ends)) or cue.search(before) or noted:
                found.append(mention)
    return found


def _reported(parts: Parts) -> dt.date | None:
    """The past day that the opening sentence of a press text reports on."""
    for sentence in sentences(parts.opening[0] if parts.opening else ""):
        for mention in dates(sentence):
            if mention.exact and _PAST.search(sentence) and not _AHEAD.search(sentence):
                return mention.exact
    return None
