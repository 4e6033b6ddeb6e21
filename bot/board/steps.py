"""Under the board's commands: who may put something up, and how its buttons name kinds, stages and topics."""

import re

from bot.board.model import MOST_TEXT
from bot.conversation.actions import Action
from bot.conversation.desk import Desk
from bot.conversation.events import Button, Keyboard
from bot.conversation.features import OnCommand
from bot.conversation.paging import in_rows, page_of, turning
from bot.people.consent import ask_town, with_consent
from bot.people.model import Member, Visible
from bot.texts import board as texts
from knowledge.german.topics import shipped_topics
from knowledge.matching.model import RecordKind, Stage

PREFIX = "b"
TEXT, KEPT, WORDS = "board.text", "board.kept", "board.words"
"""Steps of a dialogue: waiting for words for a new entry (data: kind); keeping them while topic and stage are chosen
(data: kind, text); waiting for new words for an old one (data: id)."""
STAGES = {
    RecordKind.NEED: (Stage.IDEA, Stage.PLANNED, Stage.RUNNING),
    RecordKind.OFFER: (Stage.RUNNING, Stage.FINISHED, Stage.FAILED),
}
ON_A_PAGE = 10
_IN_A_ROW = 2
_READABLE = re.compile(r"[^\W\d_]{2,}")


def with_town(name: str, handler: OnCommand) -> OnCommand:
    """The command, for members who have agreed and said which municipality they speak for; others are asked first."""

    def asked(desk: Desk, chat: str, argument: str) -> list[Action]:
        member = desk.stores.members.find(chat)
        if member is None or member.ags is None:
            return [ask_town(desk, chat, texts.TOWN_FIRST, name, argument)]
        return handler(desk, chat, argument)

    return with_consent(name, asked)


def kind_of(name: str) -> RecordKind | None:
    """The kind that a button names, None where it is none of ours."""
    return RecordKind(name) if name in set(RecordKind) else None


def known_topic(name: str) -> bool:
    """Whether the controlled list holds it."""
    return name in shipped_topics().names


def refusal(text: str) -> str | None:
    """Why these words can't be taken, as a sentence; None where they can."""
    if not _READABLE.search(text):
        return texts.NO_WORDS
    if len(text) > MOST_TEXT:
        return texts.TOO_LONG.format(length=len(text), most=MOST_TEXT)
    return None


def visible(member: Member | None) -> bool:
    """Whether a member lets others see the municipality."""
    return member is not None and Visible.MUNICIPALITY in member.visible


def topics_for(desk: Desk, chat: str) -> list[str]:
    """The controlled list, what the member follows first, then what is on the board most often."""
    member = desk.stores.members.find(chat)
    followed = set(member.topics) if member else set()
    counted: dict[str, int] = {}
    for entry in desk.stores.board.standing(desk.clock()):
        counted[entry.topic] = counted.get(entry.topic, 0) + 1
    return sorted(shipped_topics().names, key=lambda name: (name not in followed, -counted.get(name, 0)))


def topic_page(names: list[str], kind: RecordKind, page: int) -> Keyboard:
    """A page of topics to choose from, two in a row, with the buttons to turn it."""
    shown, at = page_of(names, ON_A_PAGE, page)
    what = "r+" if kind is RecordKind.TOPIC else f"t:{kind.value}"
    rows = in_rows([Button(name, f"{PREFIX}:{what}:{name}") for name in shown], _IN_A_ROW)
    own = (Button(texts.OWN_WORDS, f"{PREFIX}:own:{kind.value}"),)
    return (*rows, *turning(at, lambda number: f"{PREFIX}:pick:{kind.value}:{number}"), own)
