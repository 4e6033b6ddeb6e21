"""Second step: from an understood question to the candidate clauses that are looked at closely."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from knowledge.answering.understand import Understood
from knowledge.index.base import Base
from knowledge.index.bm25 import Scores
from knowledge.index.clauses import LEVEL_WEIGHTS, LevelScores

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
    scores: Scores = LEVEL_WEIGHTS @ levels
    similar = _similarities(dense(understood.question.text), base) if dense is not None else None
    if similar is not None:
        scores = scores + similar
    open_ = np.array([understood.wants_old or not document.superseded_by for document in base.in_order])
    scores = scores * open_[base.index.document_of]
    order = np.argsort(-scores, kind="stable")
    chosen = set(order[:BEST].tolist())
    leading = list(dict.fromkeys(base.index.document_of[order[:BEST]].tolist()))
    for document in leading[:DOCUMENTS]:
        chosen.update(_best_of(document, base, scores))
    rows = np.array(sorted(row for row in chosen if scores[row] > 0), dtype=np.int64)
    return Retrieved(rows, levels, similar)


def _best_of(document: int, base: Base, scores: Scores) -> list[int]:
    members = np.flatnonzero(base.index.document_of == document)
    best = members[np.argsort(-scores[members], kind="stable")[:MOST_OF_ONE]]
    return [int(row) for row in best]


def _similarities(found: dict[str, float], base: Base) -> Scores:
    """Similarities scaled to 0…1 over all chunks; unknown chunks 0."""
    values = np.array([found.get(chunk.id, 0.0) for chunk in base.chunks], dtype=np.float32)
    scaled: Scores = values / np.float32(float(values.max()) or 1.0)
    return scaled
