"""The buttons under a stored document: its file, a new version, into the bin and back."""

from bot.conversation.actions import Action, Edit, Send, SendFile, Span, say
from bot.conversation.desk import Desk
from bot.conversation.events import Button, Tap
from bot.library.card import PREFIX
from bot.library.targets import Target, Undecided, document_of, library_of, shown
from bot.library.uploading import VERSION
from bot.texts import library as texts
from knowledge.errors import NotFound


def show(desk: Desk, _: Tap, target: Target, __: str) -> list[Action]:
    """The card of a document. Raises Undecided, CatalogueError."""
    found = shown(desk, target)
    return [Send(found.text, found.keyboard)]


def send_file(desk: Desk, _: Tap, target: Target, __: str) -> list[Action]:
    """The file as staff gave it. Raises Undecided, CatalogueError."""
    document = document_of(desk, target)
    path = desk.originals.path(document)
    if path is None:
        raise Undecided(texts.FILE_LOST)
    return [SendFile(path, document.name)]


def ask_version(desk: Desk, tap: Tap, target: Target, _: str) -> list[Action]:
    """The next file is the new version. Raises Undecided, CatalogueError."""
    document = document_of(desk, target)
    desk.stores.dialogues.begin(tap.chat, VERSION, desk.clock(), {"document": document.id})
    return [say(texts.SEND_VERSION.format(title=document.title))]


def remove(desk: Desk, tap: Tap, target: Target, _: str) -> list[Action]:
    """Into the bin, with the way back. Raises Undecided, CatalogueError, VectorStoreError."""
    document = document_of(desk, target)
    library_of(desk).ingestion().remove(document.id, tap.chat)
    desk.stores.audit.note(tap.chat, "document.removed", document.id, desk.clock())
    row = (Button(texts.UNDO, f"{PREFIX}:{target.mark}:restore"),)
    return [Edit(tap.message, (Span(texts.REMOVED.format(title=document.title)),), (row,))]


def restore(desk: Desk, tap: Tap, target: Target, _: str) -> list[Action]:
    """Out of the bin. Raises Undecided, CatalogueError, VectorStoreError."""
    try:
        document = library_of(desk).ingestion().restore(target.id)
    except NotFound as exc:
        raise Undecided(texts.NOT_IN_BIN) from exc
    desk.stores.audit.note(tap.chat, "document.restored", document.id, desk.clock())
    row = (Button(texts.SHOW, f"{PREFIX}:{target.mark}:show"),)
    return [Edit(tap.message, (Span(texts.RESTORED.format(title=document.title)),), (row,))]
