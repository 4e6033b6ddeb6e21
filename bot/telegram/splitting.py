"""Between rich text and Telegram's HTML: cuts a long text into parts that each fit into one message."""

from html import escape

from bot.conversation.actions import RichText, Span, Style
from knowledge.german.sentences import sentences

ROOM = 4000
"""Telegram allows 4,096 characters after parsing; ours counts the HTML, in UTF-16 units, so it is always less."""
_MARKED = 45
"""What a marked span costs beside its text: more than its tags, so that no part reaches 100 marked spans."""


def split(text: RichText, room: int = ROOM) -> list[RichText]:
    """Parts that together are `text`, cut at a line or sentence end, else at a blank, else anywhere."""
    parts: list[RichText] = []
    while (end := _fitting(text, room)) is not None:
        plain = "".join(span.text for span in text)[:end]
        head, text = _cut(text, _last_end(plain))
        parts.append(head)
    return [*parts, text] if text else parts


def _fitting(text: RichText, room: int) -> int | None:
    """How many characters of `text` fit, None if all do."""
    used, position = 0, 0
    for span in text:
        used += _MARKED if span.style is not Style.PLAIN else 0
        for character in span.text:
            used += _units(character)
            if used > room:
                return max(1, position)
            position += 1
    return None


def _units(character: str) -> int:
    return len(escape(character, quote=False)) if ord(character) < 0x10000 else 2


def _last_end(plain: str) -> int:
    """Where to cut: after the last line or sentence, if that leaves a part of some length."""
    said = sentences(plain)
    ends = [plain.rfind("\n") + 1, plain.rfind(said[-1]) if len(said) > 1 else 0]
    if max(ends) > len(plain) // 4:
        return max(ends)
    return plain.rfind(" ") + 1 or len(plain)


def _cut(text: RichText, at: int) -> tuple[RichText, RichText]:
    head: list[Span] = []
    for index, span in enumerate(text):
        if at < len(span.text):
            parts = (Span(span.text[:at], span.style), Span(span.text[at:], span.style))
            return (*head, *parts[:1]) if at else tuple(head), (parts[1], *text[index + 1 :])
        head.append(span)
        at -= len(span.text)
    return tuple(head), ()
