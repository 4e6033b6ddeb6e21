"""The ports: what knowledge needs from storage and models, each with the promises its contract suite checks."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from knowledge.model import Chunk, Document, Fact, FactKind, Municipality, Turn

Vectors = NDArray[np.float32]
Counts = Any
"""A scipy.sparse matrix of shape (texts, terms) with counts; scipy carries no types."""


@dataclass(frozen=True, slots=True)
class ChunkDelta:
    """What a committed write changed, as chunk ids; `updated` kept their id but not their digest."""

    added: tuple[str, ...] = ()
    updated: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    unchanged: int = 0


class Catalogue(Protocol):
    """Documents, chunks, facts and municipalities: the truth that indexes are built from.

    Every call is one transaction. Every committed change of documents, chunks or facts raises
    `generation` by one, visible to all processes at once; so does a change of municipalities, and
    `settle_vectors`, because only then a reader finds the new vectors. Chunks whose vector has to
    follow (added or with another text) or has to go are remembered in the same transaction until
    `settle_vectors`, so a crash between catalogue and vector store is repaired by the next sync.
    `use_embedder` notes who makes the vectors; another name than before makes all of them stale
    and returns True. `put_municipalities` returns how many were new or differed.
    Errors: CatalogueError; NotFound where an id is named that does not exist.
    """

    def generation(self) -> int: ...
    def put(self, document: Document, chunks: Sequence[Chunk], facts: Sequence[Fact]) -> ChunkDelta: ...
    def remove(self, document_id: str) -> Document: ...
    def supersede(self, old_id: str, new_id: str | None) -> None: ...
    def document(self, document_id: str) -> Document: ...
    def documents(self) -> list[Document]: ...
    def chunks(self, document_id: str | None = None) -> list[Chunk]: ...
    def chunk(self, chunk_id: str) -> Chunk: ...
    def chunk_counts(self) -> dict[str, int]: ...
    def facts(self, document_id: str | None = None, kind: FactKind | None = None) -> list[Fact]: ...
    def stale_vectors(self) -> list[str]: ...
    def settle_vectors(self, chunk_ids: Sequence[str]) -> None: ...
    def mark_all_vectors_stale(self) -> None: ...
    def use_embedder(self, name: str) -> bool: ...
    def put_municipalities(self, municipalities: Sequence[Municipality]) -> int: ...
    def municipalities(self) -> list[Municipality]: ...
    def close(self) -> None: ...


class VectorStore(Protocol):
    """Chunks with their vectors and metadata (document_id, page, kind, date as YYYYMMDD number).

    After another process wrote, the next call of any method sees it, provided that `refresh` was
    called with the catalogue's present generation. Ids unknown to `delete` are ignored; `upsert`
    of the same ids is idempotent. Any number of threads may call. Errors: VectorStoreError.
    """

    def refresh(self, generation: int) -> None: ...
    def upsert(self, chunks: Sequence[Chunk], documents: Sequence[Document], vectors: Vectors) -> None: ...
    def delete(self, chunk_ids: Sequence[str]) -> None: ...
    def query(self, vector: Vectors, k: int) -> list[tuple[str, float]]: ...
    def ids(self) -> set[str]: ...
    def count(self) -> int: ...
    def clear(self) -> None: ...
    def close(self) -> None: ...


class Postings(Protocol):
    """How often each term stands in each of some chunks, read term by term; names are made by index/terms.py.

    The chunks are those of one generation, in an order of the store's own: `row_of`, shape (chunks,), says which row
    each has that the catalogue gives; those of a document stand behind each other. `words` are all words of their
    texts (some may be gone from them), `holding` says how many chunks hold each n-gram, `lengths` of shape
    (rows, 2) how many n-grams and stems each has. `columns` are counts of shape (rows, names) as a scipy.sparse
    matrix in column form, rows ascending. Any number of threads may call. Errors: CatalogueError.
    """

    @property
    def words(self) -> Sequence[str]: ...
    @property
    def holding(self) -> Mapping[str, int]: ...
    @property
    def lengths(self) -> Vectors: ...
    @property
    def row_of(self) -> NDArray[np.int64]: ...
    def columns(self, names: Sequence[str]) -> Counts: ...


class Embedder(Protocol):
    """Texts to vectors: float32, one unit-length row a text; `name` changes when vectors would. Errors: ModelError."""

    @property
    def name(self) -> str: ...
    @property
    def semantic(self) -> bool: ...
    def embed(self, texts: Sequence[str]) -> Vectors: ...
    def embed_query(self, text: str) -> Vectors: ...


@dataclass(frozen=True, slots=True)
class Composed:
    """What a chat model made of a question: sentences with the numbers (from 1) of the passages that prove them.

    `complete` is the model's own view of whether these sentences answer the question.
    """

    sentences: tuple[tuple[str, tuple[int, ...]], ...]
    complete: bool


class ChatModel(Protocol):
    """A chat model: words an answer from numbered passages, finds facts; what it says is checked by the caller.

    `extract` gives pairs of a kind, as the instructions name them, and a wording. Both calls answer or
    fail within seconds, however the server behaves; after a failure they fail at once for a while, so that
    not every reader waits for a dead server. Errors: ModelError, also for refusals and answers out of form.
    """

    @property
    def name(self) -> str: ...
    def compose(self, instructions: str, task: str) -> Composed: ...
    def extract(self, instructions: str, task: str) -> tuple[tuple[str, str], ...]: ...


class Reranker(Protocol):
    """How well each text answers a question, 0 to 1, in the order of the texts.

    It answers or fails within seconds, however the server behaves; after a failure it fails at once for a
    while. Errors: ModelError, also for answers out of form.
    """

    @property
    def name(self) -> str: ...
    def scores(self, question: str, texts: Sequence[str]) -> list[float]: ...


class Transcriber(Protocol):
    """Spoken German to text. Errors: ModelError, also where nothing was understood."""

    def transcribe(self, name: str, sound: bytes) -> str: ...


@dataclass(frozen=True, slots=True)
class Feedback:
    """A reader's verdict on one answer: +1 or -1."""

    answer_id: str
    verdict: int


KEPT_TURNS = 20
"""How many turns of a chat are kept at all: enough for follow-ups, and no archive of what was asked."""


class ConversationStore(Protocol):
    """What a chat needs to go on after a restart: its last KEPT_TURNS turns, its answers' feedback.

    `chat` is a channel-qualified key such as "telegram:4711" or "terminal". `forget` deletes the
    turns of a chat, `erase` all that is stored of it. Errors: CatalogueError.
    """

    def turns(self, chat: str, limit: int = 6) -> list[Turn]: ...
    def add_turns(self, chat: str, turns: Sequence[Turn], at: dt.datetime) -> None: ...
    def put_feedback(self, chat: str, feedback: Feedback, at: dt.datetime) -> None: ...
    def feedback(self, chat: str, answer_id: str) -> Feedback | None: ...
    def verdicts(self, chat: str) -> list[Feedback]: ...
    def forget(self, chat: str) -> None: ...
    def erase(self, chat: str) -> None: ...
