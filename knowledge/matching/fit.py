"""First step of matching: how well each clause and each document fits the words of a need, by any of their names.

fit = (share of the weighted words that the document holds + share that its best clause holds
       + score of its best clause among all, by the index) / 3
Words weigh by their rarity in the base; "Anbieter", "sucht" and the like say what is asked and count little.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from knowledge.index.base import Base
from knowledge.index.clauses import LEVEL_WEIGHTS
from knowledge.matching.model import Need

Values = NDArray[np.float64]

LED, FOLLOWED = 0.08, 0.04
"""What the clause gains that an answer to the same question quotes first, and what the others do."""
SAID = 0.5
"""So much of the need a quoted clause holds at least: whoever found it saw more than its words."""


@dataclass(frozen=True, slots=True)
class Fit:
    """`held` tells how far each chunk holds each word, shape (words, chunks), in its text or its headings.

    `body` is the same without headings; `weights`, shape (words,), sum to 1; `levels`, shape (chunks,),
    are the scores of the index, 0 to 1; `quoted`, shape (chunks,), is what clauses gain that lead.
    """

    base: Base
    weights: Values
    held: Values
    body: Values
    levels: Values
    quoted: Values

    def of_rows(self, rows: NDArray[np.int64], *, with_heads: bool = True) -> float:
        """The fit of some chunks together, 0 to 1; 0 where there are none."""
        if not rows.size:
            return 0.0
        held = (self.held if with_heads else self.body)[:, rows]
        least = SAID if self.quoted[rows].any() else 0.0
        together, best = max(self.weights @ held.max(axis=1), least), max((self.weights @ held).max(), least)
        return float(together + best + self.levels[rows].max()) / 3 + float(self.quoted[rows].max())

    def coverage(self, row: int) -> float:
        """The share of the weighted words that one chunk holds in its own text; at least SAID where it is quoted."""
        return max(float(self.weights @ self.body[:, row]), SAID if self.quoted[row] else 0.0)

    def documents(self) -> Values:
        """The fit of every document, in the order of `base.in_order`."""
        starts = self.base.index.document_starts
        together = self.weights @ np.maximum.reduceat(self.held, starts, axis=1)
        best = np.maximum.reduceat(self.weights @ self.held, starts)
        found: Values = (together + best + np.maximum.reduceat(self.levels, starts)) / 3
        return found + np.maximum.reduceat(self.quoted, starts)


def fit(need: Need, base: Base) -> Fit:
    """Look every word of the need up in every chunk; a need without words, or an empty base, fits nothing."""
    index = base.index
    words = tuple(need.query.words)
    if not words or not base.chunks:
        nothing = np.zeros((0, len(base.chunks)))
        return Fit(base, np.zeros(0), nothing, nothing, np.zeros(len(base.chunks)), _quoted(need, base))
    _, body = index.body.held(words, need.query.expansions)
    held = np.maximum(body, index.head.named(words, need.query.expansions)).astype(np.float64)
    spread = held.sum(axis=1)
    rarity = np.log(1 + (len(base.chunks) - spread + 0.5) / (spread + 0.5))
    weights = np.array(list(need.query.words.values())) * rarity
    levels = (LEVEL_WEIGHTS @ index.scores(need.query)) / LEVEL_WEIGHTS.sum()
    shares = weights / (weights.sum() or 1.0)
    return Fit(base, shares, held, body.astype(np.float64), levels.astype(np.float64), _quoted(need, base))


def _quoted(need: Need, base: Base) -> Values:
    gains = np.zeros(len(base.chunks))
    for place, chunk_id in enumerate(need.quoted):
        if chunk_id in base.row_of:
            gains[base.row_of[chunk_id]] = FOLLOWED if place else LED
    return gains
