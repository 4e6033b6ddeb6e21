"""BM25 weights over a count matrix: the arithmetic under the lexical index."""

from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

Scores = NDArray[np.float32]
Counts = Any
"""A scipy.sparse matrix of shape (texts, terms) with counts; scipy carries no types."""


class Bm25:
    """BM25 (Robertson and Zaragoza 2009) in column form, so that a query term costs one slice.

    `counts` has shape (texts, terms). `idf` is ln(1 + (N - df + .5) / (df + .5)).
    """

    def __init__(self, counts: Counts, k1: float, b: float) -> None:
        counts = counts.tocsr()
        self.size, terms = counts.shape
        self.document_frequency = np.bincount(counts.indices, minlength=terms)
        df = self.document_frequency
        self.idf: Scores = np.log(1 + (self.size - df + 0.5) / (df + 0.5)).astype(np.float32)
        self.unseen_idf = float(np.log(1 + (self.size + 0.5) / 0.5))
        lengths = np.asarray(counts.sum(axis=1)).ravel().astype(np.float32)
        mean = max(float(lengths.mean()) if self.size else 0.0, 1e-9)
        norm = (k1 * (1 - b + b * lengths / mean)).astype(np.float32)
        rows = np.repeat(np.arange(self.size, dtype=np.int32), np.diff(counts.indptr))
        weights = counts.astype(np.float32)
        weights.data = weights.data * (k1 + 1) / (weights.data + norm[rows]) * self.idf[counts.indices]
        self._columns = weights.tocsc()

    def rows(self, term: int) -> NDArray[np.int32]:
        """The texts that hold a term."""
        found: NDArray[np.int32] = self._columns.indices[self._columns.indptr[term] : self._columns.indptr[term + 1]]
        return found

    def add(self, scores: Scores, terms: Mapping[int, float], weight: float = 1.0) -> None:
        """Add weight × BM25 of the given {term: query weight} to `scores`, shape (texts,)."""
        indptr, indices, data = self._columns.indptr, self._columns.indices, self._columns.data
        for term, query_weight in terms.items():
            start, end = indptr[term], indptr[term + 1]
            scores[indices[start:end]] += np.float32(weight * query_weight) * data[start:end]
