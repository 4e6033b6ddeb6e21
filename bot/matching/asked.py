"""From what somebody looked for to buttons and back: the need stays in the chat's turns, a button carries its mark."""

import re

from bot.conversation.desk import Desk
from bot.matching.marks import mark_of
from bot.texts import matching as texts
from knowledge.answering.understand import understand
from knowledge.german.concepts import shipped_concepts
from knowledge.matching.model import Need
from knowledge.matching.need import Asker, need_of
from knowledge.model import Question, Turn
from knowledge.ports import KEPT_TURNS

LONGEST = 300
_WORD = re.compile(r"[^\W\d_]{2,}")


def problem_with(text: str) -> str | None:
    """The sentence for what can't be a need; None for what can."""
    if len(text) > LONGEST:
        return texts.NEED_TOO_LONG.format(length=len(text), most=LONGEST)
    return None if _WORD.search(text) else texts.NO_NEED


def remember(desk: Desk, chat: str, text: str, form: str) -> str:
    """Keep a need as a turn of the chat, for its buttons and for follow-ups; returns its mark.

    `form` makes a question of it (of texts.ASKED_FOR), so that "und eins aus NRW?" still looks for the same.
    """
    if recall(desk, chat, mark_of(text)) is None:
        desk.knowledge.conversations.add_turns(chat, [Turn("user", form.format(need=text))], desk.clock())
    return mark_of(text)


def recall(desk: Desk, chat: str, mark: str) -> str | None:
    """The text of that mark, None once the chat has forgotten it. Raises CatalogueError."""
    turns = desk.knowledge.conversations.turns(chat, KEPT_TURNS)
    needs = (_need_in(turn) for turn in reversed(turns) if turn.role == "user")
    return next((found for found in needs if mark_of(found) == mark), None)


def need(desk: Desk, chat: str, text: str) -> Need:
    """What a text of this chat looks for; one that points back takes the turns before it along."""
    turns = desk.knowledge.conversations.turns(chat, KEPT_TURNS)
    places = [number for number, turn in enumerate(turns) if turn.role == "user" and _need_in(turn) == text]
    before = tuple(turns[: places[-1]]) if places else ()
    home = desk.home(chat)
    query = understand(Question(text, desk.today, before, home), shipped_concepts()).query
    return need_of(text, query, desk.knowledge.gazetteer, Asker(desk.today, home))


def _need_in(turn: Turn) -> str:
    """The need of a turn, without the question that was made of it."""
    forms = (form.partition("{need}")[0] for form in texts.ASKED_FOR)
    return next((turn.text.removeprefix(form) for form in forms if turn.text.startswith(form)), turn.text)
