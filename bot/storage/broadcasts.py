"""The broadcasts: one row each, from the first draft to the frozen audience; their messages are deliveries."""

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from sqlalchemy import (
    JSON,
    Column,
    ColumnElement,
    Connection,
    CursorResult,
    DateTime,
    Engine,
    Integer,
    Row,
    String,
    Table,
    insert,
    select,
    update,
)  # fmt: skip
from sqlalchemy.schema import UniqueConstraint

from bot.storage.deliveries import NewDelivery, forget_pending, write
from bot.storage.moments import loaded, stored
from knowledge.catalogue.engine import reading, writing
from knowledge.catalogue.tables import metadata

broadcasts = Table(
    "broadcasts",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("author", String(128), nullable=False),
    Column("state", String(16), nullable=False, index=True),
    Column("draft", JSON, nullable=False),
    Column("approvals", JSON, nullable=False),
    Column("frozen", JSON(none_as_null=True)),
    Column("due_at", DateTime(timezone=True), nullable=False),
    Column("not_before", DateTime(timezone=True)),
    Column("made_at", DateTime(timezone=True), nullable=False),
    Column("changed_at", DateTime(timezone=True), nullable=False),
    Column("series", Integer),
    UniqueConstraint("series", "due_at", name="uq_broadcasts_series"),
)
"""`not_before` ends the time to undo an approval; `series` is the broadcast that this one repeats."""


class Phase(StrEnum):
    """DRAFT: may be changed. WAITING: for another approval. APPROVED: its messages are written down.

    STOPPED: what had not begun is held. WITHDRAWN: what was sent is being deleted. DISCARDED: never approved.
    """

    DRAFT = "draft"
    WAITING = "waiting"
    APPROVED = "approved"
    STOPPED = "stopped"
    WITHDRAWN = "withdrawn"
    DISCARDED = "discarded"


@dataclass(frozen=True, slots=True)
class Broadcast:
    """A row; `draft`, `approvals` and `frozen` are JSON (see bot.broadcasts.draft and .approval)."""

    id: int
    author: str
    phase: Phase
    draft: dict[str, Any]
    approvals: list[dict[str, Any]]
    frozen: dict[str, Any] | None
    due_at: dt.datetime
    not_before: dt.datetime | None
    made_at: dt.datetime
    changed_at: dt.datetime
    series: int | None


@dataclass(frozen=True, slots=True)
class Change:
    """What becomes of a broadcast in one step: new values of its columns, and messages that are written with them.

    With `undone` the messages that have not begun are forgotten, as if they had never been written.
    """

    values: dict[str, Any]
    deliveries: Sequence[NewDelivery] = ()
    undone: bool = False


class Broadcasts:
    """Make, change, find. Every call may raise CatalogueError."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def add(self, author: str, draft: dict[str, Any], due_at: dt.datetime, at: dt.datetime) -> Broadcast:
        """A new draft."""
        values = {"draft": draft, "due_at": stored(due_at), "series": None}
        with writing(self._engine) as connection:
            made = connection.execute(insert(broadcasts), _new(author, Phase.DRAFT, at) | values)
            return _made(connection, made)

    def change(self, number: int, change: Callable[[Broadcast], Change], at: dt.datetime) -> Broadcast | None:
        """Read, decide and write as one step, with the messages that come of it; None where there is none."""
        this = broadcasts.c.id == number
        with writing(self._engine) as connection:
            row = connection.execute(select(broadcasts).where(this)).first()
            if row is None:
                return None
            wanted = change(_broadcast(row))
            values = wanted.values | {"changed_at": stored(at)}
            for name in ("due_at", "not_before"):
                if name in values:
                    values[name] = stored(values[name])
            connection.execute(update(broadcasts).where(this).values(values))
            if wanted.undone:
                forget_pending(connection, number)
            write(connection, wanted.deliveries)
            return _broadcast(connection.execute(select(broadcasts).where(this)).one())

    def repeat(
        self,
        first: Broadcast,
        due_at: dt.datetime,
        change: Callable[[int], Change],
        at: dt.datetime,
    ) -> Broadcast | None:
        """The next of a series, approved like the first, with its messages; None where that one was made before."""
        series = first.series or first.id
        same = (broadcasts.c.series == series, broadcasts.c.due_at == stored(due_at))
        with writing(self._engine) as connection:
            if connection.scalar(select(broadcasts.c.id).where(*same)) is not None:
                return None
            values = {
                "draft": first.draft, "approvals": first.approvals, "due_at": stored(due_at), "series": series,
            }  # fmt: skip
            values = _new(first.author, Phase.APPROVED, at) | values
            made = _made(connection, connection.execute(insert(broadcasts), values))
            wanted = change(made.id)
            connection.execute(update(broadcasts).where(broadcasts.c.id == made.id).values(**wanted.values))
            write(connection, wanted.deliveries)
        return made

    def find(self, number: int) -> Broadcast | None:
        """One broadcast, None where there is none of that number."""
        found = self._all(broadcasts.c.id == number)
        return found[0] if found else None

    def all(self, *phases: Phase) -> list[Broadcast]:
        """All broadcasts (of these phases), the newest first."""
        return self._all(*([broadcasts.c.state.in_([phase.value for phase in phases])] if phases else []))

    def _all(self, *which: ColumnElement[bool]) -> list[Broadcast]:
        query = select(broadcasts).where(*which).order_by(broadcasts.c.id.desc())
        with reading(self._engine) as connection:
            return [_broadcast(row) for row in connection.execute(query)]


def _new(author: str, phase: Phase, at: dt.datetime) -> dict[str, Any]:
    return {
        "author": author, "state": phase.value, "approvals": [], "frozen": None, "not_before": None,
        "made_at": stored(at), "changed_at": stored(at),
    }  # fmt: skip


def _made(connection: Connection, made: CursorResult[Any]) -> Broadcast:
    key = made.inserted_primary_key
    assert key is not None
    return _broadcast(connection.execute(select(broadcasts).where(broadcasts.c.id == key[0])).one())


def _broadcast(row: Row[Any]) -> Broadcast:
    return Broadcast(
        row.id, row.author, Phase(row.state), row.draft, row.approvals, row.frozen, loaded(row.due_at),
        loaded(row.not_before), loaded(row.made_at), loaded(row.changed_at), row.series,
    )  # fmt: skip
