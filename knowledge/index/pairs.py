"""Inside the index: which texts hold two stems within a few words of each other; looked up when a question asks.

A table of all pairs would take more memory than all the rest; the texts as a row of stems take next to none.
"""

from dataclasses import replace

import numpy as np
import scipy.sparse as sp
from numpy.typing import NDArray

from knowledge.index.bm25 import Asked, Bm25, Scores, idf_of, products
from knowledge.ports import Counts

DISTANCE = 3
"""So many words apart at most."""
OF_PAIRS = Bm25(k1=1.2, b=0.75)


class Pairs:
    """Pairs of different stems, known by a key: the smaller number · `different` + the greater one.

    `stems`, shape (words of all texts,), are their stems text after text, `pointers` where each text begins.
    """

    def __init__(self, stems: NDArray[np.int32], pointers: NDArray[np.int64], different: int) -> None:
        self.size = len(pointers) - 1
        self._stems = stems
        self._different = different
        self._text_of = np.repeat(np.arange(self.size, dtype=np.int32), np.diff(pointers))
        self._places = np.argsort(stems, kind="stable").astype(np.int32)
        self._ends = np.cumsum(np.bincount(stems, minlength=different))
        every = np.arange(len(stems))
        owners = [self._text_of[left] for left, _ in self._near(every)]
        self._lengths: Scores = np.bincount(np.concatenate(owners), minlength=self.size).astype(np.float32)

    def sums(self, asked: Asked) -> Scores:
        """The score of each text for the pairs of each query, shape (queries, texts)."""
        keys, places = np.unique(asked.terms, return_inverse=True)
        counts = self.counts(keys)
        weights = OF_PAIRS.weights(counts, idf_of(np.diff(counts.indptr), self.size), self._lengths)
        return products(weights, replace(asked, terms=places))

    def counts(self, keys: NDArray[np.int64]) -> Counts:
        """How often each pair, its key ascending, stands in each text, in column form, shape (texts, keys)."""
        stems = np.unique(np.concatenate([keys // self._different, keys % self._different])).tolist()
        pairs = self._near(np.sort(np.concatenate([self._places_of(stem) for stem in stems])))
        left, right = (np.concatenate([pair[side] for pair in pairs]) for side in (0, 1))
        two = self._stems[left].astype(np.int64), self._stems[right].astype(np.int64)
        found = np.minimum(*two) * self._different + np.maximum(*two)
        columns = np.minimum(np.searchsorted(keys, found), len(keys) - 1)
        known = keys[columns] == found
        parts = (np.ones(int(known.sum()), dtype=np.float32), (self._text_of[left[known]], columns[known]))
        return sp.coo_matrix(parts, shape=(self.size, len(keys))).tocsc()

    def _places_of(self, stem: int) -> NDArray[np.int32]:
        """Where a stem stands among the words of all texts, ascending."""
        found: NDArray[np.int32] = self._places[self._ends[stem - 1] if stem else 0 : self._ends[stem]]
        return found

    def _near(self, places: NDArray[np.int64]) -> list[tuple[NDArray[np.int64], NDArray[np.int64]]]:
        """Of these words, ascending, all two that are near each other in one text and differ in their stem."""
        found = []
        for step in range(1, DISTANCE + 1):
            left, right = places[:-step], places[step:]
            near = (right - left <= DISTANCE) & (self._text_of[left] == self._text_of[right])
            near &= self._stems[left] != self._stems[right]
            found.append((left[near], right[near]))
        return found
