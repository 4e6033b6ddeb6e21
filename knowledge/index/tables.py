"""Inside the index: what it holds of the texts, either all of it in memory or only what a question asks for.

Both forms give the very same numbers to the same arithmetic (bm25.py); stored.py is the other one.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from knowledge.index.bm25 import Counts
from knowledge.index.lexical import PAIRS_UP_TO, Level, Queries, Scoring, Vocabulary

Numbers = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Layout:
    """The section, the document and the heading (by its different wordings) of each chunk, shape (chunks,) each."""

    section_of: Numbers
    document_of: Numbers
    head_of: Numbers

    @property
    def owners(self) -> tuple[Numbers, ...]:
        """For each level, clause, heading, section and document, which of its texts a chunk belongs to."""
        return np.arange(len(self.head_of)), self.head_of, self.section_of, self.document_of

    @property
    def first_of_head(self) -> Numbers:
        """The first chunk under each heading, shape (headings,)."""
        found: Numbers = np.unique(self.head_of, return_index=True)[1]
        return found


class Tables(Protocol):
    """The texts as counts and weights.

    Errors: CatalogueError, where a question reads from the database.
    """

    @property
    def vocabulary(self) -> Vocabulary:
        """All words of the texts and of the headings."""

    @property
    def heads(self) -> Counts:
        """The words of each different heading."""

    def levels(self, asked: Sequence[Queries]) -> Sequence[Scoring]:
        """Clause, heading, section and document level, able to score these queries."""

    def bodies(self, words: Numbers) -> Counts:
        """The counts of some words in the chunks' own texts, in column form, shape (chunks, words asked for)."""

    def gram_idf(self, gram: str) -> float:
        """The inverse document frequency of an n-gram among the chunks' own texts; unseen ones count as rarest."""


class HeldTables:
    """All of it in memory, which answers soonest."""

    def __init__(self, bodies: Sequence[str], heads: Sequence[str], layout: Layout) -> None:
        count = len(bodies)
        self.vocabulary = Vocabulary([*bodies, *heads])
        table = self.vocabulary.counts()
        body, self.heads = table[:count], table[count:]
        head = self.heads[layout.head_of]
        grouped = (_grouped(body, head, owner) for owner in (layout.section_of, layout.document_of))
        clauses = Level(self.vocabulary, body, self._pairs(count))
        headings = Level(self.vocabulary, head, kept=layout.first_of_head)
        self._levels = (clauses, headings, *(Level(self.vocabulary, counts) for counts in grouped))
        self._body = body.tocsc()
        self._clauses = clauses

    def _pairs(self, count: int) -> tuple[Counts, Numbers] | None:
        if count > PAIRS_UP_TO:
            return None
        table, keys = self.vocabulary.pairs()
        return table[:count], keys

    def levels(self, asked: Sequence[Queries]) -> Sequence[Scoring]:
        """The same four for any queries."""
        del asked
        return self._levels

    def bodies(self, words: Numbers) -> Counts:
        """The counts of these words in the chunks' own texts."""
        return self._body[:, words]

    def gram_idf(self, gram: str) -> float:
        """The inverse document frequency of an n-gram; unseen ones count as rarest."""
        return self._clauses.gram_idf(gram)


def chooser(owner: Numbers) -> Counts:
    """The matrix that sums the rows of each owner, shape (owners, chunks)."""
    import scipy.sparse as sp

    count = len(owner)
    groups = int(owner.max()) + 1 if count else 0
    return sp.csr_matrix((np.ones(count, dtype=np.float32), (owner, np.arange(count))), shape=(groups, count))


def _grouped(body: Counts, head: Counts, owner: Numbers) -> Counts:
    """Sum the chunks' word counts by owner; headings count once per owner however many chunks share them."""
    choose = chooser(owner)
    return choose @ body + (choose @ head).sign()
