"""A draft and one recipient → the message as the ledger keeps it and the channel sends it."""

from typing import Any

from bot.broadcasts.draft import Draft
from bot.broadcasts.people import Person
from bot.broadcasts.placeholders import fill
from bot.conversation.actions import Send, Span, Style
from bot.conversation.events import Button
from bot.conversation.stored import to_json
from bot.texts import broadcasts as texts


def message_of(draft: Draft, person: Person) -> dict[str, Any]:
    """The filled text with buttons and file."""
    message = to_json(Send((Span(fill(draft.text, person)),), keyboard_of(draft)))
    if draft.file:
        message["file"] = {"path": draft.file.path, "name": draft.file.name, "kind": draft.file.kind}
    return message


def keyboard_of(draft: Draft) -> tuple[tuple[Button, ...], ...]:
    """One button a row."""
    return tuple((Button(label, data, url),) for label, data, url in draft.buttons)


def once_more(message: dict[str, Any]) -> dict[str, Any]:
    """The same message with an apology, for whoever may have it already."""
    note = [f"{texts.IF_TWICE}\n\n", Style.ITALIC.value]
    return message | {"text": [note, *message["text"]]}
