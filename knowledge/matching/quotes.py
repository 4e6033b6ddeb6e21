"""Beside matching: from clauses to the words that are shown: short, verbatim, and those that fit the need best."""

import re
from collections.abc import Iterable

import numpy as np

from knowledge.german.concepts import key
from knowledge.german.sentences import sentences
from knowledge.german.words import content_words
from knowledge.index.clauses import Query
from knowledge.matching.fit import Fit
from knowledge.matching.model import Quote
from knowledge.matching.told import Wording
from knowledge.model import Chunk

_NUMBERING = re.compile(r"^\(?\d+(?:\.\d+)*[.)]?\s+(?=\S)")
LONGEST = 200
"""About four lines of a phone: a longer clause is quoted by its best sentence."""


def quote(chunk: Chunk, fit: Fit, query: Query) -> Quote:
    """The clause, or the sentence of it that holds most of the need; always words as they stand there."""
    document = fit.base.documents[chunk.document_id]
    said = _NUMBERING.sub("", chunk.text)
    told = [sentence for sentence in sentences(said) if sentence in chunk.text and not sentence.endswith(":")]
    if not told or (len(said) <= LONGEST and not said.endswith(":")):
        return Quote(said, chunk, document)
    wanted = _names(query)
    scores = [len(wanted & {key(word) for word in content_words(sentence)}) for sentence in told]
    return Quote(told[int(np.argmax(scores))], chunk, document)


def wordings_first(wordings: Iterable[Wording], fit: Fit, query: Query) -> list[Quote]:
    """What facts say, as quotes: those that name most of the need first, equal ones in reading order."""
    wanted = _names(query)
    rows = fit.base.row_of
    documents = fit.base.documents

    def named(one: Wording) -> tuple[float, int]:
        return -round(fit.coverage(rows[one.chunk.id]), 6), -len(wanted & {key(w) for w in content_words(one.text)})

    return [Quote(one.text, one.chunk, documents[one.chunk.document_id]) for one in sorted(wordings, key=named)]


def best_first(chunks: Iterable[Chunk], fit: Fit) -> list[Chunk]:
    """Clauses that hold most of the need first; equal ones in reading order."""
    rows = fit.base.row_of
    return sorted(chunks, key=lambda chunk: (-round(fit.coverage(rows[chunk.id]), 6), chunk.ordinal))


def share_named(query: Query, text: str) -> float:
    """The share of the weighted words of a query that a text holds, each by itself or by another of its names."""
    held = {key(word) for word in content_words(text)}
    names: dict[str, list[tuple[str, ...]]] = {}
    for expansion in query.expansions:
        for word in expansion.span:
            names.setdefault(word, []).extend((*expansion.others, *expansion.weaker))
    total = sum(query.words.values())
    there = sum(
        weight
        for word, weight in query.words.items()
        if key(word) in held or any(set(map(key, name)) <= held for name in names.get(word, ()))
    )
    return there / total if total else 0.0


def _names(query: Query) -> set[str]:
    named = [word for expansion in query.expansions for name in expansion.others for word in name]
    return {key(word) for word in (*query.words, *named)}
