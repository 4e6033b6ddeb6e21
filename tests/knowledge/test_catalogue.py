"""What the database behind the catalogue promises beyond its port: migrations, errors, many processes."""

import datetime as dt
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from making import chunk, document
from postgres import PostgresServer, sqlite_url
from sqlalchemy import exc, text

import bot.storage
from knowledge.catalogue import open_catalogue, open_conversations
from knowledge.catalogue.engine import foreign_errors_mapped, reading, writing
from knowledge.catalogue.tables import metadata
from knowledge.errors import CatalogueError
from knowledge.model import Turn

NOW = dt.datetime(2026, 11, 22, tzinfo=dt.UTC)


def test_the_migrations_build_exactly_the_tables_the_statements_use(database: str) -> None:
    for module in iter_modules(bot.storage.__path__, "bot.storage."):
        import_module(module.name)
    catalogue = open_catalogue(database)
    with catalogue.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, metadata) == []
    catalogue.close()


def test_documents_are_still_there_after_a_restart(database: str) -> None:
    first = open_catalogue(database)
    first.put(document(), [chunk()], [])
    first.close()
    assert open_catalogue(database).documents() == [document()]


def test_a_folder_with_percent_and_umlaut_in_its_name_works(tmp_path: Path) -> None:
    folder = tmp_path / "Förder 100%s" / "neu"
    assert open_catalogue(sqlite_url(folder)).documents() == []


def test_a_database_of_a_newer_version_is_refused_and_left_alone(database: str) -> None:
    catalogue = open_catalogue(database)
    with writing(catalogue.engine) as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(CatalogueError, match="newer"):
        open_catalogue(database)
    with catalogue.engine.connect() as connection:
        assert connection.scalar(text("SELECT version_num FROM alembic_version")) == "9999"


def subclasses(of: type[Exception]) -> Iterator[type[Exception]]:
    yield of
    for child in of.__subclasses__():
        yield from subclasses(child)


def test_every_error_of_the_database_library_becomes_a_catalogue_error() -> None:
    found = [kind for kind in subclasses(exc.SQLAlchemyError) if kind.__module__ == "sqlalchemy.exc"]
    found += [kind for kind in vars(exc).values() if isinstance(kind, type) and issubclass(kind, Exception)]
    # Emulated driver errors exist for asynchronous drivers only, and reach nobody unwrapped.
    mapped = [kind for kind in set(found) if not issubclass(kind, Warning | exc.EmulatedDBAPIException)]
    assert len(mapped) > 40
    for kind in mapped:
        # Their constructors differ; what counts is the class.
        error = type(kind.__name__, (kind,), {"__init__": lambda self: None, "__str__": lambda self: "Fehler"})()
        with pytest.raises(CatalogueError) as caught, foreign_errors_mapped():
            raise error
        assert caught.value.__cause__ is error


@pytest.mark.parametrize(
    "address", ["nonsense", "postgresql://nobody@127.0.0.1:1/x", "oracle://x", "sqlite:////dev/null/x"]
)
def test_a_database_that_can_not_be_reached_is_a_catalogue_error(address: str) -> None:
    with pytest.raises(CatalogueError):
        open_catalogue(address)


def test_a_file_that_is_no_database_is_a_catalogue_error(tmp_path: Path) -> None:
    (tmp_path / "lotse.sqlite").write_text("Das ist ein Brief und keine Datenbank. " * 100)
    with pytest.raises(CatalogueError):
        open_catalogue(sqlite_url(tmp_path))


def test_an_error_never_carries_what_somebody_asked(database: str) -> None:
    conversations = open_conversations(open_catalogue(database))
    with pytest.raises(CatalogueError) as caught:
        conversations.add_turns("terminal", [Turn("user", "Wie krank ist Frau Meier?"), Turn("user", None)], NOW)
    assert "Meier" not in str(caught.value)


WRITER = """
import sys
sys.path.insert(0, "tests")
from making import chunk, document
from knowledge.catalogue import open_catalogue
catalogue = open_catalogue(sys.argv[1])
for n in range(20):
    name = f"{sys.argv[2]}{n}"
    catalogue.put(document(name), [chunk(f"{name}:a")], [])
"""


def test_two_processes_that_start_and_write_at_once_lose_nothing(database: str) -> None:
    watched = open_catalogue(database)
    running = [subprocess.Popen([sys.executable, "-c", WRITER, database, who]) for who in "ab"]
    assert [process.wait(timeout=60) for process in running] == [0, 0]
    assert len(watched.documents()) == 40
    assert watched.generation() == 40
    assert len(watched.stale_vectors()) == 40
    watched.close()


def test_replicas_that_start_at_once_set_the_schema_up_once(postgres: PostgresServer) -> None:
    with postgres.database(bare=True) as url, ThreadPoolExecutor(4) as pool:
        opened = list(pool.map(open_catalogue, [url] * 4))
        assert [catalogue.documents() for catalogue in opened] == [[]] * 4
        for catalogue in opened:
            catalogue.close()


def test_what_was_looked_up_before_a_write_still_holds_when_it_writes(database: str) -> None:
    catalogue = open_catalogue(database)

    def one_more() -> None:
        with writing(catalogue.engine) as connection:
            seen = connection.scalar(text("SELECT generation FROM state")) or 0
            time.sleep(0.01)
            connection.execute(text("UPDATE state SET generation = :next"), {"next": seen + 1})

    with ThreadPoolExecutor(8) as pool:
        for done in [pool.submit(one_more) for _ in range(16)]:
            done.result()
    assert catalogue.generation() == 16
    catalogue.close()


def test_a_reader_keeps_one_picture_and_waits_for_no_writer(database: str) -> None:
    catalogue = open_catalogue(database)
    with reading(catalogue.engine) as connection:
        assert connection.scalar(text("SELECT count(*) FROM documents")) == 0
        catalogue.put(document(), [chunk()], [])
        assert connection.scalar(text("SELECT count(*) FROM chunks")) == 0
    with writing(catalogue.engine):
        assert catalogue.documents() == [document()]
    catalogue.close()
