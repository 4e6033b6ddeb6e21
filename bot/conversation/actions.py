"""Where a conversation ends: what a channel is to do, in rich text that each channel renders its own way."""

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from bot.conversation.events import Keyboard, Message


class Style(StrEnum):
    """How a span looks; a channel without that look shows it plain. FOLD is shown in part until it is tapped."""

    PLAIN = "plain"
    BOLD = "bold"
    ITALIC = "italic"
    QUOTE = "quote"
    FOLD = "fold"


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of text in one style; line breaks are part of the text."""

    text: str
    style: Style = Style.PLAIN


RichText = tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Send:
    """A new message; the keyboard goes under its last part where a channel has to split it."""

    text: RichText
    keyboard: Keyboard = ()


@dataclass(frozen=True, slots=True)
class Edit:
    """Another text and other buttons in place of a message that is already there."""

    message: Message
    text: RichText
    keyboard: Keyboard = ()


@dataclass(frozen=True, slots=True)
class EditKeyboard:
    """Other buttons under a message that is already there."""

    message: Message
    keyboard: Keyboard


@dataclass(frozen=True, slots=True)
class SendFile:
    """A file under this name: one that lies on disk, or the bytes of one made for this message."""

    content: Path | bytes
    name: str
    caption: str = ""


@dataclass(frozen=True, slots=True)
class SendPicture:
    """A picture (PNG) made for this message; a channel that shows none says its caption."""

    png: bytes
    caption: str


@dataclass(frozen=True, slots=True)
class Notice:
    """A short sentence that answers a tap and leaves no message (a channel may show it in passing)."""

    text: str


Action = Send | Edit | EditKeyboard | SendFile | SendPicture | Notice


def say(text: str, keyboard: Keyboard = ()) -> Send:
    """A plain message."""
    return Send((Span(text),), keyboard)
