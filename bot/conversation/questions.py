"""From a text to an answer: the last turns go in with the question, the new ones are kept for the next."""

import logging
import secrets
import time
from collections.abc import Callable

from bot import metrics
from bot.conversation import buttons
from bot.conversation.actions import Action, Notice, Send, Span, Style, say
from bot.conversation.desk import Desk
from bot.conversation.events import OtherKind, Tap, Voice
from bot.conversation.rendering import answer_text
from bot.library import gaps
from bot.matching.linking import towns_button
from bot.reminders import own as reminders
from bot.storage.exposure import What
from bot.texts import conversation as texts
from knowledge.errors import ModelError
from knowledge.model import Answer, AnswerStatus, Question, Turn

MOST_CHARACTERS = 1000
_log = logging.getLogger(__name__)


def ask(desk: Desk, chat: str, text: str) -> list[Action]:
    """Answer a question in its chat. Raises CatalogueError, VectorStoreError or ModelError."""
    text = text.strip()
    if len(text) > MOST_CHARACTERS:
        return [say(texts.TOO_LONG.format(length=len(text), most=MOST_CHARACTERS))]
    return [_answered(desk, chat, text)]


def ask_spoken(desk: Desk, voice: Voice) -> list[Action]:
    """Answer a voice message, and say first what was understood. Raises CatalogueError, VectorStoreError."""
    if desk.hearing is None:
        return [say(texts.OTHER[OtherKind.VOICE])]
    try:
        heard = desk.hearing.transcribe(voice.name, voice.sound)[:MOST_CHARACTERS]
    except ModelError as exc:
        _log.warning("voice message in %s not understood: %s", voice.chat, exc)
        return [say(texts.NOT_HEARD)]
    found = _answered(desk, voice.chat, heard)
    understood = Span(texts.UNDERSTOOD.format(question=heard) + "\n\n", Style.ITALIC)
    return [Send((understood, *found.text), found.keyboard)]


def ask_label(desk: Desk, tap: Tap, _: str) -> list[Action]:
    """A button whose label is a question: ask it, and say which one is being answered. Raises as `ask`."""
    label = buttons.label_of(tap)
    if label is None:
        return [Notice(texts.STALE_BUTTON)]
    found = _answered(desk, tap.chat, label)
    asked = Span(texts.YOUR_QUESTION.format(question=label) + "\n\n", Style.ITALIC)
    return [Send((asked, *found.text), found.keyboard)]


def _answered(desk: Desk, chat: str, text: str) -> Send:
    started = time.monotonic()
    store = desk.knowledge.conversations
    question = Question(text, desk.today, tuple(store.turns(chat)), desk.home(chat))
    answer = desk.knowledge.answer(question, early=_drafted(desk, chat))
    store.add_turns(chat, _turns(text, answer), desk.clock())
    _count_shown(desk, answer)
    answer_id = secrets.token_hex(6)
    metrics.answered(answer.status.value, time.monotonic() - started)
    _log.info(
        "answer %s in %s: %s, %d characters asked, sources %s, %.0f ms",
        answer_id, chat, answer.status, len(text), [source.chunk_id for source in answer.sources],
        1000 * (time.monotonic() - started),
    )  # fmt: skip
    keyboard = (
        *towns_button(answer, text), *gaps.note(desk, chat, text, answer), *reminders.offers(desk, answer),
        *buttons.under_answer(answer, answer_id),
    )  # fmt: skip
    return Send(answer_text(answer, desk.today), keyboard)


def _count_shown(desk: Desk, answer: Answer) -> None:
    """Who was suggested, for the report on fairness; not to whom, nor for what."""
    desk.stores.exposure.note(What.START_UP, [found.name for found in answer.start_ups], desk.today)
    towns = [found.ags for found in answer.partners if found.ags]
    desk.stores.exposure.note(What.MUNICIPALITY, towns, desk.today)


def _drafted(desk: Desk, chat: str) -> Callable[[Answer], None] | None:
    """Shows an early answer in this chat, where its channel has drafts."""
    drafts = desk.drafts
    return None if drafts is None else lambda answer: drafts(chat, answer_text(answer, desk.today))


def _turns(text: str, answer: Answer) -> list[Turn]:
    """What a follow-up may lean on; thanks and greetings between two questions must not hide the first one."""
    if answer.status in (AnswerStatus.SMALLTALK, AnswerStatus.DECLINED):
        return []
    said = " ".join(statement.text for statement in answer.statements)
    return [Turn("user", text), *([Turn("assistant", said)] if said else [])]
