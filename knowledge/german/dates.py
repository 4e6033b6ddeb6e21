"""Dates in German text → days: for facts of documents and for checking answers."""

import calendar
import datetime as dt
import re
from dataclasses import dataclass

_MONTHS = {
    "januar": 1, "jänner": 1, "jan": 1, "februar": 2, "feb": 2, "febr": 2, "märz": 3, "maerz": 3, "mär": 3, "mrz": 3,
    "april": 4, "apr": 4, "mai": 5, "juni": 6, "jun": 6, "juli": 7, "jul": 7, "august": 8, "aug": 8, "september": 9,
    "sept": 9, "sep": 9, "oktober": 10, "okt": 10, "november": 11, "nov": 11, "dezember": 12, "dez": 12,
}  # fmt: skip
MONTH_PATTERN = "|".join(sorted(_MONTHS, key=len, reverse=True))
YEAR = re.compile(r"\b(?:19|20)\d\d\b")
"""A year by itself, as it stands in running text."""
_CENTURY = 2000
_DATE = re.compile(
    rf"(?<![\w.])(?:(?P<iy>(?:19|20)\d\d)-(?P<im>\d\d)-(?P<id>\d\d)(?!\d)"
    rf"|(?P<d>\d{{1,2}})\.\s?(?:(?P<mn>{MONTH_PATTERN})\b\.?,?(?:\s(?P<y1>(?:19|20)\d\d)\b(?!\s?(?:Uhr|Euro|€)))?"
    rf"|(?P<m>\d{{1,2}})\.(?:\s?(?P<y2>(?:19|20)?\d\d)(?![\d]|[.,]\d))?(?!\d))"
    rf"|(?P<mo>{MONTH_PATTERN})\.?\s(?P<y3>(?:19|20)\d\d)\b"
    rf"|(?P<m4>0[1-9]|1[0-2])/(?P<y4>20\d\d)\b)",
    re.IGNORECASE,
)
_SHARED = re.compile(r"(?<![\w.])(\d{1,2})\.\s?(?:und|bis|oder|–|-|/|,)\s?(?:zum\s)?$")
"""A day before another one whose month counts for both: "1. und 15. März"."""


@dataclass(frozen=True, slots=True)
class DateMention:
    """A date in a text as far as it is given: `year` or `day` is None where it is not said.

    `start` and `end` count characters. A date without a year recurs or is meant in the year at hand.
    """

    year: int | None
    month: int
    day: int | None
    wording: str
    start: int
    end: int

    @property
    def exact(self) -> dt.date | None:
        """The day, where day, month and year are given."""
        return dt.date(self.year, self.month, self.day) if self.year and self.day else None

    @property
    def first(self) -> dt.date | None:
        """The day, or the first day of the month given with its year."""
        return dt.date(self.year, self.month, self.day or 1) if self.year else None

    @property
    def last(self) -> dt.date | None:
        """The day, or the last day of the month given with its year."""
        return dt.date(self.year, self.month, self.day or _length(self.year, self.month)) if self.year else None

    @property
    def value(self) -> str:
        """ISO 8601 as far as it is given: "2026-03-31", "2026-03", or "--03-31" for a day of every year."""
        if self.year is None:
            return f"--{self.month:02}-{self.day:02}"
        return f"{self.year}-{self.month:02}" + (f"-{self.day:02}" if self.day else "")


def dates(text: str) -> list[DateMention]:
    """The dates of a text in order; impossible ones ("31.02.2026") are left out.

    Known are "31. März 2026", "31.03.2026", "31.3.26", "2026-03-31", "31. März" and "31.3." without a year,
    "März 2026" and "03/2026"; in "1. und 15. März" both days have the month.
    """
    found: list[DateMention] = []
    for match in _DATE.finditer(text):
        mention = _mention(match)
        if mention is not None:
            found += [*_sharing(mention, text), mention]
    return found


def _sharing(mention: DateMention, text: str) -> list[DateMention]:
    """The days right before a date that share its month and year."""
    match = _SHARED.search(text[: mention.start])
    if match is None or mention.day is None or not 1 <= int(match[1]) <= _length(mention.year or 2000, mention.month):
        return []
    return [DateMention(mention.year, mention.month, int(match[1]), f"{match[1]}.", match.start(), match.end(1) + 1)]


def _mention(match: re.Match[str]) -> DateMention | None:
    groups = match.groupdict()
    month = next((int(groups[key]) for key in ("im", "m", "m4") if groups[key]), None)
    name = groups["mn"] or groups["mo"]
    month = month if month is not None else _MONTHS[name.lower()]
    day = next((int(groups[key]) for key in ("id", "d") if groups[key]), None)
    written = next((groups[key] for key in ("iy", "y1", "y2", "y3", "y4") if groups[key]), None)
    year = int(written) if written else None
    if year is not None and year < 100:
        year += _CENTURY
    if not 1 <= month <= 12 or (day is not None and not 1 <= day <= _length(year or 2000, month)):
        return None
    wording = match[0].rstrip(",. ") if name and not groups["y1"] and not groups["y3"] else match[0].rstrip(", ")
    return DateMention(year, month, day, wording, match.start(), match.start() + len(wording))


def _length(year: int, month: int) -> int:
    return calendar.monthrange(year, month)[1]
