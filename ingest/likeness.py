"""Inside understanding: whether a text stands in the base already, under another name or with other edges.

A text's sketch is the smallest hashes of its shingles (bottom-k, Broder 1997): the share two sketches have in
common estimates the share of common shingles, so that only likely twins are compared sentence by sentence.
"""

import hashlib
import re
from collections.abc import Iterable, Sequence

from knowledge.german.sentences import sentences
from knowledge.model import Chunk, DocumentKind

SHINGLE = 4
"""Words of a shingle."""
SKETCH = 128
"""Hashes of a sketch: an estimate within about 0.09 of the truth, nineteen times in twenty."""
LIKELY = 0.55
"""An estimate from which on two texts are compared; below the least that twins have, minus its error."""
COMMON = 0.85
"""Twins have so large a share of the shorter one's characters in common sentences …"""
LONGER = 1.4
"""… and the longer one is at most so many times as long: a text inside a collection is no twin of it."""
EDGE = 70
"""A sentence up to so many characters may be a dateline or a credit: figures there tell no texts apart."""
_WORD = re.compile(r"\w+")
_FIGURE = re.compile(r"\d")


def sketch_of(chunks: Sequence[Chunk]) -> tuple[int, ...]:
    """The sketch of a text, ascending; shorter for texts of few words."""
    words = [word for chunk in chunks for word in _WORD.findall(chunk.text.casefold())]
    shingles = {" ".join(words[start : start + SHINGLE]) for start in range(max(1, len(words) - SHINGLE + 1))}
    return tuple(sorted(map(_hash, shingles))[:SKETCH])


def resemblance(first: Sequence[int], second: Sequence[int]) -> float:
    """The estimated share of shingles that two texts have in common, 0 to 1; below LIKELY an upper bound of it."""
    both = set(first).intersection(second)
    if len(both) < LIKELY * max(len(first), len(second)):
        return len(both) / max(1, len(first), len(second))  # The estimate is at most that, and this is most pairs.
    smallest = sorted({*first, *second})[:SKETCH]
    return sum(value in both for value in smallest) / max(1, len(smallest))


def same_text(first: Sequence[Chunk], second: Sequence[Chunk], kind: DocumentKind) -> bool:
    """Whether two documents are one text on two sites.

    Funding rules must agree in every sentence: annexes of two programmes differ in a name or a figure
    only. Elsewhere a sentence with figures that only one of them has keeps them apart.
    """
    mine, other = _sentences(first), _sentences(second)
    if kind is DocumentKind.FUNDING or not mine or not other:
        return mine == other
    shorter, longer = sorted((_length(mine), _length(other)))
    if longer > LONGER * shorter or _length(mine & other) < COMMON * shorter:
        return False
    return not any(_FIGURE.search(sentence) and len(sentence) > EDGE for sentence in mine ^ other)


def _sentences(chunks: Sequence[Chunk]) -> set[str]:
    return {" ".join(_WORD.findall(sentence.casefold())) for chunk in chunks for sentence in sentences(chunk.text)}


def _length(found: Iterable[str]) -> int:
    return sum(map(len, found))


def _hash(shingle: str) -> int:
    return int.from_bytes(hashlib.blake2b(shingle.encode(), digest_size=8).digest(), "big")
