"""Fakes of the ports, held to the same contract suites as the real ones."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from knowledge.errors import CatalogueError, ModelError, NotFound, VectorStoreError
from knowledge.index.embedded_text import embedded_text
from knowledge.model import Chunk, Document, Fact, FactKind, Municipality, Turn
from knowledge.ports import KEPT_TURNS, ChunkDelta, Composed, Feedback, Vectors


class MemoryCatalogue:
    """The port Catalogue in dictionaries."""

    def __init__(self) -> None:
        self._generation = 0
        self._embedder = ""
        self._documents: dict[str, Document] = {}
        self._chunks: dict[str, dict[str, Chunk]] = {}
        self._facts: dict[str, list[Fact]] = {}
        self._stale: set[str] = set()
        self._municipalities: dict[str, Municipality] = {}

    def close(self) -> None:
        pass

    def generation(self) -> int:
        return self._generation

    def put(self, document: Document, chunks: Sequence[Chunk], facts: Sequence[Fact]) -> ChunkDelta:
        new = {chunk.id: chunk for chunk in chunks}
        if len(new) < len(chunks):
            raise CatalogueError("two chunks of one id")
        if document.superseded_by is not None:
            self.document(document.superseded_by)
        old = self._chunks.get(document.id, {})
        delta = ChunkDelta(
            tuple(i for i in new if i not in old),
            tuple(i for i in new if i in old and old[i].digest != new[i].digest),
            tuple(i for i in old if i not in new),
            sum(1 for i in new if i in old and old[i].digest == new[i].digest),
        )
        same = self._documents.get(document.id) == document and self._facts.get(document.id, []) == list(facts)
        reworded = [i for i in delta.updated if embedded_text(old[i]) != embedded_text(new[i])]
        self._stale.update(delta.added, reworded, delta.removed)
        self._documents[document.id] = document
        self._chunks[document.id] = new
        self._facts[document.id] = list(facts)
        self._generation += not same or bool(delta.added or delta.updated or delta.removed)
        return delta

    def remove(self, document_id: str) -> Document:
        found = self.document(document_id)
        self._stale.update(self._chunks.pop(document_id))
        del self._documents[document_id], self._facts[document_id]
        for other in self.documents():
            if other.superseded_by == document_id:
                self._documents[other.id] = replace(other, superseded_by=None)
        self._generation += 1
        return found

    def supersede(self, old_id: str, new_id: str | None) -> None:
        old = self.document(old_id)
        if new_id is not None:
            self.document(new_id)
        self._generation += old.superseded_by != new_id
        self._documents[old_id] = replace(old, superseded_by=new_id)

    def document(self, document_id: str) -> Document:
        if document_id not in self._documents:
            raise NotFound(document_id)
        return self._documents[document_id]

    def documents(self) -> list[Document]:
        return sorted(self._documents.values(), key=lambda d: (d.name, d.id))

    def chunks(self, document_id: str | None = None) -> list[Chunk]:
        ids = sorted(self._documents) if document_id is None else [self.document(document_id).id]
        return [chunk for i in ids for chunk in sorted(self._chunks[i].values(), key=lambda c: c.ordinal)]

    def chunk(self, chunk_id: str) -> Chunk:
        for chunks in self._chunks.values():
            if chunk_id in chunks:
                return chunks[chunk_id]
        raise NotFound(chunk_id)

    def chunk_counts(self) -> dict[str, int]:
        return {i: len(chunks) for i, chunks in self._chunks.items() if chunks}

    def facts(self, document_id: str | None = None, kind: FactKind | None = None) -> list[Fact]:
        ids = sorted(self._documents) if document_id is None else [self.document(document_id).id]
        return [fact for i in ids for fact in self._facts[i] if kind is None or fact.kind is kind]

    def stale_vectors(self) -> list[str]:
        return sorted(self._stale)

    def settle_vectors(self, chunk_ids: Sequence[str]) -> None:
        self._stale.difference_update(chunk_ids)
        self._generation += bool(chunk_ids)

    def mark_all_vectors_stale(self) -> None:
        self._stale.update(chunk.id for chunk in self.chunks())

    def use_embedder(self, name: str) -> bool:
        changed = name != self._embedder
        self._embedder = name
        if changed:
            self.mark_all_vectors_stale()
        return changed

    def put_municipalities(self, municipalities: Sequence[Municipality]) -> int:
        changed = {m.ags: m for m in municipalities if self._municipalities.get(m.ags) != m}
        self._municipalities.update(changed)
        self._generation += bool(changed)
        return len(changed)

    def municipalities(self) -> list[Municipality]:
        return sorted(self._municipalities.values(), key=lambda m: (m.name, m.ags))


class MemoryVectors:
    """The port VectorStore in a dictionary, searched exactly; nothing can be written while it is `away`."""

    def __init__(self) -> None:
        self._vectors: dict[str, Vectors] = {}
        self.away = False

    def close(self) -> None:
        pass

    def refresh(self, generation: int) -> None:
        pass

    def upsert(self, chunks: Sequence[Chunk], documents: Sequence[Document], vectors: Vectors) -> None:
        if self.away:
            raise VectorStoreError("away")
        self._vectors.update(zip((chunk.id for chunk in chunks), vectors, strict=True))

    def delete(self, chunk_ids: Sequence[str]) -> None:
        for chunk_id in chunk_ids:
            self._vectors.pop(chunk_id, None)

    def query(self, vector: Vectors, k: int) -> list[tuple[str, float]]:
        found = [(i, float(np.dot(v, vector))) for i, v in list(self._vectors.items())]
        return sorted(found, key=lambda pair: (-pair[1], pair[0]))[:k]

    def ids(self) -> set[str]:
        return set(self._vectors)

    def count(self) -> int:
        return len(self._vectors)

    def clear(self) -> None:
        self._vectors.clear()


class FixedEmbedder:
    """An embedder that makes a text's vector from its bytes and counts the texts it was given."""

    def __init__(self, name: str = "fixed", *, semantic: bool = False, dimensions: int = 16) -> None:
        self._name, self._semantic, self._dimensions = name, semantic, dimensions
        self.texts: list[str] = []

    @property
    def name(self) -> str:
        return self._name

    @property
    def semantic(self) -> bool:
        return self._semantic

    def embed(self, texts: Sequence[str]) -> Vectors:
        self.texts += texts
        return np.array([self._vector(text) for text in texts], dtype=np.float32).reshape(-1, self._dimensions)

    def embed_query(self, text: str) -> Vectors:
        return self._vector(text)

    def _vector(self, text: str) -> Vectors:
        counts = np.bincount(
            np.frombuffer(text.encode(), dtype=np.uint8) % self._dimensions, minlength=self._dimensions
        )
        found = (counts + 0.01).astype(np.float32)
        return found / np.linalg.norm(found)


class MemoryConversations:
    """The port ConversationStore in dictionaries."""

    def __init__(self) -> None:
        self._turns: dict[str, list[Turn]] = {}
        self._feedback: dict[tuple[str, str], Feedback] = {}

    def turns(self, chat: str, limit: int = 6) -> list[Turn]:
        found = self._turns.get(chat, [])
        return found[max(0, len(found) - limit) :]

    def add_turns(self, chat: str, turns: Sequence[Turn], at: dt.datetime) -> None:
        self._turns[chat] = [*self._turns.get(chat, []), *turns][-KEPT_TURNS:]

    def put_feedback(self, chat: str, feedback: Feedback, at: dt.datetime) -> None:
        self._feedback.pop((chat, feedback.answer_id), None)
        self._feedback[chat, feedback.answer_id] = feedback

    def feedback(self, chat: str, answer_id: str) -> Feedback | None:
        return self._feedback.get((chat, answer_id))

    def verdicts(self, chat: str) -> list[Feedback]:
        return [feedback for (where, _), feedback in self._feedback.items() if where == chat]

    def forget(self, chat: str) -> None:
        self._turns.pop(chat, None)

    def erase(self, chat: str) -> None:
        self.forget(chat)
        self._feedback = {key: feedback for key, feedback in self._feedback.items() if key[0] != chat}


class ScriptedModel:
    """The port ChatModel with its replies written beforehand; a reply that is an error is raised."""

    name = "scripted"

    def __init__(self, *replies: Composed | ModelError, found: Sequence[tuple[str, str]] = ()) -> None:
        self._replies = list(replies)
        self._found = tuple(found)
        self.asked: list[str] = []

    def extract(self, instructions: str, task: str) -> tuple[tuple[str, str], ...]:
        self.asked.append(f"{instructions}\n{task}")
        if self._replies and isinstance(self._replies[0], ModelError):
            raise self._replies[0]
        return self._found

    def compose(self, instructions: str, task: str) -> Composed:
        self.asked.append(f"{instructions}\n{task}")
        reply = self._replies.pop(0) if len(self._replies) > 1 else self._replies[0]
        if isinstance(reply, ModelError):
            raise reply
        return reply


class ScriptedReranker:
    """The port Reranker with scores by words: a text scores what the longest of them that it holds is given."""

    name = "scripted"

    def __init__(self, scores: dict[str, float] | ModelError) -> None:
        self._scores = scores
        self.asked: list[tuple[str, tuple[str, ...]]] = []

    def scores(self, question: str, texts: Sequence[str]) -> list[float]:
        self.asked.append((question, tuple(texts)))
        if isinstance(self._scores, ModelError):
            raise self._scores
        by_length = sorted(self._scores.items(), key=lambda pair: -len(pair[0]))
        return [next((score for word, score in by_length if word in text), 0.0) for text in texts]


class FixedTranscriber:
    """The port Transcriber that always hears the same; silence where that is empty."""

    def __init__(self, said: str) -> None:
        self._said = said

    def transcribe(self, name: str, sound: bytes) -> str:
        if not self._said:
            raise ModelError("nothing understood")
        return self._said
