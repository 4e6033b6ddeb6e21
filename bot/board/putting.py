"""Behind /bedarf and /angebot: from a topic over its stage to an entry, in three taps; own words come at any time."""

from dataclasses import replace

from bot.board import entries
from bot.board.model import MOST_TEXT
from bot.board.steps import KEPT, PREFIX, STAGES, TEXT, kind_of, known_topic, refusal, topic_page, topics_for, visible
from bot.conversation.actions import Action, Edit, Notice, Send, Span, say
from bot.conversation.desk import Desk
from bot.conversation.events import Button, Keyboard, Tap
from bot.conversation.features import OnCommand
from bot.groups import drafting
from bot.people.model import Member, Visible
from bot.storage.dialogues import Dialogue
from bot.texts import board as texts
from bot.texts import conversation
from knowledge.german.topics import shipped_topics
from knowledge.matching.model import RecordKind, Stage

_STALE: Action = Notice(conversation.STALE_BUTTON)
_SUGGESTED = 3


def command(kind: RecordKind) -> OnCommand:
    """The command of a kind: alone it shows one's own entries and the topics, with words it asks for their topic."""

    def begin(desk: Desk, chat: str, argument: str) -> list[Action]:
        if argument:
            return _words(desk, chat, argument, kind)
        return [first_page(desk, chat, kind)]

    return begin


def first_page(desk: Desk, chat: str, kind: RecordKind) -> Send:
    """One's own entries with their buttons, then the topics."""
    mine = desk.stores.board.standing(desk.clock(), chat, kind)
    listed = [entries.line(entry) for entry in mine]
    own = tuple((Button(texts.EDIT.format(topic=entry.topic), f"{PREFIX}:show:{entry.id}"),) for entry in mine)
    said = "\n".join([texts.MINE[kind.value], *listed, "", texts.ASK[kind.value]] if mine else [texts.ASK[kind.value]])
    return say(said, (*own, *topic_page(topics_for(desk, chat), kind, 0)))


def turn(desk: Desk, tap: Tap, rest: str) -> list[Action]:
    """Another page of topics in place of the one shown."""
    name, _, page = rest.partition(":")
    kind = kind_of(name)
    if kind is None or not page.isdecimal():
        return [_STALE]
    return [Edit(tap.message, (Span(texts.ASK[name]),), topic_page(topics_for(desk, tap.chat), kind, int(page)))]


def choose_topic(__: Desk, tap: Tap, rest: str) -> list[Action]:
    """The topic is chosen; ask for the stage."""
    name, _, topic = rest.partition(":")
    kind = kind_of(name)
    if kind not in STAGES or not known_topic(topic):
        return [_STALE]
    said = texts.STAGE_QUESTION.format(topic=topic)
    if Stage.FAILED in STAGES[kind]:
        said += f" {texts.FAILED_HELPS}"
    stages = tuple(Button(texts.STAGES[stage], f"{PREFIX}:s:{name}:{stage.value}:{topic}") for stage in STAGES[kind])
    return [Edit(tap.message, (Span(said),), (stages, (Button(texts.BACK, f"{PREFIX}:pick:{name}:0"),)))]


def choose_stage(desk: Desk, tap: Tap, rest: str) -> list[Action]:
    """Topic and stage are chosen; show what would be put up, and who would see it."""
    found = _entry_of(rest)
    if found is None:
        return [_STALE]
    kind, stage, topic = found
    words = typed_before(desk, tap.chat, kind)
    said = texts.CONFIRM.format(
        kind=texts.KINDS[kind], topic=topic, stage=texts.STAGES[stage],
        words=texts.WORDS.format(text=words) if words else "",
    )  # fmt: skip
    seen = visible(desk.stores.members.find(tap.chat))
    note = texts.VISIBLE_NOW if seen else texts.HIDDEN_NOW
    return [Edit(tap.message, (Span(f"{said} {note}"),), _confirm(kind, stage, topic, seen=seen))]


def _confirm(kind: RecordKind, stage: Stage, topic: str, *, seen: bool) -> Keyboard:
    what = f"{kind.value}:{stage.value}:{topic}"
    back = (Button(texts.BACK, f"{PREFIX}:t:{kind.value}:{topic}"),)
    if seen:
        return (Button(texts.PUT, f"{PREFIX}:y:{what}"),), back
    return (Button(texts.PUT_VISIBLE, f"{PREFIX}:v:{what}"),), (Button(texts.PUT_HIDDEN, f"{PREFIX}:y:{what}"),), back


def put(desk: Desk, tap: Tap, rest: str) -> list[Action]:
    """Put the entry up; the same tap again only shows it again. Raises CatalogueError."""
    found = _entry_of(rest)
    if found is None:
        return [_STALE]
    kind, stage, topic = found
    told = {"stage": stage.value}
    words = typed_before(desk, tap.chat, kind)
    if words:
        told["text"] = words
    desk.stores.dialogues.end(tap.chat)
    entry = desk.stores.board.put(tap.chat, kind, topic, desk.clock(), **told)
    entries.schedule_question(desk, entry)
    if kind is RecordKind.NEED:
        drafting.consider(desk, topic)
    shown = entries.shown(desk, entry)
    return [Edit(tap.message, shown.text, shown.keyboard)]


def put_visible(desk: Desk, tap: Tap, rest: str) -> list[Action]:
    """As `put`, and from now on others see the municipality."""

    def change(member: Member) -> Member:
        return replace(member, visible=member.visible | {Visible.MUNICIPALITY})

    desk.stores.members.change(tap.chat, change)
    return put(desk, tap, rest)


def ask_words(desk: Desk, tap: Tap, name: str) -> list[Action]:
    """Ask for own words; the topic is chosen afterwards."""
    if kind_of(name) is None:
        return [_STALE]
    desk.stores.dialogues.begin(tap.chat, TEXT, desk.clock(), {"kind": name})
    return [say(texts.ASK_NEW_WORDS.format(most=MOST_TEXT))]


def typed(desk: Desk, chat: str, text: str, waiting: Dialogue) -> list[Action]:
    """Own words for a new entry; they are kept until topic and stage are chosen."""
    kind = kind_of(str(waiting.data.get("kind")))
    return _words(desk, chat, text, kind or RecordKind.NEED)


def _words(desk: Desk, chat: str, text: str, kind: RecordKind) -> list[Action]:
    text = " ".join(text.split())
    refused = refusal(text)
    if refused:
        desk.stores.dialogues.begin(chat, TEXT, desk.clock(), {"kind": kind.value})
        return [say(refused)]
    desk.stores.dialogues.begin(chat, KEPT, desk.clock(), {"kind": kind.value, "text": text})
    suggested = [topic for topic, _ in shipped_topics().count(text).most_common(_SUGGESTED)]
    if not suggested:
        return [say(texts.WHICH_TOPIC, topic_page(topics_for(desk, chat), kind, 0))]
    rows = topic_page(suggested, kind, 0)[:-1]
    return [say(texts.WHICH_TOPIC, (*rows, (Button(texts.OTHER_TOPIC, f"{PREFIX}:pick:{kind.value}:0"),)))]


def typed_before(desk: Desk, chat: str, kind: RecordKind) -> str:
    """The words kept for a new entry of this kind, empty where there are none. Raises CatalogueError."""
    waiting = desk.stores.dialogues.open(chat)
    if waiting is None or waiting.step != KEPT or waiting.data.get("kind") != kind.value:
        return ""
    return str(waiting.data.get("text", ""))


def _entry_of(rest: str) -> tuple[RecordKind, Stage, str] | None:
    name, stage, topic = (*rest.split(":", 2), "", "")[:3]
    kind = kind_of(name)
    if kind not in STAGES or stage not in set(STAGES[kind]) or not known_topic(topic):
        return None
    return kind, Stage(stage), topic
