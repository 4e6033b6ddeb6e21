"""The rows of working groups and of who was invited and joined."""

import datetime as dt
import secrets
from typing import Any

from sqlalchemy import (
    Column,
    DateTime,
    Engine,
    ForeignKey,
    Integer,
    Row,
    String,
    Table,
    Text,
    delete,
    insert,
    select,
    update,
)  # fmt: skip

from bot.groups.model import Group, GroupState, Joining
from bot.storage.moments import loaded, stored
from knowledge.catalogue.engine import reading, writing
from knowledge.catalogue.tables import metadata

working_groups = Table(
    "working_groups",
    metadata,
    Column("id", String(16), primary_key=True),
    Column("topic", String(64), nullable=False, index=True),
    Column("title", Text, nullable=False),
    Column("state", String(16), nullable=False),
    Column("towns", Integer, nullable=False),
    Column("made_at", DateTime(timezone=True), nullable=False),
    Column("contact", Text),
    Column("meets_at", DateTime(timezone=True)),
    Column("contact_by", String(128)),
    Column("contact_at", DateTime(timezone=True)),
)
"""The contact is a person, named by the organiser in `contact_by`; it ends with the group, or after its period."""

group_members = Table(
    "group_members",
    metadata,
    Column("group_id", String(16), ForeignKey("working_groups.id", ondelete="CASCADE"), primary_key=True),
    Column("chat", String(128), primary_key=True, index=True),
    Column("state", String(16), nullable=False),
    Column("at", DateTime(timezone=True), nullable=False),
)


NO_CONTACT = {"contact": None, "contact_by": None, "contact_at": None}


class Groups:
    """Every call may raise CatalogueError."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def draft(self, topic: str, title: str, towns: int, at: dt.datetime) -> Group | None:
        """A new draft; None where the topic has one or a group, or was declined with as many municipalities."""
        group = Group(secrets.token_hex(6), topic, title, GroupState.DRAFT, towns, at)
        with writing(self._engine) as connection:
            before = connection.execute(select(working_groups).where(working_groups.c.topic == topic)).all()
            if any(row.state != GroupState.DECLINED.value or row.towns >= towns for row in before):
                return None
            values = {"id": group.id, "topic": topic, "title": title, "state": group.state.value, "towns": towns}
            connection.execute(insert(working_groups), {**values, "made_at": stored(at)})
        return group

    def decide(self, group_id: str, state: GroupState) -> bool:
        """Confirm or decline a draft; False where another organiser was faster."""
        waiting = (working_groups.c.id == group_id, working_groups.c.state == GroupState.DRAFT.value)
        with writing(self._engine) as connection:
            changed = connection.execute(update(working_groups).where(*waiting).values(state=state.value))
            return changed.rowcount > 0

    def change(self, group_id: str, **values: Any) -> Group | None:  # noqa: ANN401 - columns of several types
        """Change columns of a group; None where it is gone."""
        values = {name: stored(value) if isinstance(value, dt.datetime) else value for name, value in values.items()}
        with writing(self._engine) as connection:
            connection.execute(update(working_groups).where(working_groups.c.id == group_id).values(**values))
        return self.find(group_id)

    def name_contact(self, group_id: str, contact: str, by: str, at: dt.datetime) -> Group | None:
        """Write down who is to be asked about a group; None where it is gone."""
        return self.change(group_id, contact=contact, contact_by=by, contact_at=at)

    def close(self, group_id: str) -> Group | None:
        """The group is over, and nobody needs its contact any more; None where it is gone."""
        return self.change(group_id, state=GroupState.DECLINED.value, **NO_CONTACT)

    def find(self, group_id: str) -> Group | None:
        """One group, None where there is none."""
        with reading(self._engine) as connection:
            row = connection.execute(select(working_groups).where(working_groups.c.id == group_id)).first()
        return _group(row) if row else None

    def all(self, state: GroupState = GroupState.CONFIRMED) -> list[Group]:
        """All groups in a state, by title."""
        query = select(working_groups).where(working_groups.c.state == state.value)
        with reading(self._engine) as connection:
            rows = connection.execute(query.order_by(working_groups.c.title, working_groups.c.id)).all()
        return [_group(row) for row in rows]

    def of_topic(self, topic: str) -> Group | None:
        """The confirmed group on a topic, None without one."""
        return next((group for group in self.all() if group.topic == topic), None)

    def answer(self, group_id: str, chat: str, state: Joining, at: dt.datetime) -> bool:
        """Keep who is invited, joined or declined; an invitation changes no answer. False where nothing changed."""
        mine = (group_members.c.group_id == group_id, group_members.c.chat == chat)
        with writing(self._engine) as connection:
            row = connection.execute(select(group_members.c.state).where(*mine)).first()
            if row is not None and (row.state == state.value or state is Joining.INVITED):
                return False
            connection.execute(delete(group_members).where(*mine))
            values = {"group_id": group_id, "chat": chat, "state": state.value, "at": stored(at)}
            connection.execute(insert(group_members), values)
        return True

    def members(self, group_id: str, state: Joining = Joining.JOINED) -> list[str]:
        """The chats of those in a state, in the order they came to it."""
        query = select(group_members.c.chat).where(
            group_members.c.group_id == group_id, group_members.c.state == state.value
        )
        with reading(self._engine) as connection:
            return list(connection.scalars(query.order_by(group_members.c.at, group_members.c.chat)))

    def joined_by(self, chat: str) -> set[str]:
        """The ids of the groups that a member has joined."""
        query = select(group_members.c.group_id).where(
            group_members.c.chat == chat, group_members.c.state == Joining.JOINED.value
        )
        with reading(self._engine) as connection:
            return set(connection.scalars(query))


def _group(row: Row[Any]) -> Group:
    return Group(
        row.id, row.topic, row.title, GroupState(row.state), row.towns, loaded(row.made_at), row.contact,
        loaded(row.meets_at), loaded(row.contact_at),
    )  # fmt: skip
