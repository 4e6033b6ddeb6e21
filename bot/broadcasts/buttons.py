"""Lines of a broadcast's text that are buttons: a page, the answers to an event, a topic to follow."""

import re

from bot.broadcasts.errors import BroadcastRefused
from bot.events.showing import answer_rows
from bot.texts import broadcasts as texts
from knowledge.german.topics import shipped_topics

TAP, FOLLOW = "bc", "follow"
"""Prefixes of buttons: those of organisers, and that of recipients."""
_LINK = re.compile(r"^\s*\[([^\]\n]+)\]\((https?://[^\s)]+)\)\s*$", re.MULTILINE)
_EVENT = re.compile(r"^\s*\[termin (\d+)\]\s*$", re.MULTILINE | re.IGNORECASE)
_TOPIC = re.compile(r"^\s*\[thema ([^\]\n]+)\]\s*$", re.MULTILINE | re.IGNORECASE)


def read_buttons(text: str) -> tuple[str, tuple[tuple[str, str, str], ...]]:
    """The text without the lines that are buttons, and those: (label, data, address). Raises BroadcastRefused.

    [Anmeldung](https://…) opens a page, [Termin 7] brings the answers to an event, [Thema Sensorik] follows it.
    """
    found = [(label, "", url) for label, url in _LINK.findall(text)]
    for number in _EVENT.findall(text):
        found += [(button.label, button.data, "") for row in answer_rows(int(number)) for button in row]
    for topic in _topics(text):
        found.append((texts.FOLLOW.format(topic=topic), f"{FOLLOW}:{topic}", ""))
    for pattern in (_LINK, _EVENT, _TOPIC):
        text = pattern.sub("", text)
    return text.strip(), tuple(found)


def _topics(text: str) -> list[str]:
    """The topics of the controlled list that buttons name. Raises BroadcastRefused."""
    return [topic_named(wanted) for wanted in _TOPIC.findall(text)]


def topic_named(words: str) -> str:
    """The one topic of the controlled list that these words name, by its name or another word for it.

    Raises BroadcastRefused where it is none, or more than one.
    """
    words = " ".join(words.split())
    named = [name for name in shipped_topics().names if name.lower() == words.lower()]
    found = named or sorted({mention.topic for mention in shipped_topics().find(words)})
    if not found:
        raise BroadcastRefused(texts.NO_SUCH_TOPIC.format(topic=words))
    if len(found) > 1:
        raise BroadcastRefused(texts.WHICH_TOPIC.format(topics=texts.OR.join(found)))
    return found[0]


def followed(buttons: tuple[tuple[str, str, str], ...]) -> str | None:
    """The topic that the buttons follow, where it is exactly one."""
    topics = {data.removeprefix(f"{FOLLOW}:") for _, data, _ in buttons if data.startswith(f"{FOLLOW}:")}
    return topics.pop() if len(topics) == 1 else None
