"""Beside the stores: all rows of all tables in a form of their own, for backups and moves between databases."""

import base64
import datetime as dt
import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from importlib import import_module
from pkgutil import iter_modules
from typing import Any

from sqlalchemy import (
    Column,
    Connection,
    Date,
    DateTime,
    Engine,
    LargeBinary,
    Table,
    delete,
    func,
    insert,
    select,
    update,
)

import bot.storage
import knowledge.catalogue
from bot.storage.moments import loaded
from knowledge.catalogue.engine import Queue, writing
from knowledge.catalogue.posting_tables import DERIVED
from knowledge.catalogue.tables import metadata
from knowledge.errors import ContentDiffers, NotEmpty

Row = dict[str, Any]
"""Column to value as JSON has them: moments (UTC) and days in ISO's form, bytes in Base64."""
AT_ONCE = 500
SEEDED = ("state",)
"""Tables that have a row from the beginning."""


@dataclass(frozen=True, slots=True)
class Content:
    """How many rows a table has, and a checksum: the sum of their SHA-256, since databases sort texts differently."""

    rows: int
    checksum: str


def all_tables() -> list[Table]:
    """Every table of the database, each after those it refers to; what is made anew from others is none of them."""
    for package in (knowledge.catalogue, bot.storage):
        for module in iter_modules(package.__path__, f"{package.__name__}."):
            if not module.ispkg:
                import_module(module.name)
    return [table for table in metadata.sorted_tables if table not in DERIVED]


def rows_of(connection: Connection, table: Table) -> Iterator[Row]:
    """All rows of a table in the order of their key, a few hundred in memory at a time."""
    query = select(table).order_by(*table.primary_key.columns)
    found = connection.execution_options(yield_per=AT_ONCE).execute(query).mappings()
    for row in found:
        yield {column.name: _to_json(row[column.name]) for column in table.columns}


def content_of(rows: Iterable[Row]) -> Content:
    """Count rows and sum them up."""
    count, total = 0, 0
    for row in rows:
        count += 1
        digest = hashlib.sha256(json.dumps(row, sort_keys=True, ensure_ascii=False).encode()).digest()
        total = (total + int.from_bytes(digest)) % (1 << 256)
    return Content(count, f"{total:064x}")


def contents(connection: Connection) -> dict[str, Content]:
    """Table name to what is in it."""
    return {table.name: content_of(rows_of(connection, table)) for table in all_tables()}


def is_empty(connection: Connection) -> bool:
    """Whether nothing was ever written, as in a database just made."""
    written = (table for table in all_tables() if table.name not in SEEDED)
    return not any(connection.scalar(select(func.count()).select_from(table)) for table in written)


def fill(engine: Engine, tables: Iterable[tuple[str, Iterable[Row]]], promised: Mapping[str, Content]) -> None:
    """Write these rows into an empty database, all or nothing: in the end its content is what was promised.

    Raises NotEmpty, ContentDiffers.
    """
    known = {table.name: table for table in all_tables()}
    with writing(engine, Queue.SCHEMA) as connection:
        if not is_empty(connection):
            raise NotEmpty("the database holds data")
        for name, rows in tables:
            if name not in known:
                raise ContentDiffers(f"table {name} is unknown to this version")
            _write(connection, known[name], rows)
        found = contents(connection)
        wrong = sorted(name for name, content in found.items() if promised.get(name, content) != content)
        if wrong:
            raise ContentDiffers(f"other content in {', '.join(wrong)}")


def _write(connection: Connection, table: Table, rows: Iterable[Row]) -> None:
    if table.name in SEEDED:
        connection.execute(delete(table))
    own = [column.name for column in table.columns for key in column.foreign_keys if key.column.table is table]
    later: list[Row] = []
    for batch in _batches(rows):
        values = [{column.name: _from_json(column, row.get(column.name)) for column in table.columns} for row in batch]
        # A row may refer to one of its own table that comes after it.
        later += [row for row in values if any(row[name] is not None for name in own)]
        connection.execute(insert(table), [row | dict.fromkeys(own) for row in values])
    for row in later:
        mine = [column == row[column.name] for column in table.primary_key.columns]
        connection.execute(update(table).where(*mine).values({name: row[name] for name in own}))
    _count_on(connection, table)


def _count_on(connection: Connection, table: Table) -> None:
    """PostgreSQL numbers new rows by a counter that does not look at what was written with a number."""
    counted = table.autoincrement_column
    if counted is None or connection.dialect.name != "postgresql":
        return
    highest = connection.scalar(select(func.max(counted)))
    if highest is not None:
        connection.execute(select(func.setval(func.pg_get_serial_sequence(table.name, counted.name), highest)))


def _batches(rows: Iterable[Row]) -> Iterator[list[Row]]:
    batch: list[Row] = []
    for row in rows:
        batch.append(row)
        if len(batch) == AT_ONCE:
            yield batch
            batch = []
    if batch:
        yield batch


def _to_json(value: Any) -> Any:  # noqa: ANN401 - whatever a column holds
    if isinstance(value, dt.datetime):
        return loaded(value).isoformat()
    if isinstance(value, bytes):
        return base64.b64encode(value).decode()
    return value.isoformat() if isinstance(value, dt.date) else value


def _from_json(column: Column[Any], value: Any) -> Any:  # noqa: ANN401 - as above
    if value is None:
        return None
    if isinstance(column.type, DateTime):
        return dt.datetime.fromisoformat(value)
    if isinstance(column.type, LargeBinary):
        return base64.b64decode(value)
    return dt.date.fromisoformat(value) if isinstance(column.type, Date) else value
