"""Rows of the database to the vocabulary of the house, and back."""

import datetime as dt
import sys
from functools import lru_cache
from typing import Any

from sqlalchemy import Row

from knowledge.catalogue.tables import facts
from knowledge.model import Chunk, ChunkKind, Document, DocumentKind, Fact, FactKind, Municipality

# A row's columns have many types; the tables and the contract suite see to it that they fit.
Values = dict[str, Any]
AnyRow = Row[*tuple[Any, ...]]


def document_row(document: Document) -> Values:
    """All columns of a document."""
    return {name: getattr(document, name) for name in Document.__slots__} | {"kind": document.kind.value}


def document_of(row: AnyRow) -> Document:
    """A document from its row."""
    values: Values = dict(row._mapping)  # noqa: SLF001 - SQLAlchemy's public name for a row as a mapping
    return Document(**{**values, "kind": DocumentKind(values["kind"])})


def chunk_row(chunk: Chunk) -> Values:
    """All columns of a chunk; the heading path is stored as a JSON list."""
    values = {name: getattr(chunk, name) for name in Chunk.__slots__}
    return values | {"kind": chunk.kind.value, "heading": list(chunk.heading)}


def chunk_of(row: AnyRow) -> Chunk:
    """A chunk from a row in the order of the table: by position, since thousands are read at a start."""
    chunk_id, document_id, ordinal, text, kind, section, digest, page, heading, lead, shown = row
    return Chunk(
        chunk_id, sys.intern(document_id), ordinal, text, _CHUNK_KINDS[kind], section, digest, page,
        _shared(tuple(heading)), lead, shown,
    )  # fmt: skip


@lru_cache(50_000)
def _shared(heading: tuple[str, ...]) -> tuple[str, ...]:
    """One heading for all chunks under it: each row brings its own, which in a large base is tens of megabytes."""
    return heading


_CHUNK_KINDS = {kind.value: kind for kind in ChunkKind}


def fact_row(fact: Fact) -> Values:
    """All columns of a fact but its number."""
    return {name: getattr(fact, name) for name in Fact.__slots__} | {"kind": fact.kind.value}


FACT_COLUMNS = (facts.c.document_id, facts.c.kind, facts.c.value, facts.c.wording, facts.c.page)


def fact_of(row: AnyRow) -> Fact:
    """A fact from a row of FACT_COLUMNS."""
    document_id, kind, value, wording, page = row
    return Fact(document_id, FactKind(kind), value, wording, page)


def municipality_row(municipality: Municipality) -> Values:
    """All columns of a municipality."""
    return {name: getattr(municipality, name) for name in Municipality.__slots__}


def municipality_of(row: AnyRow) -> Municipality:
    """A municipality from its row."""
    return Municipality(**row._mapping)  # noqa: SLF001 - SQLAlchemy's public name for a row as a mapping


def utc(moment: dt.datetime) -> dt.datetime:
    """The moment as a column gave it, in UTC (SQLite drops the zone)."""
    return moment.replace(tzinfo=dt.UTC) if moment.tzinfo is None else moment.astimezone(dt.UTC)
