"""Between retrieval and judging: the pool's clauses in the order in which they answer, and the signals to judge by."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from knowledge.answering.judge import Signals
from knowledge.answering.select import Match, Unit, match, rank
from knowledge.answering.understand import Understood
from knowledge.answering.write import Choice
from knowledge.index.base import Base
from knowledge.model import Evidence

RETRIEVAL_SHARE = 1.0
"""Weight of the retrieval score (scaled to its best possible, 2.8) beside the selection score."""
BEST_RETRIEVAL = 2.8


@dataclass(frozen=True, slots=True)
class Ranking:
    """All clauses of the pool, best first, and the signals of the best one."""

    choices: tuple[Choice, ...]
    signals: Signals


def rank_pool(understood: Understood, pool: tuple[Evidence, ...], base: Base) -> Ranking:
    """Order a non-empty pool."""
    units = [Unit(evidence.chunk.display, evidence.chunk.document_id) for evidence in pool]
    matched = match(understood.query.words, units, base.gram_idf, understood.query.expansions)
    scores = rank(understood.question.text, units, matched)
    scores += RETRIEVAL_SHARE * np.array([evidence.score for evidence in pool]) / BEST_RETRIEVAL
    order = np.argsort(-scores, kind="stable")
    choices = tuple(Choice(pool[int(i)], float(scores[i])) for i in order)
    return Ranking(choices, _signals(pool, matched, scores, int(order[0])))


def _signals(pool: tuple[Evidence, ...], matched: Match, scores: NDArray[np.float64], best: int) -> Signals:
    top = pool[best].chunk
    section = [
        i for i, e in enumerate(pool) if (e.chunk.document_id, e.chunk.section) == (top.document_id, top.section)
    ]
    beside = [i for i in section if abs(pool[i].chunk.ordinal - top.ordinal) <= 1]
    others = [float(scores[i]) for i, e in enumerate(pool) if e.chunk.document_id != top.document_id]
    lead = (float(scores[best]) - max(others, default=0.0)) / max(float(scores[best]), 1e-6)
    return Signals(
        clause=float(matched.table[beside].max(axis=0) @ matched.weights),
        section=float(matched.table[section].max(axis=0) @ matched.weights),
        margin=max(0.0, lead),
    )
