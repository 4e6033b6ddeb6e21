"""From a text that staff paste, in one message or several, to a card like that of a file."""

import tempfile
from collections.abc import Mapping
from pathlib import Path

from bot.conversation.actions import Action, Notice, say
from bot.conversation.desk import Desk
from bot.conversation.events import Button, Keyboard, Tap
from bot.library.targets import Undecided, library_of
from bot.library.uploading import card_for
from bot.storage.dialogues import Dialogue
from bot.texts import library as texts
from ingest.corrections import Field
from ingest.incoming import Incoming

STEP = "library.text"
PREFIX = "ut"
NAME_WORDS = 5
_BUTTONS: Keyboard = ((Button(texts.DONE, f"{PREFIX}:done"), Button(texts.DROP_TEXT, f"{PREFIX}:drop")),)


def begin(desk: Desk, chat: str, argument: str) -> list[Action]:
    """/aufnehmen: with a text it is looked at; without one it is asked for. Raises CatalogueError."""
    library_of(desk)
    if argument.strip():
        return [_card(desk, chat, argument)]
    desk.stores.dialogues.begin(chat, STEP, desk.clock(), {"text": ""})
    return [say(texts.SEND_TEXT, _BUTTONS)]


def take_long(desk: Desk, chat: str, text: str) -> list[Action]:
    """A text too long for a question: most likely a document. Raises CatalogueError."""
    library_of(desk)
    desk.stores.dialogues.begin(chat, STEP, desk.clock(), {"text": text})
    return [say(texts.LONG_TEXT.format(count=len(text)), _BUTTONS)]


def take_more(desk: Desk, chat: str, text: str, waiting: Dialogue) -> list[Action]:
    """The next part of a text; "Fertig" ends it. Raises CatalogueError."""
    if text.strip().casefold() == texts.DONE.casefold():
        return _finish(desk, chat, waiting.data["text"])
    # A message is cut where it is full, often inside a paragraph: parts follow each other without a blank line.
    joined = f"{waiting.data['text']}\n{text}".strip()
    desk.stores.dialogues.begin(chat, STEP, desk.clock(), {"text": joined})
    return [say(texts.MORE_TEXT.format(count=len(joined)), _BUTTONS)]


def take_version(desk: Desk, chat: str, text: str, waiting: Dialogue) -> list[Action]:
    """A text in place of the file of a new version. Raises Undecided, CatalogueError."""
    return [_card(desk, chat, text, {Field.REPLACES.value: waiting.data["document"]})]


def on_button(desk: Desk, tap: Tap, what: str) -> list[Action]:
    """What a button below a text does: done or drop. Raises CatalogueError."""
    waiting = desk.stores.dialogues.open(tap.chat)
    if waiting is None or waiting.step != STEP:
        return [Notice(texts.DECIDED)]
    if what == "done":
        return _finish(desk, tap.chat, waiting.data["text"])
    desk.stores.dialogues.end(tap.chat)
    return [say(texts.TEXT_DROPPED)]


def _finish(desk: Desk, chat: str, text: str) -> list[Action]:
    if not text.strip():
        return [say(texts.NO_TEXT_YET, _BUTTONS)]
    desk.stores.dialogues.end(chat)
    try:
        return [_card(desk, chat, text)]
    except Undecided as exc:
        return [say(str(exc))]


def _card(desk: Desk, chat: str, text: str, corrections: Mapping[str, str] | None = None) -> Action:
    name = texts.TEXT_NAME.format(first=_name(text))
    with tempfile.TemporaryDirectory(prefix="lotse-") as folder:
        path = Path(folder) / "text.txt"
        path.write_text(text, encoding="utf-8")
        return card_for(desk, chat, Incoming(path, name, ""), corrections or {})


def _name(text: str) -> str:
    """The first words as a file name."""
    words = ["".join(sign for sign in word if sign.isalnum() or sign == "-") for word in text.split()[: 2 * NAME_WORDS]]
    return " ".join([word for word in words if word][:NAME_WORDS]) or texts.TEXT_UNNAMED
