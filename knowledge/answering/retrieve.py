"""Second step: from an understood question to the best chunks, with what was found but left out."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from knowledge.answering.understand import Intent, Understood
from knowledge.index.base import Base
from knowledge.index.bm25 import Scores
from knowledge.model import DocumentKind, Evidence

POOL = 40
"""How many chunks later steps look at."""
PASSAGES = 10
"""How many passages are recorded."""
KIND_BONUS = 0.4
"""What a document of the kind asked for gains, on a scale where 2.8 is the most a chunk can have."""

_KINDS = {
    Intent.START_UP: {DocumentKind.START_UP},
    Intent.PARTNER: {DocumentKind.PROJECT, DocumentKind.PRESS},
    Intent.FUNDING: {DocumentKind.FUNDING},
    Intent.EVENT: {DocumentKind.EVENT, DocumentKind.PRESS},
}

Dense = Callable[[str], dict[str, float]]
"""A question to {chunk id: similarity 0 to 1}, from an embedding model."""


@dataclass(frozen=True, slots=True)
class Retrieved:
    """The pool, best first, and the best passages for the record (one per document and page)."""

    pool: tuple[Evidence, ...]
    passages: tuple[Evidence, ...]


NOTHING_RETRIEVED = Retrieved((), ())


def retrieve(understood: Understood, base: Base, dense: Dense | None, dense_weight: float) -> Retrieved:
    """The best chunks that may be quoted: replaced documents only where the question asks for the old version."""
    if not base.chunks:
        return NOTHING_RETRIEVED
    scores = base.index.scores(understood.query)
    if dense is not None:
        scores = (1 - dense_weight) * scores + dense_weight * _dense_scores(dense(understood.question.text), base)
    wanted = _KINDS.get(understood.intent, set())
    bonus = np.array([KIND_BONUS * (document.kind in wanted) for document in base.in_order], dtype=np.float32)
    open_ = np.array([understood.wants_old or not document.superseded_by for document in base.in_order])
    scores = (scores + bonus[base.index.document_of]) * open_[base.index.document_of]
    order = np.argsort(-scores, kind="stable")
    pool = tuple(_evidence(base, int(n), scores) for n in order[:POOL] if scores[n] > 0)
    return Retrieved(pool, _passages(base, order, scores))


def _dense_scores(similarities: dict[str, float], base: Base) -> Scores:
    """Similarities on the scale of the lexical score, whose most is 2.8; unknown chunks 0."""
    found = np.array([similarities.get(chunk.id, 0.0) for chunk in base.chunks], dtype=np.float32)
    span = float(found.max()) or 1.0
    scaled: Scores = found / np.float32(span) * np.float32(2.8)
    return scaled


def _evidence(base: Base, number: int, scores: Scores) -> Evidence:
    chunk = base.chunks[number]
    return Evidence(chunk, base.documents[chunk.document_id], float(scores[number]))


def _passages(base: Base, order: np.ndarray[tuple[int], np.dtype[np.int64]], scores: Scores) -> tuple[Evidence, ...]:
    best: dict[tuple[str, int | None], Evidence] = {}
    for number in order:
        chunk = base.chunks[int(number)]
        best.setdefault((chunk.document_id, chunk.page), _evidence(base, int(number), scores))
        if len(best) >= PASSAGES or scores[number] <= 0:
            break
    return tuple(best.values())
