"""Small facts about the bot itself that one process learns and another needs, such as its name at Telegram."""

from sqlalchemy import Column, Engine, String, Table, Text, delete, insert, select

from knowledge.catalogue.engine import reading, writing
from knowledge.catalogue.tables import metadata

TELEGRAM_NAME = "telegram.username"
TELEGRAM_RIVAL = "telegram.rival"
"""When another program last fetched messages with our token, in ISO's form."""

notes = Table(
    "notes",
    metadata,
    Column("name", String(64), primary_key=True),
    Column("value", Text, nullable=False),
)


class Notes:
    """One value a name. Every call may raise CatalogueError."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def put(self, name: str, value: str) -> None:
        """Keep a value in place of the one before."""
        with writing(self._engine) as connection:
            connection.execute(delete(notes).where(notes.c.name == name))
            connection.execute(insert(notes), {"name": name, "value": value})

    def get(self, name: str) -> str | None:
        """The value, None before there is one."""
        with reading(self._engine) as connection:
            return connection.scalar(select(notes.c.value).where(notes.c.name == name))
