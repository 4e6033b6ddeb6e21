"""The embedder that runs on nothing: texts to hashed character n-grams, no model and no vocabulary."""

import zlib
from collections.abc import Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from knowledge.german.words import content_words, ngrams
from knowledge.ports import Vectors

DIMENSIONS = 1024
"""Measured on four German test sets: 1,024 places find the right passage first 2 to 8 points more often than 512."""


class HashedEmbedder:
    """The port Embedder without meaning: texts are near when they share folded character 4-grams.

    Each word's grams weigh 1/√(their number) together, so long compounds don't drown short words.
    Vectors depend on the text alone, hence are the same in every process and never go stale.
    """

    name = f"hashed-4-grams-{DIMENSIONS}-v1"
    semantic = False

    def embed(self, texts: Sequence[str]) -> Vectors:
        """One row of unit length per text, shape (texts, DIMENSIONS)."""
        return np.array([self.embed_query(text) for text in texts], dtype=np.float32).reshape(-1, DIMENSIONS)

    def embed_query(self, text: str) -> Vectors:
        """One vector of unit length; a text without any content word gets the first axis."""
        found = np.zeros(DIMENSIONS, dtype=np.float32)
        for word in content_words(text):
            places, weights = _hashed(word)
            np.add.at(found, places, weights)
        length = float(np.linalg.norm(found))
        if length == 0.0:
            found[0] = length = 1.0
        return found / np.float32(length)


@lru_cache(100_000)
def _hashed(word: str) -> tuple[NDArray[np.intp], NDArray[np.float32]]:
    grams = ngrams(word)
    codes = np.array([zlib.crc32(gram.encode()) for gram in grams], dtype=np.uint32)
    # A sign from a bit of its own lets two grams in one place cancel on average (feature hashing, Weinberger 2009).
    signs = np.where(codes >> 31, 1.0, -1.0)
    return (codes % DIMENSIONS).astype(np.intp), (signs / np.sqrt(len(grams))).astype(np.float32)
