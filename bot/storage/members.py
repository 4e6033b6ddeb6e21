"""The members: one row a person, read before every event."""

from collections.abc import Callable, Collection
from typing import Any

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    ColumnElement,
    DateTime,
    Engine,
    Integer,
    Row,
    String,
    Table,
    Text,
    delete,
    func,
    insert,
    select,
    true,
    update,
)  # fmt: skip

from bot.people.model import Member, Role, Visible
from bot.storage.moments import loaded, stored
from knowledge.catalogue.engine import reading, writing
from knowledge.catalogue.tables import metadata

members = Table(
    "members",
    metadata,
    Column("chat", String(128), primary_key=True),
    Column("role", String(16), nullable=False),
    Column("ags", String(8)),
    Column("name", Text),
    Column("joined_at", DateTime(timezone=True), nullable=False),
    Column("consent_version", Integer, nullable=False),
    Column("consent_at", DateTime(timezone=True)),
    Column("blocked_at", DateTime(timezone=True)),
    Column("contact", Text),
    Column("deputy", Text),
    Column("topics", JSON, nullable=False),
    Column("visible", JSON, nullable=False),
    Column("unsubscribed", JSON, nullable=False),
    Column("granted", Boolean, nullable=False),
)

AT_ONCE = 10_000
"""So many chats are named in one query; SQLite takes up to 32,766."""


class Members:
    """Put, find, list and remove members. Every call may raise CatalogueError."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def put(self, member: Member) -> None:
        """Write a member; one in the same chat is overwritten."""
        with writing(self._engine) as connection:
            connection.execute(delete(members).where(members.c.chat == member.chat))
            connection.execute(insert(members), _row(member))

    def change(self, chat: str, change: Callable[[Member], Member]) -> Member | None:
        """Read, change and write a member as one step, so that nothing said meanwhile is lost; None without one."""
        mine = members.c.chat == chat
        with writing(self._engine) as connection:
            row = connection.execute(select(members).where(mine)).first()
            if row is None:
                return None
            changed = change(_member(row))
            connection.execute(update(members).where(mine).values(_row(changed)))
        return changed

    def find(self, chat: str) -> Member | None:
        """The member in this chat, None for a stranger."""
        with reading(self._engine) as connection:
            row = connection.execute(select(members).where(members.c.chat == chat)).first()
        return _member(row) if row else None

    def all(self) -> list[Member]:
        """All members, in the order they joined."""
        return self._where(true())

    def among(self, chats: Collection[str]) -> list[Member]:
        """The members in these chats, in the order they joined."""
        named = list(chats)
        blocks = [named[start : start + AT_ONCE] for start in range(0, len(named), AT_ONCE)]
        found = [member for block in blocks for member in self._where(members.c.chat.in_(block))]
        return sorted(found, key=lambda member: (member.joined_at, member.chat))

    def in_roles(self, roles: Collection[Role]) -> list[Member]:
        """The members whose own role is one of these, in the order they joined."""
        return self._where(members.c.role.in_([role.value for role in roles]))

    def following(self) -> list[Member]:
        """The members who follow a topic, in the order they joined."""
        return self._where(func.json_array_length(members.c.topics) > 0)

    def _where(self, condition: ColumnElement[bool]) -> list[Member]:
        query = select(members).where(condition).order_by(members.c.joined_at, members.c.chat)
        with reading(self._engine) as connection:
            return [_member(row) for row in connection.execute(query)]

    def remove(self, chat: str) -> bool:
        """Delete a member; False where there is none."""
        with writing(self._engine) as connection:
            return connection.execute(delete(members).where(members.c.chat == chat)).rowcount > 0


def _row(member: Member) -> dict[str, Any]:
    return {
        "chat": member.chat, "role": member.role.value, "ags": member.ags, "name": member.name,
        "joined_at": stored(member.joined_at), "consent_version": member.consent_version,
        "consent_at": stored(member.consent_at), "blocked_at": stored(member.blocked_at), "contact": member.contact,
        "deputy": member.deputy, "topics": list(member.topics), "visible": sorted(member.visible),
        "unsubscribed": sorted(member.unsubscribed), "granted": member.granted,
    }  # fmt: skip


def _member(row: Row[Any]) -> Member:
    return Member(
        row.chat, Role(row.role), loaded(row.joined_at), row.ags, row.name, row.consent_version,
        loaded(row.consent_at), loaded(row.blocked_at), row.contact, row.deputy, tuple(row.topics),
        frozenset(map(Visible, row.visible)), frozenset(row.unsubscribed), row.granted,
    )  # fmt: skip
