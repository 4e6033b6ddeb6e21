"""Between a message and its row: rich text and buttons as JSON, for messages that are sent later."""

from typing import Any

from bot.conversation.actions import Send, Span, Style
from bot.conversation.events import Button


def to_json(message: Send) -> dict[str, Any]:
    """{"text": [[text, style], …], "keyboard": [[[label, data, url], …], …]}; `url` only where there is one."""
    return {
        "text": [[span.text, span.style.value] for span in message.text],
        "keyboard": [[_button(button) for button in row] for row in message.keyboard],
    }


def from_json(stored: dict[str, Any]) -> Send:
    """The message again."""
    return Send(
        tuple(Span(text, Style(style)) for text, style in stored["text"]),
        tuple(tuple(Button(*button) for button in row) for row in stored["keyboard"]),
    )


def _button(button: Button) -> list[str]:
    return [button.label, button.data, *([button.url] if button.url else [])]
