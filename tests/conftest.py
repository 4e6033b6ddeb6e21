"""Fixtures for all tests: the databases that every SQL store has to keep its promises on."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings
from postgres import PostgresServer, postgres_server, sqlite_url

# How long one example takes is no promise, and differs on a busy machine; "ci" is Hypothesis's own profile for CI.
settings.register_profile("patient", parent=settings.get_profile(settings.get_current_profile_name()), deadline=None)
settings.load_profile("patient")


@pytest.fixture(scope="session")
def postgres() -> Iterator[PostgresServer]:
    """A real PostgreSQL server, started by the first test that needs it."""
    with postgres_server() as server:
        yield server


@pytest.fixture
def postgresql(postgres: PostgresServer) -> Iterator[str]:
    """The address of a fresh PostgreSQL database with all tables."""
    with postgres.database() as url:
        yield url


@pytest.fixture(scope="module")
def shared_postgresql(postgres: PostgresServer) -> Iterator[str]:
    """The address of one PostgreSQL database for all tests of a module: making one for each takes too long."""
    with postgres.database() as url:
        yield url


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of a fresh database, in SQLite and in PostgreSQL: a test that takes it runs on both."""
    return sqlite_url(tmp_path) if request.param == "sqlite" else request.getfixturevalue("postgresql")
