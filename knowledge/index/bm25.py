"""BM25 weights over a count matrix: the arithmetic under the lexical index."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import scipy.sparse as sp
from numpy.typing import NDArray

Scores = NDArray[np.float32]
Counts = Any
"""A scipy.sparse matrix of shape (texts, terms) with counts; scipy carries no types."""
Query = Mapping[int, float]
"""Term to query weight."""


class Bm25:
    """BM25 (Robertson and Zaragoza 2009) in column form, so that a query term costs one slice.

    `counts` has shape (texts, terms). `idf` is ln(1 + (N - df + .5) / (df + .5)). With `kept` only
    these texts are scored (all of them still count for idf and mean length), in the order of `kept`.
    """

    def __init__(self, counts: Counts, k1: float, b: float, kept: NDArray[np.int64] | None = None) -> None:
        counts = counts.tocsr()
        total, terms = counts.shape
        df = np.bincount(counts.indices, minlength=terms)
        self.idf: Scores = np.log(1 + (total - df + 0.5) / (df + 0.5)).astype(np.float32)
        self.unseen_idf = float(np.log(1 + (total + 0.5) / 0.5))
        lengths = np.asarray(counts.sum(axis=1)).ravel().astype(np.float32)
        mean = max(float(lengths.mean()) if total else 0.0, 1e-9)
        norm = (k1 * (1 - b + b * lengths / mean)).astype(np.float32)
        rows = np.repeat(np.arange(total, dtype=np.int32), np.diff(counts.indptr))
        weights = counts.astype(np.float32)
        weights.data = weights.data * (k1 + 1) / (weights.data + norm[rows]) * self.idf[counts.indices]
        self._columns = (weights if kept is None else weights[kept]).tocsc()
        self.size: int = self._columns.shape[0]

    def rows(self, term: int) -> NDArray[np.int32]:
        """The texts that hold a term."""
        found: NDArray[np.int32] = self._columns.indices[self._columns.indptr[term] : self._columns.indptr[term + 1]]
        return found

    def columns(self, terms: Sequence[int]) -> Counts:
        """The weights of these terms, shape (texts, terms), column form; a term may come more than once."""
        return self._columns[:, list(terms)]


Part = tuple[Bm25, Sequence[Query], float]
"""A table, what each query asks of it, and the weight of its scores."""


def weighted_sums(parts: Sequence[Part], size: int) -> Scores:
    """Σ weight × BM25 over the parts for several queries at once, shape (queries, size).

    The queries stand below each other as one long vector, so that one sparse product does them all.
    """
    count = len(parts[0][1])
    weights = [weight * asked for _, queries, weight in parts for query in queries for asked in query.values()]
    taken = [table.columns([term for query in queries for term in query]) for table, queries, _ in parts]
    lengths = [np.diff(columns.indptr) for columns in taken]
    starts = np.arange(count, dtype=np.int32 if count * size < np.iinfo(np.int32).max else np.int64) * size
    shifts = [
        np.repeat(np.repeat(starts, [len(query) for query in queries]), length)
        for (_, queries, _), length in zip(parts, lengths, strict=True)
    ]
    rows = np.concatenate([columns.indices + shift for columns, shift in zip(taken, shifts, strict=True)])
    values = np.concatenate([columns.data for columns in taken])
    pointers = np.concatenate([[0], np.cumsum(np.concatenate(lengths))]).astype(starts.dtype)
    table = sp.csc_matrix((values, rows, pointers), shape=(count * size, len(weights)))
    scores: Scores = (table @ np.array(weights, dtype=np.float32)).reshape(count, size)
    return scores
