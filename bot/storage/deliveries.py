"""The messages that somebody else is to get: written down first, sent by the channel when due."""

import datetime as dt
from typing import Any

from sqlalchemy import JSON, Column, DateTime, Engine, Integer, String, Table, insert, select
from sqlalchemy.schema import UniqueConstraint

from bot.storage.moments import stored
from knowledge.catalogue.engine import writing
from knowledge.catalogue.tables import metadata

deliveries = Table(
    "deliveries",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("key", String(160), nullable=False),
    Column("chat", String(128), nullable=False, index=True),
    Column("kind", String(32), nullable=False),
    Column("message", JSON, nullable=False),
    Column("state", String(16), nullable=False, index=True),
    Column("due_at", DateTime(timezone=True), nullable=False),
    Column("not_after", DateTime(timezone=True)),
    Column("changed_at", DateTime(timezone=True), nullable=False),
    UniqueConstraint("key", name="uq_deliveries_key"),
)


class Deliveries:
    """One row a recipient and message. Every call may raise CatalogueError."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def put(
        self,
        key: str,
        chat: str,
        message: dict[str, Any],
        kind: str,
        due_at: dt.datetime,
        not_after: dt.datetime | None = None,
    ) -> bool:  # fmt: skip
        """Write a message down; False where one with the same key was written before (then nothing changes).

        `key` makes it idempotent ("intro:17:asked"), `kind` says what it is about, `not_after` is
        the moment from which it would be wrong to send it;
        `message` is rich text with buttons as JSON (see bot.conversation.stored).
        """
        values: dict[str, Any] = {
            "key": key, "chat": chat, "kind": kind, "message": message, "state": "pending",
            "due_at": stored(due_at), "not_after": stored(not_after), "changed_at": stored(due_at),
        }  # fmt: skip
        with writing(self._engine) as connection:
            if connection.scalar(select(deliveries.c.id).where(deliveries.c.key == key)) is not None:
                return False
            connection.execute(insert(deliveries), values)
        return True
