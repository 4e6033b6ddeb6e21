"""Second step: from an understood question to the candidate clauses that are looked at closely."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from knowledge.answering.understand import Understood
from knowledge.index.base import Base
from knowledge.index.bm25 import Scores
from knowledge.index.clauses import LEVEL_WEIGHTS, LevelScores
from knowledge.index.held import weighted

BEST = 60
"""So many clauses come in by their own score …"""
DOCUMENTS = 6
"""… and all clauses of so many of the best documents, up to MOST_OF_ONE each."""
MOST_OF_ONE = 120

Dense = Callable[[str], dict[str, float]]
"""A question to {chunk id: similarity 0 to 1}, from an embedding model."""


@dataclass(frozen=True, slots=True)
class Retrieved:
    """`rows` are the numbers of the candidates, shape (candidates,); `levels` and `dense` cover all chunks."""

    rows: NDArray[np.int64]
    levels: LevelScores
    dense: Scores | None = None


def retrieve(understood: Understood, base: Base, dense: Dense | None) -> Retrieved:
    """Candidates among the clauses that may be quoted: replaced documents only where the old version is asked for."""
    levels = base.index.scores(understood.query)
    scores = weighted(LEVEL_WEIGHTS, levels)
    similar = _similarities(dense(understood.question.text), base) if dense is not None else None
    if similar is not None:
        scores = scores + similar
    if not understood.wants_old:
        scores = scores * base.in_force[base.index.document_of]
    best = _greatest(scores, BEST)
    chosen = set(best.tolist())
    leading = list(dict.fromkeys(base.index.document_of[best].tolist()))
    ends = [*base.index.document_starts[1:], len(scores)]
    for document in leading[:DOCUMENTS]:
        start = int(base.index.document_starts[document])
        chosen.update((start + _greatest(scores[start : ends[document]], MOST_OF_ONE)).tolist())
    rows = np.array(sorted(row for row in chosen if scores[row] > 0), dtype=np.int64)
    return Retrieved(rows, levels, similar)


def _greatest(scores: Scores, count: int) -> NDArray[np.int64]:
    """The places of the `count` greatest, greatest first, equal ones in their order."""
    if len(scores) > count:
        near = np.flatnonzero(scores >= np.partition(scores, -count)[-count])
        return near[_greatest_first(scores[near])[:count]]
    return _greatest_first(scores)


def _greatest_first(scores: Scores) -> NDArray[np.int64]:
    order: NDArray[np.int64] = np.argsort(-scores, kind="stable")
    return order


def _similarities(found: dict[str, float], base: Base) -> Scores:
    """Similarities scaled to 0…1 over all chunks; unknown chunks 0."""
    values: Scores = np.zeros(len(base.chunks), dtype=np.float32)
    for chunk_id, similarity in found.items():
        if chunk_id in base.row_of:
            values[base.row_of[chunk_id]] = similarity
    scaled: Scores = values / np.float32(float(values.max()) or 1.0)
    return scaled
