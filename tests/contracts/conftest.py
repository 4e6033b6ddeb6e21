"""A real Chroma server for the tests that need one, and the bot's stores over both databases."""

import os
from collections.abc import Iterator
from contextlib import ExitStack

import pytest
from chroma_server import chroma_server
from databases import fresh_database
from sqlalchemy import Engine, delete

from bot.storage import Stores, open_stores
from bot.storage.audit import audit
from bot.storage.copying import all_tables
from knowledge.catalogue import open_database


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def engine(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    """One database for all tests of a module, in SQLite and in PostgreSQL: making one for each takes too long."""
    if request.param == "sqlite":
        found = fresh_database(tmp_path_factory.mktemp("stores"))
    else:
        found = open_database(request.getfixturevalue("shared_postgresql"))
    yield found
    found.dispose()


@pytest.fixture
def stores(engine: Engine) -> Iterator[Stores]:
    """The bot's stores, emptied after each test (but for the audit log, which refuses)."""
    yield open_stores(engine)
    with engine.begin() as connection:
        for table in reversed(all_tables()):
            if table is not audit:
                connection.execute(delete(table))


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a real Chroma server on a free port of this machine."""
    with ExitStack() as running:
        try:
            address = running.enter_context(chroma_server(tmp_path_factory.mktemp("chroma-server")))
        except RuntimeError as exc:
            pytest.fail(str(exc)) if os.environ.get("CI") else pytest.skip(str(exc))
        yield address
