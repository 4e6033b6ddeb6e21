"""Documents that staff sent and have not decided on: the file waits on disk, what they corrected waits here."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import JSON, Column, DateTime, Engine, String, Table, Text, delete, insert, select, update

from bot.storage.moments import loaded, stored
from knowledge.catalogue.engine import reading, writing
from knowledge.catalogue.tables import metadata

drafts = Table(
    "drafts",
    metadata,
    Column("id", String(16), primary_key=True),
    Column("chat", String(128), nullable=False, index=True),
    Column("name", Text, nullable=False),
    Column("corrections", JSON, nullable=False),
    Column("at", DateTime(timezone=True), nullable=False),
)


@dataclass(frozen=True, slots=True)
class Draft:
    """A file under the name that staff gave it; `corrections` are field → value (see ingest.corrections)."""

    id: str
    chat: str
    name: str
    corrections: Mapping[str, str]
    at: dt.datetime


class Drafts:
    """Every call may raise CatalogueError."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def put(self, draft: Draft) -> None:
        """Keep a draft."""
        values = {
            "id": draft.id, "chat": draft.chat, "name": draft.name, "corrections": dict(draft.corrections),
            "at": stored(draft.at),
        }  # fmt: skip
        with writing(self._engine) as connection:
            connection.execute(insert(drafts), values)

    def find(self, draft_id: str) -> Draft | None:
        """A draft, None where it was decided on."""
        with reading(self._engine) as connection:
            row = connection.execute(select(drafts).where(drafts.c.id == draft_id)).first()
        return Draft(row.id, row.chat, row.name, row.corrections, loaded(row.at)) if row else None

    def correct(self, draft_id: str, corrections: Mapping[str, str]) -> None:
        """Keep what was corrected so far in place of what was before."""
        with writing(self._engine) as connection:
            connection.execute(update(drafts).where(drafts.c.id == draft_id).values(corrections=dict(corrections)))

    def remove(self, draft_id: str) -> bool:
        """The draft is decided on; False where it was before, so that two taps count once."""
        with writing(self._engine) as connection:
            return connection.execute(delete(drafts).where(drafts.c.id == draft_id)).rowcount > 0

    def of(self, chat: str) -> list[Draft]:
        """What waits in a chat, oldest first."""
        with reading(self._engine) as connection:
            rows = connection.execute(select(drafts).where(drafts.c.chat == chat).order_by(drafts.c.at)).all()
        return [Draft(row.id, row.chat, row.name, row.corrections, loaded(row.at)) for row in rows]

    def older_than(self, moment: dt.datetime) -> list[str]:
        """The ids of drafts that have waited since before that moment."""
        with reading(self._engine) as connection:
            return list(connection.scalars(select(drafts.c.id).where(drafts.c.at < stored(moment))))
