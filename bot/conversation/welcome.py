"""The first words: who this is, what is stored, which commands there are."""

from collections.abc import Mapping

from bot.conversation import buttons
from bot.conversation.actions import Action, say
from bot.conversation.desk import Desk
from bot.texts import conversation as texts


def start(desk: Desk, _: str, __: str) -> list[Action]:
    """Who this is, what it can do, what is stored. Raises CatalogueError."""
    return [say(texts.START.format(stored=_stored(desk)))]


def help_(commands: Mapping[str, str]) -> list[Action]:
    """These commands with their meaning, and example questions as buttons."""
    lines = "\n".join(f"/{name} – {meaning}" for name, meaning in commands.items())
    return [say(texts.HELP.format(commands=lines), buttons.options(texts.EXAMPLES))]


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
