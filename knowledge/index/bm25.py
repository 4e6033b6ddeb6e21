"""BM25 weights from counts, and their sums for queries: the arithmetic under the lexical index, in all its forms."""

from dataclasses import dataclass

import numpy as np
import scipy.sparse as sp
from numpy.typing import NDArray

from knowledge.ports import Counts

Scores = NDArray[np.float32]
ALWAYS_SPARSE = 400
DENSE_SHARE = 0.1
"""A term that more than ALWAYS_SPARSE + DENSE_SHARE of the texts hold is quicker to add as a full row (measured)."""


def rarity_of(holding: NDArray[np.int64] | NDArray[np.float64] | int, total: int) -> NDArray[np.float64]:
    """The inverse document frequency of terms that so many of all texts hold: ln(1 + (N - df + .5) / (df + .5))."""
    found: NDArray[np.float64] = np.log(1 + (total - holding + 0.5) / (np.asarray(holding) + 0.5))
    return found


def idf_of(holding: NDArray[np.int64] | int, total: int) -> Scores:
    """The same as the index keeps it, in half the memory."""
    return rarity_of(holding, total).astype(np.float32)


@dataclass(frozen=True, slots=True)
class Bm25:
    """BM25 (Robertson and Zaragoza 2009) with its two constants."""

    k1: float
    b: float

    def weights(self, counts: Counts, idf: Scores, lengths: Scores, kept: NDArray[np.int64] | None = None) -> Counts:
        """What each term is worth in each text, in column form, from counts of the same shape (texts, terms).

        `lengths`, shape (all texts,), are the numbers of terms; with `kept` the counts are those of these texts
        alone, in that order, while all of them count for the mean length.
        """
        mean = max(float(lengths.mean()) if len(lengths) else 0.0, 1e-9)
        norm = (self.k1 * (1 - self.b + self.b * lengths / mean)).astype(np.float32)
        norm = norm if kept is None else norm[kept]
        found = counts.tocsc().astype(np.float32)
        rarity = np.repeat(idf, np.diff(found.indptr))
        found.data = found.data * (self.k1 + 1) / (found.data + norm[found.indices]) * rarity
        return found

    def weighed(self, counts: Counts, kept: NDArray[np.int64] | None = None) -> tuple[Counts, Scores]:
        """The weights of whole texts, of which `kept` are wanted (None: all), and the idf of each term."""
        counts = counts.tocsr()
        total, terms = counts.shape
        idf = idf_of(np.bincount(counts.indices, minlength=terms), total)
        lengths = np.asarray(counts.sum(axis=1)).ravel().astype(np.float32)
        return self.weights(counts if kept is None else counts[kept], idf, lengths, kept), idf


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
        scores = products(self._sparse, asked.only(places < 0))
        frequent = asked.only(places >= 0)
        weighted = np.empty(self.size, dtype=np.float32)
        rows = places[places >= 0].tolist()
        for row, owner, weight in zip(rows, frequent.owners.tolist(), frequent.weights, strict=True):
            np.multiply(self._dense[row], weight, out=weighted)
            scores[owner] += weighted
        return scores


def products(table: Counts, asked: Asked) -> Scores:
    """The weighted sum of each query's columns, shape (queries, texts), of weights in column form.

    The queries stand below each other as one long vector, so that one sparse product does them all.
    """
    size = table.shape[0]
    taken = table[:, asked.terms]
    small = asked.count * size < np.iinfo(np.int32).max
    shifts = (asked.owners * size).astype(np.int32 if small else np.int64)
    rows = taken.indices + np.repeat(shifts, np.diff(taken.indptr))
    long = sp.csc_matrix((taken.data, rows, taken.indptr), shape=(asked.count * size, len(shifts)))
    scores: Scores = (long @ asked.weights).reshape(asked.count, size)
    return scores
