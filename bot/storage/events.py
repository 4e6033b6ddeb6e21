"""The events: one row each, times as the clock on the wall with their zone and as moments."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    ColumnElement,
    DateTime,
    Engine,
    Integer,
    Row,
    String,
    Table,
    Text,
    UniqueConstraint,
    insert,
    select,
    update,
)  # fmt: skip

from bot.events.model import Event, Status
from bot.storage.moments import stored
from bot.storage.registrations import fill_seats
from knowledge.catalogue.engine import reading, writing
from knowledge.catalogue.tables import metadata
from knowledge.clock import BERLIN, on_the_clock
from knowledge.errors import NotFound

events = Table(
    "events",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("uid", String(255), nullable=False),
    Column("title", Text, nullable=False),
    Column("zone", String(64), nullable=False),
    Column("starts", String(19), nullable=False),
    Column("ends", String(19), nullable=False),
    Column("deadline", String(19)),
    Column("starts_at", DateTime(timezone=True), nullable=False),
    Column("ends_at", DateTime(timezone=True), nullable=False, index=True),
    Column("place", Text, nullable=False),
    Column("programme", Text, nullable=False),
    Column("capacity", Integer),
    Column("topics", JSON, nullable=False),
    Column("all_day", Boolean, nullable=False),
    Column("series", String(255), index=True),
    Column("part", Integer, nullable=False),
    Column("parts", Integer, nullable=False),
    Column("recurrence", String(32)),
    Column("created_by", String(128), nullable=False),
    Column("sequence", Integer, nullable=False),
    Column("told", Integer, nullable=False),
    Column("status", String(16), nullable=False),
    Column("changed_at", DateTime(timezone=True), nullable=False),
    UniqueConstraint("uid", name="uq_events_uid"),
)
"""`starts`, `ends` and `deadline` are what the clock on the wall says ("2027-02-11T10:00:00") and decide."""


class Events:
    """Add, change, find. Every call may raise CatalogueError."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def add(self, new: Sequence[Event], at: dt.datetime) -> list[Event]:
        """Write new events, all or none; they come back with their ids."""
        added = []
        with writing(self._engine) as connection:
            for event in new:
                values = _row(event) | {"changed_at": stored(at)}
                made = connection.execute(insert(events).values(values).returning(events.c.id))
                added.append(replace(event, id=made.scalar_one()))
        return added

    def change(self, event: Event, at: dt.datetime) -> list[Event]:
        """Write another state of an event; raises its sequence where calendars have to follow.

        Returns the state before and the state after. A larger capacity lets those who wait move up.
        Raises NotFound.
        """
        with writing(self._engine) as connection:
            row = connection.execute(select(events).where(events.c.id == event.id)).first()
            if row is None:
                raise NotFound(str(event.id))
            before = _event(row)
            after = replace(event, sequence=before.sequence + _to_follow(before, event), told=before.told)
            values = _row(after) | {"changed_at": stored(at)}
            connection.execute(update(events).where(events.c.id == event.id).values(values))
            fill_seats(connection, event.id, after.capacity, at)
        return [before, after]

    def mark_told(self, event: Event) -> None:
        """Remember that people were told about this event's sequence."""
        with writing(self._engine) as connection:
            connection.execute(update(events).where(events.c.id == event.id).values(told=event.sequence))

    def find(self, event_id: int) -> Event | None:
        """One event, None where there is none of that id."""
        return self._first(events.c.id == event_id)

    def by_uid(self, uid: str) -> Event | None:
        """One event by its uid, None where there is none."""
        return self._first(events.c.uid == uid)

    def of_series(self, series: str) -> list[Event]:
        """All parts of a series, the earliest first."""
        return self._all(events.c.series == series)

    def coming(self, now: dt.datetime) -> list[Event]:
        """What is not over yet, the next first; cancelled ones too."""
        return self._all(events.c.ends_at >= stored(now))

    def all(self) -> list[Event]:
        """All events, the earliest first."""
        return self._all()

    def untold(self, now: dt.datetime) -> list[Event]:
        """Coming events with a change that people were not told about yet."""
        return self._all(events.c.sequence > events.c.told, events.c.ends_at >= stored(now))

    def _first(self, which: ColumnElement[bool]) -> Event | None:
        found = self._all(which)
        return found[0] if found else None

    def _all(self, *which: ColumnElement[bool]) -> list[Event]:
        query = select(events).where(*which).order_by(events.c.starts_at, events.c.id)
        with reading(self._engine) as connection:
            return [_event(row) for row in connection.execute(query)]


def _to_follow(before: Event, after: Event) -> bool:
    """Whether a calendar that holds the one is wrong about the other."""
    return any(
        getattr(before, name) != getattr(after, name)
        for name in ("title", "starts", "ends", "place", "status", "all_day", "programme")
    )


def _row(event: Event) -> dict[str, Any]:
    return {
        "uid": event.uid, "title": event.title, "zone": BERLIN.key, "starts": _wall(event.starts),
        "ends": _wall(event.ends), "deadline": _wall(event.deadline) if event.deadline else None,
        "starts_at": stored(event.starts), "ends_at": stored(event.ends), "place": event.place,
        "programme": event.programme, "capacity": event.capacity, "topics": list(event.topics),
        "all_day": event.all_day, "series": event.series, "part": event.part, "parts": event.parts,
        "recurrence": event.recurrence, "created_by": event.created_by, "sequence": event.sequence,
        "told": event.told, "status": event.status.value,
    }  # fmt: skip


def _event(row: Row[Any]) -> Event:
    return Event(
        uid=row.uid, title=row.title, starts=_moment(row.starts), ends=_moment(row.ends), place=row.place,
        programme=row.programme, capacity=row.capacity,
        deadline=_moment(row.deadline) if row.deadline else None, topics=tuple(row.topics), all_day=row.all_day,
        series=row.series, part=row.part, parts=row.parts, recurrence=row.recurrence, created_by=row.created_by,
        id=row.id, sequence=row.sequence, told=row.told, status=Status(row.status),
    )  # fmt: skip


def _wall(moment: dt.datetime) -> str:
    return moment.astimezone(BERLIN).replace(tzinfo=None).isoformat(timespec="seconds")


def _moment(wall: str) -> dt.datetime:
    return on_the_clock(dt.datetime.fromisoformat(wall)).at
