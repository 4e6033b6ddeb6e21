"""Between the rows and a chat: an event as this chat sees it, and who may manage it."""

from bot.conversation.desk import Desk
from bot.events.model import COMMAND_LINE, Event
from bot.events.showing import View
from bot.people.model import Role


def view_of(desk: Desk, event: Event, chat: str) -> View:
    """All that a chat may see of an event. Raises CatalogueError."""
    tables = desk.stores.topic_tables.of_event(event.id)
    seat = desk.stores.topic_tables.seats(event.id).get(chat)
    table = next((table.title for table in tables if table.id == seat), "")
    return View(
        event, desk.stores.registrations.of_event(event.id), chat, desk.clock(), table, bool(tables),
        manages=manages(desk, chat),
    )  # fmt: skip


def manages(desk: Desk, chat: str) -> bool:
    """Whether a chat may make and change events."""
    return Role.ORGANISER in desk.access.rights(chat)


def sees_notes(desk: Desk, event: Event, chat: str) -> bool:
    """Whether what people wrote about food and access may be shown: to who made the event, and administrators."""
    return manages(desk, chat) and (
        event.created_by in (chat, COMMAND_LINE) or Role.ADMIN in desk.access.rights(chat)
    )  # fmt: skip


def title_of_person(desk: Desk, chat: str) -> tuple[str, str]:
    """Name and municipality of a member, both empty where nobody said."""
    member = desk.stores.members.find(chat)
    if member is None:
        return "", ""
    town = desk.knowledge.gazetteer.by_ags_or_name(member.ags) if member.ags else []
    return member.name or "", town[0].name if town else ""
