"""Mends typing errors of a question against the words that the concept base knows."""

from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from knowledge.german.words import NGRAM, fold, folded_of, marked_of, ngrams, stem, stems_of

SHORTEST = 5
"""Shorter words have too many neighbours to be mended safely."""
LONG = 10
"""From this length on two typing errors are mended."""
CANDIDATES = 12


class Speller:
    """Nearest known word by edits; `known` are lower-case words, and one whose stem is known needs no mending."""

    def __init__(self, known: Iterable[str]) -> None:
        words = [word for word in known if len(word) >= SHORTEST and word.isalpha()]
        self._known = dict(zip(folded_of(words), words, strict=True))
        self._stems = set(stems_of(list(self._known.values())))
        self._folded = list(self._known)
        self._lengths = np.array([len(word) for word in self._folded], dtype=np.int32)
        self._firsts = np.array([ord(word[0]) for word in self._folded], dtype=np.int32)
        codes, owners = _grams(marked_of(self._folded))
        order = np.argsort(codes, kind="stable")
        self._codes, self._owners = codes[order], owners[order]

    def mend(self, word: str) -> str | None:
        """The nearest known word with the same first letter, within one edit (two from LONG letters on), or None."""
        folded = fold(word)
        if len(word) < SHORTEST or stem(word) in self._stems or not word.isalpha():
            return None
        allowed = 2 if len(folded) >= LONG else 1
        nearest = self._nearest(folded, allowed)
        best = min(nearest, key=lambda candidate: distance(folded, candidate), default=None)
        return self._known[best] if best is not None and distance(folded, best) <= allowed else None

    def _nearest(self, folded: str, allowed: int) -> list[str]:
        """The CANDIDATES known words of about this length that share most n-grams, most first."""
        codes, _ = _grams(ngrams(folded))
        starts, ends = np.searchsorted(self._codes, codes, "left"), np.searchsorted(self._codes, codes, "right")
        sharing = [self._owners[start:end] for start, end in zip(starts, ends, strict=True)]
        found = np.concatenate(sharing) if sharing else self._owners[:0]
        near = (np.abs(self._lengths[found] - len(folded)) <= allowed) & (self._firsts[found] == ord(folded[0]))
        words, firsts, counts = np.unique(found[near], return_index=True, return_counts=True)
        order = np.lexsort((firsts, -counts))[:CANDIDATES]
        return [self._folded[number] for number in words[order]]


def _grams(marked: Sequence[str]) -> tuple[NDArray[np.uint64], NDArray[np.int32]]:
    """The n-grams of words with their boundaries, each as one number, and the number of the word each belongs to."""
    letters = np.frombuffer("".join(marked).encode("utf-32-le", "surrogatepass"), dtype="<u4").astype(np.uint64)
    owners = np.repeat(np.arange(len(marked), dtype=np.int32), [len(word) for word in marked])
    codes = np.zeros(max(len(letters) - NGRAM + 1, 0), dtype=np.uint64)
    for place in range(NGRAM):
        # 16 bits a letter: letters beyond them may share a number, which only adds a candidate.
        codes = codes << np.uint64(16) | letters[place : place + len(codes)] & np.uint64(0xFFFF)
    whole = owners[: len(codes)] == owners[NGRAM - 1 :]
    return codes[whole], owners[: len(codes)][whole]


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
