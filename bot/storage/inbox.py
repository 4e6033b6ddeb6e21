"""What channels received, written down before they confirm it: nothing is lost at a kill, nothing handled twice."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import (
    JSON,
    BigInteger,
    Column,
    ColumnElement,
    DateTime,
    Engine,
    Integer,
    String,
    Table,
    and_,
    func,
    insert,
    or_,
    select,
    update,
)  # fmt: skip

from bot.storage.moments import loaded, stored
from knowledge.catalogue.engine import reading, writing
from knowledge.catalogue.tables import metadata

LEASE = dt.timedelta(seconds=15)
"""How long a worker that no longer renews its claims is waited for; see `Inbox.renew`."""

inbox = Table(
    "inbox",
    metadata,
    Column("source", String(64), primary_key=True),
    Column("number", BigInteger, primary_key=True, autoincrement=False),
    Column("chat", String(128), nullable=False, index=True),
    Column("payload", JSON(none_as_null=True)),
    Column("received_at", DateTime(timezone=True), nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("worker", String(64)),
    Column("leased_until", DateTime(timezone=True)),
    Column("done_at", DateTime(timezone=True), index=True),
)
"""`source` is the bot, `number` its update id. Of what is done only the number stays, to know a repetition by."""


@dataclass(frozen=True, slots=True)
class Received:
    """An update as its channel gave it; `attempts` counts the times that work on it has begun, this one included."""

    source: str
    number: int
    chat: str
    payload: dict[str, Any]
    attempts: int


class Inbox:
    """Written by every replica, worked on by one at a time per chat. Every call may raise CatalogueError."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def put(self, source: str, number: int, chat: str, payload: dict[str, Any], at: dt.datetime) -> bool:
        """Write an update down; False where it was before, whether it is done by now or not."""
        values = {
            "source": source, "number": number, "chat": chat, "payload": payload, "received_at": stored(at),
            "attempts": 0,
        }  # fmt: skip
        with writing(self._engine) as connection:
            if connection.scalar(select(inbox.c.number).where(_this(source, number))) is not None:
                return False
            connection.execute(insert(inbox), values)
        return True

    def claim(self, source: str, chat: str, worker: str, at: dt.datetime) -> Received | None:
        """The oldest update of a chat, for this worker alone until it is done or the lease ends.

        None where nothing waits, or another worker is at this chat: that one goes on with what is written
        down meanwhile.
        """
        oldest = select(inbox).where(_waiting(source, chat)).order_by(inbox.c.number).limit(1)
        with writing(self._engine) as connection:
            row = connection.execute(oldest).first()
            if row is None or (row.worker not in (None, worker) and loaded(row.leased_until) >= at):
                return None
            attempts = row.attempts + 1
            values = {"worker": worker, "leased_until": stored(at + LEASE), "attempts": attempts}
            connection.execute(update(inbox).where(_this(source, row.number)).values(values))
        return Received(source, row.number, chat, row.payload, attempts)

    def take_over(self, source: str, gone: Callable[[str], bool]) -> None:
        """End the claims of workers that are known to be gone, without waiting for their leases."""
        claimed = select(inbox.c.worker).where(_waiting(source), inbox.c.worker.is_not(None)).distinct()
        with writing(self._engine) as connection:
            left = [worker for worker in connection.scalars(claimed).all() if gone(worker)]
            theirs = and_(_waiting(source), inbox.c.worker.in_(left))
            connection.execute(update(inbox).where(theirs).values(worker=None, leased_until=None))

    def renew(self, source: str, worker: str, at: dt.datetime) -> None:
        """Keep this worker's claims for another LEASE; call it well within one."""
        mine = and_(inbox.c.source == source, inbox.c.worker == worker, inbox.c.done_at.is_(None))
        with writing(self._engine) as connection:
            connection.execute(update(inbox).where(mine).values(leased_until=stored(at + LEASE)))

    def done(self, received: Received, at: dt.datetime) -> None:
        """Forget what was in it and whose it was."""
        values = {"payload": None, "chat": "", "worker": None, "leased_until": None, "done_at": stored(at)}
        with writing(self._engine) as connection:
            connection.execute(update(inbox).where(_this(received.source, received.number)).values(values))

    def idle_chats(self, source: str, at: dt.datetime) -> list[str]:
        """Chats with something that waits and nobody at it, the longest waiting first."""
        free = or_(inbox.c.worker.is_(None), inbox.c.leased_until < stored(at))
        first = func.min(inbox.c.number)
        query = select(inbox.c.chat).where(_waiting(source), free).group_by(inbox.c.chat).order_by(first)
        with reading(self._engine) as connection:
            return list(connection.scalars(query))

    def waiting(self, source: str) -> int:
        """How many updates are not done yet."""
        with reading(self._engine) as connection:
            return connection.scalar(select(func.count()).select_from(inbox).where(_waiting(source))) or 0


def _this(source: str, number: int) -> ColumnElement[bool]:
    return and_(inbox.c.source == source, inbox.c.number == number)


def _waiting(source: str, chat: str | None = None) -> ColumnElement[bool]:
    whose = () if chat is None else (inbox.c.chat == chat,)
    return and_(inbox.c.source == source, inbox.c.done_at.is_(None), *whose)
