"""What every part of the conversation works with: knowledge, the stored files, the clock."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from knowledge.build import Knowledge
from knowledge.model import Document


class Originals(Protocol):
    """The files as staff gave them; None where a file is gone."""

    def path(self, document: Document) -> Path | None:
        """Where the file of a document lies."""
        ...


@dataclass(frozen=True, slots=True)
class Desk:
    """Shared by all chats and threads; `clock` gives the present moment with its zone."""

    knowledge: Knowledge
    originals: Originals
    clock: Callable[[], dt.datetime]

    @property
    def today(self) -> dt.date:
        """The day that answers are given for."""
        return self.clock().date()
