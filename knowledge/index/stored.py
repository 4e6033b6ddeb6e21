"""Inside the index: the form whose texts stay in the database, where each question fetches the terms it asks for.

In memory are the words of the base with their n-grams and stems, the headings, two lengths a chunk and, up to
PAIRS_UP_TO texts, the texts as rows of stems.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import scipy.sparse as sp
from numpy.typing import NDArray

from knowledge.index.bm25 import Scores, Table, idf_of
from knowledge.index.lexical import OF_GRAMS, OF_STEMS, PAIRS_UP_TO, Queries, Scoring, Vocabulary, scored
from knowledge.index.pairs import Pairs
from knowledge.index.tables import Layout, Numbers, chooser, starts_of
from knowledge.index.terms import GRAM, STEM, WORD, body_text, names
from knowledge.model import Chunk
from knowledge.ports import Counts, Postings


@dataclass(frozen=True, slots=True)
class _Level:
    """The statistics of a level: the lengths of all its texts, (texts, 2), and which of them are scored (None: all).

    `owner` says to which text each one of the level before it belongs, clauses or sections, and `heads`, (texts,
    words), which words its headings add; None where its texts are not made of others.
    """

    lengths: Scores
    owner: NDArray[np.int32] | None = None
    heads: Counts = None
    kept: Numbers | None = None


@dataclass(frozen=True, slots=True)
class _Part:
    """As much of a level as some queries need: the weights of `terms` (their numbers, ascending)."""

    terms: Numbers
    table: Table
    pairs: Pairs | None

    @property
    def size(self) -> int:
        """How many texts."""
        return self.table.size

    def scores(self, queries: Queries) -> Scores:
        """The score of each text for each query, shape (queries, texts)."""
        single = replace(queries.single, terms=np.searchsorted(self.terms, queries.single.terms))
        return scored(self.table, self.pairs, replace(queries, single=single))


class StoredTables:
    """Counts read from postings, weighed by the same arithmetic as in memory. Errors: CatalogueError."""

    def __init__(self, postings: Postings, chunks: Sequence[Chunk], heads: Sequence[str], layout: Layout) -> None:
        self._total = len(chunks)
        self._chunk_of = np.argsort(postings.row_of)
        with_pairs = self._total <= PAIRS_UP_TO
        texts = [body_text(chunks[place]) for place in self._chunk_of.tolist()] if with_pairs else []
        self.vocabulary = known = Vocabulary([*texts, *heads], postings.words)
        self._pairs = known.pairs(self._total) if with_pairs else None
        self.heads: Counts = known.counts()[len(texts) :]
        self._postings = postings
        self._words = known.words
        self._grams = len(known.gram_ids)
        self._names = [*names(GRAM, list(known.gram_ids)), *names(STEM, list(known.stem_ids))]
        self._of_words = sp.hstack([known.grams_of_words, known.stems_of_words], format="csr")
        holding = np.array([postings.holding.get(gram, 0) for gram in self._names[: self._grams]], dtype=np.int64)
        self._gram_idf = idf_of(holding, self._total)
        by_row = layout.in_order(self._chunk_of)
        self.owners = tuple(owner[postings.row_of] for owner in by_row.owners)
        self._under_head = np.bincount(by_row.head_of, minlength=self.heads.shape[0])
        self._levels = self._statistics(by_row, postings.lengths)

    def _statistics(self, layout: Layout, lengths: Scores) -> tuple[_Level, ...]:
        grams_of_word = np.asarray(self.vocabulary.grams_of_words.sum(axis=1)).ravel()
        of_word = np.column_stack([grams_of_word, np.ones(len(self._words))])
        heads = (self.heads @ of_word).astype(np.float32)
        levels = [_Level(lengths), _Level(heads[layout.head_of], kept=layout.first_of_head)]
        section_starts = starts_of(layout.section_of)
        for owner, of_parts in (
            (layout.section_of, layout.section_of),
            (layout.document_of, layout.document_of[section_starts]),
        ):
            choose = chooser(owner)
            words = (choose @ self.heads[layout.head_of]).sign()
            whole = (choose @ lengths + words @ of_word).astype(np.float32)
            levels.append(_Level(whole, of_parts.astype(np.int32), words))
        return tuple(levels)

    def levels(self, asked: Sequence[Queries]) -> Sequence[Scoring]:
        """The four levels with the terms of these queries."""
        terms = np.unique(np.concatenate([queries.single.terms for queries in asked]))
        body = self._postings.columns([self._names[term] for term in terms.tolist()])
        of_words = self._of_words[:, terms]
        head = (self.heads @ of_words).tocsc()
        clauses, headings, *wider = self._levels
        found = [
            replace(self._part(clauses, terms, body, np.diff(body.indptr)), pairs=self._pairs),
            self._part(headings, terms, head, self._under_head @ head.sign()),
        ]
        for level in wider:
            assert level.owner is not None
            body = _summed(body, level.owner, len(level.lengths))
            counts = body + (level.heads @ of_words).tocsc()
            found.append(self._part(level, terms, counts, np.diff(counts.indptr)))
        return found

    def _part(self, level: _Level, terms: Numbers, counts: Counts, holding: NDArray[np.int64]) -> _Part:
        idf = idf_of(holding, len(level.lengths))
        split = int(np.searchsorted(terms, self._grams))
        weights = [
            bm25.weights(_columns(counts, part), idf[part], level.lengths[:, column], level.kept)
            for column, (bm25, part) in enumerate(((OF_GRAMS, slice(0, split)), (OF_STEMS, slice(split, len(terms)))))
        ]
        return _Part(terms, Table(sp.hstack(weights, format="csc")), None)

    def bodies(self, words: Numbers) -> Counts:
        """The counts of these words in the chunks' own texts."""
        different, places = np.unique(words, return_inverse=True)
        found = self._postings.columns(names(WORD, [self._words[word] for word in different.tolist()]))[:, places]
        found.indices = self._chunk_of[found.indices].astype(found.indices.dtype)
        found.has_sorted_indices = False
        return found

    def gram_idf(self, gram: str) -> float:
        """The inverse document frequency of an n-gram; unseen ones count as rarest."""
        number = self.vocabulary.gram_ids.get(gram)
        return float(idf_of(0, self._total) if number is None else self._gram_idf[number])


def _columns(counts: Counts, part: slice) -> Counts:
    """Some of the columns, without copying what is in them."""
    start, end = counts.indptr[part.start], counts.indptr[part.stop]
    pointers = counts.indptr[part.start : part.stop + 1] - start
    parts = (counts.data[start:end], counts.indices[start:end], pointers)
    return sp.csc_matrix(parts, shape=(counts.shape[0], part.stop - part.start))


def _summed(counts: Counts, owner: NDArray[np.int32], owners: int) -> Counts:
    """The rows of counts in column form summed by owner; the rows of an owner stand behind each other."""
    owning = owner[counts.indices]
    first = np.empty(len(owning), dtype=np.bool_)
    first[1:] = owning[1:] != owning[:-1]
    first[counts.indptr[:-1][np.diff(counts.indptr) > 0]] = True
    starts = np.flatnonzero(first)
    running = np.cumsum(counts.data, dtype=np.float64)
    sums = np.diff(running[np.append(starts[1:], len(owning)) - 1], prepend=0) if starts.size else counts.data
    pointers = np.searchsorted(starts, counts.indptr)
    parts = (sums.astype(np.float32), owning[starts], pointers.astype(np.int32))
    return sp.csc_matrix(parts, shape=(owners, counts.shape[1]))
