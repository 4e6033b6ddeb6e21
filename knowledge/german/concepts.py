"""The concept base: joins what people say with what authorities write, for finding passages, never for wording answers.

Files in `concepts/`, one per field: a line is a group, terms separated by " | ", the most official
first; after " > " weaker relations. `abbreviations.txt` holds lines "OZG = Onlinezugangsgesetz".
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain
from pathlib import Path

import numpy as np

from knowledge.german.abbreviations import shipped_abbreviations
from knowledge.german.listed import lines
from knowledge.german.spelling import Speller
from knowledge.german.words import STOP_WORDS, content_words, content_words_of, stem, stems_of

_HERE = Path(__file__).parent
SENSES = 0.25
"""Words that stand for n concepts count n to the minus this for each: one of them is meant, not all."""
PART = 5
"""A part of a compound has at least so many letters."""
_SHORTEST_PREFIXED = 7
_SHORTEST_INFLECTED = 6


@dataclass(frozen=True, slots=True)
class Concept:
    """A group of terms for one thing; `weaker` are related, not equal."""

    terms: tuple[str, ...]
    weaker: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Expansion:
    """Words of a question (`span`) that stand for a concept, and the other ways to say it.

    `weight` (0 to 1) is lower the more concepts the span stands for: "Geld" says less than "Wallbox".
    """

    span: tuple[str, ...]
    others: tuple[tuple[str, ...], ...]
    weaker: tuple[tuple[str, ...], ...]
    weight: float


@lru_cache(100_000)
def key(word: str) -> str:
    """The form in which words of terms meet: the stem, without participle "ge…t" and final "t" of verbs.

    "gefördert", "fördert" and "fördern" meet; collisions ("Markt", "Mark") only widen the search.
    """
    return _key_of_stem(stem(word))


def _key_of_stem(found: str) -> str:
    if found.startswith("ge") and found.endswith("t") and len(found) >= _SHORTEST_PREFIXED:
        found = found[2:]
    if found.endswith("t") and len(found) >= _SHORTEST_INFLECTED:
        # The stemmer takes the "er" off "fördern", but not off "fördert".
        shorter = found[:-1]
        return shorter.removesuffix("er") if len(shorter) >= _SHORTEST_INFLECTED else shorter
    return found


class ConceptBase:
    """Looks up the concepts that a question touches; terms match by all their content words, in any order."""

    def __init__(self, concepts: Iterable[Concept]) -> None:
        self.concepts = tuple(concepts)
        self._terms = list(map(tuple, content_words_of(term for concept in self.concepts for term in concept.terms)))
        counts = [len(concept.terms) for concept in self.concepts]
        self._firsts = np.cumsum([0, *counts]).tolist()
        self._concept_of = np.repeat(np.arange(len(counts)), counts)
        words = list(chain.from_iterable(self._terms))
        self._speller = Speller([*sorted(STOP_WORDS), *words])
        self._number_keys(words)
        self._keys_of_terms: dict[int, frozenset[str]] = {}

    def _number_keys(self, words: Sequence[str]) -> None:
        """Note for each key the terms that hold it, as one long list: tens of thousands of small ones take a second."""
        distinct = list(dict.fromkeys(words))
        key_of = dict(zip(distinct, map(_key_of_stem, stems_of(distinct)), strict=True))
        self._keys = {form: number for number, form in enumerate(dict.fromkeys(key_of.values()))}
        numbers = np.array([self._keys[key_of[word]] for word in words], dtype=np.int32)
        holders = np.repeat(np.arange(len(self._terms)), [len(term) for term in self._terms])
        self._holders = holders[np.argsort(numbers, kind="stable")]
        self._ends = np.cumsum(np.bincount(numbers, minlength=len(self._keys)))

    def _terms_with(self, form: str) -> list[int]:
        """The numbers of the terms that hold a key, in their order."""
        number = self._keys.get(form)
        if number is None:
            return []
        start = self._ends[number - 1] if number else 0
        found: list[int] = self._holders[start : self._ends[number]].tolist()
        return found

    def _wanted(self, term: int) -> frozenset[str]:
        """The keys of all words of a term, remembered: everyday terms come up in most questions."""
        if term not in self._keys_of_terms:
            self._keys_of_terms[term] = frozenset(map(key, self._terms[term]))
        return self._keys_of_terms[term]

    def expand(self, words: Sequence[str]) -> list[Expansion]:
        """The concepts that the content words of a question name; each concept once, by its longest term."""
        by_key = {form: word for word in words for form in self._known_forms(word)}
        best: dict[int, frozenset[str]] = {}
        for found in by_key:
            for term in self._terms_with(found):
                wanted, number = self._wanted(term), int(self._concept_of[term])
                if wanted <= by_key.keys() and len(wanted) > len(best.get(number, ())):
                    best[number] = wanted
        spans: dict[frozenset[str], list[int]] = defaultdict(list)
        for number, wanted in best.items():
            spans[wanted].append(number)
        return [
            self._expansion(wanted, by_key, number, len(numbers) ** -SENSES)
            for wanted, numbers in spans.items()
            for number in numbers
        ]

    def knows(self, word: str) -> bool:
        """Whether a word stands in any term, in whatever inflection."""
        return key(word) in self._keys

    def means_nothing(self, word: str) -> bool:
        """Whether a word is a function word with a typing error ("überhaubt")."""
        return key(word) not in self._keys and self._speller.mend(word) in STOP_WORDS

    def _known_forms(self, word: str) -> list[str]:
        """The key of a word; where it is unknown, of the word probably meant, or of the compound's known parts."""
        if key(word) in self._keys:
            return [key(word)]
        mended = self._speller.mend(word)
        if mended:
            return [key(mended)]
        return [key(word), *(key(part) for part in _compound_parts(word, lambda part: key(part) in self._keys))]

    def _expansion(self, wanted: frozenset[str], by_key: dict[str, str], number: int, weight: float) -> Expansion:
        span = tuple(by_key[found] for found in sorted(wanted))
        terms = range(self._firsts[number], self._firsts[number + 1])
        # What was mended, or found inside a compound, stands in the texts by its own name.
        said = all(key(by_key[form]) == form for form in wanted)
        others = tuple(
            self._terms[term] for term in terms if self._terms[term] and not (said and self._wanted(term) == wanted)
        )
        weaker = tuple(words for term in self.concepts[number].weaker if (words := tuple(content_words(term))))
        return Expansion(span, others, weaker, weight)


def _compound_parts(word: str, known: Callable[[str], bool]) -> list[str]:
    """The longest known beginning (linking letters dropped) and ending of a compound, each of PART letters or more."""
    tail = next((word[i:] for i in range(PART, len(word) - PART + 1) if known(word[i:])), None)
    heads = (
        word[:i].removesuffix(link)
        for i in range(len(word) - PART, PART - 1, -1)
        for link in ("", "s", "en", "n", "er")
    )
    head = next((part for part in heads if len(part) >= PART and known(part)), None)
    return [part for part in (head, tail) if part]


def parse_line(line: str) -> Concept:
    """One line of a concept file. Raises ValueError where a term is empty or fewer than two are given."""
    strong, _, weak = line.partition(" > ")
    terms = tuple(term.strip() for term in strong.split("|"))
    weaker = tuple(term.strip() for term in weak.split("|")) if weak else ()
    if not all(terms + weaker) or len(terms) + len(weaker) <= 1:
        raise ValueError(line)
    return Concept(terms, weaker)


@lru_cache(1)
def shipped_concepts() -> ConceptBase:
    """The concept base that comes with the program, abbreviations included."""
    concepts = [parse_line(line) for path in sorted(_HERE.glob("concepts/*.txt")) for line in lines(path)]
    return ConceptBase([*concepts, *(Concept((long, short)) for short, long in shipped_abbreviations())])
