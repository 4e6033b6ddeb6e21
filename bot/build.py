"""Settings → Desk: the one place where knowledge and the bot's own stores are put together, over one database."""

from collections.abc import Callable
from functools import cache

from bot.broadcasts.build import rules_of
from bot.conversation.desk import Desk
from bot.library.model import Library
from bot.people.access import Access
from bot.storage import Stores, open_stores
from ingest.originals import Originals
from ingest.sync import Ingestion
from knowledge.build import Knowledge, build
from knowledge.catalogue import open_database
from knowledge.settings import Settings
from knowledge.stores import open_hearing


def open_desk(settings: Settings, open_knowledge: Callable[..., Knowledge] = build) -> Desk:
    """Everything a conversation works with; close its `knowledge` at the end. Raises CatalogueError."""
    database = open_database(settings.database_url)
    stores = open_stores(database)
    return Desk(
        open_knowledge(settings, database), Originals(settings.data_dir), stores, access_of(settings, stores),
        hearing=open_hearing(settings), library=Library(_once(settings), settings.data_dir),
        rules=rules_of(settings),
    )  # fmt: skip


def _once(settings: Settings) -> Callable[[], Ingestion]:
    """Ingestion with its own reader of files, opened when staff first need it."""

    @cache
    def opened() -> Ingestion:
        from ingest.build import build_ingestion

        return build_ingestion(settings)

    return opened


def access_of(settings: Settings, stores: Stores) -> Access:
    """Whom the settings let in."""
    admins = frozenset(f"telegram:{number.strip()}" for number in settings.bot.admins.split(",") if number.strip())
    return Access(stores.members.find, admins, everybody=settings.bot.access == "open")
