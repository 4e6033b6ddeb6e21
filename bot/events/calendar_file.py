"""From events to an iCalendar file (RFC 5545) that calendars take in, follow and cancel by its UIDs."""

import datetime as dt
import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from bot.events import wording
from bot.events.model import Event, Status
from knowledge.clock import BERLIN

if TYPE_CHECKING:
    from icalendar import Event as Component

PRODUCER = "-//Zukunftslotse//Termine//DE"
PUBLISH, CANCEL = "PUBLISH", "CANCEL"
BERLIN_RULES = """\
BEGIN:VTIMEZONE
TZID:Europe/Berlin
BEGIN:DAYLIGHT
TZNAME:CEST
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
DTSTART:19960331T020000
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
END:DAYLIGHT
BEGIN:STANDARD
TZNAME:CET
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
DTSTART:19961027T030000
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
END:STANDARD
END:VTIMEZONE
"""
"""The summer time of the European Union since 1996; short, and in force for times to come as well."""
_NOT_IN_NAMES = re.compile(r"[^\w.-]+")
_LONGEST_NAME = 60


def calendar_file(events: Sequence[Event], now: dt.datetime) -> bytes:
    """One VEVENT an event with its UID and SEQUENCE; the method is CANCEL where all of them are cancelled."""
    from icalendar import Calendar, Timezone

    calendar = Calendar()
    cancelled = all(event.status is Status.CANCELLED for event in events)
    for name, value in (("prodid", PRODUCER), ("version", "2.0"), ("method", CANCEL if cancelled else PUBLISH)):
        calendar.add(name, value)
    if not all(event.all_day for event in events):
        calendar.add_component(Timezone.from_ical(BERLIN_RULES))
    for event in events:
        calendar.add_component(_component(event, now))
    content: bytes = calendar.to_ical()
    return content


def file_name(event: Event) -> str:
    """A name for the file that every system takes."""
    return f"{_NOT_IN_NAMES.sub('-', event.title)[:_LONGEST_NAME].strip('-.') or 'Termin'}.ics"


def _component(event: Event, now: dt.datetime) -> "Component":
    from icalendar import Event as Component

    made = Component()
    values: dict[str, Any] = {
        "uid": event.uid, "sequence": event.sequence, "dtstamp": now.astimezone(dt.UTC),
        "summary": wording.named(event), "dtstart": _start(event), "dtend": _end(event),
        "status": "CANCELLED" if event.status is Status.CANCELLED else "CONFIRMED",
    }  # fmt: skip
    values |= {"location": event.place} if event.place else {}
    values |= {"description": event.programme} if event.programme else {}
    values |= {"categories": list(event.topics)} if event.topics else {}
    for name, value in values.items():
        made.add(name, value)
    return made


def _start(event: Event) -> dt.datetime | dt.date:
    local = event.starts.astimezone(BERLIN)
    return local.date() if event.all_day else local


def _end(event: Event) -> dt.datetime | dt.date:
    """The end; of whole days the day after, as RFC 5545 counts them."""
    local = event.ends.astimezone(BERLIN)
    return local.date() + dt.timedelta(days=1) if event.all_day else local
