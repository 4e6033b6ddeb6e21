"""Inside the index: what it holds of the texts, either all of it in memory or only what a question asks for.

Both forms give the very same numbers to the same arithmetic (bm25.py); stored.py is the other one.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from knowledge.index.lexical import PAIRS_UP_TO, Level, Queries, Scoring, Vocabulary
from knowledge.index.terms import body_text
from knowledge.model import Chunk
from knowledge.ports import Counts

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

    def in_order(self, chunk_of: Numbers) -> "Layout":
        """The same with the chunks in another order; sections and documents are numbered anew."""
        sections, documents = _numbered(self.section_of[chunk_of]), _numbered(self.document_of[chunk_of])
        return Layout(sections, documents, self.head_of[chunk_of])

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

    @property
    def owners(self) -> Sequence[Numbers]:
        """For each level which of its texts a chunk belongs to, shape (chunks,) each."""

    def levels(self, asked: Sequence[Queries]) -> Sequence[Scoring]:
        """Clause, heading, section and document level, able to score these queries."""

    def bodies(self, words: Numbers) -> Counts:
        """The counts of some words in the chunks' own texts, in column form, shape (chunks, words asked for)."""

    def gram_idf(self, gram: str) -> float:
        """The inverse document frequency of an n-gram among the chunks' own texts; unseen ones count as rarest."""


class HeldTables:
    """All of it in memory, which answers soonest."""

    def __init__(self, chunks: Sequence[Chunk], heads: Sequence[str], layout: Layout) -> None:
        count = len(chunks)
        self.owners = layout.owners
        self.vocabulary = Vocabulary([*map(body_text, chunks), *heads])
        table = self.vocabulary.counts()
        body, self.heads = table[:count], table[count:]
        head = self.heads[layout.head_of]
        grouped = (_grouped(body, head, owner) for owner in (layout.section_of, layout.document_of))
        clauses = Level(self.vocabulary, body, self.vocabulary.pairs(count) if count <= PAIRS_UP_TO else None)
        headings = Level(self.vocabulary, head, kept=layout.first_of_head)
        self._levels = (clauses, headings, *(Level(self.vocabulary, counts) for counts in grouped))
        self._body = body.tocsc()
        self._clauses = clauses

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


def starts_of(group_of: Numbers) -> Numbers:
    """The first place of each group; those of a group stand behind each other."""
    found: Numbers = np.flatnonzero(np.diff(group_of, prepend=-1))
    return found


def _numbered(groups: Numbers) -> Numbers:
    """Groups that stand behind each other as numbers from 0 on."""
    found: Numbers = np.cumsum(np.diff(groups, prepend=groups[:1]) != 0)
    return found


def _grouped(body: Counts, head: Counts, owner: Numbers) -> Counts:
    """Sum the chunks' word counts by owner; headings count once per owner however many chunks share them."""
    choose = chooser(owner)
    return choose @ body + (choose @ head).sign()
