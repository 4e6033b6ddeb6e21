"""Inside the index: how far each chunk and its headings hold a word of the question, by form or by concept."""

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import reduce

import numpy as np
import scipy.sparse as sp
from numpy.typing import NDArray

from knowledge.german.concepts import Expansion
from knowledge.german.words import ngrams, stem
from knowledge.index.bm25 import Scores
from knowledge.index.lexical import Vocabulary
from knowledge.ports import Counts

Found = NDArray[np.float64]

NAMED_OTHERWISE = 0.8
"""A word that a text names by another term of its concept counts this much of the word itself."""
WEAKER = 0.5
"""A weaker relation counts half of another name."""
LEAST_ALIKE = 0.5
"""From this share of its n-grams (by idf) on, a term's word counts as meant by a word of a text."""
SHORTEST_ALIKE, SAME = 5, 0.99
"""Shorter words must be the same, all but for rounding."""
KEPT = 5_000
"""So many words of names are remembered with the texts that hold them: everyday concepts come up in most questions."""
Holding = tuple[NDArray[np.int32], Scores]
"""The texts that hold something, ascending, and how surely each does (LEAST_ALIKE to 1)."""
_NOWHERE: Holding = (np.empty(0, dtype=np.int32), np.empty(0, dtype=np.float32))


class AlikeWords:
    """Which words of the texts stand for a word of a term: the same stem, or most of its n-grams in common."""

    def __init__(self, vocabulary: Vocabulary, gram_idf: Callable[[str], float]) -> None:
        self.gram_idf = gram_idf
        self._last: tuple[tuple[str, ...], Counts] | None = None
        self._vocabulary = vocabulary
        self._words_of_grams = vocabulary.grams_of_words.sign().T.tocsr()
        self._words_of_stems = vocabulary.stems_of_words.T.tocsr()

    def to(self, words: tuple[str, ...]) -> Counts:
        """How alike the words of the texts are to each of these: 0, or LEAST_ALIKE to 1; rows (words, vocabulary)."""
        last = self._last
        if last is None or last[0] != words:
            # Texts and headings ask for the same words one after the other.
            last = self._last = (words, self._to(words))
        return last[1]

    def _to(self, words: tuple[str, ...]) -> Counts:
        grams = [ngrams(word) for word in words]
        idf = [[self.gram_idf(gram) for gram in its] for its in grams]
        shares = _chosen(grams, idf, self._vocabulary.gram_ids) @ self._words_of_grams
        totals = np.array([sum(its) or 1.0 for its in idf], dtype=np.float32)
        shares.data /= totals[_row_of_each(shares)]
        same = _chosen([[stem(word)] for word in words], [[1.0]] * len(words), self._vocabulary.stem_ids)
        shares = shares.maximum(same @ self._words_of_stems)
        least = np.array([LEAST_ALIKE if len(word) >= SHORTEST_ALIKE else SAME for word in words], dtype=np.float32)
        shares.data[shares.data < least[_row_of_each(shares)]] = 0
        shares.eliminate_zeros()
        return shares


def _chosen(parts: Sequence[Sequence[str]], weights: Sequence[Sequence[float]], numbers: Mapping[str, int]) -> Counts:
    """A row per list of parts, with the weight of each part in its column; unknown parts are left out."""
    known = [
        [(numbers[part], weight) for part, weight in zip(its, weighing, strict=True) if part in numbers]
        for its, weighing in zip(parts, weights, strict=True)
    ]
    columns = np.array([column for its in known for column, _ in its], dtype=np.int32)
    data = np.array([weight for its in known for _, weight in its], dtype=np.float32)
    pointers = np.cumsum([0, *map(len, known)], dtype=np.int32)
    return sp.csr_matrix((data, columns, pointers), shape=(len(parts), len(numbers)))


def _row_of_each(table: Counts) -> NDArray[np.int64]:
    """The row of each entry of a table in row form."""
    return np.repeat(np.arange(table.shape[0]), np.diff(table.indptr))


class Namings:
    """Which of `size` texts hold a word of a term: itself, or a word like it (compounds, inflections).

    `texts_of` gives words' counts in the texts, in column form, shape (texts, words asked for).
    """

    def __init__(self, words: AlikeWords, size: int, texts_of: Callable[[NDArray[np.int64]], Counts]) -> None:
        self.words = words
        self.size = size
        self._texts_of = texts_of
        self._known: dict[str, Holding] = {}

    def holding(self, names: Iterable[tuple[str, ...]]) -> dict[tuple[str, ...], Holding]:
        """For each name the texts that hold all its words, as surely as the least sure of them."""
        wanted = list(names)
        words = {word for name in wanted for word in name}
        known = self._known if len(self._known) < KEPT else {}
        found = {word: known[word] for word in words if word in known}
        missing = tuple(sorted(words - found.keys()))
        if missing:
            found |= self._look_up(missing)
        self._known = known
        known |= found
        return {name: reduce(_both, (found[word] for word in name)) for name in wanted}

    def _look_up(self, words: tuple[str, ...]) -> dict[str, Holding]:
        alike = self.words.to(words)
        taken = self._texts_of(alike.indices)
        sizes = np.diff(taken.indptr)
        keys = np.repeat(_row_of_each(alike), sizes) * self.size + taken.indices
        order = np.argsort(keys, kind="stable")
        starts = np.flatnonzero(np.diff(keys[order], prepend=-1))
        if not starts.size:
            return dict.fromkeys(words, _NOWHERE)
        sure = np.maximum.reduceat(np.repeat(alike.data, sizes)[order], starts)
        owners, texts = np.divmod(keys[order][starts], self.size)
        bounds = np.searchsorted(owners, np.arange(len(words) + 1)).tolist()
        rows = texts.astype(np.int32)
        return {word: (rows[a:b], sure[a:b]) for word, a, b in zip(words, bounds, bounds[1:], strict=False)}


def _both(left: Holding, right: Holding) -> Holding:
    if len(left[0]) > len(right[0]):
        left, right = right, left
    if not len(left[0]):
        return _NOWHERE
    places = np.minimum(np.searchsorted(right[0], left[0]), len(right[0]) - 1)
    same = right[0][places] == left[0]
    return left[0][same], np.minimum(left[1][same], right[1][places[same]])


class Presence:
    """Word lookups for chunks; `text_of`, shape (chunks,), names the text of each (None: each its own)."""

    def __init__(self, namings: Namings, text_of: NDArray[np.int64] | None = None) -> None:
        self._namings = namings
        self._text_of = text_of
        self._chunks = namings.size if text_of is None else len(text_of)
        self._chunks_of_text = None if text_of is None else np.bincount(text_of, minlength=namings.size)

    def gram_idf(self, gram: str) -> float:
        """The inverse document frequency of a character n-gram; unseen ones count as rarest."""
        return self._namings.words.gram_idf(gram)

    def held(self, words: Sequence[str], expansions: Sequence[Expansion]) -> tuple[Found, Found]:
        """How far each chunk holds each word, shape (words, chunks) twice: literally, and by any name.

        Literally: 1 where the word's stem occurs, otherwise the share of its n-grams in one word, 0 below
        LEAST_ALIKE. By any name: that, or the best other name of a concept of the word, up to NAMED_OTHERWISE.
        """
        literal, named = self._held(words, expansions)
        return self._of_chunks(literal), self._of_chunks(named)

    def named(self, words: Sequence[str], expansions: Sequence[Expansion]) -> Found:
        """How far each chunk holds each word by any name, shape (words, chunks)."""
        return self._of_chunks(self._held(words, expansions)[1])

    def _held(self, words: Sequence[str], expansions: Sequence[Expansion]) -> tuple[Found, Found]:
        names = {name for expansion in expansions for name in (*expansion.others, *expansion.weaker)}
        holding = self._namings.holding({*names, *((word,) for word in words)})
        literal = np.zeros((len(words), self._namings.size))
        for line, word in zip(literal, words, strict=True):
            rows, sure = holding[word,]
            line[rows] = sure
        named = literal.copy()
        self._add_names(dict(zip(words, named, strict=True)), expansions, holding)
        return literal, named

    def _add_names(
        self,
        lines: Mapping[str, Found],
        expansions: Sequence[Expansion],
        holding: Mapping[tuple[str, ...], Holding],
    ) -> None:
        for expansion in expansions:
            mine = [lines[word] for word in expansion.span if word in lines]
            for names, worth in ((expansion.others, NAMED_OTHERWISE), (expansion.weaker, NAMED_OTHERWISE * WEAKER)):
                for name in names:
                    rows, sure = holding[name]
                    if not rows.size:
                        continue
                    value = np.float32(worth * expansion.weight * self._rarity(rows)) * sure
                    for line in mine:
                        line[rows] = np.maximum(line[rows], value)

    def _rarity(self, texts: NDArray[np.int32]) -> float:
        """1 for what a single chunk holds, down to 0 for what all hold."""
        holding = len(texts) if self._chunks_of_text is None else int(self._chunks_of_text[texts].sum())
        return max(math.log((self._chunks + 1) / (holding + 0.5)) / math.log((self._chunks + 1) / 1.5), 0.0)

    def _of_chunks(self, table: Found) -> Found:
        return table if self._text_of is None else table[:, self._text_of]
