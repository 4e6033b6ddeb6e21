"""Who was invited to an event and who answered what; seats and the waiting list are kept in the same transaction."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import (
    Boolean,
    Column,
    ColumnElement,
    Connection,
    DateTime,
    Engine,
    ForeignKey,
    Integer,
    Row,
    String,
    Table,
    Text,
    and_,
    delete,
    func,
    insert,
    select,
    update,
)  # fmt: skip

from bot.events.model import Choice, Registration
from bot.storage.moments import loaded, stored
from knowledge.catalogue.engine import reading, writing
from knowledge.catalogue.tables import metadata

registrations = Table(
    "registrations",
    metadata,
    Column("event_id", Integer, ForeignKey("events.id", ondelete="CASCADE"), primary_key=True),
    Column("chat", String(128), primary_key=True, index=True),
    Column("choice", String(16), nullable=False),
    Column("waiting", Boolean, nullable=False),
    Column("since", DateTime(timezone=True), nullable=False),
    Column("deputy", Text),
    Column("note", Text),
    Column("moved_up_at", DateTime(timezone=True)),
)
event_invitations = Table(
    "event_invitations",
    metadata,
    Column("event_id", Integer, ForeignKey("events.id", ondelete="CASCADE"), primary_key=True),
    Column("chat", String(128), primary_key=True, index=True),
    Column("at", DateTime(timezone=True), nullable=False),
)
_SEATS = (Choice.YES.value, Choice.DEPUTY.value)


@dataclass(frozen=True, slots=True)
class Given:
    """An answer as it stands now; `changed` is False where it was the same before (a button tapped twice)."""

    registration: Registration
    changed: bool


class Registrations:
    """Answers and invitations. Every call may raise CatalogueError."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def answer(self, given: Registration, capacity: int | None) -> Given:
        """Take an answer in place of the one before.

        A seat once given stays with the chat that changes from coming itself to sending somebody; otherwise
        who comes new stands at the end. A seat that becomes free goes to the first who waits.
        """
        mine = _this(given.event_id, given.chat)
        with writing(self._engine) as connection:
            row = connection.execute(select(registrations).where(mine)).first()
            before = _registration(row) if row else None
            if before and (before.choice, before.deputy) == (given.choice, given.deputy):
                return Given(before, changed=False)
            after = self._placed(connection, given, before, capacity)
            connection.execute(delete(registrations).where(mine))
            connection.execute(insert(registrations), _row(after))
            fill_seats(connection, given.event_id, capacity, given.since)
        return Given(after, changed=True)

    def _placed(
        self, connection: Connection, given: Registration, before: Registration | None, capacity: int | None
    ) -> Registration:
        kept = before is not None and before.choice.takes_seat and given.choice.takes_seat
        full = capacity is not None and _taken(connection, given.event_id) >= capacity
        return Registration(
            given.event_id, given.chat, given.choice,
            since=before.since if before and kept else given.since,
            waiting=before.waiting if before and kept else given.choice.takes_seat and full,
            deputy=given.deputy, note=before.note if before else None,
            moved_up_at=before.moved_up_at if before and kept else None,
        )  # fmt: skip

    def note(self, event_id: int, chat: str, text: str | None) -> bool:
        """Keep what the organisers should know (None: nothing any more); False where the chat has not answered."""
        with writing(self._engine) as connection:
            changed = connection.execute(update(registrations).where(_this(event_id, chat)).values(note=text))
            return changed.rowcount > 0

    def of_event(self, event_id: int) -> list[Registration]:
        """All answers to an event, in the order they were given."""
        return self._all(registrations.c.event_id == event_id)

    def of_chat(self, chat: str) -> dict[int, Registration]:
        """All answers of a chat, by event."""
        return {found.event_id: found for found in self._all(registrations.c.chat == chat)}

    def moved_up(self, since: dt.datetime) -> list[Registration]:
        """Who got a seat from the waiting list since then."""
        return [found for found in self._all(registrations.c.moved_up_at >= stored(since)) if found.seated]

    def invite(self, event_id: int, chats: Iterable[str], at: dt.datetime) -> list[str]:
        """Note who is asked; returns those who were not before."""
        known = event_invitations.c.event_id == event_id
        with writing(self._engine) as connection:
            before = set(connection.scalars(select(event_invitations.c.chat).where(known)))
            new = [chat for chat in dict.fromkeys(chats) if chat not in before]
            rows = [{"event_id": event_id, "chat": chat, "at": stored(at)} for chat in new]
            if rows:
                connection.execute(insert(event_invitations), rows)
        return new

    def invited(self, event_id: int) -> dict[str, dt.datetime]:
        """Who was asked and when, in that order."""
        query = select(event_invitations).where(event_invitations.c.event_id == event_id)
        with reading(self._engine) as connection:
            rows = connection.execute(query.order_by(event_invitations.c.at, event_invitations.c.chat)).all()
        return {row.chat: loaded(row.at) for row in rows}

    def forget_notes(self, event_ids: Iterable[int]) -> int:
        """Delete what people wrote about food and access, and who stood in; how many rows had any."""
        over = registrations.c.event_id.in_(list(event_ids))
        some = registrations.c.note.is_not(None) | registrations.c.deputy.is_not(None)
        with writing(self._engine) as connection:
            changed = update(registrations).where(over, some).values(note=None, deputy=None)
            return connection.execute(changed).rowcount

    def _all(self, which: ColumnElement[bool]) -> list[Registration]:
        query = select(registrations).where(which).order_by(registrations.c.since, registrations.c.chat)
        with reading(self._engine) as connection:
            return [_registration(row) for row in connection.execute(query)]


def fill_seats(connection: Connection, event_id: int, capacity: int | None, at: dt.datetime) -> None:
    """Give free seats to those who wait, the longest waiting first; to be called where seats may have become free."""
    waiting = select(registrations.c.chat).where(registrations.c.event_id == event_id, registrations.c.waiting)
    in_line = list(connection.scalars(waiting.order_by(registrations.c.since, registrations.c.chat)))
    free = len(in_line) if capacity is None else max(0, capacity - _taken(connection, event_id))
    for chat in in_line[:free]:
        up = update(registrations).where(_this(event_id, chat)).values(waiting=False, moved_up_at=stored(at))
        connection.execute(up)


def _taken(connection: Connection, event_id: int) -> int:
    seats = select(func.count()).select_from(registrations).where(
        registrations.c.event_id == event_id, registrations.c.choice.in_(_SEATS), ~registrations.c.waiting
    )  # fmt: skip
    return connection.scalar(seats) or 0


def _this(event_id: int, chat: str) -> ColumnElement[bool]:
    return and_(registrations.c.event_id == event_id, registrations.c.chat == chat)


def _row(given: Registration) -> dict[str, Any]:
    return {
        "event_id": given.event_id, "chat": given.chat, "choice": given.choice.value, "waiting": given.waiting,
        "since": stored(given.since), "deputy": given.deputy, "note": given.note,
        "moved_up_at": stored(given.moved_up_at),
    }  # fmt: skip


def _registration(row: Row[Any]) -> Registration:
    return Registration(
        row.event_id, row.chat, Choice(row.choice), loaded(row.since), row.waiting, row.deputy, row.note,
        loaded(row.moved_up_at),
    )  # fmt: skip
