"""Scores of all chunks for a question: clause, heading, section and document looked at together.

score = clause 1 + heading .3 + section 1 + document .5, each min-max scaled over the base; a word's
other names from the concept base count where the word itself is missing (docs/quality.md).
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from knowledge.german.concepts import Expansion
from knowledge.index.bm25 import Scores
from knowledge.index.lexical import Queries, Scoring, join
from knowledge.index.presence import WEAKER, AlikeWords, Namings, Presence
from knowledge.index.references import references
from knowledge.index.stored import StoredTables
from knowledge.index.tables import HeldTables, Layout, Tables, starts_of
from knowledge.model import Chunk, Document
from knowledge.ports import Postings

CLAUSE, HEADING, SECTION, DOCUMENT = 1.0, 0.3, 1.0, 0.5
CONCEPT_WEIGHT = 0.7
AT_ONCE = 1_000_000
"""So many scores are worked out together: enough to keep numpy busy, few enough to stay in the processor's cache."""
SPANS_KEPT = 24
"""So many spans are remembered: a message with several questions is looked at as a whole and part by part."""


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

    Chunks are numbered in the order given, those of a document and of a section behind each other.
    `section_of` and `document_of` map them to passages, `section_starts` and `document_starts` back to
    the first chunk of each. With `postings` of these chunks, their texts' terms stay where those are.
    """

    def __init__(
        self, chunks: Sequence[Chunk], documents: Mapping[str, Document], postings: Postings | None = None
    ) -> None:
        self.chunks = tuple(chunks)
        self.document_of = _number([chunk.document_id for chunk in self.chunks])
        self.section_of = _number([f"{chunk.document_id}:{chunk.section}" for chunk in self.chunks])
        self.document_starts = starts_of(self.document_of)
        self.section_starts = starts_of(self.section_of)
        heads = [_heading_text(chunk, documents[chunk.document_id]) for chunk in self.chunks]
        layout = Layout(self.section_of, self.document_of, _number(heads))
        different = list(dict.fromkeys(heads))
        self._tables: Tables = (
            HeldTables(self.chunks, different, layout)
            if postings is None
            else StoredTables(postings, self.chunks, different, layout)
        )
        self.vocabulary = self._tables.vocabulary
        alike = AlikeWords(self.vocabulary, self._tables.gram_idf)
        self.body = Presence(Namings(alike, len(self.chunks), self._tables.bodies))
        of_words = self._tables.heads.tocsc()
        self.head = Presence(Namings(alike, len(different), lambda words: of_words[:, words]), layout.head_of)
        self.references = references(self.chunks)
        self._known_gains: dict[_Span, tuple[Scores, ...]] = {}

    def scores(self, query: Query) -> LevelScores:
        """The score of each chunk at each level, clause, heading, section and document, each 0 to 1."""
        own = self.vocabulary.queries([(query.words, 1.0)])
        spans = {_span(words, named): words for words, named in _by_span(query.expansions).items()}
        known = {span: gains for span, gains in self._known_gains.items() if span in spans}
        missing = {span: self.vocabulary.queries(span.queries) for span in spans if span not in known}
        levels = [_at_level(level, own, missing) for level in self._tables.levels([own, *missing.values()])]
        gains = known | {span: tuple(brought[span] for _, brought in levels) for span in missing}
        self._remember(gains)
        found = []
        for number, ((its_own, _), owner) in enumerate(zip(levels, self._tables.owners, strict=True)):
            scores = its_own.copy()
            for span, words in spans.items():
                asked = max((query.words.get(word, 0.0) for word in words), default=0.0)
                scores += np.float32(CONCEPT_WEIGHT * asked) * gains[span][number]
            found.append(_scaled(scores)[owner])
        return np.array(found, dtype=np.float32)

    def _remember(self, gains: Mapping["_Span", tuple[Scores, ...]]) -> None:
        """Keep the last spans."""
        others = {span: its for span, its in self._known_gains.items() if span not in gains}
        self._known_gains = dict([*others.items(), *gains.items()][-SPANS_KEPT:])


@dataclass(frozen=True, slots=True)
class _Span:
    """Words of a question, and the other names of their concepts with the worth of each (0 to 1)."""

    words: tuple[str, ...]
    names: tuple[tuple[tuple[str, ...], float], ...]

    @property
    def queries(self) -> list[tuple[dict[str, float], float]]:
        """The words themselves, then each name, damped by 1/√(its words)."""
        named = ((self.words, 1.0), *self.names)
        return [(dict.fromkeys(name, len(name) ** -0.5), worth) for name, worth in named]


def _by_span(expansions: Sequence[Expansion]) -> dict[tuple[str, ...], list[Expansion]]:
    found: dict[tuple[str, ...], list[Expansion]] = defaultdict(list)
    for expansion in expansions:
        found[expansion.span].append(expansion)
    return found


def _span(words: tuple[str, ...], expansions: Sequence[Expansion]) -> _Span:
    worths: dict[tuple[str, ...], float] = {}
    for expansion in expansions:
        for worth, names in ((1.0, expansion.others), (WEAKER, expansion.weaker)):
            for name in names:
                worths[name] = max(worths.get(name, 0.0), worth * expansion.weight)
    return _Span(words, tuple(worths.items()))


def _at_level(level: Scoring, own: Queries, spans: Mapping[_Span, Queries]) -> tuple[Scores, dict[_Span, Scores]]:
    """The scores of a query's own words, shape (texts,), and how far the best other name of each span outdoes it."""
    scores: Scores = np.zeros(0, dtype=np.float32)
    gains: dict[_Span, Scores] = {}
    for number, block in enumerate(_blocks(list(spans), AT_ONCE // max(level.size, 1)) if spans else [[]]):
        table = level.scores(join([*([] if number else [own]), *(spans[span] for span in block)]))
        if not number:
            scores, table = table[0], table[1:]
        for span in block:
            mine, table = table[: len(span.names) + 1], table[len(span.names) + 1 :]
            gains[span] = np.maximum(mine[1:].max(axis=0, initial=0) - mine[0], 0)
    return scores, gains


def _blocks(spans: Sequence[_Span], most: int) -> Iterator[list[_Span]]:
    """Spans in groups of at most so many names (a longer span stands alone)."""
    block: list[_Span] = []
    for span in spans:
        if block and sum(len(one.names) + 1 for one in block) + len(span.names) + 1 > most:
            yield block
            block = []
        block.append(span)
    if block:
        yield block


def _heading_text(chunk: Chunk, document: Document) -> str:
    return " ".join((document.title, *chunk.heading))


def _number(keys: Sequence[str]) -> NDArray[np.int64]:
    numbers: dict[str, int] = {}
    return np.array([numbers.setdefault(key, len(numbers)) for key in keys], dtype=np.int64)


def _scaled(scores: Scores) -> Scores:
    """Min-max to 0…1; where nothing differs (one document, one section) all ones if anything was found, else zeros."""
    if not scores.size or scores.max() <= scores.min():
        return np.full_like(scores, float(scores.size and scores.max() > 0))
    scaled: Scores = (scores - scores.min()) / (scores.max() - scores.min())
    return scaled
