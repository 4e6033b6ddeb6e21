"""Beside ranking: whether a clause holds the kind of thing a question asks for: its unit, its numbers, its heading."""

import re
from functools import lru_cache

from knowledge.german.questions import AnswerType
from knowledge.german.words import fold, stem
from knowledge.model import Chunk

_NUMBER_WORD = (
    r"(?:ein|zwei|drei|vier|fünf|sechs|sieben|acht|neun|zehn|elf|zwölf|fünfzehn|zwanzig|dreißig|fünfzig|hundert)\w*"
)
_DURATION = re.compile(
    rf"(?:\d+|\b{_NUMBER_WORD})[\s-](?:kalender|werk|arbeits)?(?:jahr|monat|woche|tag|stunde|minute)", re.IGNORECASE
)
_OFTEN = re.compile(
    r"\b(?:\w*mal|(?:halb|viertel)?jährlich\w*|monatlich\w*|täglich\w*|wöchentlich\w*)\b"
    r"|\bje(?:de[rnms]?)? (?:jahr|monat|woche|tag)",
    re.IGNORECASE,
)
_AGE = re.compile(r"\b\d{1,2}[- ]?(?:jahre|jährig|bis)\w*|\bjahren\b", re.IGNORECASE)
_DISTANCE = re.compile(r"\b(?:kilometer|meter|km|zentimeter|minuten)\b|\d m\b", re.IGNORECASE)
_HOUR = re.compile(r"\buhr\b|\d\.\d\d\b|\bstunden\b|\btagen?\b|\bwochen\b", re.IGNORECASE)
_INSTALMENT = re.compile(
    r"\braten?\b|\bsumme\b|\bteilen\b|\bbetrag\b|\bhälfte\b|\bdrittel\b|\bfünftel\b|\bquartal\w*|\babschl\w+|\bvorab\b",
    re.IGNORECASE,
)
_UNITS = (
    (re.compile(r"\bwie lange?\b|\bdauer\w*|\bwielange\b"), _DURATION),
    (re.compile(r"\bwie (?:oft+|häufig)\b"), _OFTEN),
    (re.compile(r"\b(?:wie alt|welche[nmrs]? alter|ab wann dürfen|mindestalter)\b"), _AGE),
    (
        re.compile(r"\bwie (?:weit|nah|tief|hoch|breit|lang ist)\b|\bwelche[mnrs]? (?:entfernung|abstand|strecke)"),
        _DISTANCE,
    ),
    (
        re.compile(r"\bwelche[rn]? (?:zeit|uhrzeit)\b|\bum wie ?viel uhr\b|\bwann (?:beginnt|fängt|öffnet)"),
        _HOUR,
    ),
    (re.compile(r"\b(?:raten|teilbetr\w+|tranchen|abschläge\w*|teilzahlung\w*)\b"), _INSTALMENT),
)
"""A question's words and the unit in which it is answered; the first that fits decides."""
_ASKED = re.compile(r"\bwie ?viele? (\w+)|\bwelche \w*?(?:zahl|anzahl) (?:der|von|an) (\w+)")
_NUMBER_BEFORE = rf"(?:\d[\d.,]*|\b{_NUMBER_WORD})\s(?:\w+\s){{0,2}}?"
_ROOT = 8
"""So many letters of the counted word have to agree."""

_HEADINGS = {
    AnswerType.MONEY: r"höhe|betr[aä]g|satz|sätze|förderung|kosten|wie ?viel|konditionen|geld|zuschuss|preis",
    AnswerType.DATE: r"frist|termin|wann|stichtag|antrag|bewerb|einreich|zeit|anmeld",
    AnswerType.NUMBER: r"zahl|ergebnis|bilanz|erfahrung|bindung|dauer|umfang|bedingung",
    AnswerType.PERSON: r"kontakt|ansprech|rückfrag|auskunft|berechtigt|empfänger|wer ",
    AnswerType.PLACE: r"\bort\b|anfahrt|einreich|stelle|wo ",
}


def unit_fits(question: str, text: str) -> float:
    """1 where `text` holds a number in the unit that the question (lower case) asks for, else 0."""
    unit, counted = _unit(question)
    if unit is not None:
        return float(bool(unit.search(text)))
    return float(bool(counted and counted.search(fold(text.lower()))))


@lru_cache(100)
def _unit(question: str) -> tuple[re.Pattern[str] | None, re.Pattern[str] | None]:
    """What the answer must hold: a unit; or, to be looked for in folded text, a number of the thing counted."""
    for asked, answer in _UNITS:
        if asked.search(question):
            return answer, None
    counted = _ASKED.search(question)
    root = stem(counted[1] or counted[2])[:_ROOT] if counted else ""
    return None, re.compile(_NUMBER_BEFORE + re.escape(root)) if counted else None


def shared_numbers(question: str, text: str) -> float:
    """The share (0 to 1) of the question's own numbers that a text holds."""
    asked = _numbers(question)
    return sum(number in text for number in asked) / len(asked) if asked else 0.0


@lru_cache(100)
def _numbers(question: str) -> tuple[str, ...]:
    return tuple(re.findall(r"\d{2,}", question))


def heading_fits(kind: AnswerType, chunk: Chunk) -> float:
    """1 where the heading announces the kind of thing that is asked for, else 0."""
    return _announces(kind, chunk.heading[-1]) if chunk.heading else 0.0


@lru_cache(20_000)
def _announces(kind: AnswerType, heading: str) -> float:
    pattern = _HEADINGS.get(kind)
    return float(bool(pattern and re.search(pattern, heading, re.IGNORECASE)))
