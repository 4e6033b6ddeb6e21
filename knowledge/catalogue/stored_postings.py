"""The reading half of the kept terms: the port Postings over the chunks of one generation."""

from collections import Counter
from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Connection, Engine, func, select

from knowledge.catalogue.engine import reading
from knowledge.catalogue.posting_tables import index_postings, index_texts
from knowledge.catalogue.postings import ENTRY
from knowledge.errors import CatalogueError
from knowledge.index.terms import GRAM, WORD
from knowledge.model import Chunk
from knowledge.ports import Counts, Vectors

_ENTRIES = "SELECT term, block, entries FROM index_postings WHERE term = ANY(%s)"


class StoredPostings:
    """See the port for its promises. Made from chunks whose terms are all kept; rows go by block and place."""

    def __init__(self, engine: Engine, chunks: Sequence[Chunk]) -> None:
        self._engine = engine
        self._size = len(chunks)
        with reading(engine) as connection:
            self.words = _words(connection)
            self.holding = _holding(connection)
            self._row_of_place, self.row_of, self.lengths = _rows(connection, chunks)

    def columns(self, names: Sequence[str]) -> Counts:
        """Counts of shape (rows, names), float32, in column form; terms that no chunk holds have empty columns."""
        import scipy.sparse as sp

        number = {name: column for column, name in enumerate(names)}
        found = sorted((number[name], block, raw) for name, block, raw in self._read(list(number)))
        entries = np.frombuffer(b"".join(raw for _, _, raw in found), dtype=ENTRY)
        sizes = [len(raw) // ENTRY.itemsize for _, _, raw in found]
        owners = np.repeat(np.array([column for column, _, _ in found], dtype=np.int32), sizes)
        # A document put in meanwhile has places beyond those known here; one taken out has no more entries.
        rows = self._row_of_place[np.minimum(entries["place"], len(self._row_of_place) - 1)]
        counts = entries["count"].astype(np.float32)
        known = rows >= 0
        if not known.all():
            owners, rows, counts = owners[known], rows[known], counts[known]
        pointers = np.searchsorted(owners, np.arange(len(names) + 1)).astype(np.int32)
        return sp.csc_matrix((counts, rows, pointers), shape=(self._size, len(names)))

    def _read(self, names: list[str]) -> list[tuple[str, int, bytes]]:
        import psycopg

        with reading(self._engine) as connection:
            try:
                # Binary: as text every byte would come as two letters.
                cursor = connection.connection.cursor(binary=True)
                cursor.execute(_ENTRIES, (names,))
                return list(cursor.fetchall())
            except psycopg.Error as exc:
                raise CatalogueError(str(exc)) from exc


def _words(connection: Connection) -> tuple[str, ...]:
    term = index_postings.c.term
    found = connection.scalars(select(term).where(term.startswith(WORD)).distinct().order_by(term))
    return tuple(name[len(WORD) :] for name in found)


def _holding(connection: Connection) -> Mapping[str, int]:
    term, size = index_postings.c.term, func.sum(func.octet_length(index_postings.c.entries))
    found = connection.execute(select(term, size).where(term.startswith(GRAM)).group_by(term))
    return {row[0]: row[1] // ENTRY.itemsize for row in found}


def _rows(connection: Connection, chunks: Sequence[Chunk]) -> tuple[NDArray[np.int32], NDArray[np.int64], Vectors]:
    """The row of each place (-1: none, as at the end), the row of each chunk, and the lengths of each row."""
    sizes = Counter(chunk.document_id for chunk in chunks)
    begins = dict(zip(sizes, np.cumsum([0, *sizes.values()]).tolist(), strict=False))
    of = index_texts.c
    query = select(of.document_id, of.first, of.size, of.lengths).order_by(of.block, of.first)
    found = [row for row in connection.execute(query) if sizes[row.document_id] == row.size]
    row_of_place = np.full(max((row.first + row.size for row in found), default=0) + 1, -1, dtype=np.int32)
    row_of = np.full(len(chunks), -1, dtype=np.int64)
    lengths: Vectors = np.zeros((len(chunks), 2), dtype=np.float32)
    end = 0
    for document_id, first, size, its in found:
        rows = np.arange(end, end + size)
        row_of_place[first : first + size] = rows
        row_of[begins[document_id] : begins[document_id] + size] = rows
        lengths[rows] = np.frombuffer(its, dtype="<f4").reshape(size, 2)
        end += size
    # Of a document written this moment nothing is known; the base is then read again.
    row_of[row_of < 0] = np.arange(end, len(chunks))
    return row_of_place, row_of, lengths
