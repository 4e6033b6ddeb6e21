"""Inside the index: how far each chunk and its headings hold a word of the question, by form or by concept."""

from collections.abc import Callable, Sequence

import numpy as np
import scipy.sparse as sp
from numpy.typing import NDArray

from knowledge.german.concepts import Expansion, key
from knowledge.german.words import ngrams, stem
from knowledge.index.bm25 import Counts, Scores
from knowledge.index.lexical import Level, Vocabulary

LEAST_SHARE = 0.35
"""Below this share of its n-grams (by idf) a word does not count as found."""
NAMED_OTHERWISE = 0.8
"""A word that a text names by another term of its concept counts this much of the word itself."""
WEAKER = 0.5
"""A weaker relation counts half of another name."""


IN_COMPOUND = 0.8
"""A term's word inside a longer word ("Stellplatz" in "Reisemobilstellplatz") counts this much of the word alone."""

Forms = Callable[[str], tuple[str, ...]]
"""A word of a text to the keys under which it meets terms: its own first, then those of its parts."""


class Namings:
    """Which texts hold a word of a term, itself or as part of a compound; keys as in the concept base."""

    def __init__(self, vocabulary: Vocabulary, counts: Counts, forms: Forms) -> None:
        self._ids: dict[str, int] = {}
        rows: list[int] = []
        columns: list[int] = []
        values: list[float] = []
        for number, word in enumerate(vocabulary.words):
            for place, form in enumerate(forms(word)):
                rows.append(number)
                columns.append(self._ids.setdefault(form, len(self._ids)))
                values.append(IN_COMPOUND if place else 1.0)
        shape = (vocabulary.size, len(self._ids))
        parts = sp.csr_matrix((np.array(values, dtype=np.float32), (rows, columns)), shape=shape)
        self._columns = (counts.sign() @ parts).tocsc()

    def holding(self, form: str) -> tuple[NDArray[np.int32], Scores]:
        """The texts that hold a form, and how surely (IN_COMPOUND to 1)."""
        number = self._ids.get(form)
        if number is None:
            return _NO_ROWS, _NO_VALUES
        span = slice(self._columns.indptr[number], self._columns.indptr[number + 1])
        return self._columns.indices[span], np.minimum(self._columns.data[span], 1)


_NO_ROWS: NDArray[np.int32] = np.empty(0, dtype=np.int32)
_NO_VALUES: Scores = np.empty(0, dtype=np.float32)


class Presence:
    """Word lookups over one level of text; all results have shape (texts,)."""

    def __init__(self, vocabulary: Vocabulary, level: Level, namings: Namings) -> None:
        self._vocabulary = vocabulary
        self._level = level
        self._namings = namings

    def gram_idf(self, gram: str) -> float:
        """The inverse document frequency of a character n-gram; unseen ones count as rarest."""
        number = self._vocabulary.gram_ids.get(gram)
        return self._level.grams.unseen_idf if number is None else float(self._level.grams.idf[number])

    def literal(self, word: str) -> Scores:
        """1 where the word's stem occurs, otherwise the share of its n-grams, 0 below LEAST_SHARE."""
        found: Scores = np.zeros(self._level.size, dtype=np.float32)
        total = 0.0
        for gram in ngrams(word):
            idf = self.gram_idf(gram)
            total += idf
            if (number := self._vocabulary.gram_ids.get(gram)) is not None:
                found[self._level.grams.rows(number)] += np.float32(idf)
        found /= np.float32(total or 1.0)
        found[found < LEAST_SHARE] = 0
        found[self._rows_with(stem(word))] = 1
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
                    for place in mine if rows.size else ():
                        value = np.float32(worth * expansion.weight) * sure
                        found[place, rows] = np.maximum(found[place, rows], value)
        return found

    def _holding_all(self, name: Sequence[str]) -> tuple[NDArray[np.int32], Scores]:
        rows, sure = self._namings.holding(key(name[0]))
        for word in name[1:]:
            if not rows.size:
                break
            more, surer = self._namings.holding(key(word))
            rows, left, right = np.intersect1d(rows, more, assume_unique=True, return_indices=True)
            sure = np.minimum(sure[left], surer[right])
        return rows, sure

    def _rows_with(self, form: str) -> NDArray[np.int32]:
        number = self._vocabulary.stem_ids.get(form)
        return np.empty(0, dtype=np.int32) if number is None else self._level.stems.rows(number)
