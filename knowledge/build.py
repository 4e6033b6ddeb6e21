"""Settings → Knowledge: the one place where storage, models and the answering steps are put together."""

import ctypes
import gc
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from knowledge.answering.compose import Sent
from knowledge.answering.pipeline import Early, Tools, answer
from knowledge.answering.traits import traits
from knowledge.german.concepts import shipped_concepts
from knowledge.german.municipalities import known_municipalities
from knowledge.german.places import Gazetteer
from knowledge.index.base import Base, PostingsOf, load_base
from knowledge.matching.atlas import Atlas
from knowledge.model import Answer, Chunk, Document, Question
from knowledge.ports import Catalogue, ChatModel, ConversationStore, Embedder, Reranker, VectorStore
from knowledge.settings import Settings

if TYPE_CHECKING:
    from knowledge.catalogue import Database

DENSE_CANDIDATES = 100
"""How many neighbours an embedding model contributes."""
NEIGHBOURS = 2
"""How many chunks before and after a quotation "Quelle" shows."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A quotation where it stands: its document and its neighbours on the same page or in the same section."""

    document: Document
    chunk: Chunk
    before: tuple[Chunk, ...]
    after: tuple[Chunk, ...]


class Knowledge:
    """Answers questions from the catalogue; any number of threads may ask at once.

    Every question sees the newest committed state, whichever process wrote it.
    """

    def __init__(
        self, catalogue: Catalogue, conversations: ConversationStore, vectors: VectorStore | None, embedder: Embedder,
        dense_weight: float = 0.0,
    ) -> None:  # fmt: skip
        self.catalogue = catalogue
        self.conversations = conversations
        self._vectors = vectors
        self._embedder = embedder
        self._dense_weight = dense_weight if vectors is not None and embedder.semantic else 0.0
        self._lock = threading.Lock()
        self._base: Base | None = None
        self._gazetteer: tuple[int, Gazetteer] | None = None
        self._atlas: Atlas | None = None
        self.postings: PostingsOf | None = None
        """Where the index's terms are read, if not held in memory."""
        self.model: ChatModel | None = None
        """Words the answers where one is configured; without one they are quotations."""
        self.reranker: Reranker | None = None
        self.rerank_weight = 0.0

    def answer(self, question: Question, sent: Sent | None = None, early: Early | None = None) -> Answer:
        """One answer, with sources; `sent` is shown what goes to a chat model, `early` the quotations before that.

        Raises CatalogueError, VectorStoreError or ModelError.
        """
        dense = self._dense if self._dense_weight else None
        base = self.base()
        concepts, atlas = shipped_concepts(), self.atlas(base)
        tools = Tools(
            concepts, atlas, dense, self._dense_weight, self.model, sent, early, self.reranker, self.rerank_weight
        )  # fmt: skip
        return answer(question, base, tools)

    def atlas(self, base: Base) -> Atlas:
        """Which municipalities the documents of a base are about; the last one is kept. Raises CatalogueError."""
        if self._atlas is None or self._atlas.base is not base:
            self._atlas = Atlas(base, self.gazetteer)
        return self._atlas

    def base(self) -> Base:
        """The snapshot of the present generation, built anew only after a commit. Raises CatalogueError."""
        generation = self.catalogue.generation()
        with self._lock:
            if self._base is None or self._base.generation != generation:
                with _collector_at_rest():
                    self._base = load_base(self.catalogue, self.postings)
                    _prepare(self._base)
                _give_back_memory()
            return self._base

    def passage(self, chunk_id: str) -> Passage:
        """Where a quotation stands. Raises NotFound when its document was removed meanwhile."""
        chunk = self.catalogue.chunk(chunk_id)
        document = self.catalogue.document(chunk.document_id)
        beside = [c for c in self.catalogue.chunks(document.id) if (c.page, c.section) == (chunk.page, chunk.section)]
        before = [c for c in beside if chunk.ordinal - NEIGHBOURS <= c.ordinal < chunk.ordinal]
        after = [c for c in beside if chunk.ordinal < c.ordinal <= chunk.ordinal + NEIGHBOURS]
        return Passage(document, chunk, tuple(before), tuple(after))

    @property
    def gazetteer(self) -> Gazetteer:
        """All municipalities, shipped and imported."""
        generation = self.catalogue.generation()
        if self._gazetteer is None or self._gazetteer[0] != generation:
            known = known_municipalities(self.catalogue.municipalities())
            self._gazetteer = (generation, Gazetteer(tuple(known.values())))
        return self._gazetteer[1]

    def _dense(self, text: str) -> dict[str, float]:
        assert self._vectors is not None
        self._vectors.refresh(self.catalogue.generation())
        return dict(self._vectors.query(self._embedder.embed_query(text), DENSE_CANDIDATES))

    def close(self) -> None:
        """Let go of files and connections."""
        self.catalogue.close()
        if self._vectors is not None:
            self._vectors.close()


@contextmanager
def _collector_at_rest() -> Iterator[None]:
    """While a base is built the garbage collector would look through all of it again and again: a fifth of the time."""
    running = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if running:
            gc.enable()


def _give_back_memory() -> None:
    """What building a base took and no longer needs goes back to the system: a third of all at 100,000 passages.

    The GNU C library keeps it otherwise; other systems' libraries do not offer this and are left alone.
    """
    trim = getattr(ctypes.CDLL(None), "malloc_trim", None) if sys.platform == "linux" else None
    if trim is not None:
        trim(0)


def _prepare(base: Base) -> None:
    """Do what no answer should wait for.

    That is the concept base and what sort of text each clause is (both remembered); and all that stays
    leaves the garbage collector's rounds: one over a base would halt an answer for 0.3 s and more.
    """
    shipped_concepts()
    for chunk in base.chunks:
        traits(chunk)
    gc.collect()
    gc.freeze()


def build(settings: Settings, database: "Database | None" = None) -> Knowledge:
    """Open the stores that the settings name and put answering together. Raises CatalogueError.

    With an open `database` the catalogue is taken from there.
    """
    from knowledge.catalogue import catalogue_in, open_conversations, open_database
    from knowledge.stores import open_chat_model, open_embedder, open_reranker, open_vectors

    catalogue = catalogue_in(database or open_database(settings.database_url))
    embedder = open_embedder(settings)
    vectors = open_vectors(settings, embedder) if embedder.semantic else None
    knowledge = Knowledge(catalogue, open_conversations(catalogue), vectors, embedder, settings.embeddings.weight)
    if settings.index.lexical == "postgres":
        catalogue.keep_terms()
        knowledge.postings = catalogue.postings
    knowledge.model = open_chat_model(settings)
    knowledge.reranker, knowledge.rerank_weight = open_reranker(settings), settings.reranker.weight
    return knowledge
