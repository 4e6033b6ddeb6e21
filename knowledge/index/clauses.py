"""Scores of all chunks for a question: clause, heading, section and document looked at together.

score = clause 1 + heading .3 + section 1 + document .5, each min-max scaled over the base; a word's
other names from the concept base count where the word itself is missing (docs/quality.md).
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from knowledge.german.concepts import Expansion
from knowledge.index.bm25 import Counts, Scores
from knowledge.index.lexical import PAIRS_UP_TO, Level, Vocabulary
from knowledge.index.presence import Namings, Presence
from knowledge.index.references import references
from knowledge.model import Chunk, Document

CLAUSE, HEADING, SECTION, DOCUMENT = 1.0, 0.3, 1.0, 0.5
CONCEPT_WEIGHT = 0.7
WEAKER = 0.5
"""A weaker relation counts half of another name."""


@dataclass(frozen=True, slots=True)
class Query:
    """The content words of a question with their weights, and the concepts they touch."""

    words: Mapping[str, float]
    expansions: tuple[Expansion, ...] = ()


LevelScores = NDArray[np.float32]
"""Shape (4, chunks): clause, heading, section, document."""
LEVEL_WEIGHTS: Scores = np.array([CLAUSE, HEADING, SECTION, DOCUMENT], dtype=np.float32)


class ClauseIndex:
    """Built once from all chunks; read by any number of threads.

    Chunks are numbered in the order given. `section_of` and `document_of` map them to passages.
    """

    def __init__(self, chunks: Sequence[Chunk], documents: Mapping[str, Document]) -> None:
        self.chunks = tuple(chunks)
        self.document_of = _number([chunk.document_id for chunk in self.chunks])
        self.section_of = _number([f"{chunk.document_id}:{chunk.section}" for chunk in self.chunks])
        bodies = [f"{chunk.lead} {chunk.text}" for chunk in self.chunks]
        heads = [_heading_text(chunk, documents[chunk.document_id]) for chunk in self.chunks]
        self.vocabulary = Vocabulary([*bodies, *heads])
        count = len(self.chunks)
        table = self.vocabulary.counts()
        body, head = table[:count], table[count:]
        self._levels = (
            (CLAUSE, Level(self.vocabulary, body, self._pairs(count)), np.arange(count)),
            (HEADING, Level(self.vocabulary, head, None), np.arange(count)),
            (SECTION, Level(self.vocabulary, _grouped(body, head, self.section_of), None), self.section_of),
            (DOCUMENT, Level(self.vocabulary, _grouped(body, head, self.document_of), None), self.document_of),
        )
        self.body = Presence(self._levels[0][1], Namings(self.vocabulary, body, self._levels[0][1].grams))
        self.head = Presence(self._levels[1][1], Namings(self.vocabulary, head, self._levels[0][1].grams))
        self.references = references(self.chunks)

    def _pairs(self, count: int) -> tuple[Counts, NDArray[np.int64]] | None:
        if count > PAIRS_UP_TO:
            return None
        table, keys = self.vocabulary.pairs()
        return table[:count], keys

    def scores(self, query: Query) -> LevelScores:
        """The score of each chunk at each level, clause, heading, section and document, each 0 to 1."""
        found = (_scaled(self._level_scores(level, query))[owner] for _, level, owner in self._levels)
        return np.array(list(found), dtype=np.float32)

    def _level_scores(self, level: Level, query: Query) -> Scores:
        """Own words, and per span of words the best of its concepts' other names where the span itself is missing."""
        scores = level.scores(self.vocabulary.terms(query.words))
        for span, expansions in _by_span(query.expansions).items():
            best: Scores = np.zeros(level.size, dtype=np.float32)
            for expansion in expansions:
                for worth, terms in ((1.0, expansion.others), (WEAKER, expansion.weaker)):
                    for words in terms:
                        np.maximum(
                            best, np.float32(worth * expansion.weight) * self._term_scores(level, words), out=best
                        )
            asked = max((query.words.get(word, 0.0) for word in span), default=0.0)
            scores += np.float32(CONCEPT_WEIGHT * asked) * np.maximum(best - self._term_scores(level, span), 0)
        return scores

    def _term_scores(self, level: Level, words: Sequence[str]) -> Scores:
        weight = len(words) ** -0.5
        return level.scores(self.vocabulary.terms(dict.fromkeys(words, weight)))


def _by_span(expansions: Sequence[Expansion]) -> dict[tuple[str, ...], list[Expansion]]:
    found: dict[tuple[str, ...], list[Expansion]] = defaultdict(list)
    for expansion in expansions:
        found[expansion.span].append(expansion)
    return found


def _heading_text(chunk: Chunk, document: Document) -> str:
    return " ".join((document.title, *chunk.heading))


def _number(keys: Sequence[str]) -> NDArray[np.int64]:
    numbers: dict[str, int] = {}
    return np.array([numbers.setdefault(key, len(numbers)) for key in keys], dtype=np.int64)


def _grouped(body: Counts, head: Counts, owner: NDArray[np.int64]) -> Counts:
    """Sum the chunks' word counts by owner; headings count once per owner however many chunks share them."""
    import scipy.sparse as sp

    count = len(owner)
    groups = int(owner.max()) + 1 if count else 0
    chooser = sp.csr_matrix((np.ones(count, dtype=np.float32), (owner, np.arange(count))), shape=(groups, count))
    heads = (chooser @ head).sign()
    return chooser @ body + heads


def _scaled(scores: Scores) -> Scores:
    """Min-max to 0…1; all zeros where nothing differs."""
    if not scores.size or scores.max() <= scores.min():
        return np.zeros_like(scores)
    scaled: Scores = (scores - scores.min()) / (scores.max() - scores.min())
    return scaled
