"""What staff can do about documents in the chat, and what anybody can about a question that found nothing."""

from collections.abc import Callable
from typing import ParamSpec

from bot.conversation.actions import Action, Notice, say
from bot.conversation.desk import Desk
from bot.conversation.events import Tap
from bot.conversation.features import Feature
from bot.library import correcting, gaps, listing, managing, pasting, uploading
from bot.library.card import PREFIX
from bot.library.targets import Target, Undecided, target_of
from bot.people.model import Role
from bot.storage.dialogues import Dialogue
from bot.texts import library as texts
from ingest import texts as ingest_texts
from knowledge.errors import DocumentRefused

_P = ParamSpec("_P")
_ON_CARD: dict[str, Callable[[Desk, Tap, Target, str], list[Action]]] = {
    "take": uploading.take_in,
    "drop": uploading.drop,
    "change": correcting.change,
    "back": correcting.back,
    "field": correcting.ask_field,
    "kind": correcting.choose_kind,
    "old": correcting.choose_old,
    "show": managing.show,
    "file": managing.send_file,
    "version": managing.ask_version,
    "remove": managing.remove,
    "restore": managing.restore,
}
"""What a button of a card does → (desk, tap, target, value) → actions."""


def on_card(desk: Desk, tap: Tap, rest: str) -> list[Action]:
    """A button of a card. Raises Undecided, CatalogueError, VectorStoreError, ModelError."""
    mark, _, asked = rest.partition(":")
    what, _, value = asked.partition(":")
    handler = _ON_CARD.get(what)
    if handler is None:
        return [Notice(texts.DECIDED)]
    try:
        return handler(desk, tap, target_of(mark), value)
    except DocumentRefused as exc:
        return [say(ingest_texts.REFUSED[exc.reason])]


def _or(answer: Callable[[str], Action], handler: Callable[_P, list[Action]]) -> Callable[_P, list[Action]]:
    """The handler; where it raises Undecided (also: a service without documents in the chat), that sentence."""

    def guarded(*args: _P.args, **kwargs: _P.kwargs) -> list[Action]:
        try:
            return handler(*args, **kwargs)
        except Undecided as exc:
            return [answer(str(exc))]

    return guarded


def _wait_for_file(desk: Desk, chat: str, text: str, waiting: Dialogue) -> list[Action]:
    """A text where a file was asked for: the new version may be a text, too."""
    desk.stores.dialogues.end(chat)
    return pasting.take_version(desk, chat, text, waiting)


FOR_ALL = Feature(taps={gaps.WISH: gaps.wish})
FOR_STAFF = Feature(
    role=Role.STAFF,
    commands={
        "aufnehmen": _or(say, pasting.begin),
        "dokumente": _or(say, listing.list_documents),
        "luecken": _or(say, gaps.show),
    },
    taps={
        PREFIX: _or(Notice, on_card),
        listing.PREFIX: _or(Notice, listing.turn),
        pasting.PREFIX: _or(Notice, pasting.on_button),
        gaps.TELL: _or(Notice, gaps.tell),
    },
    replies={
        correcting.STEP: correcting.take,
        pasting.STEP: _or(say, pasting.take_more),
        uploading.VERSION: _or(say, _wait_for_file),
    },
    upload=_or(say, uploading.on_upload),
    long_text=_or(say, pasting.take_long),
)
LIBRARY = (FOR_ALL, FOR_STAFF)
