"""From a database address to an engine whose schema is up to date; the only place with SQLite's own settings."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import make_url
from sqlalchemy.exc import SQLAlchemyError

from knowledge.errors import CatalogueError

BUSY_MS = 15_000
"""How long a SQLite writer waits for another one; the longest write here takes about two seconds."""


def open_engine(url: str) -> Engine:
    """Connect, set up and migrate. Errors: CatalogueError (unreachable, unknown address, newer schema)."""
    from knowledge.catalogue.migrations import upgrade

    with foreign_errors_mapped():
        address = make_url(url)
        sqlite = address.get_backend_name() == "sqlite"
        if sqlite and address.database:
            _make_folder(Path(address.database).parent)
        engine = create_engine(address, pool_pre_ping=not sqlite, hide_parameters=True)
        if sqlite:
            event.listen(engine, "connect", _set_up_sqlite)
            event.listen(engine, "begin", _begin_sqlite)
        with writing(engine) as connection:
            upgrade(connection)
    return engine


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """One transaction that only reads, with one consistent picture. Errors: CatalogueError."""
    with foreign_errors_mapped(), engine.begin() as connection:
        yield connection


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """One transaction that may write; committed at the end, undone on any error. Errors: CatalogueError."""
    with foreign_errors_mapped(), engine.execution_options(writes=True).begin() as connection:
        yield connection


@contextmanager
def foreign_errors_mapped() -> Iterator[None]:
    """Turn every error of SQLAlchemy and a missing database driver into CatalogueError."""
    try:
        yield
    except (SQLAlchemyError, ModuleNotFoundError) as exc:
        raise CatalogueError(str(exc)) from exc


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as exc:
        raise CatalogueError(str(exc)) from exc


# The driver's connection is typed Any by SQLAlchemy's own hooks.
def _set_up_sqlite(connection: Any, _record: object) -> None:  # noqa: ANN401
    connection.isolation_level = None
    for pragma in (f"busy_timeout={BUSY_MS}", "journal_mode=WAL", "synchronous=NORMAL", "foreign_keys=ON"):
        connection.execute(f"PRAGMA {pragma}")


def _begin_sqlite(connection: Connection) -> None:
    # A reader that turns writer halfway is refused at once, whatever the timeout: writers queue from the start.
    writes = connection.get_execution_options().get("writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
