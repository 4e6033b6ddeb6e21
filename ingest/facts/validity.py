"""Third step of ingestion, part: from when to when a programme holds, by its own words."""

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass

from ingest.facts.clauses import statements
from ingest.facts.phrases import any_of, dated_parts, pattern
from knowledge.model import Chunk, ChunkKind

LABEL = 30
"""A label before a colon, or the first cell of a row, ends within so many characters."""
_HOLDS = any_of(
    r"\b(?:gilt|gelten|galt|galten|gültig|befristet|anzuwenden|anwendbar|verlängert)\b",
    r"\b(?:lief|läuft|laufen|Bestand|besteht|bestehen|in Kraft|Geltungsdauer|Laufzeit)\b",
)
_BY = r"\bbis:?(?: einschließlich| zum| zu dem| spätestens| Ende)*\s*$"
_ENDS = any_of(
    r"\bendet\b",
    r"\benden\b",
    r"\bendete\b",
    r"\bausläuft\b",
    r"\b(?:läuft|laufen|lief)\b",
    r"\bverlier(?:t|en)\b",
    r"\baußer Kraft\b",
)
_OUT = r"[^.;]{0,60}?\b(?:außer Kraft|aus(?:läuft)?\b(?! Mitteln)|endet\b|enden\b|ihre Gültigkeit|seine Gültigkeit)"
_ON = r"\b(?:mit Ablauf des|mit dem Ablauf des|zum|am|mit dem|mit)\s*$"
_HOLDING = pattern(_HOLDS)
_HOLDS_UNTIL = pattern(rf"{_HOLDS}[^.;]{{0,80}}?{_BY}")
_UNTIL = pattern(_BY)
_ENDS_ON = pattern(rf"{_ENDS}[^.;]{{0,40}}?{_ON}")
_AT = pattern(_ON)
_GOES_OUT = pattern(rf"^{_OUT}")
_OTHER_END = pattern(
    r"\b(?:Einreichung|(?:Zweck)?[Bb]indung|(?:Antrags)?[Ff]rist|Vertrag|Anmeldung|Bewerbung\w*|Runde|Auswahl|Umsetzung"
    r"|Nachrücker|Antr[aä]ge?|Bewilligungszeitraum|Durchführung\w*|Vorhaben|Maßnahmen?|Projekte?)\b[^.;]*$",
)
_DURATION = pattern(
    r"\bGeltung(?:sdauer|szeitraum)?\b",
    r"\b(?:Programml|Förderl|L)aufzeit\b",
    r"\bFörder(?:zeitraum|periode)\b",
    r"\bGültigkeit(?:sdauer)?\b",
    r"\b(?:gilt|gelten) (?:die|das|der|diese)\b",
    r"\bIn-?krafttreten\b",
    r"\bAußerkrafttreten\b",
    r"\bBefristung\b",
    r"\bletzter Tag der Geltung\b",
    r"\bgültig bis\b",
    r"^Dauer\b",
)
_FROM = pattern(
    r"\b(?:tritt|treten|trat)\b[^.;]{0,60}?\b(?:am|zum|mit Wirkung vom)\s*$",
    r"\b(?:gilt|gelten|gültig|anzuwenden|wirksam)\b[^.;]{0,40}?\b(?:ab(?: dem)?|seit(?: dem)?)\s*$",
    r"\bin Kraft (?:seit|ab)(?: dem)?\s*$",
    r"\bseit dem\s*$",
    r"\bmit Wirkung vom\s*$",
    r"\bInkrafttreten(?: am)?:?\s*$",
    r"^Ab(?: dem)?\s*$",
)
_FROM_ON = pattern(r"\b(?:gilt|gelten|gültig)\b[^.;]{0,40}?\bvom\s*$")
_HELD = pattern(r"^ (?:Bestand|gültig|in Kraft|anzuwenden|befristet|verlängert)\b")
_ONWARDS = pattern(r"^ an\b", r"^ bis\b")
_AB = pattern(r"\bab(?: dem)?\s*$")
_APPLIED = pattern(r"^ (?:anzuwenden|gültig|wirksam|in Kraft)\b")
_LAST = pattern(r"\b(?:Schluss|Ende|letzter Tag)\b[^.;]*(?:\bam|\bder|:)\s*$")
_IN_FORCE = pattern(r"^[^.;]{0,60}?\bin Kraft\b", r"^ (?:gilt|gelten)\b", r"^ an\b", r"^ (?:wirksam|gültig)\b")
_REPLACED = pattern(r"\bdurch\b.*\b(?:ersetzt|abgelöst)\b")
_YEAR_END = re.compile(r"\bbis (?:zum )?(?:Ende|Jahresende|Ende des Jahres) (20\d\d)\b")


@dataclass(frozen=True, slots=True)
class Stated:
    """A day with the wording that proves it and the page it stands on."""

    day: dt.date
    wording: str
    page: int | None = None


def find_validity(chunks: Sequence[Chunk]) -> tuple[Stated | None, Stated | None]:
    """First and last day of validity that the text states; a month stands for its first or last day."""
    start: Stated | None = None
    end: Stated | None = None
    for chunk, sentence in ((one, said) for one in chunks for said in statements(one)):
        if _REPLACED.search(sentence):
            continue
        about = _about_duration(chunk, sentence)
        for mention, before, after in dated_parts(sentence):
            if start is None and mention.first and _starts(before, after):
                start = Stated(mention.first, sentence, chunk.page)
            if mention.last and _ends(before, after, about=about) and (end is None or mention.last > end.day):
                end = Stated(mention.last, sentence, chunk.page)
        closing = _YEAR_END.search(sentence)
        if closing and end is None and (about or _HOLDING.search(sentence)) and not _OTHER_END.search(sentence):
            end = Stated(dt.date(int(closing[1]), 12, 31), sentence, chunk.page)
    return start, end


def _starts(before: str, after: str) -> bool:
    if (_FROM_ON.search(before) and _ONWARDS.match(after)) or (_AB.search(before) and _APPLIED.match(after)):
        return True
    return bool(
        _FROM.search(before) and (_IN_FORCE.match(after) or not re.search(r"\btr(?:itt|eten|at)\b|^Ab", before))
    )


def _ends(before: str, after: str, *, about: bool) -> bool:
    """Whether the programme itself, not an application or a commitment, ends on the day between both parts."""
    clause = re.split(r"[.;]", before)[-1]
    if _OTHER_END.search(clause) and not about:
        return False
    if _UNTIL.search(before):
        return about or bool(_HOLDS_UNTIL.search(before) or _GOES_OUT.match(after) or _HELD.match(after))
    if _ENDS_ON.search(before) or (about and _LAST.search(before)):
        return True
    return bool(_AT.search(before) and _GOES_OUT.match(after))


def _about_duration(chunk: Chunk, sentence: str) -> bool:
    """Whether the heading, the question before or the row's own label is about how long the programme holds."""
    heading = chunk.heading[-1] if chunk.heading else ""
    question = chunk.text.split("?", 1)[0] if "?" in chunk.text else ""
    label = sentence.split(":", 1)[0] if ":" in sentence[:LABEL] else ""
    if chunk.kind is ChunkKind.TABLE_ROW:
        label = sentence[:LABEL]
    return bool(_DURATION.search(heading) or _DURATION.search(question) or _DURATION.search(label))
