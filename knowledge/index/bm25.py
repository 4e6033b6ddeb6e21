"""BM25 weights over a count matrix: the arithmetic under the lexical index."""

from dataclasses import dataclass
from typing import Any

import numpy as np
import scipy.sparse as sp
from numpy.typing import NDArray

Scores = NDArray[np.float32]
Counts = Any
"""A scipy.sparse matrix of shape (texts, terms) with counts; scipy carries no types."""
ALWAYS_SPARSE = 400
DENSE_SHARE = 0.1
"""A term that more than ALWAYS_SPARSE + DENSE_SHARE of the texts hold is quicker to add as a full row (measured)."""


class Bm25:
    """BM25 (Robertson and Zaragoza 2009) over a count matrix of shape (texts, terms).

    `weights` has the same shape, in column form. `idf` is ln(1 + (N - df + .5) / (df + .5)). With `kept` only
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
        self.weights: Counts = (weights if kept is None else weights[kept]).tocsc()


@dataclass(frozen=True, slots=True)
class Asked:
    """Terms of `count` queries one after another: the query that each belongs to, its column, its weight."""

    count: int
    owners: NDArray[np.int64]
    terms: NDArray[np.int64]
    weights: Scores

    def only(self, chosen: NDArray[np.bool_]) -> "Asked":
        """The same queries with some of their terms."""
        return Asked(self.count, self.owners[chosen], self.terms[chosen], self.weights[chosen])


class Table:
    """Weights of shape (texts, terms), to be queried: rare terms as lists of texts, frequent ones as full rows."""

    def __init__(self, weights: Counts) -> None:
        holding = np.diff(weights.indptr)
        self.size: int = weights.shape[0]
        frequent = holding > ALWAYS_SPARSE + DENSE_SHARE * self.size
        self._place = np.where(frequent, np.cumsum(frequent) - 1, -1)
        self._dense: Scores = np.ascontiguousarray(weights[:, frequent].T.toarray())
        rare = np.repeat(~frequent, holding)
        pointers = np.concatenate([[0], np.cumsum(np.where(frequent, 0, holding))])
        parts = (weights.data[rare], weights.indices[rare], pointers.astype(weights.indptr.dtype))
        self._sparse: Counts = sp.csc_matrix(parts, shape=weights.shape)

    def sums(self, asked: Asked) -> Scores:
        """The weighted sum of each query's terms, shape (queries, texts)."""
        places = self._place[asked.terms]
        scores = _products(self._sparse, asked.only(places < 0))
        frequent = asked.only(places >= 0)
        weighted = np.empty(self.size, dtype=np.float32)
        rows = places[places >= 0].tolist()
        for row, owner, weight in zip(rows, frequent.owners.tolist(), frequent.weights, strict=True):
            np.multiply(self._dense[row], weight, out=weighted)
            scores[owner] += weighted
        return scores


def _products(table: Counts, asked: Asked) -> Scores:
    """The queries stand below each other as one long vector, so that one sparse product does them all."""
    size = table.shape[0]
    taken = table[:, asked.terms]
    small = asked.count * size < np.iinfo(np.int32).max
    shifts = (asked.owners * size).astype(np.int32 if small else np.int64)
    rows = taken.indices + np.repeat(shifts, np.diff(taken.indptr))
    long = sp.csc_matrix((taken.data, rows, taken.indptr), shape=(asked.count * size, len(shifts)))
    scores: Scores = (long @ asked.weights).reshape(asked.count, size)
    return scores
