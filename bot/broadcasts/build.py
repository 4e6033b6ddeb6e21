"""Settings → Broadcasting: what the command line, the chat and the courier share."""

from bot.broadcasts.approval import Broadcasting
from bot.broadcasts.rules import Rules
from bot.storage import Stores, open_stores
from knowledge.catalogue import catalogue_in, open_database
from knowledge.german.municipalities import known_municipalities
from knowledge.german.places import Gazetteer
from knowledge.settings import Settings


def open_broadcasting(settings: Settings) -> Broadcasting:
    """Over the database that the settings name. Raises CatalogueError."""
    database = open_database(settings.database_url)
    known = known_municipalities(catalogue_in(database).municipalities())
    return broadcasting_of(settings, open_stores(database), Gazetteer(tuple(known.values())))


def broadcasting_of(settings: Settings, stores: Stores, gazetteer: Gazetteer) -> Broadcasting:
    """Over open stores."""
    return Broadcasting(stores, gazetteer, rules_of(settings))


def rules_of(settings: Settings) -> Rules:
    """What the settings say about broadcasts."""
    wanted = settings.broadcasts
    return Rules(wanted.quiet_hours, wanted.cap, wanted.four_eyes, settings.data_dir / "broadcasts")
