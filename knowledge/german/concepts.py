"""The concept base: joins what people say with what authorities write, for finding passages, never for wording answers.

Files in `concepts/`, one per field: a line is a group, terms separated by " | ", the most official
first; after " > " weaker relations. `abbreviations.txt` holds lines "OZG = Onlinezugangsgesetz".
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

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
        words = list(content_words_of(term for concept in self.concepts for term in concept.terms))
        distinct = list(dict.fromkeys(word for term in words for word in term))
        key_of = dict(zip(distinct, map(_key_of_stem, stems_of(distinct)), strict=True))
        cut = map(tuple, words)
        self._terms = [[next(cut) for _ in concept.terms] for concept in self.concepts]
        self._spans: dict[str, list[tuple[int, int]]] = defaultdict(list)
        self._keys: list[list[frozenset[str]]] = []
        for number, terms in enumerate(self._terms):
            keys = [frozenset([key_of[word] for word in term]) for term in terms]
            self._keys.append(keys)
            for place, wanted in enumerate(keys):
                for word in wanted:
                    self._spans[word].append((number, place))
        self._speller = Speller([*sorted(STOP_WORDS), *(word for term in words for word in term)])

    def expand(self, words: Sequence[str]) -> list[Expansion]:
        """The concepts that the content words of a question name; each concept once, by its longest term."""
        by_key = {form: word for word in words for form in self._known_forms(word)}
        best: dict[int, tuple[int, int]] = {}
        for found in by_key:
            for number, place in self._spans.get(found, ()):
                wanted = self._keys[number][place]
                if wanted <= by_key.keys() and len(wanted) > best.get(number, (0, 0))[0]:
                    best[number] = (len(wanted), place)
        spans: dict[frozenset[str], list[int]] = defaultdict(list)
        for number, (_, place) in best.items():
            spans[self._keys[number][place]].append(number)
        return [
            self._expansion(wanted, by_key, number, len(numbers) ** -SENSES)
            for wanted, numbers in spans.items()
            for number in numbers
        ]

    def means_nothing(self, word: str) -> bool:
        """Whether a word is a function word with a typing error ("überhaubt")."""
        return key(word) not in self._spans and self._speller.mend(word) in STOP_WORDS

    def _known_forms(self, word: str) -> list[str]:
        """The key of a word; where it is unknown, of the word probably meant, or of the compound's known parts."""
        if key(word) in self._spans:
            return [key(word)]
        mended = self._speller.mend(word)
        if mended:
            return [key(mended)]
        return [key(word), *(key(part) for part in _compound_parts(word, lambda part: key(part) in self._spans))]

    def _expansion(self, wanted: frozenset[str], by_key: dict[str, str], number: int, weight: float) -> Expansion:
        concept = self.concepts[number]
        span = tuple(by_key[found] for found in sorted(wanted))
        keys = self._keys[number]
        others = tuple(term for term, its in zip(self._terms[number], keys, strict=True) if its and its != wanted)
        weaker = tuple(words for term in concept.weaker if (words := tuple(content_words(term))))
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


def _lines(path: Path) -> list[str]:
    text = path.read_text(encoding="utf-8")
    return [line.strip() for line in text.splitlines() if line.strip() and not line.startswith("#")]


@lru_cache(1)
def shipped_concepts() -> ConceptBase:
    """The concept base that comes with the program, abbreviations included."""
    concepts = [parse_line(line) for path in sorted(_HERE.glob("concepts/*.txt")) for line in _lines(path)]
    for line in _lines(_HERE / "abbreviations.txt"):
        short, _, long = line.partition(" = ")
        concepts.append(Concept((long.strip(), short.strip())))
    return ConceptBase(concepts)
