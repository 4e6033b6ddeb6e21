"""The rows of the board: what members need, offer and report; removed ones stay for undoing, then go."""

import datetime as dt
import secrets
from collections.abc import Callable
from typing import Any

from sqlalchemy import (
    Column,
    DateTime,
    Engine,
    Row,
    String,
    Table,
    Text,
    UniqueConstraint,
    delete,
    insert,
    select,
    update,
)

from bot.board.model import VALID, Entry
from bot.storage.moments import loaded, stored
from knowledge.catalogue.engine import reading, writing
from knowledge.catalogue.tables import metadata
from knowledge.matching.model import RecordKind, Stage

KEPT = dt.timedelta(days=30)
"""How long a removed entry can be brought back."""

entries = Table(
    "entries",
    metadata,
    Column("id", String(16), primary_key=True),
    Column("chat", String(128), nullable=False, index=True),
    Column("kind", String(16), nullable=False),
    Column("topic", String(64), nullable=False, index=True),
    Column("text", Text, nullable=False),
    Column("stage", String(16)),
    Column("made_at", DateTime(timezone=True), nullable=False),
    Column("changed_at", DateTime(timezone=True), nullable=False),
    Column("expires_at", DateTime(timezone=True), nullable=False),
    Column("removed_at", DateTime(timezone=True)),
    UniqueConstraint("chat", "kind", "topic", name="uq_entries_chat"),
)


class Board:
    """Every call may raise CatalogueError."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def put(
        self, chat: str, kind: RecordKind, topic: str, at: dt.datetime,
        **told: Any,  # noqa: ANN401 - columns of several types
    ) -> Entry:  # fmt: skip
        """Write an entry, or renew the one of this kind and topic; `told` may hold `text` and `stage`."""
        mine = (entries.c.chat == chat, entries.c.kind == kind.value, entries.c.topic == topic)
        values = {"changed_at": stored(at), "expires_at": stored(at + VALID), "removed_at": None} | told
        with writing(self._engine) as connection:
            connection.execute(delete(entries).where(entries.c.removed_at < stored(at - KEPT)))
            if connection.execute(update(entries).where(*mine).values(**values)).rowcount == 0:
                new = {"id": secrets.token_hex(6), "chat": chat, "kind": kind.value, "topic": topic, "text": ""}
                connection.execute(insert(entries), {**new, "stage": None, "made_at": stored(at), **values})
            return _entry(connection.execute(select(entries).where(*mine)).one())

    def change(self, entry_id: str, change: Callable[[Entry], dict[str, Any]]) -> Entry | None:
        """Read an entry and write what `change` says (columns), as one step; None where it is gone."""
        this = entries.c.id == entry_id
        with writing(self._engine) as connection:
            row = connection.execute(select(entries).where(this)).first()
            if row is None:
                return None
            values = change(_entry(row))
            if values:
                connection.execute(update(entries).where(this).values(**values))
            return _entry(connection.execute(select(entries).where(this)).one())

    def remove(self, entry_id: str, at: dt.datetime) -> Entry | None:
        """Take an entry down; it can be brought back for KEPT."""
        return self.change(entry_id, lambda entry: {} if entry.removed_at else {"removed_at": stored(at)})

    def renew(self, entry_id: str, at: dt.datetime) -> Entry | None:
        """Let an entry, also a removed one, count for another year."""
        return self.change(entry_id, lambda _: {"removed_at": None, "expires_at": stored(at + VALID)})

    def find(self, entry_id: str) -> Entry | None:
        """One entry, removed or not."""
        with reading(self._engine) as connection:
            row = connection.execute(select(entries).where(entries.c.id == entry_id)).first()
        return _entry(row) if row else None

    def standing(self, at: dt.datetime, chat: str | None = None, kind: RecordKind | None = None) -> list[Entry]:
        """What stands on the board, of one member and kind or of all, oldest first."""
        query = select(entries).where(entries.c.removed_at.is_(None)).order_by(entries.c.made_at, entries.c.id)
        if chat is not None:
            query = query.where(entries.c.chat == chat)
        if kind is not None:
            query = query.where(entries.c.kind == kind.value)
        with reading(self._engine) as connection:
            found = [_entry(row) for row in connection.execute(query)]
        return [entry for entry in found if entry.counts(at)]


def _entry(row: Row[Any]) -> Entry:
    return Entry(
        row.id, row.chat, RecordKind(row.kind), row.topic, row.text, Stage(row.stage) if row.stage else None,
        loaded(row.made_at), loaded(row.changed_at), loaded(row.expires_at), loaded(row.removed_at),
    )  # fmt: skip
