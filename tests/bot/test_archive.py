"""All that is kept fits into one file and comes back whole, also into another kind of database."""

import datetime as dt
import json
import zipfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from making import SAERBECK, chunk, document, fact
from postgres import PostgresServer, sqlite_url

from bot.operations.archive import Summary, back_up, move, opened, restore
from bot.people.model import Member, Role
from bot.storage import open_stores
from bot.storage.copying import all_tables, contents
from knowledge.catalogue import catalogue_in, open_conversations
from knowledge.catalogue.engine import reading
from knowledge.clock import now
from knowledge.errors import CatalogueError, ContentDiffers, NotEmpty
from knowledge.model import Turn
from knowledge.ports import Feedback

NOW = dt.datetime(2026, 11, 22, 12, tzinfo=dt.UTC)


def live(url: str, folder: Path) -> None:
    """A database after some days of use, and its files."""
    with opened(url) as database:
        catalogue, stores = catalogue_in(database), open_stores(database)
        catalogue.put(document("d2"), [chunk("d2:a")], [])
        catalogue.put(document("d1", superseded_by="d2"), [chunk(), chunk("d1:b", ordinal=1)], [fact()])
        catalogue.put_municipalities([SAERBECK])
        conversations = open_conversations(catalogue)
        conversations.add_turns("telegram:1", [Turn("user", "Wie hoch ist die Förderung für „Übergänge“?")], NOW)
        conversations.put_feedback("telegram:1", Feedback("a", -1), NOW)
        stores.members.put(Member("telegram:1", Role.MAYOR, NOW, SAERBECK.ags, "Anna Müller"))
        stores.dialogues.begin("telegram:1", "town", NOW, {"so": ["weit", 1, None]})
        stores.inbox.put("telegram:4711", 7_000_000_000, "telegram:1", {"text": "ü"}, NOW)
        stores.audit.note("telegram:9", "member.invited", "telegram:1", now())
    (folder / "originals" / "d1").mkdir(parents=True)
    (folder / "originals" / "d1" / "Förderung.pdf").write_bytes(b"%PDF-1.7")
    (folder / "chroma").mkdir()
    (folder / "chroma" / "chroma.sqlite3").write_bytes(b"vectors")


def content(url: str) -> dict[str, object]:
    with opened(url) as database, reading(database) as connection:
        return dict(contents(connection))


@pytest.fixture
def place(tmp_path: Path) -> Path:
    (tmp_path / "old").mkdir()
    (tmp_path / "new").mkdir()
    return tmp_path


def saved(place: Path, url: str) -> tuple[Path, Summary]:
    live(url, place / "old")
    file = place / "sicherung.zip"
    return file, back_up(url, place / "old", file)


def test_a_backup_comes_back_whole(place: Path, database: str, postgres: PostgresServer) -> None:
    file, summary = saved(place, database)
    with postgres.database() as other:
        for target in (sqlite_url(place / "new"), other):
            assert restore(file, target, place / "new") == summary
            assert content(target) == content(database)
    assert (place / "new" / "originals" / "d1" / "Förderung.pdf").read_bytes() == b"%PDF-1.7"
    assert not (place / "new" / "chroma").exists()


def test_the_restored_database_goes_on_where_the_old_one_stopped(place: Path, postgresql: str) -> None:
    file, _ = saved(place, sqlite_url(place / "old"))
    restore(file, postgresql, place / "new")
    with opened(postgresql) as database:
        catalogue = catalogue_in(database)
        assert catalogue.document("d1").superseded_by == "d2"
        open_conversations(catalogue).add_turns("telegram:1", [Turn("user", "Und jetzt?")], NOW)
        assert [turn.text for turn in open_conversations(catalogue).turns("telegram:1")][-1] == "Und jetzt?"
        open_stores(database).audit.note("lotse", "restored", "sicherung.zip", now())
        catalogue.put(document("d3"), [], [fact("d3")])


def test_a_backup_made_while_others_write_is_of_one_moment(place: Path, database: str) -> None:
    live(database, place / "old")
    with opened(database) as engine, ThreadPoolExecutor(1) as pool:
        catalogue = catalogue_in(engine)

        def add_and_remove() -> None:
            for number in range(40):
                catalogue.put(document(f"x{number}"), [chunk(f"x{number}:a")], [fact(f"x{number}")])
                catalogue.remove(f"x{number}")

        writing = pool.submit(add_and_remove)
        summaries = [back_up(database, place / "old", place / f"{number}.zip") for number in range(3)]
        writing.result()
    for summary in summaries:
        extra = summary.tables["documents"].rows - 2
        assert (summary.tables["chunks"].rows - 3, summary.tables["facts"].rows - 1) == (extra, extra)
    assert (place / "0.zip").stat().st_mode & 0o077 == 0


def test_a_failed_backup_leaves_no_file(place: Path) -> None:
    url = sqlite_url(place / "old")
    live(url, place / "old")
    (place / "old" / "originals" / "d1" / "weg.pdf").touch(0o000)
    with pytest.raises(OSError, match="fehlt"):
        back_up(url, place / "old", place / "fehlt" / "sicherung.zip")
    assert sorted(path.name for path in place.iterdir()) == ["new", "old"]


def test_nothing_is_restored_over_data(place: Path, database: str) -> None:
    file, _ = saved(place, database)
    before = content(database)
    with pytest.raises(NotEmpty):
        restore(file, database, place / "old")
    assert content(database) == before


def tampered(file: Path, name: str, change: bytes) -> None:
    with zipfile.ZipFile(file) as source:
        parts = {part: source.read(part) for part in source.namelist()}
    with zipfile.ZipFile(file, "w") as target:
        for part, data in (parts | {name: change}).items():
            target.writestr(part, data)


@pytest.mark.parametrize(
    ("name", "change"),
    [
        ("tables/turns.jsonl", b""),
        ("tables/turns.jsonl", b"{"),
        ("tables/turns.jsonl", b"[]\n"),
        ("tables/members.jsonl", b'{"chat": "telegram:1", "role": "admin"}\n'),
        ("manifest.json", b"{}"),
        ("manifest.json", b'{"form": "lotse-backup-1", "tables": {"secrets": {"rows": 0, "checksum": "0"}}}'),
        ("files/../../boese.txt", b"x"),
        ("files//etc/boese.txt", b"x"),
    ],
)
def test_a_damaged_backup_is_refused_and_changes_nothing(place: Path, name: str, change: bytes) -> None:
    file, _ = saved(place, sqlite_url(place / "old"))
    tampered(file, name, change)
    target = sqlite_url(place / "new")
    before = content(target)
    with pytest.raises((ContentDiffers, CatalogueError)):
        restore(file, target, place / "new")
    assert content(target) == before
    assert not (place.parent / "boese.txt").exists()


def test_a_file_that_is_no_backup_is_refused(place: Path) -> None:
    (place / "brief.zip").write_text("Sehr geehrte Damen und Herren")
    with pytest.raises(ContentDiffers):
        restore(place / "brief.zip", sqlite_url(place / "new"), place / "new")


def test_sqlite_moves_to_postgresql_with_the_same_content(place: Path, postgresql: str) -> None:
    url = sqlite_url(place / "old")
    live(url, place / "old")
    moved = move(url, postgresql)
    assert moved.tables["chunks"].rows == 3
    assert content(postgresql) == content(url) == moved.tables


def test_every_column_of_every_table_has_a_form_in_a_backup() -> None:
    known = {"str", "int", "float", "bool", "datetime", "date", "bytes", "object"}
    for table in all_tables():
        for column in table.columns:
            assert column.type.python_type.__name__ in known, (table.name, column.name)


def test_the_manifest_says_what_is_in_it(place: Path) -> None:
    file, summary = saved(place, sqlite_url(place / "old"))
    with zipfile.ZipFile(file) as archive:
        manifest = json.loads(archive.read("manifest.json"))
        assert manifest["tables"]["turns"] == {"rows": 1, "checksum": summary.tables["turns"].checksum}
