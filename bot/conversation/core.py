"""The conversation: one event in, actions out; every channel calls this and nothing else."""

import logging
import secrets
from collections.abc import Mapping
from typing import TypeVar

from bot import metrics
from bot.board.feature import BOARD
from bot.broadcasts.feature import BROADCASTS
from bot.conversation import buttons, help_, own_data, questions, reading, verdicts
from bot.conversation.actions import Action, Notice, say
from bot.conversation.desk import Desk
from bot.conversation.double_taps import DoubleTaps
from bot.conversation.events import Command, Event, Location, Other, OtherKind, Tap, Text, Upload, Voice
from bot.conversation.features import Feature
from bot.events.feature import EVENTS
from bot.groups.feature import GROUPS
from bot.introductions.feature import INTRODUCTIONS
from bot.library.feature import LIBRARY
from bot.matching.feature import MATCHING
from bot.people import joining
from bot.people.feature import PEOPLE
from bot.people.model import Role
from bot.reminders.feature import REMINDERS
from bot.storage.dialogues import PATIENCE, Dialogue
from bot.texts import conversation as texts
from knowledge.errors import LotseError

_log = logging.getLogger(__name__)
_T = TypeVar("_T")


def _help(desk: Desk, chat: str, argument: str) -> list[Action]:
    return help_.show(commands_for(desk.access.rights(chat)), in_full=bool(argument))


FEATURES = (
    Feature(
        role=None,
        commands={"start": joining.start, "daten": own_data.show, "loeschen": own_data.ask_to_delete},
        taps={buttons.DATA: own_data.on_button},
    ),
    Feature(
        commands={"hilfe": _help, "quellen": reading.list_documents, "neu": own_data.forget},
        taps={
            buttons.PASSAGE: reading.show_passage,
            buttons.OPTION: questions.ask_label,
            buttons.VERDICT: verdicts.judge,
            buttons.LIST: reading.turn_page,
        },
    ),
    *MATCHING,
    *PEOPLE,
    BOARD,
    *GROUPS,
    INTRODUCTIONS,
    *EVENTS,
    *REMINDERS,
    *LIBRARY,
    *BROADCASTS,
)
"""All that the conversation can do; names are unique. A file nobody asked for goes to the first that takes one."""
_COMMANDS = {name: (feature, handler) for feature in FEATURES for name, handler in feature.commands.items()}
_TAPS = {prefix: (feature, handler) for feature in FEATURES for prefix, handler in feature.taps.items()}
_REPLIES = {step: (feature, handler) for feature in FEATURES for step, handler in feature.replies.items()}
ALIASES = {"help": "hilfe", "löschen": "loeschen", "lücken": "luecken"}
CANCEL = "abbrechen"


class Conversation:
    """Any number of threads may hand in events at once; a channel keeps the order within one chat."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._taps = DoubleTaps()

    def handle(self, event: Event) -> list[Action]:
        """What the channel is to do; an error becomes a sentence with a number that the log has too."""
        if self._taps.repeats(event, self._desk.clock()):
            return [Notice(texts.TAPPED_TWICE)]
        try:
            actions = self._handle(event)
        except LotseError as exc:
            reference = new_reference()
            metrics.failed(type(exc).__name__)
            # Without a traceback: a foreign error in its chain may hold the question.
            _log.error("reference %s: %s in %s: %s", reference, type(exc).__name__, event.chat, exc)
            sentence = texts.FAILED.get(type(exc).__name__, texts.FAILED_OTHERWISE)
            return [say(with_reference(sentence, reference))]
        self._taps.note(event, actions, self._desk.clock())
        return actions

    def hears(self, chat: str) -> bool:
        """Whether a voice message of this chat is worth fetching. Raises CatalogueError."""
        return self._desk.hearing is not None and Role.MAYOR in self._desk.access.rights(chat)

    def takes_files(self, chat: str) -> bool:
        """Whether a file of this chat is worth fetching. Raises CatalogueError."""
        rights = self._desk.access.rights(chat)
        return any(feature.upload for feature in FEATURES if feature.allows(rights))

    def _handle(self, event: Event) -> list[Action]:
        rights = self._desk.access.rights(event.chat)
        match event:
            case Command():
                return self._command(event, rights)
            case Tap():
                return self._tap(event, rights)
            case Text():
                return self._text(event, rights)
            case _ if Role.MAYOR not in rights:
                return joining.refusal()
            case Voice():
                return questions.ask_spoken(self._desk, event)
            case Location() | Upload() | Other():
                return self._other(event, rights)

    def _other(self, event: Location | Upload | Other, rights: frozenset[Role]) -> list[Action]:
        allowed = [feature for feature in FEATURES if feature.allows(rights)]
        match event:
            case Location():
                located = next((feature.location for feature in allowed if feature.location), None)
                return located(self._desk, event) if located else [say(texts.OTHER[OtherKind.OTHER])]
            case Upload():
                takers = [feature for feature in allowed if feature.upload]
                waiting = self._desk.stores.dialogues.open(event.chat)
                asked = [feature for feature in takers if waiting and waiting.step in feature.replies]
                taken = next((feature.upload for feature in (*asked, *takers)), None)
                return taken(self._desk, event) if taken else [say(texts.OTHER[OtherKind.FILE])]
            case Other():
                return [say(texts.OTHER[event.kind])]

    def _command(self, command: Command, rights: frozenset[Role]) -> list[Action]:
        interrupted = self._desk.stores.dialogues.end(command.chat)
        name = ALIASES.get(command.name, command.name)
        if name == CANCEL:
            return [say(texts.CANCELLED if interrupted else texts.NOTHING_TO_CANCEL)]
        handler, allowed = _find(_COMMANDS, name, rights)
        if handler is not None and allowed:
            return handler(self._desk, command.chat, command.argument)
        if Role.MAYOR not in rights:
            return joining.refusal()
        if handler is not None:
            return [say(texts.NO_RIGHT.format(name=name))]
        known = ", ".join(f"/{name}" for name in commands_for(rights))
        return [say(texts.UNKNOWN_COMMAND.format(name=command.name, known=known))]

    def _tap(self, tap: Tap, rights: frozenset[Role]) -> list[Action]:
        prefix, _, rest = tap.data.partition(":")
        handler, allowed = _find(_TAPS, prefix, rights)
        if handler is None:
            return [Notice(texts.STALE_BUTTON)]
        return handler(self._desk, tap, rest) if allowed else [Notice(texts.NO_RIGHT_BUTTON)]

    def awaits_text(self, chat: str) -> bool:
        """Whether this chat's next text answers a question of ours. Raises CatalogueError."""
        waiting = self._waiting(chat)
        return waiting is not None and waiting.step in _REPLIES

    def _waiting(self, chat: str) -> Dialogue | None:
        waiting = self._desk.stores.dialogues.open(chat)
        return waiting if waiting and self._desk.clock() - waiting.at < PATIENCE else None

    def _text(self, text: Text, rights: frozenset[Role]) -> list[Action]:
        waiting = self._waiting(text.chat)
        if waiting:
            handler, allowed = _find(_REPLIES, waiting.step, rights)
            if handler and allowed:
                return handler(self._desk, text.chat, text.text, waiting)
        if Role.MAYOR not in rights:
            return joining.refusal()
        if len(text.text.strip()) > questions.MOST_CHARACTERS:
            mine = [feature for feature in FEATURES if feature.allows(rights)]
            taken = next((feature.long_text for feature in mine if feature.long_text), None)
            if taken:
                return taken(self._desk, text.chat, text.text)
        return questions.ask(self._desk, text.chat, text.text)


def commands_for(rights: frozenset[Role]) -> dict[str, str]:
    """The commands that these roles may use, with their lines in the menu, in the menu's order."""
    allowed = {name for feature in FEATURES if feature.allows(rights) for name in feature.commands}
    return {name: line for name, line in texts.COMMANDS.items() if name in allowed}


def _find(table: Mapping[str, tuple[Feature, _T]], name: str, rights: frozenset[Role]) -> tuple[_T | None, bool]:
    """The handler of that name, and whether these roles may use it."""
    feature, handler = table.get(name, (None, None))
    return handler, feature is not None and feature.allows(rights)


def new_reference() -> str:
    """A number for people to quote and for the log to be searched with."""
    return secrets.token_hex(3).upper()


def with_reference(sentence: str, reference: str) -> str:
    """The sentence, and whom to tell which number."""
    return f"{sentence} {texts.REFERENCE.format(reference=reference)}"
