"""Buttons for the topics of the controlled list, page by page; a topic is known by its number in the list."""

from collections.abc import Mapping

from bot.conversation.events import Button, Keyboard
from bot.conversation.paging import in_rows, page_of, turning
from bot.matching.marks import TOPIC, TOPICS
from knowledge.german.topics import shipped_topics
from knowledge.matching.texts import OTHER_TOPICS

ON_A_PAGE = 8
_IN_A_ROW = 2


def number_of(topic: str) -> int:
    """The number of a topic; the order of the list is part of what old buttons mean."""
    return _names().index(topic)


def topic_of(number: int) -> str | None:
    """The topic of a number, None where there is none."""
    return _names()[number] if number < len(_names()) else None


def _names() -> tuple[str, ...]:
    return (*shipped_topics().names, OTHER_TOPICS)


def page_of_topics(counts: Mapping[str, int], page: int, prefix: str, rest: str) -> Keyboard:
    """Two topics a row with how many there are; a tap carries "<prefix>:n:<number>:<rest>"."""
    known = [topic for topic in counts if topic in _names()]
    shown, at = page_of(known, ON_A_PAGE, page)
    buttons = [Button(f"{topic} ({counts[topic]})", f"{prefix}:{TOPIC}:{number_of(topic)}:{rest}") for topic in shown]
    return (*in_rows(buttons, _IN_A_ROW), *turning(at, lambda number: f"{prefix}:{TOPICS}:{number}"))
