"""From rich text and keyboards to what Telegram takes: HTML that can't break, in parts; inline keyboards."""

from html import escape

from telegram import InlineKeyboardButton, InlineKeyboardMarkup

from bot.conversation.actions import RichText, Span, Style
from bot.conversation.events import Button, Keyboard
from bot.telegram.splitting import split

_TAGS = {
    Style.BOLD: ("<b>", "</b>"),
    Style.ITALIC: ("<i>", "</i>"),
    Style.QUOTE: ("<blockquote>", "</blockquote>"),
    Style.FOLD: ("<blockquote expandable>", "</blockquote>"),
}


def html_parts(text: RichText) -> list[str]:
    """Messages of valid HTML below Telegram's length, without those that would be empty."""
    return [_html(part) for part in split(text) if any(span.text.strip() for span in part)]


def _html(part: RichText) -> str:
    return "".join(_marked(span) for span in part)


def _marked(span: Span) -> str:
    text = escape(span.text, quote=False)
    before, after = _TAGS.get(span.style, ("", ""))
    return f"{before}{text}{after}" if text.strip() else text


def markup(keyboard: Keyboard) -> InlineKeyboardMarkup | None:
    """The buttons under a message; None takes them away."""
    rows = [[_button(button) for button in row] for row in keyboard]
    return InlineKeyboardMarkup(rows) if rows else None


def _button(button: Button) -> InlineKeyboardButton:
    if button.url:
        return InlineKeyboardButton(button.label, url=button.url)
    return InlineKeyboardButton(button.label, callback_data=button.data)


def keyboard_of(shown: InlineKeyboardMarkup | None) -> Keyboard:
    """Our buttons under a message that Telegram hands back."""
    rows = shown.inline_keyboard if shown else ()
    return tuple(
        tuple(Button(b.text, b.callback_data) for b in row if isinstance(b.callback_data, str)) for row in rows
    )
