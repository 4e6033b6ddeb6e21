"""The bin: a document leaves the catalogue whole, as JSON, and comes back whole."""

import datetime as dt
from dataclasses import replace
from typing import Any

from sqlalchemy import Connection, Engine, delete, insert, select, update

from knowledge.accessions import Binned
from knowledge.catalogue import rows
from knowledge.catalogue.engine import Queue, reading, writing
from knowledge.catalogue.staff_tables import accessions, addresses, bin_, corrections
from knowledge.catalogue.tables import chunks, documents, facts
from knowledge.catalogue.writing import (
    raise_generation,
    remove_document,
    require,
    write_chunks,
    write_document,
    write_facts,
)
from knowledge.errors import NotFound
from knowledge.model import Chunk, ChunkKind, Document, DocumentKind, Fact, FactKind

_DAYS = ("date", "valid_from", "valid_until")


def to_bin(engine: Engine, document_id: str, by: str, at: dt.datetime) -> Document:
    """Take a document out of the catalogue and keep it. Errors: NotFound."""
    with writing(engine, Queue.CATALOGUE) as connection:
        document = require(connection, document_id)
        content = _content(connection, document)
        connection.execute(delete(bin_).where(bin_.c.document_id == document_id))
        values = {"document_id": document_id, "content": content, "binned_by": by, "binned_at": at.astimezone(dt.UTC)}
        connection.execute(insert(bin_), values)
        remove_document(connection, document_id)
    return document


def restore(engine: Engine, document_id: str) -> Document:
    """Put a document back as it was, with what it replaced. Errors: NotFound where it is not in the bin."""
    with writing(engine, Queue.CATALOGUE) as connection:
        content = connection.scalar(select(bin_.c.content).where(bin_.c.document_id == document_id))
        if content is None:
            raise NotFound(document_id)
        known = set(connection.scalars(select(documents.c.id)))
        document = _document(content["document"])
        if document.superseded_by not in known:
            document = replace(document, superseded_by=None)
        write_document(connection, document)
        write_chunks(connection, document_id, [_chunk(values) for values in content["chunks"]])
        write_facts(connection, document_id, [_fact(values) for values in content["facts"]])
        for replaced in known & set(content["replaced"]):
            free = (documents.c.id == replaced, documents.c.superseded_by.is_(None))
            connection.execute(update(documents).where(*free).values(superseded_by=document_id))
        connection.execute(delete(bin_).where(bin_.c.document_id == document_id))
        raise_generation(connection)
    return document


def binned(engine: Engine) -> list[Binned]:
    """What lies in the bin, last removed first."""
    with reading(engine) as connection:
        found = connection.execute(select(bin_).order_by(bin_.c.binned_at.desc(), bin_.c.document_id)).all()
    return [Binned(_document(row.content["document"]), row.binned_by, rows.utc(row.binned_at)) for row in found]


def empty_bin(engine: Engine, before: dt.datetime) -> list[Document]:
    """Forget for good what was removed before that moment; returns it."""
    with writing(engine) as connection:
        old = bin_.c.binned_at < before.astimezone(dt.UTC)
        gone = [_document(content["document"]) for content in connection.scalars(select(bin_.c.content).where(old))]
        connection.execute(delete(bin_).where(old))
        for document in gone:
            for table in (accessions, addresses, corrections):
                connection.execute(delete(table).where(table.c.document_id == document.id))
    return gone


def _content(connection: Connection, document: Document) -> dict[str, Any]:
    mine = chunks.c.document_id == document.id
    its_facts = select(*rows.FACT_COLUMNS).where(facts.c.document_id == document.id).order_by(facts.c.id)
    found_chunks = connection.execute(select(chunks).where(mine).order_by(chunks.c.ordinal))
    row = rows.document_row(document)
    return {
        "document": row | {day: row[day].isoformat() for day in _DAYS if row[day]},
        "chunks": [rows.chunk_row(rows.chunk_of(found)) for found in found_chunks],
        "facts": [rows.fact_row(rows.fact_of(found)) for found in connection.execute(its_facts)],
        "replaced": list(connection.scalars(select(documents.c.id).where(documents.c.superseded_by == document.id))),
    }


def _document(values: dict[str, Any]) -> Document:
    days = {day: dt.date.fromisoformat(values[day]) for day in _DAYS if values[day]}
    return Document(**{**values, **days, "kind": DocumentKind(values["kind"])})


def _chunk(values: dict[str, Any]) -> Chunk:
    return Chunk(**{**values, "kind": ChunkKind(values["kind"]), "heading": tuple(values["heading"])})


def _fact(values: dict[str, Any]) -> Fact:
    return Fact(**{**values, "kind": FactKind(values["kind"])})
