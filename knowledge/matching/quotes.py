"""Beside matching: from clauses to the words that are shown: short, verbatim, and those that fit the need best."""

import re
from collections.abc import Iterable, Sequence

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


def quote(chunk: Chunk, fit: Fit) -> Quote:
    """The clause, or the sentence of it that holds most of the need; always words as they stand there."""
    document = fit.base.documents[chunk.document_id]
    said = _NUMBERING.sub("", chunk.text)
    told = [sentence for sentence in sentences(said) if sentence in chunk.text and not sentence.endswith(":")]
    if not told or (len(said) <= LONGEST and not said.endswith(":")):
        return Quote(said, chunk, document)
    scores = [len(fit.names & {key(word) for word in content_words(sentence)}) for sentence in told]
    return Quote(told[int(np.argmax(scores))], chunk, document)


def wordings_first(wordings: Sequence[Wording], fit: Fit, most: int) -> list[Quote]:
    """What facts say, as at most `most` quotes: those that name most of the need, equal ones in reading order."""
    rows, documents = fit.base.row_of, fit.base.documents
    covered = [round(fit.coverage(rows[one.chunk.id]), 6) for one in wordings]
    least = min(sorted(covered, reverse=True)[:most], default=0.0)

    def named(one: tuple[float, Wording]) -> tuple[float, int]:
        return -one[0], -len(fit.names & {key(word) for word in content_words(one[1].text)})

    # Names decide only between equal shares: the words of what has less than the last one shown are not looked at.
    near = [(share, one) for share, one in zip(covered, wordings, strict=True) if share >= least]
    first = [one for _, one in sorted(near, key=named)[:most]]
    return [Quote(one.text, one.chunk, documents[one.chunk.document_id]) for one in first]


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
