"""What organisers can do with broadcasts in the chat, and what members can refuse."""

from collections.abc import Callable

from bot.broadcasts import buttons, chat, deciding, muting, running
from bot.broadcasts.errors import BroadcastRefused
from bot.conversation.actions import Action, Notice, say
from bot.conversation.desk import Desk
from bot.conversation.events import Tap, Upload
from bot.conversation.features import Feature
from bot.people.model import Role
from bot.texts import broadcasts as texts
from bot.texts import conversation

OnNumber = Callable[[Desk, Tap, int], list[Action]]
_TAPS: dict[str, OnNumber] = {
    "test": deciding.test,
    "drop": deciding.discard,
    "back": deciding.take_back,
    "text": deciding.change_text,
    "who": deciding.change_who,
    "topic": deciding.change_topic,
    "show": deciding.show_again,
    "report": running.show,
    "go": running.resume,
    "fix": running.ask_correction,
    "recall": running.ask_recall,
    "gone": running.recall,
    "again": lambda desk, tap, number: running.decide(desk, tap, number, again=True),
    "leave": lambda desk, tap, number: running.decide(desk, tap, number, again=False),
    "csv": lambda desk, _, number: running.file(desk, number, ".csv"),
    "xlsx": lambda desk, _, number: running.file(desk, number, ".xlsx"),
}


def on_button(desk: Desk, tap: Tap, rest: str) -> list[Action]:
    """Buttons of organisers. Raises CatalogueError."""
    what, _, more = rest.partition(":")
    number, _, digest = more.partition(":")
    if not number.isdecimal():
        return [Notice(conversation.STALE_BUTTON)]
    try:
        if what == "ok":
            return deciding.approve(desk, tap, int(number), digest)
        handler = _TAPS.get(what)
        return handler(desk, tap, int(number)) if handler else [Notice(conversation.STALE_BUTTON)]
    except BroadcastRefused as exc:
        return deciding.refused(exc)


def on_upload(desk: Desk, upload: Upload) -> list[Action]:
    """A file of an organiser: it belongs to the broadcast that is being written. Raises CatalogueError."""
    waiting = desk.stores.dialogues.open(upload.chat)
    if waiting is None or waiting.step != chat.TEXT:
        return [say(texts.NO_FILE_NOW)]
    return chat.on_upload(desk, upload, waiting)


BROADCASTS = (
    Feature(
        role=Role.ORGANISER,
        commands={"rundruf": chat.begin, "stopp": running.stop, "berichte": running.reports},
        taps={buttons.TAP: on_button},
        replies={
            chat.WHO: chat.on_who,
            chat.TEXT: chat.on_text,
            chat.TOPIC: chat.on_topic,
            running.CORRECT: running.on_correction,
        },
        upload=on_upload,
    ),
    Feature(
        commands={"stumm": muting.show},
        taps={muting.TAP: muting.on_button, buttons.FOLLOW: deciding.follow},
    ),
)
