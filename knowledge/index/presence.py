"""Inside the index: how far each chunk and its headings hold a word of the question, by form or by concept."""

import math
from collections.abc import Callable, Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from knowledge.german.concepts import Expansion
from knowledge.german.words import ngrams, stem
from knowledge.index.bm25 import Counts, Scores
from knowledge.index.lexical import Vocabulary

NAMED_OTHERWISE = 0.8
"""A word that a text names by another term of its concept counts this much of the word itself."""
WEAKER = 0.5
"""A weaker relation counts half of another name."""


LEAST_ALIKE = 0.5
"""From this share of its n-grams (by idf) on, a term's word counts as meant by a word of a text."""
SHORTEST_ALIKE = 5
SAME = 0.99
"""Shorter words must be the same."""
KEPT = 2_000
"""So many words looked up last are remembered: the names of everyday concepts come up in most questions."""


class AlikeWords:
    """Which words of the texts stand for a word of a term: the same stem, or most of its n-grams in common."""

    def __init__(self, vocabulary: Vocabulary, gram_idf: Callable[[str], float]) -> None:
        self.gram_idf = gram_idf
        self._vocabulary = vocabulary
        self._words_of_grams = vocabulary.grams_of_words.tocsc()
        self._words_of_stems = vocabulary.stems_of_words.tocsc()
        self.alike = lru_cache(KEPT)(self._alike)

    def _alike(self, word: str) -> tuple[NDArray[np.int32], Scores]:
        """Numbers of the words alike, ascending, and how much so (LEAST_ALIKE to 1)."""
        grams = ngrams(word)
        idf = [self.gram_idf(gram) for gram in grams]
        touched = [_column(self._words_of_grams, self._vocabulary.gram_ids.get(gram)) for gram in grams]
        shares: Scores = np.zeros(self._vocabulary.size, dtype=np.float32)
        np.add.at(
            shares,
            np.concatenate(touched),
            np.repeat(np.array(idf, dtype=np.float32), [len(words) for words in touched]),
        )
        same = _column(self._words_of_stems, self._vocabulary.stem_ids.get(stem(word)))
        numbers = np.concatenate([same, *touched])
        shares[numbers] = shares[numbers] / np.float32(sum(idf) or 1.0)
        shares[same] = 1
        least = LEAST_ALIKE if len(word) >= SHORTEST_ALIKE else SAME
        near = np.unique(numbers[shares[numbers] >= least])
        return near, shares[near]


def _column(table: Counts, number: int | None) -> NDArray[np.int32]:
    """The rows that a column of a sparse table holds."""
    if number is None:
        return _NO_ROWS
    found: NDArray[np.int32] = table.indices[table.indptr[number] : table.indptr[number + 1]]
    return found


class Namings:
    """Which texts hold a word of a term: itself, or a word like it (compounds, inflections)."""

    def __init__(self, words: AlikeWords, counts: Counts) -> None:
        self.words = words
        self.size: int = counts.shape[0]
        self._texts_of_words = counts.tocsc()
        self.holding = lru_cache(KEPT)(self._holding)

    def _holding(self, word: str) -> tuple[NDArray[np.int32], Scores]:
        """The texts that hold a word of a term (lower case), and how surely (LEAST_ALIKE to 1)."""
        near, alike = self.words.alike(word)
        texts = [_column(self._texts_of_words, number) for number in near]
        if len(texts) == 1:
            return texts[0], np.full(len(texts[0]), alike[0])
        rows, places = np.unique(np.concatenate([_NO_ROWS, *texts]), return_inverse=True)
        sure: Scores = np.zeros(len(rows), dtype=np.float32)
        np.maximum.at(sure, places, np.repeat(alike, [len(holding) for holding in texts]))
        return rows, sure

    def holding_all(self, name: Sequence[str]) -> tuple[NDArray[np.int32], Scores]:
        """The texts that hold each word of a term, and how surely the least sure of them."""
        rows, sure = self.holding(name[0])
        for word in name[1:]:
            if not rows.size:
                break
            more, surer = self.holding(word)
            rows, left, right = np.intersect1d(rows, more, assume_unique=True, return_indices=True)
            sure = np.minimum(sure[left], surer[right])
        return rows, sure


_NO_ROWS: NDArray[np.int32] = np.empty(0, dtype=np.int32)


class Presence:
    """Word lookups for chunks; `text_of`, shape (chunks,), names the text of each. Results have shape (chunks,)."""

    def __init__(self, namings: Namings, text_of: NDArray[np.int64]) -> None:
        self._namings = namings
        self._text_of = text_of
        self._chunks_of_text = np.bincount(text_of, minlength=namings.size)

    def gram_idf(self, gram: str) -> float:
        """The inverse document frequency of a character n-gram; unseen ones count as rarest."""
        return self._namings.words.gram_idf(gram)

    def literal(self, word: str) -> Scores:
        """1 where the word's stem occurs, otherwise the share of its n-grams in one word, 0 below LEAST_ALIKE."""
        found: Scores = np.zeros(self._namings.size, dtype=np.float32)
        rows, sure = self._namings.holding(word)
        found[rows] = sure
        return found[self._text_of]

    def concepts(self, words: Sequence[str], expansions: Sequence[Expansion]) -> NDArray[np.float32]:
        """Shape (words, chunks): the best other name of a concept that each word belongs to, 0 to NAMED_OTHERWISE."""
        found = np.zeros((len(words), self._namings.size), dtype=np.float32)
        lines = dict(zip(words, found, strict=True))
        for expansion in expansions:
            mine = [lines[word] for word in expansion.span if word in lines]
            for names, worth in ((expansion.others, NAMED_OTHERWISE), (expansion.weaker, NAMED_OTHERWISE * WEAKER)):
                for name in names:
                    rows, sure = self._namings.holding_all(name)
                    if not rows.size:
                        continue
                    value = np.float32(worth * expansion.weight * self._rarity(rows)) * sure
                    for line in mine:
                        line[rows] = np.maximum(line[rows], value)
        return found[:, self._text_of]

    def _rarity(self, texts: NDArray[np.int32]) -> float:
        """1 for what a single chunk holds, down to 0 for what all hold."""
        chunks = len(self._text_of) + 1
        holding = int(self._chunks_of_text[texts].sum())
        return max(math.log(chunks / (holding + 0.5)) / math.log(chunks / 1.5), 0.0)
