"""The bot's own rows, beside the catalogue in the same database: people, dialogues, deliveries, inbox, audit log."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.storage.audit import Audit
    from bot.storage.deliveries import Deliveries
    from bot.storage.dialogues import Dialogues
    from bot.storage.inbox import Inbox
    from bot.storage.members import Members
    from knowledge.catalogue import Database


@dataclass(frozen=True, slots=True)
class Stores:
    """Every store of the bot; any number of threads may use them. Every call may raise CatalogueError."""

    members: "Members"
    dialogues: "Dialogues"
    deliveries: "Deliveries"
    inbox: "Inbox"
    audit: "Audit"


def open_stores(database: "Database") -> Stores:
    """All stores over one open database."""
    from bot.storage.audit import Audit
    from bot.storage.deliveries import Deliveries
    from bot.storage.dialogues import Dialogues
    from bot.storage.inbox import Inbox
    from bot.storage.members import Members

    return Stores(Members(database), Dialogues(database), Deliveries(database), Inbox(database), Audit(database))
