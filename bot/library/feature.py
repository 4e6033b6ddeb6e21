"""What staff can do about documents in the chat, and what anybody can about a question that found nothing."""

from collections.abc import Callable

from bot.conversation.actions import Action, Notice, say
from bot.conversation.desk import Desk
from bot.conversation.events import Tap, Upload
from bot.conversation.features import Feature, OnCommand, OnTap
from bot.library import correcting, gaps, listing, managing, pasting, uploading
from bot.library.card import PREFIX
from bot.library.targets import Target, Undecided, target_of
from bot.people.model import Role
from bot.storage.dialogues import Dialogue
from bot.texts import library as texts
from ingest import texts as ingest_texts
from knowledge.errors import DocumentRefused

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
    """A button of a card. Raises CatalogueError, VectorStoreError, ModelError."""
    mark, _, asked = rest.partition(":")
    what, _, value = asked.partition(":")
    handler = _ON_CARD.get(what)
    if handler is None:
        return [Notice(texts.DECIDED)]
    try:
        return handler(desk, tap, target_of(mark), value)
    except Undecided as exc:
        return [Notice(str(exc))]
    except DocumentRefused as exc:
        return [say(ingest_texts.REFUSED[exc.reason])]


def _said(command: OnCommand) -> OnCommand:
    """The command with a sentence where this service keeps no documents in the chat."""

    def guarded(desk: Desk, chat: str, argument: str) -> list[Action]:
        try:
            return command(desk, chat, argument)
        except Undecided as exc:
            return [say(str(exc))]

    return guarded


def _noticed(on_tap: OnTap) -> OnTap:
    def guarded(desk: Desk, tap: Tap, rest: str) -> list[Action]:
        try:
            return on_tap(desk, tap, rest)
        except Undecided as exc:
            return [Notice(str(exc))]

    return guarded


def _on_upload(desk: Desk, upload: Upload) -> list[Action]:
    try:
        return uploading.on_upload(desk, upload)
    except Undecided as exc:
        return [say(str(exc))]


def _wait_for_file(desk: Desk, chat: str, text: str, waiting: Dialogue) -> list[Action]:
    """A text where a file was asked for: the new version may be a text, too."""
    desk.stores.dialogues.end(chat)
    return pasting.take_version(desk, chat, text, waiting)


FOR_ALL = Feature(taps={gaps.WISH: gaps.wish})
FOR_STAFF = Feature(
    role=Role.STAFF,
    commands={
        "aufnehmen": _said(pasting.begin),
        "dokumente": _said(listing.list_documents),
        "luecken": _said(gaps.show),
    },
    taps={
        PREFIX: on_card,
        listing.PREFIX: _noticed(listing.turn),
        pasting.PREFIX: _noticed(pasting.on_button),
        gaps.TELL: _noticed(gaps.tell),
    },
    replies={correcting.STEP: correcting.take, pasting.STEP: pasting.take_more, uploading.VERSION: _wait_for_file},
    upload=_on_upload,
    long_text=pasting.take_long,
)
LIBRARY = (FOR_ALL, FOR_STAFF)
