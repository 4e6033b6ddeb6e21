"""The writing half of the kept terms: what each commit of chunks changes in them, inside the same transaction."""

from collections.abc import Mapping, Sequence
from itertools import pairwise

import numpy as np
from sqlalchemy import Connection, delete, func, insert, select, text, update

from knowledge.catalogue import rows
from knowledge.catalogue.posting_tables import DERIVED, index_postings, index_state, index_texts
from knowledge.catalogue.tables import chunks
from knowledge.index.terms import analysis, body_text, terms_of
from knowledge.model import Chunk

ENTRY = np.dtype([("place", "<i4"), ("count", "<u2")])
BLOCK = 4_096
"""So many chunks share a block: a question reads a row for each term and block, a commit rewrites its block's rows."""
AT_ONCE = 4_000
"""So many chunks are analysed in one transaction where terms have to be made anew."""

_ADD = text(
    "INSERT INTO index_postings (term, block, entries) "
    "SELECT term, :block, entries "
    "FROM unnest(CAST(:terms AS text[]), CAST(:entries AS bytea[])) AS new (term, entries) "
    "ON CONFLICT (term, block) DO UPDATE SET entries = index_postings.entries || excluded.entries"
)
_CHANGE = text(
    "UPDATE index_postings SET entries = new.entries "
    "FROM unnest(CAST(:terms AS text[]), CAST(:entries AS bytea[])) AS new (term, entries) "
    "WHERE index_postings.term = new.term AND index_postings.block = :block"
)


def follow(connection: Connection, document_id: str, old: Sequence[Chunk]) -> None:
    """Let the terms follow a document whose chunks were written, where terms are kept; `old` are those before."""
    made_by = connection.scalar(select(index_state.c.analysis))
    if made_by is None:
        return
    if made_by != analysis():
        # A program of another version makes and reads these: it will find that the document's are missing.
        connection.execute(delete(index_texts).where(index_texts.c.document_id == document_id))
        return
    _forget(connection, document_id, old)
    if found := _chunks(connection, document_id):
        _add(connection, {document_id: found})


def keep(connection: Connection) -> bool:
    """From now on keep terms in this database; True where those of another analysis went for that."""
    made_by = connection.scalar(select(index_state.c.analysis))
    if made_by is None:
        connection.execute(insert(index_state), {"id": 1, "analysis": analysis(), "next_place": 0})
    elif made_by != analysis():
        _clear(connection)
        return True
    return False


def drop(connection: Connection) -> bool:
    """Delete all terms and keep none from now on; False where none were kept."""
    kept = connection.scalar(select(index_state.c.analysis)) is not None
    for table in DERIVED if kept else ():
        connection.execute(delete(table))
    return kept


def renew(connection: Connection) -> bool:
    """Make all terms anew; until the end of the transaction readers find the old ones. True, as they have changed."""
    keep(connection)
    _clear(connection)
    while complete(connection):
        pass
    return True


def complete(connection: Connection) -> bool:
    """Add documents whose terms are missing, about AT_ONCE chunks of them; False where none was missing."""
    batch: dict[str, list[Chunk]] = {}
    for document_id, size in _missing(connection).items() if are_ours(connection) else ():
        if batch and sum(map(len, batch.values())) + size > AT_ONCE:
            break
        batch[document_id] = _chunks(connection, document_id)
    if batch:
        _add(connection, batch)
    return bool(batch)


def are_ours(connection: Connection) -> bool:
    """Whether terms are kept, by the analysis of this program."""
    return connection.scalar(select(index_state.c.analysis)) == analysis()


def are_complete(connection: Connection) -> bool:
    """Whether the terms of all chunks are kept."""
    return not _missing(connection)


def _clear(connection: Connection) -> None:
    # Places go on where they were: a reader that still has the old ones then finds nothing instead of others' texts.
    connection.execute(delete(index_postings))
    connection.execute(delete(index_texts))
    connection.execute(update(index_state).values(analysis=analysis()))


def _chunks(connection: Connection, document_id: str) -> list[Chunk]:
    query = select(chunks).where(chunks.c.document_id == document_id).order_by(chunks.c.ordinal)
    return [rows.chunk_of(row) for row in connection.execute(query)]


def _missing(connection: Connection) -> dict[str, int]:
    known = select(index_texts.c.document_id)
    query = select(chunks.c.document_id, func.count()).where(chunks.c.document_id.not_in(known))
    return {row[0]: row[1] for row in connection.execute(query.group_by(chunks.c.document_id))}


def _add(connection: Connection, batch: Mapping[str, Sequence[Chunk]]) -> None:
    every = [chunk for its in batch.values() for chunk in its]
    found = terms_of([body_text(chunk) for chunk in every])
    first = connection.scalar(select(index_state.c.next_place)) or 0
    connection.execute(update(index_state).values(next_place=first + len(every)))
    block = _block_for(connection, len(every))
    entries = np.empty(found.counts.nnz, dtype=ENTRY)
    entries["place"] = first + found.counts.indices
    entries["count"] = np.minimum(found.counts.data, np.iinfo("<u2").max)
    ends = (found.counts.indptr * ENTRY.itemsize).tolist()
    raw = entries.tobytes()
    cut = [raw[start:end] for start, end in pairwise(ends)]
    connection.execute(_ADD, {"block": block, "terms": list(found.names), "entries": cut})
    begin = 0
    for document_id, its in batch.items():
        lengths = found.lengths[begin : begin + len(its)].astype("<f4").tobytes()
        row = {"document_id": document_id, "block": block, "first": first + begin, "size": len(its), "lengths": lengths}
        connection.execute(insert(index_texts), row)
        begin += len(its)


def _block_for(connection: Connection, size: int) -> int:
    """The fullest block that has room for so many chunks, or a new one."""
    taken = connection.execute(
        select(index_texts.c.block, func.sum(index_texts.c.size)).group_by(index_texts.c.block)
    ).all()
    room = [(used, block) for block, used in taken if used + size <= BLOCK]
    return max(room)[1] if room else max((block for block, _ in taken), default=0) + 1


def _forget(connection: Connection, document_id: str, old: Sequence[Chunk]) -> None:
    mine = index_texts.c.document_id == document_id
    held = connection.execute(select(index_texts.c.block, index_texts.c.first, index_texts.c.size).where(mine)).first()
    if held is None:
        return
    block, first, size = held
    here = (
        index_postings.c.block == block,
        index_postings.c.term == func.any(list(terms_of([body_text(chunk) for chunk in old]).names)),
    )
    found = connection.execute(select(index_postings.c.term, index_postings.c.entries).where(*here)).all()
    kept = {term: _without(entries, first, first + size) for term, entries in found}
    left = {term: entries for term, entries in kept.items() if entries}
    connection.execute(_CHANGE, {"block": block, "terms": list(left), "entries": list(left.values())})
    gone = [term for term, entries in kept.items() if not entries]
    connection.execute(
        delete(index_postings).where(index_postings.c.block == block, index_postings.c.term == func.any(gone))
    )
    connection.execute(delete(index_texts).where(mine))


def _without(entries: bytes, start: int, end: int) -> bytes:
    found = np.frombuffer(entries, dtype=ENTRY)
    return found[(found["place"] < start) | (found["place"] >= end)].tobytes()
