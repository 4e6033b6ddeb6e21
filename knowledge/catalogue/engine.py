"""From a database address to an engine whose schema is up to date; the only place with settings of one database."""

from collections.abc import Iterator
from contextlib import contextmanager
from enum import IntEnum
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, func, select
from sqlalchemy.engine import make_url
from sqlalchemy.exc import SQLAlchemyError

from knowledge.errors import CatalogueError

BUSY_MS = 15_000
"""How long a writer waits for another one; the longest write here takes about two seconds."""
POOL = 20
"""Connections of one process to a server at most: one for each question worked on at once, and some to spare."""
CONNECT_S = 10

_DEAD_LINES = {
    "keepalives_idle": 10, "keepalives_interval": 5, "keepalives_count": 3, "tcp_user_timeout": 20_000,
}  # fmt: skip
"""libpq's settings that end a connection after some 20 seconds if the other end is gone without a word."""


class Queue(IntEnum):
    """Where writers wait for each other on PostgreSQL, as they do on SQLite at the file; readers never wait.

    What a transaction looked up before it writes therefore still holds when it writes, on both.
    Taking in a long document must not hold up the conversations, hence two queues.
    """

    ROWS = 1
    CATALOGUE = 2
    SCHEMA = 3


_LOCKS = 0x6C6F7473
"""Our share of PostgreSQL's advisory locks; the second number is the queue."""


def open_engine(url: str) -> Engine:
    """Connect, set up and migrate. Errors: CatalogueError (unreachable, unknown address, newer schema)."""
    from knowledge.catalogue.migrations import upgrade

    with foreign_errors_mapped():
        address = make_url(url)
        engine = _sqlite(address) if address.get_backend_name() == "sqlite" else _server(address)
        with writing(engine, Queue.SCHEMA) as connection:
            upgrade(connection)
    return engine


def _sqlite(address: URL) -> Engine:
    if address.database:
        _make_folder(Path(address.database).parent)
    engine = create_engine(address, hide_parameters=True)
    event.listen(engine, "connect", _set_up_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _server(address: URL) -> Engine:
    if address.drivername in ("postgres", "postgresql"):
        address = address.set(drivername="postgresql+psycopg")
    waits = {"connect_timeout": CONNECT_S, "options": f"-c lock_timeout={BUSY_MS}"} | _DEAD_LINES
    return create_engine(
        address, hide_parameters=True, pool_pre_ping=True, pool_size=POOL // 4, max_overflow=POOL - POOL // 4,
        connect_args=waits if address.get_backend_name() == "postgresql" else {},
    )  # fmt: skip


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """One transaction that only reads, with one consistent picture. Errors: CatalogueError."""
    with foreign_errors_mapped(), _one_picture(engine).begin() as connection:
        yield connection


@contextmanager
def writing(engine: Engine, queue: Queue = Queue.ROWS) -> Iterator[Connection]:
    """One transaction that may write; committed at the end, undone on any error. Errors: CatalogueError."""
    with foreign_errors_mapped(), engine.execution_options(writes=True).begin() as connection:
        if engine.dialect.name == "postgresql":
            connection.execute(select(func.pg_advisory_xact_lock(_LOCKS, queue.value)))
        yield connection


def _one_picture(engine: Engine) -> Engine:
    # SQLite's transactions are so by themselves; PostgreSQL's see each commit in between unless told otherwise.
    return engine if engine.dialect.name == "sqlite" else engine.execution_options(isolation_level="REPEATABLE READ")


@contextmanager
def foreign_errors_mapped() -> Iterator[None]:
    """Turn every error of SQLAlchemy, a missing driver, and a number that no column holds into CatalogueError."""
    try:
        yield
    except (SQLAlchemyError, ModuleNotFoundError, OverflowError) as exc:
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
