"""German words for a time → the moment that is meant, and the next moment at which messages may arrive."""

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from bot.broadcasts.errors import BroadcastRefused, NotUnderstood
from bot.texts import broadcasts as texts
from knowledge.clock import BERLIN, on_the_clock
from knowledge.german.numbers import WORD_PATTERN, WORDS

DAYS = ("montag", "dienstag", "mittwoch", "donnerstag", "freitag", "samstag", "sonntag")
_SHORT = {day[:2]: number for number, day in enumerate(DAYS)} | {"sonnabend": 5}
WEEKDAYS = {day: number for number, day in enumerate(DAYS)} | _SHORT
WEEKDAY = "|".join(sorted(WEEKDAYS.keys() - {"so"}, key=len, reverse=True)) + "|(?-i:So)"
"""Of the short forms "so" is a word of its own and counts with a capital only."""
MONTHS = {
    name: number
    for number, names in enumerate(
        ("januar jan", "februar feb", "märz mär", "april apr", "mai", "juni jun", "juli jul", "august aug",
         "september sept sep", "oktober okt", "november nov", "dezember dez"), 1
    )
    for name in names.split()
}  # fmt: skip
_NUMBER = rf"\d{{1,2}}|{WORD_PATTERN}"
_AT = r"(?:(?:um|ab|gegen)\s+)?"
_CLOCKS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"\b{_AT}(?P<half>halb\s+)?(?P<hour>{_NUMBER})(?:[:.](?P<minute>\d{{2}}))?\s*uhr\b(?:\s*(?P<after>\d{{2}})\b(?!\.))?",
        rf"\b(?:um|ab|gegen)\s+(?P<half>halb\s+)?(?P<hour>{_NUMBER})(?:[:.](?P<minute>\d{{2}}))?\b(?!\.?\d)",
        r"\b(?P<hour>\d{1,2}):(?P<minute>\d{2})\b",
    )
)
_ISO = re.compile(r"\b(\d{4})-(\d{2})-(\d{2})\b")
_ISO_JOINT = re.compile(r"(?<=\d{4}-\d{2}-\d{2})T(?=\d)")
_MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
_DATE = re.compile(
    rf"\b(\d{{1,2}})\.\s*(?:(\d{{1,2}})(?:\.(?:\s*(\d{{4}})\b|(\d{{2}})\b)?|(?![\d.]))|({_MONTH})\b\.?(?:\s*(\d{{4}})\b)?)",
    re.IGNORECASE,
)
_DAY = re.compile(rf"\b(heute|übermorgen|uebermorgen|morgen|{WEEKDAY})\b(?!-)", re.IGNORECASE)
_RELATIVE = re.compile(
    rf"\bin\s+(?P<count>{_NUMBER}|\d+|einer\s+halben)\s+(?P<unit>minuten?|stunden?|tag(?:en)?|wochen?)\b", re.IGNORECASE
)
_NOW = re.compile(r"\b(sofort|jetzt|gleich)\b", re.IGNORECASE)
_EVENING = re.compile(r"\b(abends?|nachmittags?)\b", re.IGNORECASE)
_FILLERS = re.compile(
    r"\b(am|den|der|dem|diesen|dieser|nächsten|naechsten|kommenden|nächste|kommende|früh|vormittags?|morgens|mittags?|"
    r"nachts?|nacht|abends?|nachmittags?|bitte|punkt|an|um|ab)\b|[,.;]",
    re.IGNORECASE,
)
_AHEAD = {"heute": 0, "morgen": 1, "übermorgen": 2, "uebermorgen": 2}
MIDDAY = 12

QUIET_FROM, QUIET_UNTIL = dt.time(20, 0), dt.time(7, 30)
"""Between these times nobody gets a broadcast, nor on Sundays and public holidays of North Rhine-Westphalia."""
SOON = dt.timedelta(minutes=1)
"""What lies no further back was meant for now."""


@dataclass(frozen=True, slots=True)
class When:
    """`wall` is what the clock in Berlin shows (no zone), `at` the moment; `notes` say what was changed about it."""

    wall: dt.datetime
    at: dt.datetime
    notes: tuple[str, ...] = ()


def read_time(text: str, now: dt.datetime) -> When:
    """The moment that these words name. Raises NotUnderstood, BroadcastRefused (past, or no such time)."""
    found, rest = find_time(text, now)
    if found is None or _FILLERS.sub("", rest).strip():
        raise NotUnderstood(texts.TIME_NOT_UNDERSTOOD.format(text=text.strip()))
    return found


def find_time(text: str, now: dt.datetime) -> tuple[When | None, str]:
    """The moment that is named somewhere in a text, and the text without it. Raises as `read_time`."""
    here = now.astimezone(BERLIN)
    if said := _NOW.search(text):
        return at_once(now), _without(text, said.span())
    clock, rest = find_clock(_ISO_JOINT.sub(" ", text))
    relative = _RELATIVE.search(rest)
    if relative and relative["unit"].lower().startswith(("minute", "stunde")):
        at = here.astimezone(dt.UTC) + _span(relative, here)
        return When(at.astimezone(BERLIN).replace(tzinfo=None), at.astimezone(BERLIN)), _without(rest, relative.span())
    day, rest = _find_day(rest, here, relative)
    if clock is None:
        if day is None:
            return None, text
        raise NotUnderstood(texts.NO_CLOCK.format(day=_day_name(day.date)))
    return _moment(day, clock, here), rest


def at_once(now: dt.datetime) -> When:
    """The present moment."""
    here = now.astimezone(BERLIN)
    return When(here.replace(tzinfo=None), here)


def find_clock(text: str) -> tuple[dt.time | None, str]:
    """A time of day somewhere in a text, and the text without it. Raises BroadcastRefused for 25 o'clock."""
    for pattern in _CLOCKS:
        for said in pattern.finditer(text):
            parts = said.groupdict()
            hour = int(WORDS.get(parts["hour"].lower(), 0) or parts["hour"])
            minute = int(parts.get("minute") or parts.get("after") or 0)
            if parts.get("half"):
                hour, minute = hour - 1, 30
            if hour < MIDDAY and _EVENING.search(text):
                hour += MIDDAY
            if hour > 23 or minute > 59:
                raise BroadcastRefused(texts.NO_SUCH_CLOCK.format(text=said[0].strip()))
            return dt.time(hour, minute), _without(text, said.span())
    return None, text


@dataclass(frozen=True, slots=True)
class _Day:
    """`again` days later is the next one that fits the same words, 0 where there is only this one."""

    date: dt.date
    again: int = 0


def _find_day(text: str, here: dt.datetime, relative: re.Match[str] | None) -> tuple[_Day | None, str]:
    if relative:
        return _Day((here + _span(relative, here)).date()), _without(text, relative.span())
    if said := _ISO.search(text):
        return _Day(_date(int(said[1]), int(said[2]), int(said[3]))), _without(text, said.span())
    if said := _DATE.search(text):
        month = int(said[2]) if said[2] else MONTHS[said[5].lower()]
        year = said[3] or said[4] or said[6]
        return _Day(_dated(int(said[1]), month, year, here.date())), _without(text, said.span())
    if said := _DAY.search(text):
        word = said[1].lower()
        if word in _AHEAD:
            return _Day(here.date() + dt.timedelta(days=_AHEAD[word])), _without(text, said.span())
        ahead = (WEEKDAYS[word] - here.weekday()) % 7
        return _Day(here.date() + dt.timedelta(days=ahead), 7), _without(text, said.span())
    return None, text


def _moment(day: _Day | None, clock: dt.time, here: dt.datetime) -> When:
    found = on_wall(dt.datetime.combine(day.date if day else here.date(), clock))
    again = day.again if day else 1
    if found.at < here - SOON and again:
        found = on_wall(dt.datetime.combine(found.wall.date() + dt.timedelta(days=again), clock))
    if found.at < here - SOON:
        raise BroadcastRefused(texts.TIME_PAST.format(time=shown(found.at)))
    return found


def on_wall(wall: dt.datetime) -> When:
    """The moment of a wall time, with what the change of clocks does to it."""
    found = on_the_clock(wall)
    notes = []
    if found.moved:
        notes.append(texts.TIME_SKIPPED.format(wall=f"{wall:%H:%M}", day=f"{wall:%d.%m.%Y}", at=f"{found.at:%H:%M}"))
    if found.twice:
        notes.append(texts.TIME_TWICE.format(wall=f"{wall:%H:%M}", day=f"{wall:%d.%m.%Y}"))
    return When(found.at.replace(tzinfo=None), found.at, tuple(notes))


def _dated(day: int, month: int, year: str | None, today: dt.date) -> dt.date:
    if year:
        return _date(int(year) + (2000 if len(year) == 2 else 0), month, day)
    found = _date(today.year, month, day) if (month, day) >= (today.month, today.day) else None
    return found or _date(today.year + 1, month, day)


def _date(year: int, month: int, day: int) -> dt.date:
    try:
        return dt.date(year, month, day)
    except ValueError as exc:
        raise BroadcastRefused(texts.NO_SUCH_DAY.format(day=day, month=month, year=year)) from exc


def _span(said: re.Match[str], here: dt.datetime) -> dt.timedelta:
    """How long "in zwei Stunden" is, by the library that knows such words."""
    import dateparser

    words = said[0] if "halben" not in said[0] else "in 30 Minuten"
    count = WORDS.get(said["count"].lower())
    if count is not None:
        words = f"in {int(count)} {said['unit']}"
    base = here.replace(tzinfo=None)
    found = dateparser.parse(words, languages=["de"], settings={"RELATIVE_BASE": base})
    if found is None:
        raise NotUnderstood(texts.TIME_NOT_UNDERSTOOD.format(text=said[0]))
    return dt.timedelta(seconds=(found - base).total_seconds())


def hold(when: When, *, quiet: bool = True) -> When:
    """The first moment from then on at which a broadcast may arrive; says why where it is another one."""
    if not quiet:
        return when
    wall, reasons = when.wall, list[str]()
    while (reason := _closed(wall)) is not None:
        reasons += [reason] if reason not in reasons else []
        later = wall.time() >= QUIET_FROM or reason != texts.QUIET_NIGHT
        wall = dt.datetime.combine(wall.date() + dt.timedelta(days=later), QUIET_UNTIL)
    if wall == when.wall:
        return when
    moved = on_wall(wall)
    said = texts.HELD.format(asked=shown(when.at), reasons=", ".join(reasons), time=shown(moved.at))
    return When(moved.wall, moved.at, (*when.notes, said))


def closed_at(at: dt.datetime) -> bool:
    """Whether broadcasts have to wait at this moment."""
    return _closed(at.astimezone(BERLIN).replace(tzinfo=None)) is not None


def _closed(wall: dt.datetime) -> str | None:
    """Why no broadcast may arrive at this time."""
    if reason := day_of_rest(wall.date()):
        return reason
    return None if QUIET_UNTIL <= wall.time() < QUIET_FROM else texts.QUIET_NIGHT


def day_of_rest(day: dt.date) -> str | None:
    """What a public holiday or a Sunday is called."""
    return public_holiday(day) or (texts.QUIET_SUNDAY if day.weekday() == WEEKDAYS["sonntag"] else None)


@cache
def public_holiday(day: dt.date) -> str | None:
    """The name of a public holiday of North Rhine-Westphalia."""
    import holidays

    found = holidays.country_holidays("DE", subdiv="NW", years=day.year, language="de").get(day)
    return str(found) if found else None


def shown(at: dt.datetime) -> str:
    """A moment as people read it: "Do, 03.12.2026, 9:00 Uhr"."""
    here = at.astimezone(BERLIN)
    return f"{_day_name(here.date())}, {here.hour}:{here.minute:02d} Uhr"


def _day_name(day: dt.date) -> str:
    return f"{DAYS[day.weekday()][:2].title()}, {day:%d.%m.%Y}"


def _without(text: str, *spans: tuple[int, int]) -> str:
    for start, end in sorted(spans, reverse=True):
        text = f"{text[:start]} {text[end:]}"
    return text


def listed(moments: Iterable[dt.datetime]) -> str:
    """Several moments in a row."""
    return "; ".join(shown(at) for at in moments)
