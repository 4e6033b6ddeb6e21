"""Where a conversation begins: what a channel hands to the core, free of the channel's own types."""

import re
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

MOST_DATA_BYTES = 64
"""How much a button may carry, set by the narrowest channel."""
_COMMAND = re.compile(r"/([^\W\d]\w*)(?:@\w+)?(?:\s+(.*))?", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Button:
    """A button under a message; `data` (at most 64 bytes) says all that a tap needs, so it survives a restart.

    With a `url` it opens that address and never comes back as a tap; then `data` is empty.
    """

    label: str
    data: str
    url: str = ""

    def __post_init__(self) -> None:
        if self.url and not self.data:
            return
        if not 0 < len(self.data.encode()) <= MOST_DATA_BYTES:
            raise ValueError(f"button data of {len(self.data.encode())} bytes")


Keyboard = tuple[tuple[Button, ...], ...]
"""Rows of buttons, top to bottom."""


@dataclass(frozen=True, slots=True)
class Message:
    """A message of ours that a tap refers to: the channel's own reference, and the buttons it has now.

    `keyboard` is empty where the channel no longer knows it (Telegram forgets old messages).
    """

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
    LONG_VOICE = "long_voice"
    PHOTO = "photo"
    FILE = "file"
    LARGE_FILE = "large_file"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Other:
    """Something that can't be read as text."""

    chat: str
    kind: OtherKind


@dataclass(frozen=True, slots=True)
class Location:
    """A place on earth that somebody shares, in degrees."""

    chat: str
    latitude: float
    longitude: float


@dataclass(frozen=True, slots=True)
class Upload:
    """A file somebody sends, already on disk for as long as the event is handled; `name` is the sender's."""

    chat: str
    name: str
    path: Path
    caption: str = ""


@dataclass(frozen=True, slots=True)
class Voice:
    """A voice message: its bytes, under a name whose ending says the format."""

    chat: str
    name: str
    sound: bytes


Event = Command | Text | Tap | Location | Upload | Voice | Other
"""`chat` is a channel-qualified key such as "telegram:4711" or "terminal"."""


def typed(chat: str, line: str) -> Command | Text:
    """What a line means: "/name …" and "/name@bot …" are commands (names in lower case), all else is text."""
    found = _COMMAND.fullmatch(line.strip())
    if found is None:
        return Text(chat, line)
    return Command(chat, found[1].lower(), (found[2] or "").strip())
