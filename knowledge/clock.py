"""The one place that knows what day it is, and which moment a time of day is where the clock changes."""

import datetime as dt
from dataclasses import dataclass
from zoneinfo import ZoneInfo

BERLIN = ZoneInfo("Europe/Berlin")


def now() -> dt.datetime:
    """The present moment in Europe/Berlin, with its zone."""
    return dt.datetime.now(BERLIN)


def today() -> dt.date:
    """The present day in Europe/Berlin."""
    return now().date()


@dataclass(frozen=True, slots=True)
class OnTheClock:
    """A time of day in Europe/Berlin made a moment: `at` has its zone.

    `moved` says that the clock skips the time that was named (spring), `twice` that it shows it a second time
    an hour later (autumn); then `at` is the first of the two.
    """

    at: dt.datetime
    moved: bool = False
    twice: bool = False


def on_the_clock(wall: dt.datetime) -> OnTheClock:
    """The moment of a wall time without zone; a skipped one moves on to the next minute that exists."""
    named = wall
    while not _exists(wall):
        wall = wall.replace(second=0, microsecond=0) + dt.timedelta(minutes=1)
    first, second = wall.replace(tzinfo=BERLIN), wall.replace(tzinfo=BERLIN, fold=1)
    return OnTheClock(first, moved=wall != named, twice=first.utcoffset() != second.utcoffset())


def _exists(wall: dt.datetime) -> bool:
    at = wall.replace(tzinfo=BERLIN)
    return at.astimezone(dt.UTC).astimezone(BERLIN).replace(tzinfo=None, fold=0) == wall.replace(fold=0)
