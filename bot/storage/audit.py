"""Beside every action of staff and organisers: who did what to whom, kept where nobody can change it."""

import datetime as dt
from dataclasses import dataclass

from sqlalchemy import Column, DateTime, Engine, Integer, String, Table, Text, insert, select

from bot.storage.moments import loaded, stored
from knowledge.catalogue.engine import reading, writing
from knowledge.catalogue.tables import metadata

audit = Table(
    "audit",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("at", DateTime(timezone=True), nullable=False, index=True),
    Column("actor", String(128), nullable=False),
    Column("action", String(64), nullable=False),
    Column("subject", Text, nullable=False),
)
"""The database itself refuses to change a row, and to delete one within a year (see the migration)."""


@dataclass(frozen=True, slots=True)
class Noted:
    """One line of the log."""

    at: dt.datetime
    actor: str
    action: str
    subject: str


class Audit:
    """Append-only. Every call may raise CatalogueError."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def note(self, actor: str, action: str, subject: str, at: dt.datetime) -> None:
        """Write down that `actor` (a chat key, or "lotse" for the command line) did `action` to `subject`.

        `action` is a short name such as "member.invited" or "document.removed"; `subject` names what it
        was done to by an id or a file name, never by what somebody wrote.
        """
        values = {"at": stored(at), "actor": actor, "action": action, "subject": subject}
        with writing(self._engine) as connection:
            connection.execute(insert(audit), values)

    def entries(self, since: dt.datetime | None = None, limit: int | None = None) -> list[Noted]:
        """What was noted, newest first."""
        query = select(audit).order_by(audit.c.id.desc()).limit(limit)
        if since is not None:
            query = query.where(audit.c.at >= stored(since))
        with reading(self._engine) as connection:
            rows = connection.execute(query).all()
        return [Noted(loaded(row.at), row.actor, row.action, row.subject) for row in rows]
