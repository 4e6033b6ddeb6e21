"""Inside the index: chunks' texts as named terms with counts, the form in which a database keeps them.

A name is a sign for its kind and the term itself: "g_amt" an n-gram, "samt" a stem, "wamts" a word.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from knowledge.model import Chunk

if TYPE_CHECKING:
    from knowledge.index.bm25 import Counts

GRAM, STEM, WORD = "g", "s", "w"
ANALYSIS = 1
"""Goes up with every change of what words, n-grams and stems are made of a text: what was kept then is made anew."""
LONGEST, BEGINNING = 200, 160
"""Longer words, which no one reads or asks for, are known by their beginning and a digest: keys have a limit."""


@dataclass(frozen=True, slots=True)
class Terms:
    """Texts as terms: `counts` of shape (texts, names) in column form; `lengths`, (texts, 2), in n-grams and stems."""

    names: tuple[str, ...]
    counts: "Counts"
    lengths: NDArray[np.float32]


def name(kind: str, term: str) -> str:
    """The name of a term."""
    if len(term) > LONGEST:
        return f"{kind}{term[:BEGINNING]}{hashlib.sha256(term.encode()).hexdigest()[: LONGEST - BEGINNING]}"
    return kind + term


def names(kind: str, terms: Sequence[str]) -> list[str]:
    """The name of each term."""
    return [name(kind, term) for term in terms]


def body_text(chunk: Chunk) -> str:
    """What of a chunk itself is searched; its headings are searched beside it."""
    return f"{chunk.lead} {chunk.text}"


def terms_of(chunks: Sequence[Chunk]) -> Terms:
    """The terms of the chunks' own texts."""
    import scipy.sparse as sp

    from knowledge.index.lexical import Vocabulary

    known = Vocabulary([body_text(chunk) for chunk in chunks])
    words = known.counts()
    parts = (words @ known.grams_of_words, words @ known.stems_of_words, words)
    lengths = np.column_stack([np.asarray(part.sum(axis=1)).ravel() for part in parts[:2]])
    every = (*names(GRAM, list(known.gram_ids)), *names(STEM, list(known.stem_ids)), *names(WORD, known.words))
    return Terms(every, sp.hstack(parts, format="csc"), lengths.astype(np.float32))
