"""From "Ändern" to a corrected field: a choice of buttons, or a question that the chat's next text answers."""

from bot.conversation.actions import Action, Edit, EditKeyboard, Send, say
from bot.conversation.desk import Desk
from bot.conversation.events import Tap
from bot.library.card import field_buttons, kind_buttons, old_buttons
from bot.library.targets import (
    Target,
    Undecided,
    buttons_of,
    correct,
    document_of,
    draft_of,
    library_of,
    shown,
    target_of,
    understood_of,
)
from bot.storage.dialogues import Dialogue
from bot.texts import library as texts
from ingest.corrections import Field
from ingest.typed import FieldUnclear, value_of
from knowledge.german.words import content_words, stem
from knowledge.model import Document, DocumentKind

STEP = "library.field"
CANDIDATES = 6
"""So many documents are offered as predecessors, the most alike by title first."""


def change(_: Desk, tap: Tap, target: Target, __: str) -> list[Action]:
    """Show one button a field."""
    return [EditKeyboard(tap.message, field_buttons(target.mark))]


def back(_: Desk, tap: Tap, target: Target, __: str) -> list[Action]:
    """Show the buttons to decide again."""
    return [EditKeyboard(tap.message, buttons_of(target))]


def ask_field(desk: Desk, tap: Tap, target: Target, value: str) -> list[Action]:
    """Offer values as buttons, or ask for one. Raises Undecided, CatalogueError."""
    field = Field(value)
    if field is Field.KIND:
        return [EditKeyboard(tap.message, kind_buttons(target.mark))]
    if field is Field.REPLACES:
        return [EditKeyboard(tap.message, old_buttons(target.mark, _candidates(desk, target)))]
    desk.stores.dialogues.begin(tap.chat, STEP, desk.clock(), {"target": target.mark, "field": field.value})
    return [say(texts.ASK[field])]


def choose_kind(desk: Desk, tap: Tap, target: Target, value: str) -> list[Action]:
    """The kind that was tapped. Raises as `correct`."""
    return _corrected(desk, tap, target, Field.KIND, DocumentKind(value).value)


def choose_old(desk: Desk, tap: Tap, target: Target, value: str) -> list[Action]:
    """The document that was tapped, or none. Raises as `correct`."""
    return _corrected(desk, tap, target, Field.REPLACES, value)


def _corrected(desk: Desk, tap: Tap, target: Target, field: Field, value: str) -> list[Action]:
    correct(desk, target, field, value)
    found = shown(desk, target)
    return [Edit(tap.message, found.text, found.keyboard)]


def take(desk: Desk, chat: str, text: str, waiting: Dialogue) -> list[Action]:
    """What was typed for a field; what can't be read is asked for again. Raises CatalogueError and as `correct`."""
    target, field = target_of(waiting.data["target"]), Field(waiting.data["field"])
    try:
        value = value_of(field, text, library_of(desk).ingestion().gazetteer)
        correct(desk, target, field, value)
        found = shown(desk, target)
    except FieldUnclear as exc:
        return [say(str(exc))]
    except Undecided as exc:
        desk.stores.dialogues.end(chat)
        return [say(str(exc))]
    desk.stores.dialogues.end(chat)
    return [Send(found.text, found.keyboard)]


def _candidates(desk: Desk, target: Target) -> list[Document]:
    """Documents of the same kind that may be the older version, the most alike by title first."""
    mine = understood_of(desk, draft_of(desk, target)).document if target.new else document_of(desk, target)
    words = _words(mine)
    others = [
        one
        for one in library_of(desk).ingestion().stores.catalogue.documents()
        if one.kind is mine.kind and one.id != mine.id
    ]
    return sorted(others, key=lambda one: (-len(words & _words(one)), one.title))[:CANDIDATES]


def _words(document: Document) -> set[str]:
    return {stem(word) for word in content_words(document.title)}
