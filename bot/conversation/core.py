"""The conversation: one event in, actions out; every channel calls this and nothing else."""

import logging
import secrets
from collections.abc import Callable
from datetime import datetime

from bot.conversation import buttons, own_data, questions, reading, verdicts, welcome
from bot.conversation.actions import Action, Notice, say
from bot.conversation.desk import Desk, Originals
from bot.conversation.events import Command, Event, Other, Tap, Text
from bot.texts import conversation as texts
from knowledge.build import Knowledge
from knowledge.clock import now
from knowledge.errors import LotseError

_log = logging.getLogger(__name__)

ON_COMMAND: dict[str, Callable[[Desk, str, str], list[Action]]] = {
    "start": welcome.start,
    "hilfe": welcome.help_,
    "quellen": reading.list_documents,
    "neu": own_data.forget,
    "daten": own_data.show,
    "loeschen": own_data.ask_to_delete,
}
"""Command → (desk, chat, argument) → actions."""
ALIASES = {"help": "hilfe", "löschen": "loeschen"}

ON_TAP: dict[str, Callable[[Desk, Tap, str], list[Action]]] = {
    buttons.PASSAGE: reading.show_passage,
    buttons.OPTION: questions.ask_label,
    buttons.VERDICT: verdicts.judge,
    buttons.LIST: reading.turn_page,
    buttons.DATA: own_data.on_button,
}
"""Prefix of a button's data → (desk, tap, what follows the prefix) → actions."""


class Conversation:
    """Any number of threads may hand in events at once; a channel keeps the order within one chat."""

    def __init__(self, knowledge: Knowledge, originals: Originals, clock: Callable[[], datetime] = now) -> None:
        self._desk = Desk(knowledge, originals, clock)

    def handle(self, event: Event) -> list[Action]:
        """What the channel is to do; an error becomes a sentence with a number that the log has too."""
        try:
            return self._handle(event)
        except LotseError as exc:
            reference = new_reference()
            # Without a traceback: a foreign error in its chain may hold the question.
            _log.error("reference %s: %s in %s: %s", reference, type(exc).__name__, event.chat, exc)
            sentence = texts.FAILED.get(type(exc).__name__, texts.FAILED_OTHERWISE)
            return [say(with_reference(sentence, reference))]

    def _handle(self, event: Event) -> list[Action]:
        match event:
            case Text():
                return questions.ask(self._desk, event.chat, event.text)
            case Command():
                return self._command(event)
            case Tap():
                prefix, _, rest = event.data.partition(":")
                handler = ON_TAP.get(prefix)
                return handler(self._desk, event, rest) if handler else [Notice(texts.STALE_BUTTON)]
            case Other():
                return [say(texts.OTHER[event.kind])]

    def _command(self, command: Command) -> list[Action]:
        handler = ON_COMMAND.get(ALIASES.get(command.name, command.name))
        if handler is None:
            known = ", ".join(f"/{name}" for name in texts.COMMANDS)
            return [say(texts.UNKNOWN_COMMAND.format(name=command.name, known=known))]
        return handler(self._desk, command.chat, command.argument)


def new_reference() -> str:
    """A number for people to quote and for the log to be searched with."""
    return secrets.token_hex(3).upper()


def with_reference(sentence: str, reference: str) -> str:
    """The sentence, and whom to tell which number."""
    return f"{sentence} {texts.REFERENCE.format(reference=reference)}"
