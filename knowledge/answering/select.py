"""Chooses among clauses or sentences: which of the pooled units answers the question best.

score = coverage of the question's words, each weighted by √(its idf in the base) × idf among the units at
hand, + .3 × what the previous unit adds (× .6 unless it starts with a pronoun) + .05 × what the next adds
+ .1 cue of the answer's kind + .1 definition + .1 numbers of the question (figures in docs/quality.md).
"""

import math
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from knowledge.german.concepts import Expansion
from knowledge.german.questions import AnswerType, answer_type, cue, defined_term, explains, leans_on_previous
from knowledge.german.words import content_words, ngrams, stem
from knowledge.index.bm25 import rarity_of

LEAST_MATCH = 0.2
"""Below this share of its n-grams a word does not count as found."""
NAMED_OTHERWISE = 0.8
"""A word that a unit names by another term of its concept counts this much of a literal match."""


@dataclass(frozen=True, slots=True)
class Unit:
    """A clause or sentence; units with the same `group` follow each other in one passage."""

    text: str
    group: str


@dataclass(frozen=True, slots=True)
class _Signature:
    stems: frozenset[str]
    grams: frozenset[str]


@lru_cache(20_000)
def _signature(text: str) -> _Signature:
    found = set(content_words(text))
    return _Signature(frozenset(map(stem, found)), frozenset(gram for word in found for gram in ngrams(word)))


@dataclass(frozen=True, slots=True)
class Match:
    """How far each unit holds each word asked: `table` has shape (units, words), 0 to 1; `weights` sum to 1."""

    words: tuple[str, ...]
    table: NDArray[np.float64]
    weights: NDArray[np.float64]

    @property
    def coverage(self) -> NDArray[np.float64]:
        """The weighted share of the question in each unit, shape (units,)."""
        coverage: NDArray[np.float64] = self.table @ self.weights
        return coverage


def match(
    asked: Mapping[str, float],
    units: Sequence[Unit],
    gram_idf: Callable[[str], float],
    expansions: Sequence[Expansion] = (),
) -> Match:
    """Find the words asked ({word: weight}) in the units by stem, by n-grams, or by another name of their concept."""
    words = tuple(asked)
    table = np.zeros((len(units), len(words)))
    weights = np.zeros(len(words))
    signatures = [_signature(unit.text) for unit in units]
    for column, word in enumerate(words):
        grams = ngrams(word)
        idf = {gram: gram_idf(gram) for gram in grams}
        total = sum(idf[gram] for gram in grams) or 1.0
        for row, its in enumerate(signatures):
            share = 1.0 if stem(word) in its.stems else sum(idf[g] for g in grams if g in its.grams) / total
            table[row, column] = share if share >= LEAST_MATCH else 0.0
        weights[column] = asked[word] * math.sqrt(total / len(grams) ** 0.5)
    _add_concepts(table, words, signatures, expansions)
    present = table.sum(axis=0)
    weights *= rarity_of(present, len(units))
    return Match(words, table, weights / (weights.sum() or 1.0))


def _add_concepts(
    table: NDArray[np.float64],
    words: tuple[str, ...],
    signatures: Sequence[_Signature],
    expansions: Sequence[Expansion],
) -> None:
    for expansion in expansions:
        columns = [words.index(word) for word in expansion.span if word in words]
        for names, worth in ((expansion.others, NAMED_OTHERWISE), (expansion.weaker, NAMED_OTHERWISE / 2)):
            for name in names:
                stems = {stem(word) for word in name}
                for row, its in enumerate(signatures):
                    if stems <= its.stems:
                        table[row, columns] = np.maximum(table[row, columns], worth * expansion.weight)


def rank(question: str, units: Sequence[Unit], matched: Match) -> NDArray[np.float64]:
    """The score of each unit for the question, shape (units,), about 0 to 1.6."""
    kind = answer_type(question)
    coverage = matched.coverage
    gains = np.zeros(len(units))
    numbers = re.findall(r"\d{2,}", question)
    for i, unit in enumerate(units):
        if i and units[i - 1].group == unit.group:
            pull = 1.0 if leans_on_previous(unit.text) else 0.6
            gains[i] += 0.3 * pull * _missing(matched, i, i - 1)
        if i + 1 < len(units) and units[i + 1].group == unit.group:
            gains[i] += 0.05 * _missing(matched, i, i + 1)
        gains[i] += 0.1 * cue(question, kind, unit.text) + 0.1 * _defines(question, unit.text)
        if numbers:
            gains[i] += 0.1 * sum(number in unit.text for number in numbers) / len(numbers)
    return coverage + gains


def _missing(matched: Match, here: int, neighbour: int) -> float:
    gain = np.maximum(0, matched.table[neighbour] - matched.table[here])
    return float(gain @ matched.weights)


def _defines(question: str, text: str) -> float:
    term = defined_term(question)
    if term is None or answer_type(question) is not AnswerType.DEFINITION:
        return 0.0
    wanted = [stem(word) for word in content_words(term)][:1]
    first = [stem(word) for word in content_words(text)][:8]
    return float(bool(wanted) and wanted[0] in first and explains(text))
