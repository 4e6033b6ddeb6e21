"""When a reminder is due and until when it makes sense; pure rules over moments, for events and deadlines."""

import datetime as dt
from enum import StrEnum

from bot.broadcasts.schedule import QUIET_FROM, QUIET_UNTIL, day_of_rest
from bot.events.model import Event
from knowledge.clock import BERLIN, on_the_clock

MORNING = dt.time(9)
HOURS_AHEAD = dt.timedelta(hours=2)
TOO_CLOSE = dt.timedelta(hours=3)
"""Nearer to the start the reminder of the day before gives way to that of two hours before."""
ANSWER_DAYS = 3
STAGES = (60, 30, 7)
"""Days before a funding deadline."""
WISH_STAGES = (30, 7, 1)
_BEFORE_NIGHT = dt.timedelta(minutes=30)
_LEAST_AHEAD = dt.timedelta(minutes=30)


class Rule(StrEnum):
    """Which reminder of an event; the values are part of the deliveries' keys."""

    DAY = "day"
    HOURS = "hours"
    ANSWER = "answer"


Window = tuple[dt.datetime, dt.datetime]
"""When it is due, and the moment from which it is not sent any more."""


def window(event: Event, rule: Rule) -> Window | None:
    """When this event's reminder is due; None where the rule does not apply to it."""
    match rule:
        case Rule.DAY:
            return open_morning(_local(event.starts).date(), 1), _earlier(event.starts, TOO_CLOSE)
        case Rule.HOURS:
            return _hours_before(event)
        case Rule.ANSWER if event.deadline:
            return open_morning(_local(event.closes).date(), ANSWER_DAYS), event.closes
    return None


def _hours_before(event: Event) -> Window | None:
    """Two hours before; never in the quiet hours, then at their end or before their beginning."""
    if event.all_day:
        return None
    due = _local(_earlier(event.starts, HOURS_AHEAD))
    if due.time() < QUIET_UNTIL:
        due = on_the_clock(dt.datetime.combine(due.date(), QUIET_UNTIL)).at
    elif due.time() >= QUIET_FROM:
        due = _earlier(on_the_clock(dt.datetime.combine(due.date(), QUIET_FROM)).at, _BEFORE_NIGHT)
    return (due, event.starts) if due <= _earlier(event.starts, _LEAST_AHEAD) else None


def stage_window(day: dt.date, stage: int, stages: tuple[int, ...]) -> Window:
    """When the reminder so many days before a deadline is due; it gives way to the next one, the last to midnight."""
    later = [other for other in stages if other < stage]
    return open_morning(day, stage), open_morning(day, max(later)) if later else end_of_day(day)


def open_morning(day: dt.date, before: int) -> dt.datetime:
    """Nine o'clock so many days before; where that is a Sunday or a public holiday, on the last other day before."""
    found = day - dt.timedelta(days=before)
    while day_of_rest(found):
        found -= dt.timedelta(days=1)
    return on_the_clock(dt.datetime.combine(found, MORNING)).at


def end_of_day(day: dt.date) -> dt.datetime:
    """Midnight after that day in Berlin: from then on "heute" and "morgen" would be wrong."""
    return on_the_clock(dt.datetime.combine(day + dt.timedelta(days=1), dt.time())).at


def night(moment: dt.datetime) -> bool:
    """Whether it is night, when nobody is to be reminded of anything."""
    return not QUIET_UNTIL <= _local(moment).time() < QUIET_FROM


def _local(moment: dt.datetime) -> dt.datetime:
    return moment.astimezone(BERLIN)


def _earlier(moment: dt.datetime, by: dt.timedelta) -> dt.datetime:
    """So much time before, counted in hours that really pass."""
    return (moment.astimezone(dt.UTC) - by).astimezone(BERLIN)
