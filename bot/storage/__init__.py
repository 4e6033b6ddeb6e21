"""The bot's own rows, beside the catalogue in the same database: people, dialogues, deliveries, inbox, audit log."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.storage.audit import Audit
    from bot.storage.deliveries import Deliveries
    from bot.storage.dialogues import Dialogues
    from bot.storage.inbox import Inbox
    from bot.storage.invitations import Invitations
    from bot.storage.members import Members
    from bot.storage.notes import Notes
    from bot.storage.requests import JoinRequests
    from knowledge.catalogue import Database


@dataclass(frozen=True, slots=True)
class Stores:
    """Every store of the bot; any number of threads may use them. Every call may raise CatalogueError."""

    members: "Members"
    dialogues: "Dialogues"
    deliveries: "Deliveries"
    inbox: "Inbox"
    audit: "Audit"
    invitations: "Invitations"
    requests: "JoinRequests"
    notes: "Notes"


def open_stores(database: "Database") -> Stores:
    """All stores over one open database."""
    from bot.storage.audit import Audit
    from bot.storage.deliveries import Deliveries
    from bot.storage.dialogues import Dialogues
    from bot.storage.inbox import Inbox
    from bot.storage.invitations import Invitations
    from bot.storage.members import Members
    from bot.storage.notes import Notes
    from bot.storage.requests import JoinRequests

    return Stores(
        members=Members(database),
        dialogues=Dialogues(database),
        deliveries=Deliveries(database),
        inbox=Inbox(database),
        audit=Audit(database),
        invitations=Invitations(database),
        requests=JoinRequests(database),
        notes=Notes(database),
    )
