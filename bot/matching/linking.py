"""From an answer about other municipalities to the list of them with its map: a button under the answer."""

from bot.conversation.events import Button, Keyboard
from bot.matching.marks import SEND_TOWNS, mark_of
from bot.texts import matching as texts
from knowledge.model import Answer


def towns_button(answer: Answer, question: str) -> Keyboard:
    """A row with one button where the answer names municipalities; the question stays in the chat's turns."""
    return ((Button(texts.TOWNS_WITH_MAP, f"{SEND_TOWNS}:{mark_of(question)}"),),) if answer.partners else ()
