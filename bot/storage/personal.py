"""Beside the stores: every place that says something about a person; what is shown, and what goes when all goes."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, Engine, Row, Table, delete, or_, select, update

from bot.introductions.machine import Introduction, State
from bot.storage.audit import audit
from bot.storage.board import entries
from bot.storage.broadcasts import broadcasts
from bot.storage.deliveries import State as Delivery
from bot.storage.deliveries import deliveries
from bot.storage.dialogues import dialogues
from bot.storage.drafts import drafts
from bot.storage.events import events
from bot.storage.gaps import gap_wishes
from bot.storage.groups import NO_CONTACT, group_members, working_groups
from bot.storage.inbox import inbox
from bot.storage.introductions import Introductions, blocks, introductions
from bot.storage.members import members
from bot.storage.moments import loaded
from bot.storage.registrations import event_invitations, registrations
from bot.storage.reminders import radar, reminder_stops, reminder_wishes
from bot.storage.requests import join_requests
from bot.storage.topic_tables import table_seats, table_votes, topic_tables
from knowledge.catalogue.engine import reading, writing
from knowledge.catalogue.staff_tables import accessions, bin_
from knowledge.catalogue.tables import feedback, turns

THEIRS = (
    members, entries, group_members, registrations, event_invitations, table_votes, table_seats, reminder_wishes,
    reminder_stops, join_requests, gap_wishes, drafts, dialogues, feedback, turns,
)  # fmt: skip
"""Tables whose rows belong to the person in the column `chat`: shown, and deleted."""
UNDER = {
    events.c.created_by: "", broadcasts.c.author: "", topic_tables.c.suggested_by: "", radar.c.decided_by: None,
    accessions.c.added_by: "", bin_.c.binned_by: "", working_groups.c.contact_by: None,
}  # fmt: skip
"""Columns that name the author of work for all: the work stays without the name."""
NOT_ABOUT = frozenset({bin_.c.content})
"""Columns that say nothing about a person: a document that somebody removed is no data about them."""
APART = (introductions, blocks, deliveries)
"""Tables about two people, or with messages: shown and emptied by rules of their own, below."""
KEPT = (audit, inbox)
"""The audit log keeps itself unchanged for a year; the inbox forgets an update as soon as it is worked on."""

_PENDING = deliveries.c.state == Delivery.PENDING.value


@dataclass(frozen=True, slots=True)
class _Person:
    chat: str
    name: str | None
    contact: str | None


class PersonalData:
    """Every call may raise CatalogueError."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def show(self, chat: str) -> dict[str, list[dict[str, Any]]]:
        """All rows about a chat as JSON values, by table; without what would tell it about somebody else."""
        with reading(self._engine) as connection:
            found = {table.name: _rows(connection, table, table.c.chat == chat) for table in THEIRS}
            for column in UNDER:
                found[column.table.name] = _rows(connection, column.table, column == chat)
            found[audit.name] = _rows(connection, audit, or_(audit.c.actor == chat, audit.c.subject == chat))
            found[blocks.name] = [{"at": row["at"]} for row in _rows(connection, blocks, blocks.c.chat == chat)]
            sent = (deliveries.c.chat == chat) & ~_PENDING
            found[deliveries.name] = [_letter(row) for row in _rows(connection, deliveries, sent)]
        found[introductions.name] = [
            shown for intro in Introductions(self._engine).of(chat) if (shown := _introduction(intro, chat))
        ]
        return {name: rows for name, rows in found.items() if rows}

    def erase(self, chat: str) -> None:
        """Delete what belongs to a chat, and its name wherever else it stands (but for KEPT)."""
        with writing(self._engine) as connection:
            told = connection.execute(select(members.c.name, members.c.contact).where(members.c.chat == chat)).first()
            person = _Person(chat, *(told or (None, None)))
            _erase_letters(connection, chat)
            _erase_group_contacts(connection, person)
            for table in THEIRS:
                connection.execute(delete(table).where(table.c.chat == chat))
            for column, value in UNDER.items():
                connection.execute(update(column.table).where(column == chat).values({column.key: value}))
            connection.execute(delete(blocks).where(or_(blocks.c.chat == chat, blocks.c.other == chat)))
            mine = or_(introductions.c.asker == chat, introductions.c.asked == chat)
            connection.execute(delete(introductions).where(mine))
            _erase_from_broadcasts(connection, person)


def _rows(connection: Connection, table: Table, which: ColumnElement[bool]) -> list[dict[str, Any]]:
    columns = [column for column in table.columns if column not in NOT_ABOUT]
    return [_plain(row) for row in connection.execute(select(*columns).where(which))]


def _plain(row: Row[Any]) -> dict[str, Any]:
    values = dict(row._mapping)  # noqa: SLF001 - SQLAlchemy's public name for a row as a mapping
    return {name: _json(value) for name, value in values.items()}


def _json(value: object) -> object:
    """Moments with their zone, which SQLite drops."""
    if isinstance(value, dt.datetime):
        return loaded(value).isoformat()
    return value.isoformat() if isinstance(value, dt.date) else value


def _letter(row: dict[str, Any]) -> dict[str, Any]:
    text = "".join(part[0] for part in row["message"].get("text", ()))
    return {"kind": row["kind"], "state": row["state"], "at": row["changed_at"], "text": text}


def _introduction(intro: Introduction, chat: str) -> dict[str, Any] | None:
    """One's own side alone: an unsent request, how it ended and the other's contact are the other one's matter."""
    asker = intro.asker == chat
    if intro.state is State.DRAFT and not asker:
        return None
    state = "open" if intro.state in (State.DRAFT, State.ASKED) else intro.state.value
    shown = {
        "side": "asker" if asker else "asked", "about": intro.about, "made_at": intro.made_at.isoformat(),
        "expires_at": intro.expires_at.isoformat(), "state": state if state in ("open", "agreed") else "ended",
        "own_contact": intro.asker_contact if asker else intro.asked_contact,
    }  # fmt: skip
    if intro.state is State.AGREED:
        shown["others_contact"] = intro.asked_contact if asker else intro.asker_contact
    return shown


def _erase_letters(connection: Connection, chat: str) -> None:
    """Messages to the person, and what other people's messages about the person held, once they are sent."""
    _blank(connection, deliveries.c.chat == chat, chat="", reference=None)
    for intro in connection.execute(
        select(introductions.c.id).where(or_(introductions.c.asker == chat, introductions.c.asked == chat))
    ):
        about = deliveries.c.key.startswith(f"intro:{intro.id}:", autoescape=True)
        connection.execute(update(deliveries).where(about, ~_PENDING).values(message={}))
    named = or_(
        deliveries.c.key.endswith(f":{chat}", autoescape=True), deliveries.c.key.contains(f":{chat}:", autoescape=True)
    )
    for row in connection.execute(select(deliveries.c.id, deliveries.c.key).where(named)).all():
        values: dict[str, Any] = {"key": f"erased:{row.id}"}
        if row.key.startswith(f"join:{chat}:"):
            values["message"] = {}
        connection.execute(update(deliveries).where(deliveries.c.id == row.id).values(**values))


def _blank(connection: Connection, which: ColumnElement[bool], **more: object) -> None:
    """Messages without their text; what has not begun does not go out."""
    connection.execute(update(deliveries).where(which, _PENDING).values(state=Delivery.CANCELLED.value))
    connection.execute(update(deliveries).where(which).values(message={}, **more))


def _erase_group_contacts(connection: Connection, person: _Person) -> None:
    """Contacts of working groups that the person wrote down, or that name the person; and the news of them."""
    words = [word for word in (person.name, person.contact) if word]
    named = [working_groups.c.contact.contains(word, autoescape=True) for word in words]
    theirs = or_(working_groups.c.contact_by == person.chat, *named)
    for group in connection.execute(select(working_groups.c.id).where(theirs)).all():
        connection.execute(update(working_groups).where(working_groups.c.id == group.id).values(NO_CONTACT))
        news = deliveries.c.key.startswith(f"group:{group.id}:contact:", autoescape=True)
        _blank(connection, news)


def _erase_from_broadcasts(connection: Connection, person: _Person) -> None:
    """The name among those who approved, and among those who were left out."""
    columns = (broadcasts.c.draft, broadcasts.c.approvals, broadcasts.c.frozen)
    for number, *values in connection.execute(select(broadcasts.c.id, *columns)).all():
        cleaned = [_without(value, person) for value in values]
        if cleaned != values:
            named = {column.key: value for column, value in zip(columns, cleaned, strict=True)}
            connection.execute(update(broadcasts).where(broadcasts.c.id == number).values(named))


def _without(value: Any, person: _Person) -> Any:  # noqa: ANN401 - JSON of any shape
    match value:
        case dict():
            return {key: _without(part, person) for key, part in value.items() if key != person.chat}
        case list():
            return [_without(part, person) for part in value]
        case str() if value in (person.chat, person.name):
            return ""
    return value
