"""Inside the index: chunks' texts as named terms with counts, the form in which a database keeps them.

A name is a sign for its kind and the term itself: "g_amt" an n-gram, "samt" a stem, "wamts" a word.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from knowledge.german.words import STOP_WORDS
from knowledge.model import Chunk
from knowledge.ports import Counts

GRAM, STEM, WORD = "g", "s", "w"
LONGEST, BEGINNING = 200, 160
"""Longer words, which no one reads or asks for, are known by their beginning and a digest: keys have a limit."""
_PROBE = (
    "Bürgermeister*innen, Bürgermeister/-innen und BürgermeisterInnen der Gemeinden fördern z. B. 40 v. H. der "
    "Zusammen-\narbeit; Foerderung, Gruesse, aktuelle Autos, Cafés und Start-ups nach Nr. 5.4 an der Hauptstraße."
)


@dataclass(frozen=True, slots=True)
class Terms:
    """Texts as terms: `counts` of shape (texts, names) in column form; `lengths`, (texts, 2), in n-grams and stems."""

    names: tuple[str, ...]
    counts: Counts
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


def terms_of(texts: Sequence[str]) -> Terms:
    """The terms of texts."""
    import scipy.sparse as sp

    from knowledge.index.lexical import Vocabulary

    known = Vocabulary(texts)
    words = known.counts()
    parts = (words @ known.grams_of_words, words @ known.stems_of_words, words)
    lengths = np.column_stack([np.asarray(part.sum(axis=1)).ravel() for part in parts[:2]])
    every = (*names(GRAM, list(known.gram_ids)), *names(STEM, list(known.stem_ids)), *names(WORD, known.words))
    return Terms(every, sp.hstack(parts, format="csc"), lengths.astype(np.float32))


@lru_cache(1)
def analysis() -> str:
    """A fingerprint of how this program makes terms: of its stop words, and of what a text full of pitfalls gives."""
    told = repr((sorted(STOP_WORDS), sorted(terms_of([_PROBE]).names)))
    return hashlib.sha256(told.encode()).hexdigest()[:16]
