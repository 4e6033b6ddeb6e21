"""Times in a question ("noch dieses Jahr", "bis nächsten Freitag") → days on the calendar, for events and deadlines."""

import calendar
import datetime as dt
import re
from collections.abc import Callable
from dataclasses import dataclass

from knowledge.german.dates import MONTH_PATTERN, DateMention, dates
from knowledge.german.numbers import WORD_PATTERN, number

_DAYS = {
    "montag": 0,
    "dienstag": 1,
    "mittwoch": 2,
    "donnerstag": 3,
    "freitag": 4,
    "samstag": 5,
    "sonnabend": 5,
    "sonntag": 6,
}
_SEASONS = {"frühjahr": (3, 5), "frühling": (3, 5), "sommer": (6, 8), "herbst": (9, 11), "winter": (12, 2)}
_NEXT = r"(?:nächste[nmrs]?|kommende[nmrs]?)"
_LAST = r"(?:letzte[nmrs]?|vergangene[nmrs]?|vorige[nmrs]?)"
_THIS = r"(?:diese[nmrs]?|laufende[nmrs]?)"


@dataclass(frozen=True, slots=True)
class Period:
    """The days a question is about, both included; None leaves a side open. `wording` is what says so."""

    start: dt.date | None
    end: dt.date | None
    wording: str


def find_period(text: str, today: dt.date) -> Period | None:
    """The time that a German question names, seen from `today`; None where it names none.

    Ranges: "zwischen März und Mai", "in den nächsten drei Monaten"; one end: "bis Freitag", "ab Januar",
    "nach dem 1. März"; whole units: "nächste Woche", "noch dieses Jahr", "im Herbst", "2027".
    """
    lower = text.lower()
    for words, read in _RULES:
        match = words.search(lower)
        found = read(match, today) if match else None
        if match and found:
            return Period(found[0], found[1], text[match.start() : match.end()])
    return _named(text, lower, today)


_Days = tuple[dt.date | None, dt.date | None]


def _day_offset(match: re.Match[str], today: dt.date) -> _Days:
    day = today + dt.timedelta(days={"heute": 0, "morgen": 1, "übermorgen": 2}[match["word"]])
    return (today, day) if match["until"] else (day, day)


def _weekday(match: re.Match[str], today: dt.date) -> _Days:
    ahead = (_DAYS[match["day"]] - today.weekday() - 1) % 7 + 1
    day = today + dt.timedelta(days=ahead)
    return (today, day) if match["until"] else (day, day)


def _week(match: re.Match[str], today: dt.date) -> _Days:
    monday = today - dt.timedelta(days=today.weekday()) + dt.timedelta(days=7 * bool(match["next"]))
    return max(monday, today), monday + dt.timedelta(days=6)


def _month(match: re.Match[str], today: dt.date) -> _Days:
    first = _months_later(today.replace(day=1), 1 if match["next"] else 0)
    return max(first, today), _last(first.year, first.month)


def _year(match: re.Match[str], today: dt.date) -> _Days:
    if match["last"]:
        return dt.date(today.year - 1, 1, 1), dt.date(today.year - 1, 12, 31)
    year = today.year + bool(match["next"])
    return max(dt.date(year, 1, 1), today), dt.date(year, 12, 31)


def _half(match: re.Match[str], today: dt.date) -> _Days:
    year = int(match["year"]) if match["year"] else today.year
    first = match["half"].startswith("erst")
    return dt.date(year, 1 if first else 7, 1), dt.date(year, 6 if first else 12, 30 if first else 31)


def _within(match: re.Match[str], today: dt.date) -> _Days | None:
    count = number(match["count"] or "eins")
    if count is None:
        return None
    end = _later(today, int(count), match["unit"])
    exactly = match["how"] == "in" and not match["next"]
    return (end, end) if exactly and match["unit"].startswith(("tag", "woche")) else (today, end)


def _season(match: re.Match[str], today: dt.date) -> _Days:
    first, last = _SEASONS[match["season"]]
    year = int(match["year"]) if match["year"] else today.year
    if not match["year"] and (today.month > last >= first or match["next"]):
        year += 1
    return dt.date(year, first, 1), _last(year + (last < first), last)


_WEEKDAY = re.compile(
    rf"(?P<until>\bbis )?(?:(?:am|zum) )?\b(?:{_NEXT} |{_THIS} )?(?P<day>{'|'.join(_DAYS)})\b(?!,? (?:den )?\d)"
)
_WITHIN = re.compile(
    rf"\b(?P<how>in den|in|innerhalb von|innerhalb der|binnen|während der) (?P<next>{_NEXT} )?"
    rf"(?P<count>\d+|{WORD_PATTERN})? ?(?P<unit>tagen?|wochen?|monate?n?|jahre?n?)\b"
)
_RULES: tuple[tuple[re.Pattern[str], Callable[[re.Match[str], dt.date], _Days | None]], ...] = (
    (re.compile(r"(?P<until>\bbis )?\b(?P<word>heute|übermorgen|morgen)\b(?! (?:früh|vormittag))"), _day_offset),
    (_WEEKDAY, _weekday),
    (re.compile(rf"\b(?:{_THIS}|(?P<next>{_NEXT})) woche\b"), _week),
    (re.compile(rf"\b(?:{_THIS}|(?P<next>{_NEXT})) monat\b"), _month),
    (re.compile(rf"\b(?:{_THIS}|(?P<next>{_NEXT})|(?P<last>{_LAST})) jahr(?:es)?\b|\bjahresende\b"), _year),
    (re.compile(r"\b(?P<half>erste[ns]?|zweite[ns]?) (?:halbjahr|jahreshälfte)(?: (?P<year>20\d\d))?"), _half),
    (_WITHIN, _within),
    (re.compile(rf"\b(?P<next>{_NEXT} )?(?P<season>{'|'.join(_SEASONS)})s?\b(?: (?P<year>20\d\d))?"), _season),
)
_UNTIL = re.compile(r"\b(?:bis|vor|spätestens)(?: zum| ende| einschließlich| dem| am)*\s*$")
_FROM = re.compile(r"\b(?:ab|seit|nach)(?: dem| anfang)*\s*$")
_BETWEEN = re.compile(r"\b(?:zwischen|von|vom)(?: dem)*\s*$")
_BARE_MONTH = re.compile(
    r"\b(?:im|in|bis|ab|ende|anfang|mitte|seit|nach|vor|zwischen|und) (?:ende |anfang |mitte )?"
    rf"(?P<month>{MONTH_PATTERN})\b"
)
_BARE_YEAR = re.compile(r"\b(?:in|im jahr|für|bis|bis ende|ab|jahr|noch) (?P<year>20\d\d)\b")


def _named(text: str, lower: str, today: dt.date) -> Period | None:
    """A range or one end made of dates, months or years that are named."""
    found = [(_days_of(mention, today), mention.start, mention.end) for mention in dates(text)]
    if not found:
        for month in _BARE_MONTH.finditer(lower):
            first = dates(f"1. {month['month']}")[0]
            year = today.year + (first.month < today.month)
            found.append(((dt.date(year, first.month, 1), _last(year, first.month)), month.start("month"), month.end()))
        for year_match in [] if found else _BARE_YEAR.finditer(lower):
            year = int(year_match["year"])
            days = (dt.date(year, 1, 1), dt.date(year, 12, 31))
            found.append((days, year_match.start("year"), year_match.end()))
    if not found:
        return None
    (first_day, last_day), start, end = found[0]
    before = lower[:start]
    if len(found) > 1 and _BETWEEN.search(before):
        return Period(first_day, found[1][0][1], text[start : found[1][2]])
    if _UNTIL.search(before):
        return Period(min(today, last_day), last_day, text[start:end])
    return Period(first_day, None if _FROM.search(before) else last_day, text[start:end])


def _days_of(mention: DateMention, today: dt.date) -> tuple[dt.date, dt.date]:
    if mention.first and mention.last:
        return mention.first, mention.last
    assert mention.day is not None
    day = min(mention.day, calendar.monthrange(today.year, mention.month)[1])
    this = dt.date(today.year, mention.month, day)
    found = (
        this if this >= today else dt.date(today.year + 1, mention.month, min(day, 28) if mention.month == 2 else day)
    )
    return found, found


def _later(day: dt.date, count: int, unit: str) -> dt.date:
    if unit.startswith("tag"):
        return day + dt.timedelta(days=count)
    if unit.startswith("woche"):
        return day + dt.timedelta(weeks=count)
    return _months_later(day, count * (12 if unit.startswith("jahr") else 1))


def _months_later(day: dt.date, count: int) -> dt.date:
    year, month = divmod(day.year * 12 + day.month - 1 + count, 12)
    return dt.date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def _last(year: int, month: int) -> dt.date:
    return dt.date(year, month, calendar.monthrange(year, month)[1])
