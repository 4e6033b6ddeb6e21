"""Behind /themen: topics for the next meeting, with how many municipalities reported each; a tap reports it, too."""

from bot.board import entries
from bot.board.putting import typed, typed_before
from bot.board.steps import PREFIX, TEXT, known_topic, topic_page, topics_for
from bot.board.towns import towns_by_topic
from bot.conversation.actions import Action, Edit, Notice, Send, Span, Style
from bot.conversation.desk import Desk
from bot.conversation.events import Button, Tap
from bot.groups import drafting
from bot.storage.dialogues import Dialogue
from bot.texts import board as texts
from bot.texts import conversation
from knowledge.matching.model import RecordKind

SHOWN = 8


def command(desk: Desk, chat: str, argument: str) -> list[Action]:
    """The topics reported so far, or with words the question which topic they belong to. Raises CatalogueError."""
    if argument:
        return typed(desk, chat, argument, Dialogue(TEXT, {"kind": RecordKind.TOPIC.value}, desk.clock()))
    return [_shown(desk, chat)]


def _shown(desk: Desk, chat: str) -> Send:
    counted = towns_by_topic(desk, (RecordKind.TOPIC,))
    ranked = sorted(counted, key=lambda topic: (-len(counted[topic]), topic))
    mine = {entry.topic for entry in desk.stores.board.standing(desk.clock(), chat, RecordKind.TOPIC)}
    lines = [texts.TOPIC_LINE.format(topic=topic, towns=_towns(len(counted[topic]))) for topic in ranked]
    rows = tuple((_vote(topic, len(counted[topic]), mine=topic in mine),) for topic in ranked[:SHOWN])
    other = (Button(texts.OTHER_TOPIC, f"{PREFIX}:pick:{RecordKind.TOPIC.value}:0"),)
    said = "\n".join([*lines, "", texts.HOW_TO_VOTE] if lines else [texts.NO_TOPICS])
    keyboard = (*rows, other) if lines else topic_page(topics_for(desk, chat), RecordKind.TOPIC, 0)
    return Send((Span(texts.TOPICS_HEAD + "\n", Style.BOLD), Span(said)), keyboard)


def _towns(count: int) -> str:
    return texts.ONE_TOWN if count == 1 else texts.MANY_TOWNS.format(count=count)


def _vote(topic: str, count: int, *, mine: bool) -> Button:
    label = (texts.VOTED if mine else texts.VOTE).format(topic=topic, count=count)
    return Button(label, f"{PREFIX}:{'r-' if mine else 'r+'}:{topic}")


def report(desk: Desk, tap: Tap, topic: str) -> list[Action]:
    """Report a topic for one's own municipality, with the words typed before; once more changes nothing."""
    if not known_topic(topic):
        return [Notice(conversation.STALE_BUTTON)]
    words = typed_before(desk, tap.chat, RecordKind.TOPIC)
    told = {"text": words} if words else {}
    if words:
        desk.stores.dialogues.end(tap.chat)
    entry = desk.stores.board.put(tap.chat, RecordKind.TOPIC, topic, desk.clock(), **told)
    entries.schedule_question(desk, entry)
    drafting.consider(desk, topic)
    shown = _shown(desk, tap.chat)
    return [Notice(texts.REPORTED.format(topic=topic)), Edit(tap.message, shown.text, shown.keyboard)]


def take_back(desk: Desk, tap: Tap, topic: str) -> list[Action]:
    """Report a topic no longer. Raises CatalogueError."""
    mine = desk.stores.board.standing(desk.clock(), tap.chat, RecordKind.TOPIC)
    for entry in mine:
        if entry.topic == topic:
            desk.stores.board.remove(entry.id, desk.clock())
            desk.stores.deliveries.cancel_keys(f"entry:{entry.id}:", desk.clock())
    shown = _shown(desk, tap.chat)
    return [Notice(texts.TAKEN_BACK.format(topic=topic)), Edit(tap.message, shown.text, shown.keyboard)]
