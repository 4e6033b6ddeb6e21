"""Between the ledger of deliveries and those who send: one message to one courier, and what a dead one left behind."""

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from sqlalchemy import (
    Column,
    Connection,
    DateTime,
    Engine,
    Row,
    String,
    Table,
    bindparam,
    delete,
    func,
    insert,
    select,
    update,
)  # fmt: skip

from bot.storage.deliveries import Delivery, Operation, Priority, State, deliveries, delivery_of
from bot.storage.members import members
from bot.storage.moments import loaded, stored
from bot.storage.workers import ended
from knowledge.catalogue.engine import writing
from knowledge.catalogue.tables import metadata

LEASE = dt.timedelta(seconds=15)
"""How long a courier that no longer renews its lease counts as alive."""

couriers = Table(
    "couriers",
    metadata,
    Column("name", String(64), primary_key=True),
    Column("channel", String(32), nullable=False),
    Column("leased_until", DateTime(timezone=True), nullable=False),
)
_OPEN = (State.SENDING.value, State.UNCERTAIN.value)
_NEXT = (
    select(deliveries, members.c.blocked_at, members.c.unsubscribed)
    .select_from(deliveries.outerjoin(members, members.c.chat == deliveries.c.chat))
    .where(
        deliveries.c.state == State.PENDING.value,
        deliveries.c.priority <= bindparam("least"),
        deliveries.c.due_at <= bindparam("at"),
        deliveries.c.chat.like(bindparam("channel")),
        deliveries.c.chat.not_in(bindparam("resting", expanding=True)),
    )
    .order_by(deliveries.c.priority, deliveries.c.due_at, deliveries.c.id)
    .limit(1)
    .with_for_update(skip_locked=True, of=deliveries)
)
_CLAIM = (
    update(deliveries)
    .where(deliveries.c.id == bindparam("this"))
    .values(
        state=bindparam("state_"), courier=bindparam("courier_"), changed_at=bindparam("at"),
        attempts=bindparam("tried"),
    )
)  # fmt: skip
_SETTLE = (
    update(deliveries)
    .where(
        deliveries.c.id == bindparam("this"),
        deliveries.c.courier == bindparam("courier_"),
        deliveries.c.state.in_(_OPEN),
    )
    .values(
        state=bindparam("state_"), changed_at=bindparam("at"), problem=bindparam("problem_"),
        reference=func.coalesce(bindparam("reference_", type_=String), deliveries.c.reference),
    )
)  # fmt: skip
"""Made once: making them takes longer than running them, and a broadcast runs them fifty times a second."""


@dataclass(frozen=True, slots=True)
class Result:
    """How an attempt ended; `chat` is the new address of a chat that moved, PENDING puts the message back."""

    state: State
    reference: str | None = None
    problem: str | None = None
    chat: str | None = None


class Couriers:
    """Who sends on a channel, and what each holds. Every call may raise CatalogueError."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def renew(self, name: str, channel: str, at: dt.datetime) -> int:
        """Stay alive for another LEASE, and settle what dead couriers of the channel held; how many are alive.

        What was being sent when its courier died is uncertain; changing and deleting are simply taken up again.
        """
        with writing(self._engine) as connection:
            connection.execute(delete(couriers).where(couriers.c.name == name))
            values = {"name": name, "channel": channel, "leased_until": stored(at + LEASE)}
            connection.execute(insert(couriers), values)
            rows = connection.execute(select(couriers).where(couriers.c.channel == channel)).all()
            alive = {row.name for row in rows if row.name == name or _alive(row, name, at)}
            dead = {row.name for row in rows} - alive
            if dead:
                connection.execute(delete(couriers).where(couriers.c.name.in_(dead)))
            _settle_left(connection, channel, alive, at)
            _expire(connection, channel, at)
        return len(alive)

    def leave(self, name: str) -> None:
        """Say that this courier has ended and holds nothing."""
        with writing(self._engine) as connection:
            connection.execute(delete(couriers).where(couriers.c.name == name))

    def claim(
        self,
        name: str,
        channel: str,
        at: dt.datetime,
        resting: Collection[str] = (),
        least: Priority = Priority.BROADCAST,
    ) -> Delivery | None:
        """The next message that is due, for this courier alone; None where nothing is.

        `resting` are chats that may not get one now, `least` is the last priority that may be sent now.
        Passed over for good are messages to people who blocked us or do not want their kind or topic, and
        those whose time has passed.
        """
        wanted = {
            "channel": channel if channel == "terminal" else f"{channel}:%", "at": stored(at), "least": int(least),
            "resting": list(resting),
        }  # fmt: skip
        with writing(self._engine) as connection:
            while row := connection.execute(_NEXT, wanted).first():
                refused = _refused(row, at)
                values = {"this": row.id, "courier_": name, "at": stored(at), "tried": row.attempts + (refused is None)}
                connection.execute(_CLAIM, values | {"state_": (refused or State.SENDING).value})
                if refused is None:
                    return delivery_of(row)
        return None

    def settle(self, delivery: Delivery, name: str, result: Result, at: dt.datetime) -> None:
        """Write down how an attempt of this courier ended, also where others took it for dead meanwhile."""
        values = {
            "this": delivery.id, "courier_": name, "state_": result.state.value, "at": stored(at),
            "problem_": result.problem, "reference_": result.reference,
        }  # fmt: skip
        with writing(self._engine) as connection:
            connection.execute(_SETTLE, values)
            if result.chat is not None:
                _move_chat(connection, delivery.chat, result.chat)
            if result.state is State.BLOCKED:
                _mark_blocked(connection, delivery.chat, at)

    def blocked(self, chat: str, at: dt.datetime | None) -> None:
        """A person has blocked us (`at`), or (None) talks to us again."""
        with writing(self._engine) as connection:
            if at is None:
                talking = (members.c.chat == chat, members.c.blocked_at.is_not(None))
                connection.execute(update(members).where(*talking).values(blocked_at=None))
            else:
                _mark_blocked(connection, chat, at)


def _refused(row: Row[Any], at: dt.datetime) -> State | None:
    """Why a message must not be sent any more."""
    if row.not_after is not None and loaded(row.not_after) <= at:
        return State.EXPIRED
    if row.blocked_at is not None:
        return State.BLOCKED
    return State.UNSUBSCRIBED if {row.kind, row.topic} & set(row.unsubscribed or ()) else None


def _settle_left(connection: Connection, channel: str, alive: set[str], at: dt.datetime) -> None:
    left = (
        deliveries.c.state == State.SENDING.value,
        deliveries.c.chat.startswith(channel),
        deliveries.c.courier.not_in(alive),
    )
    sending = deliveries.c.operation == Operation.SEND.value
    for which, state in ((sending, State.UNCERTAIN), (~sending, State.PENDING)):
        values = {"state": state.value, "changed_at": stored(at), "problem": "process ended while sending"}
        connection.execute(update(deliveries).where(*left, which).values(**values))


def _expire(connection: Connection, channel: str, at: dt.datetime) -> None:
    over = (
        deliveries.c.state == State.PENDING.value,
        deliveries.c.not_after <= stored(at),
        deliveries.c.chat.startswith(channel),
    )
    values = {"state": State.EXPIRED.value, "changed_at": stored(at)}
    connection.execute(update(deliveries).where(*over).values(**values))


def _move_chat(connection: Connection, old: str, new: str) -> None:
    """Follow a chat to its new address: all that is still to be sent, and the member."""
    waiting = (deliveries.c.chat == old, deliveries.c.state.in_((State.PENDING.value, State.SENDING.value)))
    connection.execute(update(deliveries).where(*waiting).values(chat=new))
    if connection.scalar(select(members.c.chat).where(members.c.chat == new)) is None:
        connection.execute(update(members).where(members.c.chat == old).values(chat=new))


def _mark_blocked(connection: Connection, chat: str, at: dt.datetime) -> None:
    first = (members.c.chat == chat, members.c.blocked_at.is_(None))
    connection.execute(update(members).where(*first).values(blocked_at=stored(at)))


def _alive(row: Row[Any], me: str, at: dt.datetime) -> bool:
    """Whether another courier still runs: its lease holds, and its process is there if it is on this machine.

    A lease that reaches further than one can comes from a clock that was set back since.
    """
    if not at <= loaded(row.leased_until) <= at + 2 * LEASE:
        return False
    return not ended(row.name, me)
