"""What every part of the conversation works with: knowledge, stored files, the bot's own rows, access, the clock."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from bot.broadcasts.rules import Rules
from bot.conversation.actions import RichText
from bot.library.model import Library
from bot.people.access import Access
from bot.people.model import Member
from bot.storage import Stores
from knowledge.build import Knowledge, Passage
from knowledge.clock import now
from knowledge.model import Document, Municipality
from knowledge.ports import Transcriber


class Originals(Protocol):
    """The files as staff gave them; None where a file is gone."""

    def path(self, document: Document) -> Path | None:
        """Where the file of a document lies."""
        ...

    def picture(self, passage: Passage) -> bytes:
        """A picture (PNG) of the page that a passage stands on, its wording marked; of the passage where that fails."""
        ...


@dataclass(frozen=True, slots=True)
class Desk:
    """Shared by all chats and threads.

    `library` is where staff put documents in, `clock` gives the present moment with its zone; `hearing`
    turns voice messages into text where a server for that is configured; `drafts` shows a chat what is
    certain while a chat model still words the answer, in channels that can; `rules` are those of broadcasts.
    """

    knowledge: Knowledge
    originals: Originals
    stores: Stores
    access: Access
    clock: Callable[[], dt.datetime] = now
    rules: Rules = field(default_factory=Rules)
    hearing: Transcriber | None = None
    drafts: Callable[[str, RichText], None] | None = None
    library: Library | None = None

    @property
    def today(self) -> dt.date:
        """The day that answers are given for."""
        return self.clock().date()

    def home(self, chat: str) -> Municipality | None:
        """The municipality of the member in this chat, None before it is given. Raises CatalogueError."""
        return self.home_of(self.stores.members.find(chat))

    def home_of(self, member: Member | None) -> Municipality | None:
        """The municipality that a member speaks for, None before it is given."""
        found = self.knowledge.gazetteer.by_ags_or_name(member.ags) if member and member.ags else []
        return found[0] if found else None
