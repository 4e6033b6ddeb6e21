"""Between the ledger of deliveries and those who send: one message to one courier, and what a dead one left behind."""

import datetime as dt
import os
import secrets
import socket
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Column, Connection, DateTime, Engine, Row, String, Table, delete, insert, select, update

from bot.storage.deliveries import Delivery, Operation, Priority, State, deliveries, delivery_of
from bot.storage.members import members
from bot.storage.moments import loaded, stored
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


def new_courier() -> str:
    """A name for this process, from which others on the same machine see whether it still runs."""
    return f"{socket.gethostname()[:32]}:{os.getpid()}:{secrets.token_hex(4)}"


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
        mine = deliveries.c.chat == channel if channel == "terminal" else deliveries.c.chat.startswith(f"{channel}:")
        due = (
            deliveries.c.state == State.PENDING.value, deliveries.c.priority <= int(least),
            deliveries.c.due_at <= stored(at), mine,
        )  # fmt: skip
        order = (deliveries.c.priority, deliveries.c.due_at, deliveries.c.id)
        rest = (deliveries.c.chat.not_in(resting),) if resting else ()
        query = select(deliveries).where(*due, *rest).order_by(*order).limit(1).with_for_update(skip_locked=True)
        with writing(self._engine) as connection:
            while row := connection.execute(query).first():
                refused = _refused(connection, row, at)
                state = refused or State.SENDING
                values = {"state": state.value, "courier": name, "changed_at": stored(at)}
                attempts = row.attempts + (refused is None)
                connection.execute(
                    update(deliveries).where(deliveries.c.id == row.id).values(attempts=attempts, **values)
                )
                if refused is None:
                    return delivery_of(row)
        return None

    def settle(self, delivery: Delivery, name: str, result: Result, at: dt.datetime) -> None:
        """Write down how an attempt of this courier ended, also where others took it for dead meanwhile."""
        values: dict[str, Any] = {"state": result.state.value, "changed_at": stored(at), "problem": result.problem}
        if result.reference is not None:
            values["reference"] = result.reference
        held = (deliveries.c.courier == name, deliveries.c.state.in_(_OPEN))
        with writing(self._engine) as connection:
            connection.execute(update(deliveries).where(deliveries.c.id == delivery.id, *held).values(**values))
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


def _refused(connection: Connection, row: Row[Any], at: dt.datetime) -> State | None:
    """Why a message must not be sent any more."""
    if row.not_after is not None and loaded(row.not_after) <= at:
        return State.EXPIRED
    wanted = select(members.c.blocked_at, members.c.unsubscribed).where(members.c.chat == row.chat)
    member = connection.execute(wanted).first()
    if member is None:
        return None
    if member.blocked_at is not None:
        return State.BLOCKED
    return State.UNSUBSCRIBED if {row.kind, row.topic} & set(member.unsubscribed) else None


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
    host, pid, _ = row.name.rsplit(":", 2)
    if host != me.rsplit(":", 2)[0] or os.name != "posix":
        return True
    return int(pid) != os.getpid() and _runs(int(pid))


def _runs(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
