"""The first words: who this is, and what is stored."""

from bot.conversation.actions import Action, say
from bot.conversation.desk import Desk
from bot.texts import conversation as texts
from bot.texts.joining import OPEN_TO_ALL


def start(desk: Desk, _: str, __: str) -> list[Action]:
    """Who this is, what it can do, what is stored. Raises CatalogueError."""
    said = texts.START.format(stored=_stored(desk))
    return [say(f"{said}\n\n{OPEN_TO_ALL}" if desk.access.everybody else said)]


def _stored(desk: Desk) -> str:
    documents = desk.knowledge.catalogue.documents()
    if not documents:
        return texts.NOTHING_STORED
    count = len(documents)
    counted = texts.ONE_DOCUMENT if count == 1 else texts.MANY_DOCUMENTS.format(count=count)
    dates = [document.date for document in documents if document.date and document.date <= desk.today]
    if not dates:
        return texts.STORED_UNDATED.format(documents=counted)
    return texts.STORED.format(documents=counted, newest=f"{max(dates):%d.%m.%Y}")
