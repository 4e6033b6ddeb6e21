"""Inside the index: how far each chunk and its headings hold a word of the question, by form or by concept."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from knowledge.german.concepts import Expansion
from knowledge.german.words import ngrams, stem
from knowledge.index.bm25 import Bm25, Counts, Scores
from knowledge.index.lexical import Level, Vocabulary

NAMED_OTHERWISE = 0.8
"""A word that a text names by another term of its concept counts this much of the word itself."""
WEAKER = 0.5
"""A weaker relation counts half of another name."""


LEAST_ALIKE = 0.5
"""From this share of its n-grams (by idf) on, a term's word counts as meant by a word of a text."""
SHORTEST_ALIKE = 5


class Namings:
    """Which texts hold a word of a term: itself, or a word that shares most of its n-grams (compounds, inflections)."""

    def __init__(self, vocabulary: Vocabulary, counts: Counts, grams: Bm25) -> None:
        self._vocabulary = vocabulary
        self._words_of_grams = vocabulary.grams_of_words.tocsc()
        self._texts_of_words = counts.tocsc()
        self._grams = grams
        self._known: dict[str, tuple[NDArray[np.int32], Scores]] = {}

    def gram_idf(self, gram: str) -> float:
        """The inverse document frequency of a character n-gram; unseen ones count as rarest."""
        number = self._vocabulary.gram_ids.get(gram)
        return self._grams.unseen_idf if number is None else float(self._grams.idf[number])

    def holding(self, word: str) -> tuple[NDArray[np.int32], Scores]:
        """The texts that hold a word of a term (lower case), and how surely (LEAST_ALIKE to 1)."""
        found = self._known.get(word)
        if found is None:
            found = self._known[word] = self._holding(word)
        return found

    def _holding(self, word: str) -> tuple[NDArray[np.int32], Scores]:
        alike: Scores = np.zeros(self._vocabulary.size, dtype=np.float32)
        total = 0.0
        parts = ngrams(word)
        table = self._words_of_grams
        for gram in parts:
            idf = self.gram_idf(gram)
            total += idf
            number = self._vocabulary.gram_ids.get(gram)
            if number is not None:
                alike[table.indices[table.indptr[number] : table.indptr[number + 1]]] += np.float32(idf)
        alike /= np.float32(total or 1.0)
        same = self._vocabulary.stem_ids.get(stem(word))
        if same is not None:
            alike[self._vocabulary.stem_of_word == same] = 1
        near = np.flatnonzero(alike >= (LEAST_ALIKE if len(word) >= SHORTEST_ALIKE else 0.99))
        if not near.size:
            return _NO_ROWS, _NO_VALUES
        best: dict[int, float] = {}
        pointers = self._texts_of_words.indptr
        for word_number in near:
            for row in self._texts_of_words.indices[pointers[word_number] : pointers[word_number + 1]]:
                best[int(row)] = max(best.get(int(row), 0.0), float(alike[word_number]))
        rows: NDArray[np.int32] = np.array(sorted(best), dtype=np.int32)
        return rows, np.array([best[int(row)] for row in rows], dtype=np.float32)


_NO_ROWS: NDArray[np.int32] = np.empty(0, dtype=np.int32)
_NO_VALUES: Scores = np.empty(0, dtype=np.float32)


class Presence:
    """Word lookups over one level of text; all results have shape (texts,)."""

    def __init__(self, level: Level, namings: Namings) -> None:
        self._level = level
        self._namings = namings

    def gram_idf(self, gram: str) -> float:
        """The inverse document frequency of a character n-gram; unseen ones count as rarest."""
        return self._namings.gram_idf(gram)

    def literal(self, word: str) -> Scores:
        """1 where the word's stem occurs, otherwise the share of its n-grams in one word, 0 below LEAST_ALIKE."""
        found: Scores = np.zeros(self._level.size, dtype=np.float32)
        rows, sure = self._namings.holding(word)
        found[rows] = sure
        return found

    def concepts(self, words: Sequence[str], expansions: Sequence[Expansion]) -> NDArray[np.float32]:
        """Shape (words, texts): the best other name of a concept that each word belongs to, 0 to NAMED_OTHERWISE."""
        found = np.zeros((len(words), self._level.size), dtype=np.float32)
        places = {word: place for place, word in enumerate(words)}
        for expansion in expansions:
            mine = [places[word] for word in expansion.span if word in places]
            for names, worth in ((expansion.others, NAMED_OTHERWISE), (expansion.weaker, NAMED_OTHERWISE * WEAKER)):
                for name in names:
                    rows, sure = self._holding_all(name)
                    rarity = np.log((self._level.size + 1) / (rows.size + 0.5)) / np.log((self._level.size + 1) / 1.5)
                    for place in mine if rows.size else ():
                        value = np.float32(worth * expansion.weight * max(rarity, 0.0)) * sure
                        found[place, rows] = np.maximum(found[place, rows], value)
        return found

    def _holding_all(self, name: Sequence[str]) -> tuple[NDArray[np.int32], Scores]:
        rows, sure = self._namings.holding(name[0])
        for word in name[1:]:
            if not rows.size:
                break
            more, surer = self._namings.holding(word)
            rows, left, right = np.intersect1d(rows, more, assume_unique=True, return_indices=True)
            sure = np.minimum(sure[left], surer[right])
        return rows, sure
