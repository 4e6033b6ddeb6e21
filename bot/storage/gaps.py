"""Questions that found no answer, kept without their chat; and who asked to be told when one does."""

import datetime as dt
import hashlib
import secrets
from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import (
    Column,
    Connection,
    DateTime,
    Engine,
    Integer,
    String,
    Table,
    Text,
    delete,
    insert,
    select,
    update,
)

from bot.storage.moments import loaded, stored
from knowledge.catalogue.engine import reading, writing
from knowledge.catalogue.tables import metadata

gaps = Table(
    "gaps",
    metadata,
    Column("id", String(16), primary_key=True),
    Column("question", Text, nullable=False),
    Column("person", String(32), nullable=False, index=True),
    Column("at", DateTime(timezone=True), nullable=False),
)
"""`person` is a keyed digest of the chat: enough to count people, of no use to anybody without the key."""
gap_wishes = Table(
    "gap_wishes",
    metadata,
    Column("gap_id", String(16), primary_key=True),
    Column("chat", String(128), primary_key=True),
)
gap_key = Table("gap_key", metadata, Column("id", Integer, primary_key=True), Column("key", String(64), nullable=False))

KEPT = dt.timedelta(days=180)
"""Questions that have not been asked for so long are forgotten."""


@dataclass(frozen=True, slots=True)
class Gap:
    """A question without an answer; two with the same `person` came from one chat, whichever it was."""

    id: str
    question: str
    person: str
    at: dt.datetime


class Gaps:
    """Every call may raise CatalogueError."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def note(self, question: str, chat: str, at: dt.datetime) -> str:
        """Keep a question, the same one of the same person once; what is older than KEPT goes. Returns its id."""
        with writing(self._engine) as connection:
            person = _person(connection, chat)
            _delete(connection, connection.scalars(select(gaps.c.id).where(gaps.c.at < stored(at - KEPT))).all())
            mine = (gaps.c.person == person, gaps.c.question == question)
            known = connection.scalar(select(gaps.c.id).where(*mine))
            if known is not None:
                connection.execute(update(gaps).where(gaps.c.id == known).values(at=stored(at)))
                return str(known)
            gap_id = secrets.token_hex(6)
            values = {"id": gap_id, "question": question, "person": person, "at": stored(at)}
            connection.execute(insert(gaps), values)
        return gap_id

    def all(self) -> list[Gap]:
        """Every question kept, oldest first."""
        with reading(self._engine) as connection:
            rows = connection.execute(select(gaps).order_by(gaps.c.at, gaps.c.id)).all()
        return [Gap(row.id, row.question, row.person, loaded(row.at)) for row in rows]

    def wish(self, gap_id: str, chat: str) -> bool:
        """Tell this chat when there is an answer; False where the question is kept no more."""
        with writing(self._engine) as connection:
            if connection.scalar(select(gaps.c.id).where(gaps.c.id == gap_id)) is None:
                return False
            mine = (gap_wishes.c.gap_id == gap_id, gap_wishes.c.chat == chat)
            connection.execute(delete(gap_wishes).where(*mine))
            connection.execute(insert(gap_wishes), {"gap_id": gap_id, "chat": chat})
        return True

    def wishes(self, gap_ids: Collection[str]) -> dict[str, list[str]]:
        """Question → the chats that want to be told; questions nobody waits for are missing."""
        found: dict[str, list[str]] = {}
        with reading(self._engine) as connection:
            rows = connection.execute(select(gap_wishes).order_by(gap_wishes.c.gap_id, gap_wishes.c.chat)).all()
        for row in rows:
            if row.gap_id in gap_ids:
                found.setdefault(row.gap_id, []).append(row.chat)
        return found

    def close(self, gap_ids: Collection[str]) -> None:
        """These have their answer."""
        with writing(self._engine) as connection:
            _delete(connection, gap_ids)

    def of(self, chat: str) -> list[str]:
        """The questions that this chat left, oldest first."""
        with writing(self._engine) as connection:
            mine = gaps.c.person == _person(connection, chat)
            return list(connection.scalars(select(gaps.c.question).where(mine).order_by(gaps.c.at)))

    def forget(self, chat: str) -> None:
        """Delete what this chat asked and wished."""
        with writing(self._engine) as connection:
            connection.execute(delete(gap_wishes).where(gap_wishes.c.chat == chat))
            mine = select(gaps.c.id).where(gaps.c.person == _person(connection, chat))
            _delete(connection, connection.scalars(mine).all())


def _person(connection: Connection, chat: str) -> str:
    key = connection.scalar(select(gap_key.c.key))
    if key is None:
        key = secrets.token_hex(16)
        connection.execute(insert(gap_key), {"id": 1, "key": key})
    return hashlib.blake2s(chat.encode(), key=key.encode(), digest_size=16).hexdigest()


def _delete(connection: Connection, gap_ids: Collection[str]) -> None:
    for gap_id in gap_ids:
        connection.execute(delete(gap_wishes).where(gap_wishes.c.gap_id == gap_id))
        connection.execute(delete(gaps).where(gaps.c.id == gap_id))
