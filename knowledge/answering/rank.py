"""Third step: the candidate clauses in the order in which they answer, by a linear model over their features.

The weights in `ranking.json` are fitted by `tests/evaluation/fit.py` (listwise softmax, L2); what each
round brought stands in docs/quality.md.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from knowledge.answering.features import Found, features, look_up
from knowledge.answering.fitted import fitted
from knowledge.answering.retrieve import Retrieved
from knowledge.answering.understand import Understood
from knowledge.index.base import Base
from knowledge.model import Evidence

PASSAGES = 10
"""How many passages are recorded: the best clause of each page."""
DENSE = 6.0
"""What the nearest clause of an embedding model of weight 1 gains; scores of good and bad clauses lie about 6 apart."""


@dataclass(frozen=True, slots=True)
class Choice:
    """A clause with its number in the base and its final score."""

    row: int
    evidence: Evidence
    score: float


@dataclass(frozen=True, slots=True)
class Ranking:
    """All candidates, best first, with what was found of the question's words; `values` are their features."""

    choices: tuple[Choice, ...]
    found: Found
    names: tuple[str, ...]
    values: NDArray[np.float64]

    @property
    def passages(self) -> tuple[Evidence, ...]:
        """The best clause of each of the PASSAGES best pages."""
        best: dict[tuple[str, int | None], Evidence] = {}
        for choice in self.choices:
            chunk = choice.evidence.chunk
            best.setdefault((chunk.document_id, chunk.page), choice.evidence)
            if len(best) >= PASSAGES:
                break
        return tuple(best.values())

    def only(self, places: Sequence[int]) -> "Ranking":
        """The same with the choices at these places alone, in that order."""
        choices = tuple(self.choices[place] for place in places)
        return replace(self, choices=choices, values=self.values[list(places)])


def rank(understood: Understood, base: Base, retrieved: Retrieved, dense_weight: float = 0.0) -> Ranking:
    """Order the candidates; at least one is expected."""
    found = look_up(understood, base)
    names, values = features(understood, base, retrieved.levels, found, retrieved.rows)
    scores = values @ _weights(names)
    if retrieved.dense is not None:
        scores = scores + DENSE * dense_weight * retrieved.dense[retrieved.rows]
    order = np.argsort(-scores, kind="stable")
    choices = tuple(choice(base, int(retrieved.rows[i]), float(scores[i])) for i in order)
    return Ranking(choices, found, names, values[order])


def choice(base: Base, row: int, score: float) -> Choice:
    """A clause by its number, with its score."""
    chunk = base.chunks[row]
    return Choice(row, Evidence(chunk, base.documents[chunk.document_id], score), score)


@lru_cache(4)
def _weights(names: tuple[str, ...]) -> NDArray[np.float64]:
    weights = fitted("ranking")
    return np.array([weights[name] for name in names])
