"""From a file or a text that staff send to a card, and from its buttons to a stored document."""

import datetime as dt
import secrets
from collections.abc import Mapping
from pathlib import Path

from bot.conversation.actions import Action, Edit, Send, Span, say
from bot.conversation.desk import Desk
from bot.conversation.events import Button, Tap, Upload
from bot.library.card import PREFIX, counted_chunks, decide_buttons
from bot.library.gaps import offer_to_tell
from bot.library.targets import STORED, Target, draft_of, library_of, new_card, understood_of
from bot.storage.drafts import Draft
from bot.texts import library as texts
from ingest import texts as ingest_texts
from ingest.corrections import Field
from ingest.incoming import Incoming
from knowledge.errors import DocumentRefused, RefusalReason

MOST_INSIDE = 10
"""So many files of one archive become cards."""
KEPT = dt.timedelta(days=30)
VERSION = "library.version"
"""The dialogue in which the next file is the new version of a document."""


def on_upload(desk: Desk, upload: Upload) -> list[Action]:
    """A card for each file. Raises CatalogueError."""
    library = library_of(desk)
    _clear(desk)
    if desk.drafts is not None:
        desk.drafts(upload.chat, (Span(texts.READING.format(name=upload.name)),))
    corrections: dict[str, str] = {}
    waiting = desk.stores.dialogues.open(upload.chat)
    if waiting is not None and waiting.step == VERSION:
        corrections[Field.REPLACES.value] = waiting.data["document"]
        desk.stores.dialogues.end(upload.chat)
    try:
        items = library.ingestion().members(Incoming(upload.path, upload.name, ""))
    except DocumentRefused as exc:
        return [_refused(upload.name, exc.reason)]
    actions = [card_for(desk, upload.chat, item, corrections) for item in items[:MOST_INSIDE]]
    if len(items) > MOST_INSIDE:
        said = texts.MORE_INSIDE.format(name=upload.name, count=len(items), shown=MOST_INSIDE)
        actions.append(say(said))
    return actions


def _clear(desk: Desk) -> None:
    """Forget the drafts that nobody has decided on for KEPT."""
    for draft_id in desk.stores.drafts.older_than(desk.clock() - KEPT):
        desk.stores.drafts.remove(draft_id)
        library_of(desk).drop(draft_id)


def card_for(desk: Desk, chat: str, item: Incoming, corrections: Mapping[str, str]) -> Action:
    """Keep one file and show what was understood; a known or unreadable one is kept nowhere. Raises CatalogueError."""
    library, ingestion = library_of(desk), library_of(desk).ingestion()
    name = Path(item.name).name
    if item.refused is not None:
        return _refused(name, item.refused)
    known = ingestion.same_file(item)
    if known is not None:
        show = Button(texts.SHOW, f"{PREFIX}:{STORED}{known.id}:show")
        return say(texts.KNOWN_FILE.format(title=known.title), ((show,),))
    draft = Draft(secrets.token_hex(5), chat, name, corrections, desk.clock())
    library.keep(draft.id, name, item.path)
    try:
        understood = understood_of(desk, draft)
    except DocumentRefused as exc:
        library.drop(draft.id)
        return _refused(name, exc.reason)
    desk.stores.drafts.put(draft)
    return Send(new_card(desk, draft, understood), decide_buttons(Target(new=True, id=draft.id).mark))


def take_in(desk: Desk, tap: Tap, target: Target, _: str) -> list[Action]:
    """Store a draft; a second tap, or one after a crash halfway, stores the same document again, not another.

    Raises Undecided, DocumentRefused, CatalogueError, VectorStoreError, ModelError.
    """
    library = library_of(desk)
    draft = draft_of(desk, target)
    understood = understood_of(desk, draft)
    report = library.ingestion().take_in(understood.item, draft.corrections, draft.chat)
    desk.stores.drafts.remove(draft.id)
    library.drop(draft.id)
    document_id = str(report.document_id)
    desk.stores.audit.note(draft.chat, "document.added", document_id, desk.clock())
    old = understood.replaces
    sentence = texts.TAKEN_REPLACES if old else texts.TAKEN
    said = sentence.format(title=report.title, chunks=counted_chunks(report.chunks), old=old.title if old else "")
    mark = f"{PREFIX}:{STORED}{document_id}"
    row = (Button(texts.UNDO, f"{mark}:remove"), Button(texts.SHOW, f"{mark}:show"))
    return [Edit(tap.message, (Span(said),), (row,)), *offer_to_tell(desk, document_id)]


def drop(desk: Desk, tap: Tap, target: Target, _: str) -> list[Action]:
    """Forget a draft. Raises Undecided, CatalogueError."""
    draft = draft_of(desk, target)
    desk.stores.drafts.remove(draft.id)
    library_of(desk).drop(draft.id)
    return [Edit(tap.message, (Span(texts.DROPPED.format(name=draft.name)),))]


def _refused(name: str, reason: RefusalReason) -> Send:
    return say(texts.REFUSED.format(name=name, reason=ingest_texts.REFUSED[reason]))
