"""Amounts of money, percentages and shares in German text → values: for checking answers and for facts."""

import re
from dataclasses import dataclass
from enum import StrEnum

from knowledge.german.numbers import FRACTIONS, WORD_PATTERN, number

_FIGURES = r"\d{1,3}(?:[.\s\u00a0\u202f']\d{3})+(?:,\d+)?|\d+(?:,\d+)?|\d+\.\d{2}(?!\d)"
_SCALE = {"tsd": 1e3, "tausend": 1e3, "mio": 1e6, "million": 1e6, "millionen": 1e6}
_SCALE |= {"mrd": 1e9, "milliarde": 1e9, "milliarden": 1e9}
_SCALE_PATTERN = r"(?P<scale>Tsd|Tausend|Mio|Millionen|Million|Mrd|Milliarden|Milliarde)\.?"
_SPACE = r"[\s\u00a0\u202f]*"
_MONEY = re.compile(
    rf"(?<![\w.,])(?:(?P<before>€|EUR){_SPACE})?(?P<number>{_FIGURES}|\b(?:{WORD_PATTERN})\b)(?:,-+|,–|,—)?{_SPACE}"
    rf"(?:{_SCALE_PATTERN}{_SPACE})?(?P<unit>€|EUR\b|Euro\b|T€|TEUR\b)?",
    re.IGNORECASE,
)
_PERCENT = re.compile(
    rf"(?<![\w.,])(?P<number>{_FIGURES}|\b(?:{WORD_PATTERN})\b){_SPACE}-?"
    rf"(?P<unit>%|v\.{_SPACE}H\.|vom{_SPACE}Hundert|Prozentpunkten?|prozentig\w*|Prozent)",
    re.IGNORECASE,
)
_SHARE = re.compile(rf"\b(?:{'|'.join(sorted(FRACTIONS, key=len, reverse=True))})\b", re.IGNORECASE)


class AmountKind(StrEnum):
    """What is measured: money in euros, a percentage, or percentage points that are added to one."""

    EURO = "euro"
    PERCENT = "percent"
    POINTS = "points"


@dataclass(frozen=True, slots=True)
class Amount:
    """An amount in a text: `value` in euros or percent, `start` and `end` count characters."""

    kind: AmountKind
    value: float
    wording: str
    start: int
    end: int


def amounts(text: str) -> list[Amount]:
    """The amounts of money and percentages of a text, in order, in any German spelling; never fails.

    "6 500 Euro", "6.500 €", "EUR 6.500,-" and "1,07 Mio. €" are money; "90 v. H.", "90 %", "zehn Prozent" and
    "neunzigprozentig" are percentages, as are the shares "die Hälfte" and "drei Viertel".
    """
    return sorted([*_money(text), *_percentages(text), *_shares(text)], key=lambda amount: amount.start)


def _money(text: str) -> list[Amount]:
    found = []
    for match in _MONEY.finditer(text):
        value = number(match["number"])
        if value is None or not (match["unit"] or match["before"]):
            continue
        scale = _SCALE[match["scale"].lower().rstrip(".")] if match["scale"] else 1.0
        if (match["unit"] or "").upper().startswith("T"):
            scale = 1e3
        found.append(_amount(AmountKind.EURO, round(value * scale, 2), match))
    return found


def _percentages(text: str) -> list[Amount]:
    found = []
    for match in _PERCENT.finditer(text):
        value = number(match["number"])
        if value is not None:
            kind = AmountKind.POINTS if match["unit"].lower().startswith("prozentpunkt") else AmountKind.PERCENT
            found.append(_amount(kind, value, match))
    return found


def _shares(text: str) -> list[Amount]:
    return [
        _amount(AmountKind.PERCENT, round(FRACTIONS[match[0].lower()] * 100, 2), match)
        for match in _SHARE.finditer(text)
    ]


def _amount(kind: AmountKind, value: float, match: re.Match[str]) -> Amount:
    wording = match[0].rstrip()
    return Amount(kind, value, wording, match.start(), match.start() + len(wording))
