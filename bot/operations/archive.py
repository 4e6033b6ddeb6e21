"""All that the bot keeps, in one file and back: rows of every table, and the files of the data folder."""

import json
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path, PurePosixPath
from typing import IO, TYPE_CHECKING

from bot.storage.copying import Content, Row, all_tables, content_of, contents, fill, rows_of
from knowledge.catalogue import open_database
from knowledge.catalogue.engine import reading
from knowledge.errors import ContentDiffers

if TYPE_CHECKING:
    from knowledge.catalogue import Database

FORM = "lotse-backup-1"
_MANIFEST = "manifest.json"
_TABLES, _FILES = "tables", "files"
_NOT_FILES = ("chroma", "lotse.sqlite", "lotse.sqlite-wal", "lotse.sqlite-shm")
"""Vectors are made anew from the texts, and the database is in the rows."""


@dataclass(frozen=True, slots=True)
class Summary:
    """What is in a backup: content by table, and the number of files."""

    tables: dict[str, Content]
    files: int

    @property
    def rows(self) -> int:
        """In all tables."""
        return sum(content.rows for content in self.tables.values())


def back_up(database_url: str, data_dir: Path, target: Path) -> Summary:
    """Write one file with everything in it, of one moment, while the bot may run; never half a file.

    It holds personal data, so only its owner may read it. Raises CatalogueError and OSError.
    """
    unfinished = target.with_name(f"{target.name}.part")
    unfinished.touch(0o600)
    try:
        with zipfile.ZipFile(unfinished, "w", zipfile.ZIP_DEFLATED) as file:
            with opened(database_url) as database:
                tables = _write_tables(database, file)
            names = sorted(_files(data_dir))
            for name in names:
                file.write(data_dir / name, f"{_FILES}/{name}")
            manifest = {"form": FORM, "tables": {name: asdict(content) for name, content in tables.items()}}
            file.writestr(_MANIFEST, json.dumps(manifest, indent=2))
        unfinished.replace(target)
    finally:
        unfinished.unlink(missing_ok=True)
    return Summary(tables, len(names))


def restore(source: Path, database_url: str, data_dir: Path) -> Summary:
    """Bring a backup into an empty database and the data folder, and check every table's content.

    Raises ContentDiffers when the file is no backup or is damaged, NotEmpty, CatalogueError, OSError.
    """
    try:
        with zipfile.ZipFile(source) as file:
            promised = _manifest(file)
            names = [name.removeprefix(f"{_FILES}/") for name in file.namelist() if name.startswith(f"{_FILES}/")]
            if any(_leads_out(name) for name in names):
                raise ContentDiffers("a file's name leads out of the folder")
            with opened(database_url) as database:
                fill(database, ((name, _rows(file, name)) for name in promised), promised)
            for name in names:
                place = data_dir / name
                place.parent.mkdir(parents=True, exist_ok=True)
                place.write_bytes(file.read(f"{_FILES}/{name}"))
    except (zipfile.BadZipFile, KeyError, ValueError, TypeError, AttributeError) as exc:
        raise ContentDiffers(f"no backup, or damaged: {exc}") from exc
    return Summary(promised, len(names))


def move(from_url: str, to_url: str) -> Summary:
    """Copy all rows into an empty database, and compare. Raises NotEmpty, ContentDiffers, CatalogueError."""
    with opened(from_url) as source, opened(to_url) as target, reading(source) as connection:
        promised = contents(connection)
        fill(target, ((table.name, rows_of(connection, table)) for table in all_tables()), promised)
    return Summary(promised, 0)


@contextmanager
def opened(url: str) -> "Iterator[Database]":
    """An open database that gives its connections back at the end. Raises CatalogueError."""
    database = open_database(url)
    try:
        yield database
    finally:
        database.dispose()


def _write_tables(database: "Database", file: zipfile.ZipFile) -> dict[str, Content]:
    written: dict[str, Content] = {}
    with reading(database) as connection:
        for table in all_tables():
            with file.open(f"{_TABLES}/{table.name}.jsonl", "w", force_zip64=True) as lines:
                written[table.name] = content_of(_written(rows_of(connection, table), lines))
    return written


def _written(rows: Iterator[Row], lines: IO[bytes]) -> Iterator[Row]:
    for row in rows:
        lines.write(json.dumps(row, ensure_ascii=False).encode() + b"\n")
        yield row


def _rows(file: zipfile.ZipFile, table: str) -> Iterator[Row]:
    with file.open(f"{_TABLES}/{table}.jsonl") as lines:
        yield from map(json.loads, lines)


def _manifest(file: zipfile.ZipFile) -> dict[str, Content]:
    found = json.loads(file.read(_MANIFEST))
    if found["form"] != FORM:
        raise ContentDiffers(f"form {found['form']}")
    return {name: Content(**content) for name, content in found["tables"].items()}


def _files(data_dir: Path) -> Iterator[str]:
    for path in data_dir.rglob("*"):
        name = path.relative_to(data_dir)
        if path.is_file() and not path.is_symlink() and name.parts[0] not in _NOT_FILES:
            yield name.as_posix()


def _leads_out(name: str) -> bool:
    path = PurePosixPath(name)
    return path.is_absolute() or ".." in path.parts or "\\" in name or ":" in name
