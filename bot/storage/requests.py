"""Strangers who ask to be let in, until an administrator decides."""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import Column, DateTime, Engine, String, Table, Text, delete, insert, select, update

from bot.storage.moments import loaded, stored
from knowledge.catalogue.engine import reading, writing
from knowledge.catalogue.tables import metadata

join_requests = Table(
    "join_requests",
    metadata,
    Column("chat", String(128), primary_key=True),
    Column("words", Text, nullable=False),
    Column("state", String(16), nullable=False),
    Column("at", DateTime(timezone=True), nullable=False),
)


class RequestState(StrEnum):
    """What became of a request."""

    OPEN = "open"
    APPROVED = "approved"
    DECLINED = "declined"


@dataclass(frozen=True, slots=True)
class JoinRequest:
    """`words` is how the stranger introduced himself or herself."""

    chat: str
    words: str
    state: RequestState
    at: dt.datetime


class JoinRequests:
    """At most one a chat. Every call may raise CatalogueError."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def put(self, chat: str, words: str, at: dt.datetime) -> None:
        """Write a request down; an earlier one of the same chat is overwritten."""
        values = {"chat": chat, "words": words, "state": RequestState.OPEN.value, "at": stored(at)}
        with writing(self._engine) as connection:
            connection.execute(delete(join_requests).where(join_requests.c.chat == chat))
            connection.execute(insert(join_requests), values)

    def find(self, chat: str) -> JoinRequest | None:
        """The request of a chat, None without one."""
        with reading(self._engine) as connection:
            row = connection.execute(select(join_requests).where(join_requests.c.chat == chat)).first()
        return JoinRequest(row.chat, row.words, RequestState(row.state), loaded(row.at)) if row else None

    def open(self) -> list[JoinRequest]:
        """All that wait for a decision, oldest first."""
        waiting = select(join_requests).where(join_requests.c.state == RequestState.OPEN.value)
        with reading(self._engine) as connection:
            rows = connection.execute(waiting.order_by(join_requests.c.at, join_requests.c.chat)).all()
        return [JoinRequest(row.chat, row.words, RequestState(row.state), loaded(row.at)) for row in rows]

    def decide(self, chat: str, state: RequestState) -> bool:
        """Close an open request; False where another administrator was faster, or there is none."""
        waiting = (join_requests.c.chat == chat, join_requests.c.state == RequestState.OPEN.value)
        with writing(self._engine) as connection:
            return connection.execute(update(join_requests).where(*waiting).values(state=state.value)).rowcount > 0
