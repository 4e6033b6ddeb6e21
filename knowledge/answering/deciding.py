"""Inside writing: the part of a quoted clause that decides, to be read first (bold where a channel has bold)."""

import numpy as np

from knowledge.answering.select import Unit, match, rank
from knowledge.answering.understand import Understood
from knowledge.german.sentences import sentences
from knowledge.index.base import Base
from knowledge.model import Chunk, ChunkKind

LONG = 90
"""Shorter clauses need no emphasis."""


def deciding_part(understood: Understood, base: Base, chunk: Chunk) -> str:
    """The best sentence of a clause, or what a table row says behind its first cell; empty for short clauses."""
    if chunk.kind is ChunkKind.TABLE_ROW:
        _, _, values = chunk.display.partition(": ")
        return values
    parts = sentences(chunk.text)
    if len(chunk.text) < LONG or len(parts) < 2:
        return ""
    units = [Unit(part, chunk.id) for part in parts]
    matched = match(understood.query.words, units, base.gram_idf, understood.query.expansions)
    return parts[int(np.argmax(rank(understood.question.text, units, matched)))]
