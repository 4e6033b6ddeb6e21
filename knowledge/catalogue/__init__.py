"""The catalogue: what ingestion wrote and every index is built from, in SQLite or PostgreSQL."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlalchemy import Engine

    from knowledge.catalogue.accessions import SqlAccessions
    from knowledge.catalogue.conversations import SqlConversations
    from knowledge.catalogue.sql import SqlCatalogue

    Database = Engine


def open_database(url: str) -> "Database":
    """Open the database at a SQLAlchemy address, made or brought up to date by its migrations.

    Errors: CatalogueError when it can't be reached or was made by a newer version of this program.
    """
    from knowledge.catalogue.engine import open_engine

    return open_engine(url)


def catalogue_in(database: "Database") -> "SqlCatalogue":
    """The catalogue in an open database."""
    from knowledge.catalogue.sql import SqlCatalogue

    return SqlCatalogue(database)


def open_catalogue(url: str) -> "SqlCatalogue":
    """Open the catalogue alone, at a SQLAlchemy address. Errors as `open_database`."""
    return catalogue_in(open_database(url))


def open_conversations(catalogue: "SqlCatalogue") -> "SqlConversations":
    """Open the store of conversations beside an open catalogue, in the same database."""
    from knowledge.catalogue.conversations import SqlConversations

    return SqlConversations(catalogue.engine)


def open_accessions(catalogue: "SqlCatalogue") -> "SqlAccessions":
    """Open what staff did to documents beside an open catalogue, in the same database."""
    from knowledge.catalogue.accessions import SqlAccessions

    return SqlAccessions(catalogue.engine)
