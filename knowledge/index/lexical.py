"""The German lexical index: n-grams, stems and stem pairs over one shared vocabulary, at several levels of text.

score = BM25(folded character 4-grams, each word damped by 1/√(its n-grams))
      + 0.5 · BM25(folded Snowball stems) + 0.2 · BM25(stem pairs within three words)
The weights lie on a plateau measured on four public German test sets (docs/quality.md).
"""

from array import array
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from knowledge.german.words import content_words, content_words_of, ngrams, stem, stems_of
from knowledge.index.bm25 import Asked, Bm25, Scores, Table, idf_of
from knowledge.index.pairs import DISTANCE, Pairs
from knowledge.ports import Counts

STEM_WEIGHT = 0.5
PAIR_WEIGHT = 0.2
OF_GRAMS, OF_STEMS = Bm25(k1=1.2, b=0.75), Bm25(k1=1.0, b=0.5)
PAIRS_UP_TO = 20_000
"""Above this many texts pairs are left out."""


@dataclass(frozen=True, slots=True)
class Queries:
    """Several queries in the vocabulary's numbers: n-grams, then stems; and pairs of stems, whose terms are keys."""

    single: Asked
    pairs: Asked


def join(parts: Sequence[Queries]) -> Queries:
    """The queries of all parts, one after another."""
    return Queries(_joined([part.single for part in parts]), _joined([part.pairs for part in parts]))


def _joined(parts: Sequence[Asked]) -> Asked:
    firsts = np.cumsum([0, *(part.count for part in parts)])
    owners = [part.owners + first for part, first in zip(parts, firsts[:-1], strict=True)]
    terms, weights = [part.terms for part in parts], [part.weights for part in parts]
    return Asked(int(firsts[-1]), np.concatenate(owners), np.concatenate(terms), np.concatenate(weights))


class Vocabulary:
    """All words of the texts, each known by its n-grams and its stem; built in one pass.

    `rows` holds word numbers text after text, `pointers` where each text begins (as in CSR).
    `others` are words of texts that are not given: they come first and are known all the same.
    """

    def __init__(self, texts: Iterable[str], others: Sequence[str] = ()) -> None:
        rows, pointers, self._words = _numbered(chain([others], content_words_of(list(texts))))
        self.rows, self.pointers = rows[len(others) :], pointers[1:] - len(others)
        words = self.words
        grams, gram_pointers, self.gram_ids = _numbered(map(ngrams, words))
        self.grams_of_words = _sparse(grams, gram_pointers, len(self.gram_ids))
        self.stem_of_word, one_stem_each, self.stem_ids = _numbered([form] for form in stems_of(words))
        self.stems_of_words = _sparse(self.stem_of_word, one_stem_each, len(self.stem_ids))

    @property
    def size(self) -> int:
        """How many different words there are."""
        return len(self._words)

    @property
    def words(self) -> list[str]:
        """All different words, in the order of their numbers."""
        return list(self._words)

    def counts(self) -> Counts:
        """Texts × words with counts."""
        return _sparse(self.rows, self.pointers, self.size)

    def pairs(self, texts: int) -> Pairs:
        """The pairs of stems in the first texts."""
        end = self.pointers[texts]
        return Pairs(self.stem_of_word[self.rows[:end]], self.pointers[: texts + 1], len(self.stem_ids))

    def queries(self, asked: Sequence[tuple[Mapping[str, float], float]]) -> Queries:
        """Queries of {content word: weight}, each with a factor for all its scores, as numbers.

        Words that the texts do not know still match by their n-grams.
        """
        single: list[tuple[int, int, float]] = []
        pairs: list[tuple[int, int, float]] = []
        for owner, (words, factor) in enumerate(asked):
            stems = [self.stem_ids.get(stem(word)) for word in words]
            for word, form, weight in zip(words, stems, words.values(), strict=True):
                parts = ngrams(word)
                damped = factor * weight * len(parts) ** -0.5
                known = (self.gram_ids[part] for part in parts if part in self.gram_ids)
                single += [(owner, number, damped) for number in known]
                if form is not None:
                    single.append((owner, len(self.gram_ids) + form, factor * weight * STEM_WEIGHT))
            pairs += [(owner, key, factor * PAIR_WEIGHT) for key in self._pair_keys(stems)]
        return Queries(_asked(len(asked), single), _asked(len(asked), pairs))

    def _pair_keys(self, stems: Sequence[int | None]) -> set[int]:
        return {
            min(left, right) * len(self.stem_ids) + max(left, right)
            for place, left in enumerate(stems)
            for right in stems[place + 1 : place + 1 + DISTANCE]
            if left is not None and right is not None and left != right
        }


def _asked(count: int, found: Sequence[tuple[int, int, float]]) -> Asked:
    owners, terms, weights = zip(*found, strict=True) if found else ((), (), ())
    as_whole = (np.array(owners, dtype=np.int64), np.array(terms, dtype=np.int64))
    return Asked(count, *as_whole, np.array(weights, dtype=np.float32))


class Scoring(Protocol):
    """What gives texts their scores: a level, or as much of it as some queries need."""

    @property
    def size(self) -> int:
        """How many texts."""

    def scores(self, queries: Queries) -> Scores:
        """The score of each text for each query, shape (queries, texts)."""


class Level:
    """One level of text (clauses, sections, documents …): BM25 over n-grams, stems and, where given, pairs."""

    def __init__(
        self,
        vocabulary: Vocabulary,
        counts: Counts,
        pairs: Pairs | None = None,
        kept: NDArray[np.int64] | None = None,
    ) -> None:
        import scipy.sparse as sp

        grams, self._gram_idf = OF_GRAMS.weighed(counts @ vocabulary.grams_of_words, kept)
        stems, _ = OF_STEMS.weighed(counts @ vocabulary.stems_of_words, kept)
        self._pairs = pairs
        self._table = Table(sp.hstack([grams, stems], format="csc"))
        self._unseen_idf, self._gram_ids = float(idf_of(0, counts.shape[0])), vocabulary.gram_ids
        self.size = self._table.size

    def gram_idf(self, gram: str) -> float:
        """The inverse document frequency of a character n-gram; unseen ones count as rarest."""
        number = self._gram_ids.get(gram)
        return self._unseen_idf if number is None else float(self._gram_idf[number])

    def scores(self, queries: Queries) -> Scores:
        """The score of each text for each query, shape (queries, texts), 0 where nothing matches."""
        return scored(self._table, self._pairs, queries)


def scored(table: Table, pairs: Pairs | None, queries: Queries) -> Scores:
    """The score of each text for each query: by n-grams and stems and, where given, by pairs."""
    scores = table.sums(queries.single)
    return scores + pairs.sums(queries.pairs) if pairs is not None and len(queries.pairs.terms) else scores


class LexicalIndex:
    """The index over a plain list of texts: one level, with pairs up to PAIRS_UP_TO texts."""

    def __init__(self, texts: Sequence[str]) -> None:
        self.vocabulary = Vocabulary(texts)
        pairs = self.vocabulary.pairs(len(texts)) if len(texts) <= PAIRS_UP_TO else None
        self.level = Level(self.vocabulary, self.vocabulary.counts(), pairs)

    def scores(self, query: str) -> Scores:
        """The score of each text for a query in plain German, shape (texts,)."""
        asked = dict.fromkeys(content_words(query), 1.0)
        found: Scores = self.level.scores(self.vocabulary.queries([(asked, 1.0)]))[0]
        return found

    def gram_idf(self, gram: str) -> float:
        """The inverse document frequency of a character n-gram; unseen ones count as rarest."""
        return self.level.gram_idf(gram)


def _numbered(
    parts: Iterable[Sequence[str]],
) -> tuple[NDArray[np.int32], NDArray[np.int64], dict[str, int]]:
    """All items part after part as numbers, where each part begins (as in CSR), and the number of each item."""
    numbers: defaultdict[str, int] = defaultdict()
    numbers.default_factory = numbers.__len__
    rows = array("i")
    pointers = array("q", [0])
    for part in parts:
        rows.extend(map(numbers.__getitem__, part))
        pointers.append(len(rows))
    return np.array(rows, dtype=np.int32), np.array(pointers, dtype=np.int64), dict(numbers)


def _sparse(columns: NDArray[np.int32], pointers: NDArray[np.int64], width: int) -> Counts:
    import scipy.sparse as sp

    ones = np.ones(len(columns), dtype=np.float32)
    # A copy: summing duplicates sorts in place, and the reading order of the words is needed for pairs.
    table = sp.csr_matrix((ones, columns, pointers), shape=(len(pointers) - 1, width), copy=True)
    table.sum_duplicates()
    return table
