"""What a chat was asked for and has not answered yet: its next text goes there, also after a restart."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from sqlalchemy import JSON, Column, DateTime, Engine, String, Table, delete, insert, select

from bot.storage.moments import loaded, stored
from knowledge.catalogue.engine import reading, writing
from knowledge.catalogue.tables import metadata

dialogues = Table(
    "dialogues",
    metadata,
    Column("chat", String(128), primary_key=True),
    Column("step", String(64), nullable=False),
    Column("data", JSON, nullable=False),
    Column("at", DateTime(timezone=True), nullable=False),
)

PATIENCE = dt.timedelta(hours=12)
"""A text that comes later than this is a new question, no answer to ours."""


@dataclass(frozen=True, slots=True)
class Dialogue:
    """`step` names the handler in a feature's `replies`; `data` is what the steps before have gathered (JSON)."""

    step: str
    data: dict[str, Any]
    at: dt.datetime


class Dialogues:
    """At most one open dialogue a chat. Every call may raise CatalogueError."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def begin(self, chat: str, step: str, at: dt.datetime, data: dict[str, Any] | None = None) -> None:
        """From now on the chat's next text answers this step; what was open before is closed."""
        with writing(self._engine) as connection:
            connection.execute(delete(dialogues).where(dialogues.c.chat == chat))
            values = {"chat": chat, "step": step, "data": data or {}, "at": stored(at)}
            connection.execute(insert(dialogues), values)

    def open(self, chat: str) -> Dialogue | None:
        """What the chat was asked for last, None where nothing is open."""
        with reading(self._engine) as connection:
            row = connection.execute(select(dialogues).where(dialogues.c.chat == chat)).first()
        return Dialogue(row.step, row.data, loaded(row.at)) if row else None

    def end(self, chat: str) -> bool:
        """Close what is open; False where nothing was."""
        with writing(self._engine) as connection:
            return connection.execute(delete(dialogues).where(dialogues.c.chat == chat)).rowcount > 0
