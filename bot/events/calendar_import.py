"""From an iCalendar file to events: recurring ones part by part, each found again by its UID at the next import."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING, Any

from bot.events.errors import CalendarRefused
from bot.events.fields import MOST_PLACE, MOST_PROGRAMME, MOST_TITLE
from bot.events.model import Event, Status
from bot.texts import events as texts
from knowledge.clock import BERLIN, on_the_clock

if TYPE_CHECKING:
    from icalendar import Calendar
    from icalendar import Event as Component

MOST_BYTES = 1_000_000
MOST_PARTS = 52
"""Parts of one recurring event; a rule without end is followed that far."""
MOST_EVENTS = 500
_LONGEST_UID = 255
_TOO_OFTEN = ("SECONDLY", "MINUTELY", "HOURLY")
"""No rhythm of meetings; a rule that never comes true would be followed second by second."""
_LAST_MINUTE = dt.timedelta(minutes=1)


def read_calendar(content: bytes, name: str) -> list[Event]:
    """All events of a file, the parts of a series one by one. Raises CalendarRefused."""
    if len(content) > MOST_BYTES:
        raise CalendarRefused(name, "too_large", f"{MOST_BYTES // 1_000_000} MB")
    if not content.lstrip(b"\xef\xbb\xbf \r\n\t").upper().startswith(b"BEGIN:VCALENDAR"):
        raise CalendarRefused(name, "unreadable", texts.NOT_CALENDAR)
    events = [event for calendar in _calendars(content, name) for event in _events(calendar, name)]
    if not events:
        raise CalendarRefused(name, "no_events")
    if len(events) > MOST_EVENTS:
        raise CalendarRefused(name, "too_many", str(MOST_EVENTS))
    return events


def _calendars(content: bytes, name: str) -> "list[Calendar]":
    from icalendar import Calendar

    try:
        found = Calendar.from_ical(content.removeprefix(b"\xef\xbb\xbf"), multiple=True)
    except (ValueError, KeyError, IndexError, AttributeError, TypeError) as exc:
        # The library's parser has no error class of its own.
        raise CalendarRefused(name, "unreadable", texts.BROKEN) from exc
    return [part for part in found if isinstance(part, Calendar)]


def _events(calendar: "Calendar", name: str) -> Iterator[Event]:
    cancelled = str(calendar.get("METHOD", "")).upper() == "CANCEL"
    components = calendar.events
    for component in components:
        if _value(component, "DTSTART") is None:
            raise CalendarRefused(name, "no_start", str(component.get("SUMMARY", "")))
    recurring = {str(part.get("UID", "")) for part in components if "RRULE" in part or "RDATE" in part}
    for component in components:
        if str(component.get("UID", "")) not in recurring:
            yield _event(component, name, cancelled=cancelled)
    for uid in sorted(recurring):
        parts = _parts(calendar, uid, name)
        for number, component in enumerate(parts, 1):
            event = _event(component, name, cancelled=cancelled)
            when = f"{_wall(_value(component, 'RECURRENCE-ID') or event.starts):%Y%m%dT%H%M%S}"
            yield replace(
                event, uid=f"{when}-{uid}"[:_LONGEST_UID], series=uid[:_LONGEST_UID], part=number, parts=len(parts),
                recurrence=when,
            )  # fmt: skip


def _parts(calendar: "Calendar", uid: str, name: str) -> "list[Component]":
    """The parts of one recurring event, without those that were taken out, moved ones at their new time."""
    import recurring_ical_events

    rules = [str(rule).upper() for part in calendar.events for rule in part.rrules]
    if any(frequency in rule for rule in rules for frequency in _TOO_OFTEN):
        raise CalendarRefused(name, "bad_rule")
    try:
        of_series = (part for part in recurring_ical_events.of(calendar).all() if str(part.get("UID", "")) == uid)
        return list(islice(of_series, MOST_PARTS))
    except (ValueError, KeyError, TypeError, AttributeError, OverflowError) as exc:
        raise CalendarRefused(name, "bad_rule") from exc


def _event(component: "Component", name: str, *, cancelled: bool) -> Event:
    title = " ".join(str(component.get("SUMMARY", "")).split())[:MOST_TITLE]
    if not title:
        raise CalendarRefused(name, "no_title")
    first = _value(component, "DTSTART")
    all_day = not isinstance(first, dt.datetime)
    try:
        starts, ends = on_the_clock(_wall(first)).at, _ends(component)
    except (OverflowError, TypeError, ValueError) as exc:
        raise CalendarRefused(name, "no_start", title) from exc
    if ends < starts:
        raise CalendarRefused(name, "ends_first", title)
    off = cancelled or str(component.get("STATUS", "")).upper() == "CANCELLED"
    uid = str(component.get("UID", "")) or f"{starts:%Y%m%dT%H%M}-{title}"
    return Event(
        uid=uid[:_LONGEST_UID], title=title, starts=starts, ends=ends, all_day=all_day,
        place=" ".join(str(component.get("LOCATION", "")).split())[:MOST_PLACE],
        programme=str(component.get("DESCRIPTION", "")).strip()[:MOST_PROGRAMME],
        status=Status.CANCELLED if off else Status.PLANNED,
    )  # fmt: skip


def _ends(component: "Component") -> dt.datetime:
    """The end by DTEND or DURATION; of whole days the last minute of the last one."""
    first, last, length = (_value(component, name) for name in ("DTSTART", "DTEND", "DURATION"))
    all_day = not isinstance(first, dt.datetime)
    if last is None:
        last = first + (length or dt.timedelta(days=all_day))
    wall = _wall(last)
    return on_the_clock(wall - _LAST_MINUTE if all_day else wall).at


def _value(component: "Component", name: str) -> Any:  # noqa: ANN401 - a day, a moment or a length
    """What a property says, None where it is missing or no time at all."""
    try:
        found = component.decoded(name)
    except (KeyError, ValueError):
        return None
    return found if isinstance(found, dt.date | dt.timedelta) else None


def _wall(value: Any) -> dt.datetime:  # noqa: ANN401 - a day, or a moment with or without a zone
    """What the clock in Berlin shows then; times without a zone are meant to be Berlin's."""
    if not isinstance(value, dt.datetime):
        return dt.datetime.combine(value, dt.time())
    return value.astimezone(BERLIN).replace(tzinfo=None) if value.tzinfo else value
