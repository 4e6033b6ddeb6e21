"""From what an organiser types to a start and an end: "Do 11.2. 10 bis 15 Uhr", seen from a moment."""

import datetime as dt
import re
from dataclasses import dataclass

from bot.broadcasts.errors import BroadcastRefused, NotUnderstood
from bot.broadcasts.schedule import WEEKDAY, WEEKDAYS, find_clock, read_time
from bot.events import wording
from bot.texts import events as texts
from knowledge.clock import on_the_clock

USUAL_LENGTH = dt.timedelta(hours=2)
"""How long an event takes where nobody says it."""
_UNTIL = re.compile(
    r"\s+bis\s+(?:zum\s+)?|\s*[–—]\s*|(?<=\d)\s*-\s*(?=\d{1,2}(?:[:.]\d\d)?\s*(?:uhr)?\s*$)|(?<=uhr)\s*-\s*",
    re.IGNORECASE,
)
_WRITTEN_DAY = re.compile(r"\d{1,2}\.\s?(?:\d{1,2}\b(?!\s*uhr)|[A-Za-zä]{3})|\d{4}-\d\d-\d\d", re.IGNORECASE)
_NAMED_DAY = re.compile(rf"\b({WEEKDAY})\b\.?,?", re.IGNORECASE)
_SMALL_WORDS = re.compile(r"\b(?:von|den|dem|der)\b", re.IGNORECASE)
_DOTTED_HOUR = re.compile(r"\b(\d{1,2})\.(\d\d)(?=\s*(?:uhr|bis|–|-))", re.IGNORECASE)


class TimeUnclear(ValueError):
    """A time that can't be read or can't be meant; the text is what the organiser reads."""


@dataclass(frozen=True, slots=True)
class TimeSpan:
    """When it begins and ends, in Europe/Berlin; `note` says what the change of clocks does to it."""

    starts: dt.datetime
    ends: dt.datetime
    note: str = ""


def read_span(text: str, now: dt.datetime) -> TimeSpan:
    """Start and end; without an end two hours, without a year the next such day. Raises TimeUnclear."""
    first, *last = _UNTIL.split(_DOTTED_HOUR.sub(r"\1:\2", text), maxsplit=1)
    starts, note = _read(_with_hour(first) if last else first, now)
    if starts <= now:
        raise TimeUnclear(texts.PAST.format(when=wording.moment(starts)))
    ends = _end(last[0], starts) if last else starts + USUAL_LENGTH
    if ends <= starts:
        raise TimeUnclear(texts.ENDS_FIRST)
    return TimeSpan(starts, ends, note)


def read_moment(text: str, now: dt.datetime, otherwise: dt.time) -> dt.datetime:
    """A day with an hour; without an hour `otherwise`. Raises TimeUnclear."""
    dotted = _DOTTED_HOUR.sub(r"\1:\2", text)
    at, _ = _read(dotted if _has_hour(dotted) else f"{dotted} {otherwise:%H:%M} Uhr", now)
    if at <= now:
        raise TimeUnclear(texts.PAST.format(when=wording.moment(at)))
    return at


def _end(text: str, starts: dt.datetime) -> dt.datetime:
    if _WRITTEN_DAY.search(text):
        return _read(text, starts)[0]
    try:
        clock, _ = find_clock(_with_hour(text))
    except BroadcastRefused as exc:
        raise TimeUnclear(str(exc)) from exc
    if clock is None:
        raise TimeUnclear(texts.NO_TIME.format(text=text.strip()[:40]))
    return on_the_clock(dt.datetime.combine(starts.date(), clock)).at


def _read(text: str, now: dt.datetime) -> tuple[dt.datetime, str]:
    """The moment, and what the change of clocks does to it; a weekday beside a date has to be the right one."""
    named = _NAMED_DAY.search(text) if _WRITTEN_DAY.search(text) else None
    plain = _NAMED_DAY.sub("", text) if named else text
    try:
        when = read_time(_SMALL_WORDS.sub("", plain), now)
    except NotUnderstood as exc:
        if not _has_hour(text):
            raise TimeUnclear(texts.NO_HOUR) from exc
        raise TimeUnclear(texts.NO_TIME.format(text=text.strip()[:40])) from exc
    except BroadcastRefused as exc:
        raise TimeUnclear(str(exc)) from exc
    if named and WEEKDAYS[named[1].lower()] != when.wall.weekday():
        raise TimeUnclear(texts.OTHER_WEEKDAY.format(day=wording.day(when.wall.date())))
    if on_the_clock(when.wall).twice:
        return when.at, texts.CLOCK_TWICE
    return when.at, when.notes[0] if when.notes else ""


def _has_hour(text: str) -> bool:
    try:
        return find_clock(text)[0] is not None
    except BroadcastRefused:
        return True


def _with_hour(text: str) -> str:
    """The text with "Uhr" where only a number says the hour ("10-15 Uhr")."""
    return text if _has_hour(text) else f"{text.rstrip()} Uhr"
