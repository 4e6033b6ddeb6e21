"""From the events of a calendar file to the stored ones: new ones added, known ones brought up to date, people told."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.conversation.desk import Desk
from bot.events.announcing import tell_change
from bot.events.model import Event, Status


@dataclass(frozen=True, slots=True)
class Imported:
    """What became of one event: added, changed, moved, cancelled, unchanged or past; `told` people get a message."""

    outcome: str
    event: Event
    told: int = 0


def take_in(desk: Desk, found: Sequence[Event], author: str) -> list[Imported]:
    """Bring the stored events to the state of the file. Raises CatalogueError."""
    return [_taken(desk, event, stored, author) for event, stored in _paired(desk, found)]


def _paired(desk: Desk, found: Sequence[Event]) -> list[tuple[Event, Event | None]]:
    """Each event with its stored one: by uid; the parts of a series whose start moved, in their order.

    A part that the file does not name any more is cancelled.
    """
    pairs: list[tuple[Event, Event | None]] = []
    for series in dict.fromkeys(event.series for event in found):
        parts = [event for event in found if event.series == series]
        if series is None:
            pairs += [(event, desk.stores.events.by_uid(event.uid)) for event in parts]
            continue
        stored = {event.uid: event for event in desk.stores.events.of_series(series)}
        same = {event.uid for event in parts} & stored.keys()
        moved = [event for uid, event in stored.items() if uid not in same and event.status is Status.PLANNED]
        for event in parts:
            known = stored[event.uid] if event.uid in same else moved.pop(0) if moved else None
            pairs.append((event, known))
        pairs += [(replace(event, status=Status.CANCELLED), event) for event in moved]
    return pairs


def _taken(desk: Desk, event: Event, stored: Event | None, author: str) -> Imported:
    now = desk.clock()
    if stored is None:
        if event.ends < now:
            return Imported("past", event)
        if event.status is Status.CANCELLED:
            return Imported("unchanged", event)
        (added,) = desk.stores.events.add([replace(event, created_by=author)], now)
        desk.stores.audit.note(author, "event.created", f"event {added.id}", now)
        return Imported("added", added)
    # What organisers said here (seats, deadline, topics) is not in calendar files and stays.
    wanted = replace(
        stored, title=event.title, starts=event.starts, ends=event.ends, place=event.place, all_day=event.all_day,
        programme=event.programme, status=event.status, part=event.part, parts=event.parts, uid=stored.uid,
        deadline=stored.deadline if stored.deadline and stored.deadline < event.starts else None,
    )  # fmt: skip
    if wanted == stored:
        return Imported("unchanged", stored)
    before, after = desk.stores.events.change(wanted, now)
    desk.stores.audit.note(author, "event.changed", f"event {after.id}", now)
    told = tell_change(desk, after, before) if after.sequence != before.sequence else 0
    return Imported(_outcome(before, after), after, told)


def _outcome(before: Event, after: Event) -> str:
    if after.status is not before.status:
        return "cancelled" if after.status is Status.CANCELLED else "changed"
    return "moved" if (before.starts, before.ends) != (after.starts, after.ends) else "changed"
