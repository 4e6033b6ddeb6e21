"""An event before it is saved: filled step by step, kept as JSON between the steps, with sensible defaults."""

import datetime as dt
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from bot.events.model import Event
from bot.events.times import TimeSpan
from knowledge.clock import on_the_clock

LONG_BEFORE, SHORT_BEFORE = dt.timedelta(days=7), dt.timedelta(days=1)
_CLOSING_HOUR = dt.time(18)


@dataclass(frozen=True, slots=True)
class Draft:
    """What an organiser has said so far; `id` is that of the event to be changed, 0 for a new one.

    `more` are the starts of further parts; `note` says what the change of clocks does.
    `deadline_set` says that the deadline was chosen and does not
    follow the start any more.
    """

    title: str = ""
    starts: dt.datetime | None = None
    ends: dt.datetime | None = None
    place: str = ""
    programme: str = ""
    capacity: int | None = None
    deadline: dt.datetime | None = None
    deadline_set: bool = False
    topics: tuple[str, ...] = ()
    more: tuple[dt.datetime, ...] = ()
    id: int = 0
    note: str = ""

    def at(self, span: TimeSpan, now: dt.datetime) -> "Draft":
        """The draft at another time; a deadline that nobody chose moves along, further parts have to be said again."""
        moved = replace(self, starts=span.starts, ends=span.ends, more=(), note=span.note)
        if not self.deadline_set or (self.deadline and self.deadline >= span.starts):
            return replace(moved, deadline=usual_deadline(span.starts, now))
        return moved


def usual_deadline(starts: dt.datetime, now: dt.datetime) -> dt.datetime | None:
    """A week before at 18:00, or the day before; None where that is past."""
    for before in (LONG_BEFORE, SHORT_BEFORE):
        at = on_the_clock(dt.datetime.combine((starts - before).date(), _CLOSING_HOUR)).at
        if at > now:
            return at
    return None


def draft_of(event: Event) -> Draft:
    """An event as it is, to be changed."""
    return Draft(
        event.title, event.starts, event.ends, event.place, event.programme, event.capacity, event.deadline,
        deadline_set=True, topics=event.topics, id=event.id,
    )  # fmt: skip


def changed(event: Event, draft: Draft) -> Event:
    """The event as the draft says it is to be."""
    assert draft.starts
    assert draft.ends
    same_days = event.all_day and (draft.starts, draft.ends) == (event.starts, event.ends)
    return replace(
        event, title=draft.title, starts=draft.starts, ends=draft.ends, place=draft.place, programme=draft.programme,
        capacity=draft.capacity, deadline=draft.deadline, topics=draft.topics, all_day=same_days,
    )  # fmt: skip


def new_events(draft: Draft, author: str) -> list[Event]:
    """The event, or the parts of the series, that a draft describes; each with a uid of its own."""
    assert draft.starts
    assert draft.ends
    starts = (draft.starts, *draft.more)
    series = f"{secrets.token_hex(8)}@zukunftslotse" if draft.more else None
    return [
        Event(
            f"{secrets.token_hex(8)}@zukunftslotse", draft.title, start, _shifted(draft.ends, draft.starts, start),
            place=draft.place, programme=draft.programme, capacity=draft.capacity,
            deadline=_shifted(draft.deadline, draft.starts, start) if draft.deadline else None, topics=draft.topics,
            series=series, part=number, parts=len(starts), created_by=author,
        )
        for number, start in enumerate(starts, 1)
    ]  # fmt: skip


def _shifted(moment: dt.datetime, first: dt.datetime, start: dt.datetime) -> dt.datetime:
    """As far from `start` as `moment` is from `first`, on the clock on the wall."""
    wall = start.replace(tzinfo=None) + (moment.replace(tzinfo=None) - first.replace(tzinfo=None))
    return on_the_clock(wall).at


def to_json(draft: Draft) -> dict[str, Any]:
    """The draft as a dialogue keeps it; times as the clock on the wall."""
    return {
        "title": draft.title, "starts": _wall(draft.starts), "ends": _wall(draft.ends), "place": draft.place,
        "programme": draft.programme, "capacity": draft.capacity, "deadline": _wall(draft.deadline),
        "deadline_set": draft.deadline_set, "topics": list(draft.topics), "more": [_wall(at) for at in draft.more],
        "id": draft.id, "note": draft.note,
    }  # fmt: skip


def from_json(kept: Mapping[str, Any]) -> Draft:
    """The draft again."""
    more = tuple(found for at in kept["more"] if (found := _moment(at)))
    return Draft(
        kept["title"], _moment(kept["starts"]), _moment(kept["ends"]), kept["place"], kept["programme"],
        kept["capacity"], _moment(kept["deadline"]), kept["deadline_set"], tuple(kept["topics"]), more, kept["id"],
        kept["note"],
    )  # fmt: skip


def _wall(at: dt.datetime | None) -> str | None:
    return at.replace(tzinfo=None).isoformat() if at else None


def _moment(wall: str | None) -> dt.datetime | None:
    return on_the_clock(dt.datetime.fromisoformat(wall)).at if wall else None
