"""German words for what comes again and again → a rule of RFC 5545, and its next dates on the clock in Berlin."""

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass

from bot.broadcasts.errors import BroadcastRefused, NotUnderstood
from bot.broadcasts.schedule import DAYS, WEEKDAY, WEEKDAYS, When, find_clock, hold, on_wall
from bot.texts import broadcasts as texts
from knowledge.clock import BERLIN

_CODES = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_PLACES = {"ersten": 1, "zweiten": 2, "dritten": 3, "vierten": 4, "letzten": -1}
_PLACE = "|".join(_PLACES)
_RULES: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern, re.IGNORECASE), rule)
    for pattern, rule in (
        (rf"\bjeden?\s+(?P<place>{_PLACE})\s+(?P<day>{WEEKDAY})(?:\s+(?:im|des)\s+monats?)?", "MONTHLY;BYDAY={n}{d}"),
        (rf"\bam\s+(?P<place>{_PLACE})\s+(?P<day>{WEEKDAY})\s+(?:im|des|jeden)\s+monats?", "MONTHLY;BYDAY={n}{d}"),
        (r"\b(?:jeden|am)\s+letzten\s+tag\s+(?:im|des|jeden)\s+monats?", "MONTHLY;BYMONTHDAY=-1"),
        (r"\b(?:jeden|am)\s+(?P<date>\d{1,2})\.(?:\s+(?:im|des|jeden)\s+monats?)?(?!\s*\d)", "MONTHLY;BYMONTHDAY={t}"),
        (rf"\balle\s+(?:zwei|2)\s+wochen\s+(?:am\s+)?(?P<day>{WEEKDAY})", "WEEKLY;INTERVAL=2;BYDAY={d}"),
        (rf"\bjede[nr]?\s+(?:woche\s+(?:am\s+)?)?(?P<day>{WEEKDAY})", "WEEKLY;BYDAY={d}"),
        (rf"\b(?P<day>{'|'.join(DAYS)})s\b", "WEEKLY;BYDAY={d}"),
        (r"\b(?:jeden\s+tag|täglich)\b", "DAILY"),
    )
)
_EVERY = re.compile(r"\bjede[nrs]?\b|täglich|\balle\s+(?:zwei|2)\s+wochen|s um ", re.IGNORECASE)
_LEFT = re.compile(r"[\s,.;]+|\b(?:um|immer|bitte)\b", re.IGNORECASE)
SHOWN = 3
TRIED = 500


@dataclass(frozen=True, slots=True)
class Series:
    """`rule` as in RFC 5545 without a start, `clock` the time of day "HH:MM", `begins` the first possible day."""

    rule: str
    clock: str
    begins: str

    def record(self) -> dict[str, str]:
        """As JSON."""
        return {"rule": self.rule, "clock": self.clock, "begins": self.begins}

    def after(self, nominal: dt.datetime | None) -> Iterator[dt.datetime]:
        """The wall times of the rule, without zone, later than `nominal` (None: from the beginning)."""
        from dateutil.rrule import rrulestr

        start = dt.datetime.combine(dt.date.fromisoformat(self.begins), dt.time.fromisoformat(self.clock))
        for wall in rrulestr(f"RRULE:{self.rule}", dtstart=start):
            if nominal is None or wall > nominal:
                yield wall

    def coming(self, now: dt.datetime, *, quiet: bool) -> list[When]:
        """The next dates as they will be, moved where nobody may be written to."""
        here = now.astimezone(BERLIN).replace(tzinfo=None)
        found: list[When] = []
        for tried, wall in enumerate(self.after(here - dt.timedelta(minutes=1))):
            found.append(hold(on_wall(wall), quiet=quiet))
            if len(found) == SHOWN or tried > TRIED:
                break
        return found

    def first(self, now: dt.datetime, *, quiet: bool) -> When:
        """The next date. Raises BroadcastRefused where the rule has ended."""
        found = self.coming(now, quiet=quiet)
        if not found:
            raise BroadcastRefused(texts.SERIES_OVER)
        return found[0]


def read_series(text: str, now: dt.datetime) -> Series | None:
    """The rule that these words name, None where they name a single moment. Raises NotUnderstood."""
    found, rest = find_series(text, now)
    if (found and _LEFT.sub("", rest)) or (found is None and _EVERY.search(text)):
        raise NotUnderstood(texts.SERIES_NOT_UNDERSTOOD.format(text=text.strip()))
    return found


def find_series(text: str, now: dt.datetime) -> tuple[Series | None, str]:
    """A rule that is named somewhere in a text, and the text without it. Raises NotUnderstood."""
    begins = now.astimezone(BERLIN).date().isoformat()
    if text.strip().upper().startswith(("RRULE:", "FREQ=")):
        return _ready_made(text.strip(), begins), ""
    for pattern, rule in _RULES:
        said = pattern.search(text)
        if said is None:
            continue
        clock, rest = find_clock(f"{text[: said.start()]} {text[said.end() :]}")
        if clock is None:
            raise NotUnderstood(texts.SERIES_NOT_UNDERSTOOD.format(text=text.strip()))
        return Series(_filled(rule, said), f"{clock:%H:%M}", begins), rest
    return None, text


def _filled(rule: str, said: re.Match[str]) -> str:
    parts = said.groupdict()
    day = _CODES[WEEKDAYS[parts["day"].lower()]] if parts.get("day") else ""
    place = _PLACES[parts["place"].lower()] if parts.get("place") else 0
    date = int(parts.get("date") or 1)
    if not 1 <= date <= 31:
        raise NotUnderstood(texts.SERIES_NOT_UNDERSTOOD.format(text=said[0]))
    return f"FREQ={rule.format(n=place, d=day, t=date)}"


def _ready_made(text: str, begins: str) -> Series:
    """A rule as calendars write it; BYHOUR and BYMINUTE become the time of day."""
    parts = dict(part.split("=", 1) for part in text.upper().removeprefix("RRULE:").split(";") if "=" in part)
    clock = dt.time(int(parts.pop("BYHOUR", "9")), int(parts.pop("BYMINUTE", "0")))
    found = Series(";".join(f"{name}={value}" for name, value in parts.items()), f"{clock:%H:%M}", begins)
    try:
        next(found.after(None), None)
    except ValueError as exc:
        raise NotUnderstood(texts.SERIES_NOT_UNDERSTOOD.format(text=text)) from exc
    return found
