"""From moments to German: days with their weekday, times, and "heute" or "morgen" where it is true."""

import datetime as dt

from bot.events.model import Event
from bot.texts import events as texts
from knowledge.clock import BERLIN

WEEKDAYS = ("Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag")
_SHORT = ("Mo", "Di", "Mi", "Do", "Fr", "Sa", "So")


def day(date: dt.date) -> str:
    """Such as "Donnerstag, 11.02.2027"."""
    return f"{WEEKDAYS[date.weekday()]}, {date:%d.%m.%Y}"


def short_day(date: dt.date) -> str:
    """Such as "Do 11.02."."""
    return f"{_SHORT[date.weekday()]} {date:%d.%m.}"


def moment(at: dt.datetime) -> str:
    """Such as "Donnerstag, 11.02.2027, 10:00 Uhr"."""
    local = at.astimezone(BERLIN)
    return f"{day(local.date())}, {local:%H:%M} Uhr"


def when(event: Event) -> str:
    """When an event is: its day or days, and its hours where it has any."""
    first, last = event.starts.astimezone(BERLIN), event.ends.astimezone(BERLIN)
    same = first.date() == last.date()
    if event.all_day:
        return day(first.date()) if same else f"{day(first.date())} bis {day(last.date())}"
    if first == last:
        return moment(first)
    return f"{day(first.date())}, {first:%H:%M} bis {last:%H:%M} Uhr" if same else f"{moment(first)} bis {moment(last)}"


def soon(date: dt.date, today: dt.date) -> str:
    """Such as "heute, Donnerstag, 11.02.2027", "morgen, …", otherwise "am Donnerstag, 11.02.2027"."""
    near = {0: "heute, ", 1: "morgen, "}.get((date - today).days, "am ")
    return near + day(date)


def begins(event: Event) -> str:
    """The start for a list: "Do 11.02.2027, 10:00 Uhr"."""
    local = event.starts.astimezone(BERLIN)
    first = f"{_SHORT[local.weekday()]} {local:%d.%m.%Y}"
    return first if event.all_day else f"{first}, {local:%H:%M} Uhr"


def people(count: int) -> str:
    """How many people, in the accusative: "eine Person"."""
    return {0: texts.NOBODY, 1: texts.ONE_PERSON}.get(count, texts.PEOPLE.format(count=count))


def named(event: Event) -> str:
    """The title, with the part of a series."""
    return f"{event.title} ({event.part} von {event.parts})" if event.parts > 1 else event.title
