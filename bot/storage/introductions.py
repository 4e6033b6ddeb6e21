"""The rows of introductions and blocks: each event is one transaction, so two taps at once count as one."""

import datetime as dt
import secrets
from typing import Any

from sqlalchemy import Column, DateTime, Engine, Row, String, Table, Text, delete, insert, or_, select, update

from bot.introductions.machine import OPEN_FOR, Accept, Approve, Effect, Event, Introduction, State, step
from bot.storage.moments import loaded, stored
from knowledge.catalogue.engine import reading, writing
from knowledge.catalogue.tables import metadata

KEPT = dt.timedelta(days=90)
"""So long after its end an introduction, and with it the contacts that were passed on, can be seen in /daten."""

introductions = Table(
    "introductions",
    metadata,
    Column("id", String(16), primary_key=True),
    Column("asker", String(128), nullable=False, index=True),
    Column("asked", String(128), nullable=False, index=True),
    Column("about", Text, nullable=False),
    Column("state", String(16), nullable=False),
    Column("asker_contact", Text),
    Column("asked_contact", Text),
    Column("made_at", DateTime(timezone=True), nullable=False),
    Column("expires_at", DateTime(timezone=True), nullable=False),
)

blocks = Table(
    "blocks",
    metadata,
    Column("chat", String(128), primary_key=True),
    Column("other", String(128), primary_key=True, index=True),
    Column("at", DateTime(timezone=True), nullable=False),
)


class Introductions:
    """Every call may raise CatalogueError."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def draft(self, asker: str, asked: str, about: str, at: dt.datetime) -> Introduction:
        """A new request that nobody but the asker knows of yet; an older draft of the same two goes."""
        new = Introduction(secrets.token_hex(6), asker, asked, about, State.DRAFT, at, at + OPEN_FOR)
        same = (introductions.c.asker == asker, introductions.c.asked == asked)
        with writing(self._engine) as connection:
            connection.execute(delete(introductions).where(*same, introductions.c.state == State.DRAFT.value))
            connection.execute(delete(introductions).where(introductions.c.expires_at < stored(at - KEPT)))
            connection.execute(insert(introductions), _row(new))
        return new

    def happen(
        self, intro_id: str, event: Approve | Accept | Event, at: dt.datetime
    ) -> tuple[Introduction, Effect] | None:
        """Apply an event by the rules of bot.introductions.machine; None where the introduction is gone."""
        this = introductions.c.id == intro_id
        with writing(self._engine) as connection:
            row = connection.execute(select(introductions).where(this)).first()
            if row is None:
                return None
            after, effect = step(_introduction(row), event, at)
            connection.execute(update(introductions).where(this).values(**_row(after)))
        return after, effect

    def word(self, intro_id: str, about: str) -> Introduction | None:
        """Say what a draft is about; once it is sent its text stays. None where it is gone."""
        this = (introductions.c.id == intro_id, introductions.c.state == State.DRAFT.value)
        with writing(self._engine) as connection:
            connection.execute(update(introductions).where(*this).values(about=about))
        return self.find(intro_id)

    def find(self, intro_id: str) -> Introduction | None:
        """One introduction, None where it is gone."""
        with reading(self._engine) as connection:
            row = connection.execute(select(introductions).where(introductions.c.id == intro_id)).first()
        return _introduction(row) if row else None

    def of(self, chat: str) -> list[Introduction]:
        """All that a chat takes part in, oldest first."""
        mine = or_(introductions.c.asker == chat, introductions.c.asked == chat)
        query = select(introductions).where(mine).order_by(introductions.c.made_at, introductions.c.id)
        with reading(self._engine) as connection:
            return [_introduction(row) for row in connection.execute(query)]

    def block(self, chat: str, other: str, at: dt.datetime) -> None:
        """From now on no request of `other` reaches `chat`."""
        this = (blocks.c.chat == chat, blocks.c.other == other)
        with writing(self._engine) as connection:
            if connection.scalar(select(blocks.c.chat).where(*this)) is None:
                connection.execute(insert(blocks), {"chat": chat, "other": other, "at": stored(at)})

    def unblock_all(self, chat: str) -> int:
        """Let everybody ask again; how many were blocked."""
        with writing(self._engine) as connection:
            return connection.execute(delete(blocks).where(blocks.c.chat == chat)).rowcount

    def blocks_of(self, chat: str) -> int:
        """How many others a chat wants no requests of."""
        with reading(self._engine) as connection:
            return len(connection.execute(select(blocks.c.other).where(blocks.c.chat == chat)).all())

    def blocked(self, chat: str, other: str) -> bool:
        """Whether `chat` wants no requests of `other`."""
        query = select(blocks.c.chat).where(blocks.c.chat == chat, blocks.c.other == other)
        with reading(self._engine) as connection:
            return connection.scalar(query) is not None


def _row(intro: Introduction) -> dict[str, Any]:
    return {
        "id": intro.id, "asker": intro.asker, "asked": intro.asked, "about": intro.about, "state": intro.state.value,
        "asker_contact": intro.asker_contact, "asked_contact": intro.asked_contact, "made_at": stored(intro.made_at),
        "expires_at": stored(intro.expires_at),
    }  # fmt: skip


def _introduction(row: Row[Any]) -> Introduction:
    return Introduction(
        row.id, row.asker, row.asked, row.about, State(row.state), loaded(row.made_at), loaded(row.expires_at),
        row.asker_contact, row.asked_contact,
    )  # fmt: skip
