"""The writing half of the catalogue: compares what is stored with what comes, and writes only what differs."""

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import Column, Connection, bindparam, delete, insert, select, update

from knowledge.catalogue import rows
from knowledge.catalogue.postings import follow
from knowledge.catalogue.tables import chunks, documents, facts, municipalities, stale_vectors, state
from knowledge.errors import NotFound
from knowledge.index.embedded_text import embedded_text
from knowledge.model import Chunk, Document, Fact, Municipality
from knowledge.ports import ChunkDelta


def raise_generation(connection: Connection) -> None:
    """Count a change, so that every reader sees it."""
    connection.execute(update(state).values(generation=state.c.generation + 1))


def require(connection: Connection, document_id: str) -> Document:
    """One document. Errors: NotFound."""
    found = connection.execute(select(documents).where(documents.c.id == document_id)).first()
    if found is None:
        raise NotFound(document_id)
    return rows.document_of(found)


def write_document(connection: Connection, document: Document) -> bool:
    """Insert or update one document; True if anything differed."""
    found = connection.execute(select(documents).where(documents.c.id == document.id)).first()
    if found is None:
        connection.execute(insert(documents), rows.document_row(document))
    elif rows.document_of(found) != document:
        connection.execute(update(documents).where(documents.c.id == document.id), rows.document_row(document))
    else:
        return False
    return True


def remove_document(connection: Connection, document_id: str) -> None:
    """Delete a document with its chunks and facts; their vectors have to go, and every reader sees it."""
    write_chunks(connection, document_id, ())
    connection.execute(delete(documents).where(documents.c.id == document_id))
    raise_generation(connection)


def write_chunks(connection: Connection, document_id: str, new: Sequence[Chunk]) -> ChunkDelta:
    """Make `new` the chunks of a document; its terms follow, and whose vectors have to is remembered."""
    query = select(chunks).where(chunks.c.document_id == document_id)
    old = {chunk.id: chunk for chunk in map(rows.chunk_of, connection.execute(query))}
    delta = chunk_delta(old, new)
    by_id = {chunk.id: chunk for chunk in new}
    _delete(connection, chunks.c.id, delta.removed)
    if delta.added:
        # The whole list, not the ids: a chunk given twice must fail, not be dropped.
        connection.execute(insert(chunks), [rows.chunk_row(chunk) for chunk in new if chunk.id not in old])
    for chunk_id in delta.updated:
        connection.execute(update(chunks).where(chunks.c.id == chunk_id), rows.chunk_row(by_id[chunk_id]))
    reworded = [i for i in delta.updated if embedded_text(old[i]) != embedded_text(by_id[i])]
    _remember_stale(connection, [*delta.added, *reworded, *delta.removed])
    if delta.added or delta.updated or delta.removed:
        follow(connection, document_id, list(old.values()))
    return delta


def chunk_delta(old: dict[str, Chunk], new: Sequence[Chunk]) -> ChunkDelta:
    """Compare by id, then by digest."""
    kept = {chunk.id for chunk in new}
    updated = tuple(c.id for c in new if c.id in old and old[c.id].digest != c.digest)
    added = tuple(c.id for c in new if c.id not in old)
    removed = tuple(chunk_id for chunk_id in old if chunk_id not in kept)
    return ChunkDelta(added, updated, removed, len(new) - len(added) - len(updated))


def write_facts(connection: Connection, document_id: str, new: Sequence[Fact]) -> bool:
    """Make `new` the facts of a document; True if anything differed."""
    query = select(*rows.FACT_COLUMNS).where(facts.c.document_id == document_id).order_by(facts.c.id)
    if [rows.fact_of(row) for row in connection.execute(query)] == list(new):
        return False
    connection.execute(delete(facts).where(facts.c.document_id == document_id))
    if new:
        connection.execute(insert(facts), [rows.fact_row(fact) for fact in new])
    return True


def write_municipalities(connection: Connection, new: Sequence[Municipality]) -> int:
    """Add or overwrite by key; returns how many were new or differed."""
    old = {m.ags: m for m in map(rows.municipality_of, connection.execute(select(municipalities)))}
    changed = {m.ags: m for m in new if old.get(m.ags) != m}
    _delete(connection, municipalities.c.ags, [ags for ags in changed if ags in old])
    if changed:
        connection.execute(insert(municipalities), [rows.municipality_row(m) for m in changed.values()])
    return len(changed)


def _remember_stale(connection: Connection, chunk_ids: Sequence[str]) -> None:
    _delete(connection, stale_vectors.c.chunk_id, chunk_ids)
    if chunk_ids:
        connection.execute(insert(stale_vectors), [{"chunk_id": chunk_id} for chunk_id in chunk_ids])


def _delete(connection: Connection, key: Column[Any], values: Iterable[str]) -> None:
    # One value a statement: databases limit the number of values in one IN list.
    found = [{"gone": value} for value in values]
    if found:
        connection.execute(delete(key.table).where(key == bindparam("gone")), found)
