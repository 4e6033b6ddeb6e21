"""Inside elaborating: what a text claims that another can contradict: places, days, years, amounts, counts, offices."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from knowledge.german.amounts import amounts
from knowledge.german.dates import MONTH_PATTERN, YEAR, dates
from knowledge.german.numbers import COUNTED_PATTERN, number
from knowledge.german.places import Gazetteer
from knowledge.german.words import stem

_MONTH = re.compile(rf"\b(?:bis|im|ab|seit|ende|anfang|mitte|erst|nur)\s+({MONTH_PATTERN})\b(?!\s\d)", re.IGNORECASE)
_COUNT = re.compile(rf"\b{COUNTED_PATTERN}")
_UNTIL = re.compile(r"\b(?:bis|spätestens)\b[^.;,]{0,20}$", re.IGNORECASE)
_DEADLINE = re.compile(r"\b\w*frist(?:en)?\b|\bstichtag|\bletzter tag\b|schluss\b|\bbis wann\b", re.IGNORECASE)
DEADLINE_WORD = re.compile(r"^\w*(?:frist|stichtag|schluss)$")
_PARTNERS = re.compile(r"^(?:partner|beteiligt|kommune|gemeinde|stadt|städt)", re.IGNORECASE)
_NO_COUNT = re.compile(r"^(?:euro|prozent|uhr|million|milliard)", re.IGNORECASE)
_OFFICE = re.compile(
    r"\bNRW\.BANK\b|\bIHK\b|\bLWL\b|\bLVR\b|\b(?:[A-ZÄÖÜ][a-zäöüß]*regierung|[A-ZÄÖÜ][a-zäöüß]+verwaltung"
    r"|(?:[A-ZÄÖÜ][a-zäöüß]*)?(?i:ministerium|kammer|kanzlei|aufsicht))\b"
)


@dataclass(frozen=True, slots=True)
class Claim:
    """A value in a text: two of one `kind` with other values exclude each other. `start` counts characters.

    A day that something lasts to is a "deadline", any other a "day", and so is a year.
    """

    kind: str
    value: str
    wording: str
    start: int

    def as_precise_as(self, other: "Claim") -> str:
        """The value as far as another claim's goes: beside a year "20.06.2022" is 2022."""
        parts = zip(self.value.split("-"), other.value.split("-"), strict=False)
        return "-".join(mine for mine, its in parts if its)

    def agrees(self, other: "Claim") -> bool:
        """Whether both may be true; of days only what both say is compared ("Juni" agrees with "30.06.2026")."""
        if self.kind != other.kind:
            return False
        mine, theirs = self.value.split("-"), other.value.split("-")
        return all(one == its or not one or not its for one, its in zip(mine, theirs, strict=False))


def claims(text: str, places: Gazetteer) -> list[Claim]:
    """All claims of a text, in their order."""
    days = list(_days(text))
    taken = [(one.start, one.start + len(one.wording)) for one in days]
    found = [*days, *(one for one in _others(text, places) if not any(a <= one.start < b for a, b in taken))]
    return sorted(found, key=lambda one: one.start)


def _days(text: str) -> Iterator[Claim]:
    for date in dates(text):
        yield Claim(
            _role(text, date.start), f"{date.year or ''}-{date.month}-{date.day or ''}", date.wording, date.start
        )
    for month in _MONTH.finditer(text):
        number_of = dates(f"1. {month[1]}")
        if number_of:
            yield Claim(_role(text, month.start(1)), f"-{number_of[0].month}-", month[1], month.start(1))


def _role(text: str, start: int) -> str:
    return "deadline" if _DEADLINE.search(text) or _UNTIL.search(text[:start]) else "day"


def _others(text: str, places: Gazetteer) -> Iterator[Claim]:
    for place in places.find(text):
        yield Claim("place", place.value, place.wording, place.start)
    for year in YEAR.finditer(text):
        yield Claim("day", f"{year[0]}--", year[0], year.start())
    for amount in amounts(text):
        yield Claim(amount.kind, f"{amount.value:g}", amount.wording, amount.start)
    for count in _COUNT.finditer(text):
        value = number(count[1])
        article = count[1].lower().startswith("ein")
        if value is not None and not article and not YEAR.fullmatch(count[1]) and not _NO_COUNT.match(count[2]):
            noun = "partner" if _PARTNERS.match(count[2]) else stem(count[2].lower())
            yield Claim(f"count of {noun}", f"{value:g}", count[0], count.start())
    for office in _OFFICE.finditer(text):
        yield Claim("office", stem(office[0].lower()), office[0], office.start())
