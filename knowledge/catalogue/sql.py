"""The catalogue in a database: each method is one transaction on SQLite or PostgreSQL."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, Engine, bindparam, delete, func, insert, select, update

from knowledge.catalogue import postings, rows
from knowledge.catalogue.engine import Queue, reading, writing
from knowledge.catalogue.stored_postings import StoredPostings
from knowledge.catalogue.tables import chunks, documents, facts, municipalities, stale_vectors, state
from knowledge.catalogue.writing import (
    raise_generation,
    remove_document,
    require,
    write_chunks,
    write_document,
    write_facts,
    write_municipalities,
)
from knowledge.errors import NotFound
from knowledge.model import Chunk, Document, Fact, FactKind, Municipality
from knowledge.ports import ChunkDelta, Postings


@dataclass(frozen=True, slots=True)
class _Read:
    """The documents at a generation: taking files in asks for all of them after each, and only one has changed."""

    generation: int
    documents: dict[str, tuple[rows.AnyRow, Document]]


class SqlCatalogue:
    """The port Catalogue (see there for its promises) on the tables of knowledge/catalogue/tables.py."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self._read = _Read(-1, {})

    def close(self) -> None:
        """Give all connections back."""
        self.engine.dispose()

    def generation(self) -> int:
        """The number of committed changes so far."""
        with reading(self.engine) as connection:
            return connection.scalar(select(state.c.generation)) or 0

    def put(self, document: Document, chunks: Sequence[Chunk], facts: Sequence[Fact]) -> ChunkDelta:
        """Write what differs. Errors: NotFound when `superseded_by` names no document, CatalogueError."""
        with writing(self.engine, Queue.CATALOGUE) as connection:
            if document.superseded_by is not None:
                require(connection, document.superseded_by)
            changed = write_document(connection, document)
            delta = write_chunks(connection, document.id, chunks)
            changed |= write_facts(connection, document.id, facts)
            if changed or delta.added or delta.updated or delta.removed:
                raise_generation(connection)
        return delta

    def remove(self, document_id: str) -> Document:
        """Delete a document with its chunks and facts; what it replaced counts as valid again. Errors: NotFound."""
        with writing(self.engine, Queue.CATALOGUE) as connection:
            found = require(connection, document_id)
            remove_document(connection, document_id)
        return found

    def supersede(self, old_id: str, new_id: str | None) -> None:
        """Say which document replaces another one, or with None that none does. Errors: NotFound."""
        with writing(self.engine, Queue.CATALOGUE) as connection:
            old = require(connection, old_id)
            if new_id is not None:
                require(connection, new_id)
            if old.superseded_by != new_id:
                connection.execute(update(documents).where(documents.c.id == old_id).values(superseded_by=new_id))
                raise_generation(connection)

    def document(self, document_id: str) -> Document:
        """One document. Errors: NotFound."""
        with reading(self.engine) as connection:
            return require(connection, document_id)

    def documents(self) -> list[Document]:
        """All documents by file name."""
        before = self._read
        with reading(self.engine) as connection:
            generation = connection.scalar(select(state.c.generation)) or 0
            if generation == before.generation:
                return [document for _, document in before.documents.values()]
            found = connection.execute(select(documents).order_by(documents.c.name, documents.c.id)).all()
        made: dict[str, tuple[rows.AnyRow, Document]] = {}
        for row in found:
            known = before.documents.get(row[0])
            made[row[0]] = known if known and known[0] == row else (row, rows.document_of(row))
        self._read = _Read(generation, made)
        return [document for _, document in made.values()]

    def chunks(self, document_id: str | None = None) -> list[Chunk]:
        """The chunks of one document or of all, in reading order. Errors: NotFound."""
        query = select(chunks).order_by(chunks.c.document_id, chunks.c.ordinal)
        with reading(self.engine) as connection:
            if document_id is not None:
                require(connection, document_id)
                query = query.where(chunks.c.document_id == document_id)
            return [rows.chunk_of(row) for row in connection.execute(query)]

    def chunk(self, chunk_id: str) -> Chunk:
        """One chunk. Errors: NotFound."""
        with reading(self.engine) as connection:
            found = connection.execute(select(chunks).where(chunks.c.id == chunk_id)).first()
        if found is None:
            raise NotFound(chunk_id)
        return rows.chunk_of(found)

    def chunk_counts(self) -> dict[str, int]:
        """Document id to the number of its chunks; documents without chunks are missing."""
        query = select(chunks.c.document_id, func.count()).group_by(chunks.c.document_id)
        with reading(self.engine) as connection:
            return {row[0]: row[1] for row in connection.execute(query)}

    def facts(self, document_id: str | None = None, kind: FactKind | None = None) -> list[Fact]:
        """The facts of one document or of all, of one kind or of all, in the order they were put. Errors: NotFound."""
        query = select(*rows.FACT_COLUMNS).order_by(facts.c.document_id, facts.c.id)
        if kind is not None:
            query = query.where(facts.c.kind == kind.value)
        with reading(self.engine) as connection:
            if document_id is not None:
                require(connection, document_id)
                query = query.where(facts.c.document_id == document_id)
            return [rows.fact_of(row) for row in connection.execute(query)]

    def stale_vectors(self) -> list[str]:
        """The ids of chunks whose vector has to follow or to go."""
        with reading(self.engine) as connection:
            return list(connection.scalars(select(stale_vectors.c.chunk_id).order_by(stale_vectors.c.chunk_id)))

    def settle_vectors(self, chunk_ids: Sequence[str]) -> None:
        """Forget that these were stale, and let readers of the vector store know."""
        if not chunk_ids:
            return
        with writing(self.engine, Queue.CATALOGUE) as connection:
            gone = delete(stale_vectors).where(stale_vectors.c.chunk_id == bindparam("gone"))
            connection.execute(gone, [{"gone": chunk_id} for chunk_id in chunk_ids])
            raise_generation(connection)

    def mark_all_vectors_stale(self) -> None:
        """Ask for a new vector of every chunk."""
        with writing(self.engine, Queue.CATALOGUE) as connection:
            _mark_all(connection)

    def use_embedder(self, name: str) -> bool:
        """Note which embedder makes the vectors; if another one did so far, all are stale and True comes back."""
        with writing(self.engine, Queue.CATALOGUE) as connection:
            if connection.scalar(select(state.c.embedder)) == name:
                return False
            connection.execute(update(state).values(embedder=name))
            _mark_all(connection)
            return True

    def keep_terms(self) -> None:
        """From now on every commit keeps the index's terms in this database; those of another version go."""
        if self._tell(postings.are_ours):
            # Every start comes here, and must not wait for who makes all terms anew.
            return
        with writing(self.engine, Queue.CATALOGUE) as connection:
            if postings.keep(connection):
                raise_generation(connection)

    def renew_terms(self, *, kept: bool) -> None:
        """Make all terms anew; where they shall not be `kept` any more they go."""
        with writing(self.engine, Queue.CATALOGUE) as connection:
            if (postings.renew if kept else postings.drop)(connection):
                raise_generation(connection)

    def postings(self, chunks: Sequence[Chunk]) -> Postings | None:
        """The terms of all chunks, given as they were read at the present generation; missing ones are made.

        None where no terms are kept, or where another version of this program keeps its own.
        """
        while self._tell(postings.are_ours):
            if self._tell(postings.are_complete):
                return StoredPostings(self.engine, chunks)
            with writing(self.engine, Queue.CATALOGUE) as connection:
                postings.complete(connection)
        return None

    def _tell(self, asked: Callable[[Connection], bool]) -> bool:
        with reading(self.engine) as connection:
            return asked(connection)

    def put_municipalities(self, municipalities: Sequence[Municipality]) -> int:
        """Add or overwrite by key; returns how many were new or differed."""
        with writing(self.engine, Queue.CATALOGUE) as connection:
            changed = write_municipalities(connection, municipalities)
            if changed:
                raise_generation(connection)
        return changed

    def municipalities(self) -> list[Municipality]:
        """All municipalities by name."""
        with reading(self.engine) as connection:
            found = connection.execute(select(municipalities).order_by(municipalities.c.name, municipalities.c.ags))
            return [rows.municipality_of(row) for row in found]


def _mark_all(connection: Connection) -> None:
    known = select(stale_vectors.c.chunk_id)
    missing = select(chunks.c.id).where(chunks.c.id.not_in(known))
    connection.execute(insert(stale_vectors).from_select(["chunk_id"], missing))
