"""From "3 mal wöchentlich" or a list of days to the further starts of a series, by the rules of RFC 5545."""

import datetime as dt
import re

from bot.events.times import TimeUnclear, read_moment
from bot.texts import events as texts
from knowledge.clock import on_the_clock

MOST_PARTS = 52
_RHYTHM = re.compile(
    r"(?:(?P<n>\d{1,3})\s*(?:mal|x|×|termine?|module?)?\s*,?\s*)?"
    r"(?:(?P<weekly>wöchentlich|jede\s+woche)|(?P<fortnight>alle\s+(?:2|zwei|14)\s+(?:wochen|tage)|zweiwöchentlich)"
    r"|(?P<monthly>monatlich|jeden\s+monat))(?:\s*,?\s*(?P<n2>\d{1,3})\s*(?:mal|x|×|termine?|module?)?)?",
    re.IGNORECASE,
)
_BETWEEN_DAYS = re.compile(r"\s*(?:[;\n]|,(?!\s*\d{1,2}(?:[:.]\d\d)?\s*(?:uhr|bis|-|–))|\bund\b)\s*", re.IGNORECASE)
_USUAL = 3
_LAST_OF_MONTH = 5


class SeriesUnclear(ValueError):
    """A repetition that can't be read; the text is what the organiser reads."""


def read_series(text: str, first: dt.datetime, now: dt.datetime) -> tuple[dt.datetime, ...]:
    """The starts after the first one, at its time of day unless another is said. Raises SeriesUnclear."""
    found = _RHYTHM.fullmatch(text.strip())
    starts = _by_rhythm(found, first) if found else _by_days(text, first, now)
    if not 2 <= len(starts) + 1 <= MOST_PARTS:
        raise SeriesUnclear(texts.SERIES_LENGTH.format(most=MOST_PARTS))
    return starts


def _by_rhythm(found: re.Match[str], first: dt.datetime) -> tuple[dt.datetime, ...]:
    """A monthly series keeps the weekday of its first part: the second Thursday, or the last."""
    from dateutil.rrule import MONTHLY, WEEKLY, rrule, weekday

    count = int(found["n"] or found["n2"] or _USUAL)
    if not 2 <= count <= MOST_PARTS:
        raise SeriesUnclear(texts.SERIES_LENGTH.format(most=MOST_PARTS))
    wall = first.replace(tzinfo=None)
    if found["monthly"]:
        which = (wall.day - 1) // 7 + 1
        day = weekday(wall.weekday(), -1 if which == _LAST_OF_MONTH else which)
        rule = rrule(MONTHLY, dtstart=wall, count=count, byweekday=day)
    else:
        rule = rrule(WEEKLY, dtstart=wall, count=count, interval=2 if found["fortnight"] else 1)
    return tuple(on_the_clock(start).at for start in rule if start > wall)


def _by_days(text: str, first: dt.datetime, now: dt.datetime) -> tuple[dt.datetime, ...]:
    try:
        days = [read_moment(part, now, first.time()) for part in _BETWEEN_DAYS.split(text) if part.strip()]
    except TimeUnclear as exc:
        raise SeriesUnclear(texts.NO_SERIES) from exc
    return tuple(sorted({at for at in days if at > first}))
