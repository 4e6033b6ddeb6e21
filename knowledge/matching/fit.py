"""First step of matching: how well each clause and each document fits the words of a need, by any of their names.

fit = (share of the weighted words that the document holds + share that its best clause holds
       + score of its best clause among all, by the index) / 3
Words weigh by their rarity in the base; "Anbieter", "sucht" and the like say what is asked and count little.
"""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from knowledge.german.concepts import key
from knowledge.index.base import Base
from knowledge.index.clauses import LEVEL_WEIGHTS, Query
from knowledge.index.held import Held, weighted
from knowledge.matching.model import Need

Values = NDArray[np.float64]

LED, FOLLOWED = 0.08, 0.04
"""What the clause gains that an answer to the same question quotes first, and what the others do."""
SAID = 0.5
"""So much of the need a quoted clause holds at least: whoever found it saw more than its words."""


@dataclass(frozen=True, eq=False)
class Fit:
    """How far each chunk holds each word of a need; `weights`, shape (words,), sum to 1.

    `quoted`, shape (chunks,), is what clauses gain that lead.
    """

    base: Base
    query: Query
    weights: Values
    held: Held
    quoted: Values

    @cached_property
    def levels(self) -> Values:
        """The scores of the index, 0 to 1, shape (chunks,)."""
        if not self.weights.size or not self.base.chunks:
            return np.zeros(len(self.base.chunks))
        scores = weighted(LEVEL_WEIGHTS, self.base.index.scores(self.query)) / LEVEL_WEIGHTS.sum()
        found: Values = scores.astype(np.float64)
        return found

    @cached_property
    def names(self) -> frozenset[str]:
        """The words of the need and those of their other names, in the form in which words meet."""
        named = [word for expansion in self.query.expansions for name in expansion.others for word in name]
        return frozenset(map(key, (*self.query.words, *named)))

    def of_rows(self, rows: NDArray[np.int64], *, with_heads: bool = True) -> float:
        """The fit of some chunks together, 0 to 1; 0 where there are none."""
        if not rows.size:
            return 0.0
        held = (self.held.union if with_heads else self.held.body)[:, rows]
        least = SAID if self.quoted[rows].any() else 0.0
        together, best = max(self.weights @ held.max(axis=1), least), max((self.weights @ held).max(), least)
        return float(together + best + self.levels[rows].max()) / 3 + float(self.quoted[rows].max())

    def coverage(self, row: int) -> float:
        """The share of the weighted words that one chunk holds in its own text; at least SAID where it is quoted."""
        return max(float(self.weights @ self.held.body[:, row]), SAID if self.quoted[row] else 0.0)

    @cached_property
    def together(self) -> Values:
        """The share of the weighted words that the clauses of each document hold together, shape (documents,)."""
        return weighted(self.weights, self.held.by_document)

    def documents(self) -> Values:
        """The fit of every document, in the order of `base.in_order`."""
        starts = self.base.index.document_starts
        best = np.maximum.reduceat(self.held.shares(self.weights), starts)
        found: Values = (self.together + best + np.maximum.reduceat(self.levels, starts)) / 3
        return found + np.maximum.reduceat(self.quoted, starts)


def fit(need: Need, base: Base) -> Fit:
    """Look every word of the need up in every chunk; a need without words, or an empty base, fits nothing."""
    held = base.held(need.query)
    weights = np.array(list(need.query.words.values())) * held.rarity
    return Fit(base, need.query, weights / (weights.sum() or 1.0), held, _quoted(need, base))


def _quoted(need: Need, base: Base) -> Values:
    gains = np.zeros(len(base.chunks))
    for place, chunk_id in enumerate(need.quoted):
        if chunk_id in base.row_of:
            gains[base.row_of[chunk_id]] = FOLLOWED if place else LED
    return gains
