"""The topic tables of a World Café: who suggested what, who voted for what, who sits where."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import (
    Column,
    DateTime,
    Engine,
    ForeignKey,
    Integer,
    String,
    Table,
    Text,
    and_,
    delete,
    func,
    insert,
    select,
)  # fmt: skip

from bot.storage.moments import stored
from knowledge.catalogue.engine import reading, writing
from knowledge.catalogue.tables import metadata

topic_tables = Table(
    "topic_tables",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("event_id", Integer, ForeignKey("events.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("title", Text, nullable=False),
    Column("suggested_by", String(128), nullable=False),
    Column("at", DateTime(timezone=True), nullable=False),
)
table_votes = Table(
    "table_votes",
    metadata,
    Column("table_id", Integer, ForeignKey("topic_tables.id", ondelete="CASCADE"), primary_key=True),
    Column("chat", String(128), primary_key=True, index=True),
    Column("at", DateTime(timezone=True), nullable=False),
)
table_seats = Table(
    "table_seats",
    metadata,
    Column("event_id", Integer, ForeignKey("events.id", ondelete="CASCADE"), primary_key=True),
    Column("chat", String(128), primary_key=True, index=True),
    Column("table_id", Integer, ForeignKey("topic_tables.id", ondelete="CASCADE"), nullable=False),
)

MOST_VOTES = 3
"""Votes of one chat at one event."""


@dataclass(frozen=True, slots=True)
class TopicTable:
    """A table with its topic; `voters` in the order of their votes."""

    id: int
    title: str
    suggested_by: str
    voters: tuple[str, ...] = ()


class TopicTables:
    """Suggest, vote, seat. Every call may raise CatalogueError."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def suggest(self, event_id: int, title: str, chat: str, at: dt.datetime) -> bool:
        """Add a topic; False where there is one of this name already."""
        with writing(self._engine) as connection:
            known = select(topic_tables.c.title).where(topic_tables.c.event_id == event_id)
            if title.casefold() in {found.casefold() for found in connection.scalars(known)}:
                return False
            values = {"event_id": event_id, "title": title, "suggested_by": chat, "at": stored(at)}
            connection.execute(insert(topic_tables), values)
        return True

    def vote(self, event_id: int, table_id: int, chat: str, at: dt.datetime) -> bool:
        """Give a vote, or take it back where it was given; False where the chat has none left or there is no table."""
        mine = and_(table_votes.c.table_id == table_id, table_votes.c.chat == chat)
        here = select(topic_tables.c.id).where(topic_tables.c.event_id == event_id)
        with writing(self._engine) as connection:
            if connection.execute(delete(table_votes).where(mine)).rowcount:
                return True
            given = select(func.count()).select_from(table_votes)
            given = given.where(table_votes.c.chat == chat, table_votes.c.table_id.in_(here))
            if table_id not in set(connection.scalars(here)) or (connection.scalar(given) or 0) >= MOST_VOTES:
                return False
            connection.execute(insert(table_votes), {"table_id": table_id, "chat": chat, "at": stored(at)})
        return True

    def of_event(self, event_id: int) -> list[TopicTable]:
        """All tables, those with the most votes first, then in the order they were suggested."""
        tables = select(topic_tables).where(topic_tables.c.event_id == event_id).order_by(topic_tables.c.id)
        votes = select(table_votes).join(topic_tables).where(topic_tables.c.event_id == event_id)
        with reading(self._engine) as connection:
            voters: dict[int, list[str]] = {}
            for row in connection.execute(votes.order_by(table_votes.c.at, table_votes.c.chat)):
                voters.setdefault(row.table_id, []).append(row.chat)
            found = [
                TopicTable(row.id, row.title, row.suggested_by, tuple(voters.get(row.id, ())))
                for row in connection.execute(tables)
            ]
        return sorted(found, key=lambda table: -len(table.voters))

    def seat(self, event_id: int, seats: Mapping[str, int]) -> None:
        """Write who sits at which table, in place of what was written before."""
        with writing(self._engine) as connection:
            connection.execute(delete(table_seats).where(table_seats.c.event_id == event_id))
            rows = [{"event_id": event_id, "chat": chat, "table_id": table} for chat, table in seats.items()]
            if rows:
                connection.execute(insert(table_seats), rows)

    def seats(self, event_id: int) -> dict[str, int]:
        """Chat to table, as last written."""
        query = select(table_seats).where(table_seats.c.event_id == event_id)
        with reading(self._engine) as connection:
            return {row.chat: row.table_id for row in connection.execute(query)}
