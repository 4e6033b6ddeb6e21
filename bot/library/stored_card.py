"""Part of the card: what staff should know of a stored document beyond its fields, and what they can do with it."""

from collections.abc import Iterator

from bot.conversation.desk import Desk
from bot.conversation.events import Button, Keyboard
from bot.conversation.rendering import expired
from bot.library.card import PREFIX
from bot.people.access import OPERATOR
from bot.texts import library as texts
from ingest import texts as ingest_texts
from ingest.conflicts import Conflict, conflicts_of
from ingest.sync import COMMAND_LINE, Ingestion
from knowledge.clock import BERLIN
from knowledge.model import Document


def stored_notes(desk: Desk, ingestion: Ingestion, document: Document) -> list[str]:
    """Who put it in, where else it stands, whether it is replaced or over, what contradicts it."""
    return list(_notes(desk, ingestion, document))


def _notes(desk: Desk, ingestion: Ingestion, document: Document) -> Iterator[str]:
    stores = ingestion.stores
    added = stores.accessions.accession(document.id)
    if added is not None:
        yield texts.ADDED_BY.format(day=f"{added.added_at.astimezone(BERLIN):%d.%m.%Y}", who=_who(desk, added.added_by))
    addresses = stores.accessions.addresses(document.id)
    if addresses:
        yield texts.ADDRESSES.format(addresses=", ".join(addresses))
    if document.superseded_by:
        yield texts.IS_REPLACED.format(title=stores.catalogue.document(document.superseded_by).title)
    elif document.valid_until and expired(document, desk.today):
        yield texts.EXPIRED.format(day=f"{document.valid_until:%d.%m.%Y}")
    for conflict in conflicts_of(stores.catalogue, document.id):
        yield _contradicted(conflict, document)


def _contradicted(conflict: Conflict, document: Document) -> str:
    other = conflict.older if conflict.newer.document.id == document.id else conflict.newer
    about = ingest_texts.CONFLICT_ABOUT.get(conflict.about, conflict.about)
    return texts.CONTRADICTS.format(title=other.document.title, about=about)


def _who(desk: Desk, chat: str) -> str:
    if chat == COMMAND_LINE:
        return texts.BY_COMMAND
    if chat == OPERATOR:
        return texts.BY_TERMINAL
    member = desk.stores.members.find(chat) if chat else None
    return texts.BY_NAME.format(name=member.name) if member and member.name else texts.BY_SOMEBODY


def stored_buttons(mark: str) -> Keyboard:
    """Under a stored document."""
    first = (Button(texts.GET_FILE, f"{PREFIX}:{mark}:file"), Button(texts.CHANGE, f"{PREFIX}:{mark}:change"))
    second = (Button(texts.NEW_VERSION, f"{PREFIX}:{mark}:version"), Button(texts.REMOVE, f"{PREFIX}:{mark}:remove"))
    return first, second
