"""The messages that somebody else is to get: written down first, sent by the channel when due.

pending → sending → sent | uncertain | blocked | failed, and without being sent: unsubscribed, expired, cancelled.
"""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import (
    JSON,
    Column,
    Connection,
    DateTime,
    Engine,
    Index,
    Integer,
    Row,
    String,
    Table,
    delete,
    func,
    insert,
    select,
    update,
)  # fmt: skip
from sqlalchemy.schema import UniqueConstraint

from bot.storage.delivery import Delivery, NewDelivery, Operation, Priority, State
from bot.storage.moments import loaded, stored
from knowledge.catalogue.engine import reading, writing
from knowledge.catalogue.tables import metadata

__all__ = ["Deliveries", "Delivery", "NewDelivery", "Operation", "Priority", "State", "deliveries"]

deliveries = Table(
    "deliveries",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("key", String(160), nullable=False),
    Column("chat", String(128), nullable=False, index=True),
    Column("kind", String(32), nullable=False),
    Column("message", JSON, nullable=False),
    Column("state", String(16), nullable=False),
    Column("priority", Integer, nullable=False),
    Column("operation", String(8), nullable=False),
    Column("broadcast", Integer, index=True),
    Column("topic", String(64)),
    Column("reference", String(64)),
    Column("due_at", DateTime(timezone=True), nullable=False),
    Column("not_after", DateTime(timezone=True)),
    Column("changed_at", DateTime(timezone=True), nullable=False),
    Column("courier", String(64)),
    Column("attempts", Integer, nullable=False),
    Column("problem", String(200)),
    UniqueConstraint("key", name="uq_deliveries_key"),
    Index("ix_deliveries_state", "state", "priority", "due_at"),
)
"""`reference` names the channel's message once it is there; `courier` who sends or sent it."""

AT_ONCE = 500
"""Rows of one statement."""


_PENDING = deliveries.c.state == State.PENDING.value


class Deliveries:
    """One row a recipient and message. Every call may raise CatalogueError."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def put(
        self, key: str, chat: str, message: dict[str, Any], kind: str, due_at: dt.datetime,
        not_after: dt.datetime | None = None,
    ) -> bool:  # fmt: skip
        """Write one message down; False where one with the same key was written before (then nothing changes)."""
        return self.put_all([NewDelivery(key, chat, message, kind, due_at, not_after)]) == 1

    def put_all(self, new: Sequence[NewDelivery]) -> int:
        """Write all of them down or none; how many were new by their keys."""
        with writing(self._engine) as connection:
            return write(connection, new)

    def of_broadcast(self, broadcast: int) -> list[Delivery]:
        """All messages of a broadcast, in the order they were written down."""
        query = select(deliveries).where(deliveries.c.broadcast == broadcast).order_by(deliveries.c.id)
        with reading(self._engine) as connection:
            return [delivery_of(row) for row in connection.execute(query)]

    def counts(self, broadcast: int, operation: Operation = Operation.SEND) -> Counter[State]:
        """How many messages of a broadcast are in which state."""
        mine = (deliveries.c.broadcast == broadcast, deliveries.c.operation == operation.value)
        query = select(deliveries.c.state, func.count()).where(*mine).group_by(deliveries.c.state)
        with reading(self._engine) as connection:
            return Counter({State(state): count for state, count in connection.execute(query).all()})

    def recent(self, kind: str, since: dt.datetime, until: dt.datetime) -> Counter[str]:
        """How many messages of a kind each chat got, or is to get, in that time."""
        there = [state.value for state in (State.PENDING, State.SENDING, State.SENT, State.UNCERTAIN)]
        which = (
            deliveries.c.kind == kind, deliveries.c.operation == Operation.SEND.value, deliveries.c.state.in_(there),
            deliveries.c.due_at > stored(since), deliveries.c.due_at <= stored(until),
        )  # fmt: skip
        query = select(deliveries.c.chat, func.count()).where(*which).group_by(deliveries.c.chat)
        with reading(self._engine) as connection:
            return Counter({row[0]: row[1] for row in connection.execute(query)})

    def find(self, delivery_id: int) -> Delivery | None:
        """One row, None where there is none."""
        with reading(self._engine) as connection:
            row = connection.execute(select(deliveries).where(deliveries.c.id == delivery_id)).first()
        return delivery_of(row) if row else None

    def cancel(self, broadcast: int, at: dt.datetime) -> int:
        """Take back what has not begun; how many. The next claim sees it."""
        return self._move((deliveries.c.broadcast == broadcast, _PENDING), State.CANCELLED, at)

    def rewrite(self, messages: Mapping[int, dict[str, Any]]) -> None:
        """Other contents for messages that have not begun."""
        waiting = deliveries.c.state.in_((State.PENDING.value, State.CANCELLED.value))
        with writing(self._engine) as connection:
            for number, message in messages.items():
                connection.execute(update(deliveries).where(deliveries.c.id == number, waiting).values(message=message))

    def cancel_keys(self, prefix: str, at: dt.datetime) -> int:
        """Take back what has not begun of the messages whose keys begin so; how many."""
        return self._move((deliveries.c.key.startswith(prefix, autoescape=True), _PENDING), State.CANCELLED, at)

    def resume(self, broadcast: int, at: dt.datetime) -> int:
        """Take up again what was taken back; how many."""
        held = (deliveries.c.broadcast == broadcast, deliveries.c.state == State.CANCELLED.value)
        return self._move(held, State.PENDING, at)

    def decide(self, delivery_id: int, message: dict[str, Any] | None, at: dt.datetime) -> bool:
        """An organiser's word on an uncertain message: send `message` once more, or (None) leave it as failed.

        False where it is not uncertain (any more).
        """
        doubtful = (deliveries.c.id == delivery_id, deliveries.c.state == State.UNCERTAIN.value)
        if message is None:
            return self._move(doubtful, State.FAILED, at) == 1
        return self._move(doubtful, State.PENDING, at, message=message) == 1

    def _move(self, which: Iterable[Any], state: State, at: dt.datetime, **more: object) -> int:
        values = {"state": state.value, "changed_at": stored(at)} | more
        with writing(self._engine) as connection:
            return connection.execute(update(deliveries).where(*which).values(**values)).rowcount


def write(connection: Connection, new: Sequence[NewDelivery]) -> int:
    """Write messages down within a transaction that writes something else, too; how many were new by their keys."""
    known: set[str] = set()
    for some in _portions([one.key for one in new]):
        known.update(connection.scalars(select(deliveries.c.key).where(deliveries.c.key.in_(some))))
    rows = list({one.key: _row(one) for one in new if one.key not in known}.values())
    for portion in _portions(rows):
        connection.execute(insert(deliveries), portion)
    return len(rows)


def forget_pending(connection: Connection, broadcast: int) -> None:
    """Within a transaction: the messages of a broadcast that have not begun were never written."""
    connection.execute(delete(deliveries).where(deliveries.c.broadcast == broadcast, _PENDING))


def _portions(items: Sequence[Any]) -> Iterable[Sequence[Any]]:
    return (items[start : start + AT_ONCE] for start in range(0, len(items), AT_ONCE))


def _row(new: NewDelivery) -> dict[str, Any]:
    return {
        "key": new.key, "chat": new.chat, "kind": new.kind, "message": new.message, "state": State.PENDING.value,
        "priority": int(new.priority), "operation": new.operation.value, "broadcast": new.broadcast, "topic": new.topic,
        "reference": new.reference, "due_at": stored(new.due_at), "not_after": stored(new.not_after),
        "changed_at": stored(new.due_at), "attempts": 0,
    }  # fmt: skip


def delivery_of(row: Row[Any]) -> Delivery:
    """A row of the table as the rest of the program knows it."""
    return Delivery(
        row.id, row.key, row.chat, row.kind, row.message, State(row.state), Operation(row.operation), row.broadcast,
        row.reference, loaded(row.due_at), loaded(row.changed_at), row.attempts, row.problem,
    )  # fmt: skip
