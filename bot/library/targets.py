"""The two things a card can be about, a draft and a stored document: shown and corrected in the same way."""

from dataclasses import dataclass

from bot.conversation.actions import RichText, Send
from bot.conversation.desk import Desk
from bot.conversation.events import Keyboard
from bot.library.card import card, decide_buttons, highlights
from bot.library.model import Library
from bot.library.stored_card import stored_buttons, stored_notes
from bot.storage.drafts import Draft
from bot.texts import library as texts
from ingest.corrections import Field
from ingest.understanding import Understood
from knowledge.errors import NotFound
from knowledge.model import Document

NEW, STORED = "n", "s"


@dataclass(frozen=True, slots=True)
class Target:
    """What a button of a card carries: whether it is new, and the id of the draft or document."""

    new: bool
    id: str

    @property
    def mark(self) -> str:
        """As buttons carry it."""
        return f"{NEW if self.new else STORED}{self.id}"


def target_of(mark: str) -> Target:
    """The target of a button."""
    return Target(mark[:1] == NEW, mark[1:])


class Undecided(LookupError):
    """The draft or document that a button is about is no more; the text is what staff read."""


def library_of(desk: Desk) -> Library:
    """The documents' side of this service. Raises Undecided where it has none."""
    if desk.library is None:
        raise Undecided(texts.NOT_ENABLED)
    return desk.library


def shown(desk: Desk, target: Target) -> Send:
    """The card with the buttons to decide. Raises Undecided, DocumentRefused, CatalogueError."""
    return shown_new(desk, target) if target.new else shown_stored(desk, target)


def shown_new(desk: Desk, target: Target) -> Send:
    """The card of a draft. Raises as `shown`."""
    draft = draft_of(desk, target)
    understood = understood_of(desk, draft)
    return Send(new_card(desk, draft, understood), decide_buttons(target.mark))


def new_card(desk: Desk, draft: Draft, understood: Understood) -> RichText:
    """What was understood of a draft."""
    report = library_of(desk).ingestion().preview(understood)
    document, old = understood.document, understood.replaces
    said = Field.REPLACES in draft.corrections
    replaces = "" if old is None else f"„{old.title}“" if said else texts.REPLACES_GUESS.format(title=old.title)
    notes = [*highlights(understood.facts), *report.notes]
    if understood.twin is not None:
        notes.append(texts.TWIN.format(title=understood.twin.title))
    until = f"{document.valid_until:%d.%m.%Y}" if document.valid_until else ""
    return card(texts.NEW_HEAD, report, until, replaces, notes)


def shown_stored(desk: Desk, target: Target) -> Send:
    """The card of a stored document. Raises as `shown`."""
    ingestion = library_of(desk).ingestion()
    document = document_of(desk, target)
    report = ingestion.report(document.id)
    replaced = [one.title for one in ingestion.stores.catalogue.documents() if one.superseded_by == document.id]
    until = f"{document.valid_until:%d.%m.%Y}" if document.valid_until else ""
    replaces = ", ".join(f"„{title}“" for title in replaced)
    facts = ingestion.stores.catalogue.facts(document.id)
    notes = [*highlights(facts), *stored_notes(desk, ingestion, document)]
    text = card(texts.STORED_HEAD, report, until, replaces, notes)
    return Send(text, buttons_of(target))


def buttons_of(target: Target) -> Keyboard:
    """The buttons under a card."""
    return decide_buttons(target.mark) if target.new else stored_buttons(target.mark)


def correct(desk: Desk, target: Target, field: Field, value: str) -> None:
    """Keep what staff say: with the draft until it is decided on, or of the stored document at once.

    Raises Undecided, DocumentRefused, CatalogueError, VectorStoreError, ModelError.
    """
    if target.new:
        draft = draft_of(desk, target)
        desk.stores.drafts.correct(draft.id, {**draft.corrections, field.value: value})
        return
    document = document_of(desk, target)
    try:
        library_of(desk).ingestion().correct(document.id, {field.value: value})
    except FileNotFoundError as exc:
        raise Undecided(texts.FILE_LOST) from exc


def draft_of(desk: Desk, target: Target) -> Draft:
    """The draft of a target. Raises Undecided."""
    draft = desk.stores.drafts.find(target.id)
    if draft is None:
        raise Undecided(texts.DECIDED)
    return draft


def document_of(desk: Desk, target: Target) -> Document:
    """The stored document of a target. Raises Undecided."""
    try:
        return library_of(desk).ingestion().stores.catalogue.document(target.id)
    except NotFound as exc:
        raise Undecided(texts.GONE) from exc


def understood_of(desk: Desk, draft: Draft) -> Understood:
    """What a draft would become. Raises Undecided, DocumentRefused, CatalogueError."""
    item = library_of(desk).item(draft.id, draft.name)
    if item is None:
        raise Undecided(texts.FILE_LOST)
    return library_of(desk).ingestion().understand(item, draft.corrections)
