"""A snapshot of the catalogue at one generation, ready to be searched: what one question sees from start to end."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from knowledge.index.clauses import ClauseIndex, Query
from knowledge.index.held import Held, Lookup
from knowledge.model import Chunk, Document, Fact, FactKind
from knowledge.ports import Catalogue, Postings

PostingsOf = Callable[[Sequence[Chunk]], Postings | None]
"""Where the terms of a catalogue's chunks are read; None: nowhere, so they are held in memory."""


@dataclass(frozen=True)
class Base:
    """Documents, chunks, facts and their index; never changed after it was built."""

    generation: int
    documents: dict[str, Document]
    index: ClauseIndex
    facts: dict[str, tuple[Fact, ...]]

    @cached_property
    def in_order(self) -> tuple[Document, ...]:
        """The documents as the index numbers them (`index.document_of`)."""
        seen = dict.fromkeys(chunk.document_id for chunk in self.chunks)
        return tuple(self.documents[document_id] for document_id in seen)

    @cached_property
    def in_force(self) -> NDArray[np.bool_]:
        """Whether a document has not been replaced, in the order of `in_order`."""
        return np.array([not document.superseded_by for document in self.in_order], dtype=np.bool_)

    @property
    def chunks(self) -> tuple[Chunk, ...]:
        """All chunks, numbered as in the index."""
        return self.index.chunks

    def chunks_of(self, document_id: str) -> tuple[Chunk, ...]:
        """The chunks of a document in reading order; empty for an unknown one."""
        return self.chunks[self._spans.get(document_id, slice(0, 0))]

    def facts_of(self, document_id: str, *kinds: FactKind) -> list[Fact]:
        """The facts of these kinds that a document states, in its order; empty for an unknown one."""
        return [fact for fact in self.facts.get(document_id, ()) if fact.kind in kinds]

    @cached_property
    def _spans(self) -> dict[str, slice]:
        starts = self.index.document_starts.tolist()
        ends = [*starts[1:], len(self.chunks)]
        return {self.chunks[start].document_id: slice(start, end) for start, end in zip(starts, ends, strict=True)}

    @cached_property
    def ordinals(self) -> NDArray[np.int64]:
        """The place of each chunk in its document, shape (chunks,)."""
        return np.array([chunk.ordinal for chunk in self.chunks], dtype=np.int64)

    @cached_property
    def row_of(self) -> dict[str, int]:
        """Chunk id to its number in the index."""
        return {chunk.id: row for row, chunk in enumerate(self.chunks)}

    @cached_property
    def fact_kinds(self) -> tuple[frozenset[FactKind], ...]:
        """The kinds of fact that the wording of each chunk proves, numbered as in the index."""
        return tuple(
            frozenset(
                fact.kind
                for fact in self.facts.get(chunk.document_id, ())
                if fact.wording in chunk.text or fact.wording in chunk.display
            )
            for chunk in self.chunks
        )

    @cached_property
    def _lookup(self) -> Lookup:
        return Lookup(self.index)

    def held(self, query: Query) -> Held:
        """How far each chunk holds each word of a query of at least one word; looked up once while it is in use."""
        return self._lookup.held(query)

    def gram_idf(self, gram: str) -> float:
        """The inverse document frequency of a character n-gram among the clauses; unseen ones count as rarest."""
        return self.index.body.gram_idf(gram)


def load_base(catalogue: Catalogue, postings: PostingsOf | None = None) -> Base:
    """Read everything at one generation; reads again where another process wrote in between. Raises CatalogueError.

    With `postings` the terms of the texts stay where those come from.
    """
    while True:
        generation = catalogue.generation()
        documents = {document.id: document for document in catalogue.documents()}
        chunks = catalogue.chunks()
        facts: dict[str, list[Fact]] = defaultdict(list)
        for fact in catalogue.facts():
            facts[fact.document_id].append(fact)
        terms = postings(chunks) if postings is not None else None
        if catalogue.generation() == generation:
            index = ClauseIndex(chunks, documents, terms)
            return Base(generation, documents, index, {key: tuple(found) for key, found in facts.items()})
