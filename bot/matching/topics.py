"""Buttons for the topics of the controlled list, page by page; a topic is known by its number in the list."""

from collections.abc import Mapping

from bot.conversation.events import Button, Keyboard
from bot.matching.marks import TOPIC, TOPICS
from bot.texts import conversation as answer_texts
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
    pages = max(1, -(-len(known) // ON_A_PAGE))
    page = min(page, pages - 1)
    shown = [
        Button(f"{topic} ({counts[topic]})", f"{prefix}:{TOPIC}:{number_of(topic)}:{rest}")
        for topic in known[page * ON_A_PAGE : (page + 1) * ON_A_PAGE]
    ]
    rows = [tuple(shown[start : start + _IN_A_ROW]) for start in range(0, len(shown), _IN_A_ROW)]
    return (*rows, *turning(f"{prefix}:{TOPICS}", page, pages))


def turning(data: str, page: int, pages: int) -> Keyboard:
    """Back and on, where there is something."""
    row = [Button(answer_texts.EARLIER, f"{data}:{page - 1}")] if page else []
    row += [Button(answer_texts.LATER, f"{data}:{page + 1}")] if page + 1 < pages else []
    return (tuple(row),) if row else ()
