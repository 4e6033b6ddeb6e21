"""Mends typing errors of a question against the words that the concept base knows."""

from collections import defaultdict
from collections.abc import Iterable

from knowledge.german.words import fold, ngrams, stem

SHORTEST = 5
"""Shorter words have too many neighbours to be mended safely."""
LONG = 10
"""From this length on two typing errors are mended."""
CANDIDATES = 12


class Speller:
    """Nearest known word by edits; `known` are lower-case words, and one whose stem is known needs no mending."""

    def __init__(self, known: Iterable[str]) -> None:
        self._known = {fold(word): word for word in known if len(word) >= SHORTEST and word.isalpha()}
        self._stems = {stem(word) for word in self._known.values()}
        self._by_gram: dict[str, list[str]] = defaultdict(list)
        for folded in self._known:
            for gram in ngrams(folded):
                self._by_gram[gram].append(folded)

    def mend(self, word: str) -> str | None:
        """The nearest known word with the same first letter, within one edit (two from LONG letters on), or None."""
        folded = fold(word)
        if len(word) < SHORTEST or stem(word) in self._stems or not word.isalpha():
            return None
        allowed = 2 if len(folded) >= LONG else 1
        shared: dict[str, int] = defaultdict(int)
        for gram in ngrams(folded):
            for candidate in self._by_gram.get(gram, ()):
                if candidate[0] == folded[0] and abs(len(candidate) - len(folded)) <= allowed:
                    shared[candidate] += 1
        nearest = sorted(shared, key=lambda candidate: -shared[candidate])[:CANDIDATES]
        best = min(nearest, key=lambda candidate: distance(folded, candidate), default=None)
        return self._known[best] if best is not None and distance(folded, best) <= allowed else None


def distance(left: str, right: str) -> int:
    """Edits between two words: insert, delete, replace, swap of neighbours (optimal string alignment)."""
    before: list[int] = []
    last = list(range(len(right) + 1))
    for i, a in enumerate(left, 1):
        row = [i]
        for j, b in enumerate(right, 1):
            cost = min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (a != b))
            if i > 1 and j > 1 and a == right[j - 2] and left[i - 2] == b:
                cost = min(cost, before[j - 2] + 1)
            row.append(cost)
        before, last = last, row
    return last[-1]
