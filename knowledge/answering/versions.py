"""Inside elaborating: what changed between two versions of a guideline, the old clause and the new one side by side."""

import re
from collections.abc import Iterator, Sequence

from knowledge.answering.alike import ALIKE, likeness, stems
from knowledge.german.words import content_words
from knowledge.index.base import Base
from knowledge.model import Chunk, ChunkKind, Document, Evidence

MOST_PAIRS = 3
_NUMBERING = re.compile(r"^(?:[§(]?\s?[\dA-Za-z]{1,3}[.):|]?\s+)(?=\S)|^Buchstabe \w\W+", re.IGNORECASE)


def changed(base: Base, clauses: Sequence[Evidence]) -> list[tuple[Evidence, Evidence]]:
    """Old and new clause in pairs that differ, for the quoted clauses of a guideline that has two versions; else []."""
    pairs: list[tuple[Evidence, Evidence]] = []
    for clause in clauses:
        old, new = _versions(clause.document, base)
        if old is None or new is None:
            continue
        other = new if clause.document.id == old.id else old
        match = _counterpart(clause.chunk, base.chunks_of(other.id))
        if match is None or match.text == clause.chunk.text:
            continue
        found = Evidence(match, other, clause.score)
        pair = (clause, found) if other is new else (found, clause)
        if pair not in pairs and _figures(pair[0].chunk) != _figures(pair[1].chunk):
            pairs.append(pair)
    return pairs[:MOST_PAIRS]


def _versions(document: Document, base: Base) -> tuple[Document | None, Document | None]:
    if document.superseded_by:
        return document, base.documents.get(document.superseded_by)
    older = next((other for other in base.in_order if other.superseded_by == document.id), None)
    return older, document


def _counterpart(chunk: Chunk, others: Sequence[Chunk]) -> Chunk | None:
    """The clause of the other version that shares most words; a row is compared by its first cell."""
    mine = _words(chunk)
    scored = [(likeness(mine, theirs), -number) for number, theirs in _of_kind(chunk, others) if theirs]
    best = max(scored, default=(0.0, 0))
    return others[-best[1]] if best[0] >= ALIKE else None


def _of_kind(chunk: Chunk, others: Sequence[Chunk]) -> Iterator[tuple[int, frozenset[str]]]:
    for number, other in enumerate(others):
        if (other.kind is ChunkKind.TABLE_ROW) == (chunk.kind is ChunkKind.TABLE_ROW):
            yield number, _words(other)


def _words(chunk: Chunk) -> frozenset[str]:
    text = chunk.display.partition(": ")[0] if chunk.kind is ChunkKind.TABLE_ROW else chunk.text
    return stems(_NUMBERING.sub("", text))


def _figures(chunk: Chunk) -> tuple[str, ...]:
    """What may differ: the numbers of a row, all words of any other clause."""
    if chunk.kind is ChunkKind.TABLE_ROW:
        return tuple(re.findall(r"\d[\d.,]*", chunk.text))
    return tuple(content_words(chunk.text))
