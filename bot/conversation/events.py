"""Where a conversation begins: what a channel hands to the core, free of the channel's own types."""

from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Button:
    """A button under a message; `data` (at most 64 bytes) says all that a tap needs, so it survives a restart."""

    label: str
    data: str


Keyboard = tuple[tuple[Button, ...], ...]
"""Rows of buttons, top to bottom."""


@dataclass(frozen=True, slots=True)
class Message:
    """A message of ours that a tap refers to: the channel's own reference, and the buttons it has now."""

    reference: str
    keyboard: Keyboard = ()


@dataclass(frozen=True, slots=True)
class Command:
    """`/name argument`, without the slash."""

    chat: str
    name: str
    argument: str = ""


@dataclass(frozen=True, slots=True)
class Text:
    """Anything typed that is no command: a question."""

    chat: str
    text: str


@dataclass(frozen=True, slots=True)
class Tap:
    """A button was pressed."""

    chat: str
    data: str
    message: Message


class OtherKind(StrEnum):
    """What people send that is not text."""

    VOICE = "voice"
    PHOTO = "photo"
    FILE = "file"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Other:
    """Something that can't be read as text."""

    chat: str
    kind: OtherKind


Event = Command | Text | Tap | Other
"""`chat` is a channel-qualified key such as "telegram:4711" or "terminal"."""
