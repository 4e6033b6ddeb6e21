"""Between the index and all who weigh clauses: how far every chunk holds every word of one question.

The features, the judge, matching and the comparison of sources ask the same of one question; it is looked up once.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar
from weakref import WeakValueDictionary

import numpy as np
from numpy.typing import NDArray

from knowledge.german.concepts import Expansion
from knowledge.index.bm25 import rarity_of
from knowledge.index.clauses import ClauseIndex, Query
from knowledge.index.presence import Found

Numbers = TypeVar("Numbers", NDArray[np.float32], NDArray[np.float64])


def weighted(weights: Numbers, rows: Numbers) -> Numbers:
    """The weighted sum of long rows: without BLAS, whose threads cost several times the work that they share."""
    found: Numbers = np.einsum("i,ij->j", weights, rows)
    return found


@dataclass(frozen=True, eq=False)
class Held:
    """All tables of shape (words, chunks), 0 to 1: literally, by any name in the text, by any name in the headings."""

    words: tuple[str, ...]
    literal: Found
    body: Found
    head: Found
    document_starts: NDArray[np.int64]

    @cached_property
    def union(self) -> Found:
        """By any name in the text or in the headings."""
        return np.maximum(self.body, self.head)

    @cached_property
    def by_document(self) -> Found:
        """The most that a clause of each document holds of each word, shape (words, documents)."""
        found: Found = np.maximum.reduceat(self.union, self.document_starts, axis=1)
        return found

    @cached_property
    def rarity(self) -> Found:
        """The inverse document frequency of each word among the chunks, shape (words,)."""
        return rarity_of(self.union.sum(axis=1), self.union.shape[1])

    @cached_property
    def most(self) -> Found:
        """The most that any chunk holds of each word, shape (words,)."""
        found: Found = self.union.max(axis=1)
        return found

    @cached_property
    def most_literal(self) -> Found:
        """The most that any chunk holds of each word literally, shape (words,)."""
        found: Found = self.literal.max(axis=1)
        return found

    def shares(self, weights: Found) -> Found:
        """The share of the weighted words that each chunk holds, shape (chunks,)."""
        return weighted(weights, self.union)


class Lookup:
    """Looks queries up in an index; an answer is kept as long as anyone holds it."""

    def __init__(self, index: ClauseIndex) -> None:
        self._index = index
        self._known: WeakValueDictionary[tuple[tuple[str, ...], tuple[Expansion, ...]], Held] = WeakValueDictionary()

    def held(self, query: Query) -> Held:
        """How far each chunk holds each word of a query of at least one word."""
        words = tuple(query.words)
        known = self._known.get((words, query.expansions))
        if known is None:
            known = self._known[words, query.expansions] = self._look_up(words, query.expansions)
        return known

    def _look_up(self, words: Sequence[str], expansions: tuple[Expansion, ...]) -> Held:
        literal, body = self._index.body.held(words, expansions)
        head = self._index.head.named(words, expansions)
        return Held(tuple(words), literal, body, head, self._index.document_starts)
