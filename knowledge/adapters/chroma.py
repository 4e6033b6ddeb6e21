"""Chunks' vectors in Chroma: a folder of this machine or a server; the only place that knows chromadb."""

import hashlib
import shutil
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar
from urllib.parse import urlsplit

from knowledge.errors import VectorStoreError
from knowledge.model import Chunk, Document
from knowledge.ports import Vectors

if TYPE_CHECKING:
    from chromadb.api import ClientAPI
    from chromadb.api.collection_configuration import CreateCollectionConfiguration
    from chromadb.api.models.Collection import Collection

_PREFIX = "lotse-"
# Measured on 10,000 vectors of 1,024 dimensions: recall@10 .984, against .86 with Chroma's defaults.
_INDEX: "CreateCollectionConfiguration" = {"hnsw": {"space": "cosine", "ef_search": 200, "max_neighbors": 32}}

ANSWER_S = 30.0
"""How long a server may take for one request; the largest batch takes some seconds."""
CONNECT_S = 5.0

Row = tuple[str, Vectors, dict[str, str | int]]
"""Chunk id, vector, metadata."""
T = TypeVar("T")
Connect = Callable[[], "ClientAPI"]


def open_chroma(place: Path | str, embedder: str) -> "ChromaVectors":
    """The vectors of one embedder in a folder (Path) or on a server (its http address).

    Nothing is opened before the first use, so a command that needs no vectors does not wait for Chroma.
    Each embedder has a collection of its own: vectors of two models never meet.
    """
    name = _PREFIX + hashlib.sha256(embedder.encode()).hexdigest()[:12]
    if isinstance(place, Path):
        return ChromaVectors(lambda: _open_folder(place), name, lambda: _drop_folder(place))
    return ChromaVectors(lambda: _open_server(place), name)


class ChromaVectors:
    """The port VectorStore (see there for its promises); safe to use from several threads.

    A chunk's metadata are those of its last embedding: a passage that only moved to another page
    keeps its vector, and with it the old page. `drop`, where there is one, clears a place that is too damaged to open.
    """

    def __init__(self, connect: Connect, collection: str, drop: Callable[[], None] | None = None) -> None:
        self._connect = connect
        self._drop = drop
        self._name = collection
        self._lock = threading.RLock()
        self._client: ClientAPI | None = None
        self._collection: Collection | None = None
        self._generation: int | None = None

    def close(self) -> None:
        """Let go of the client; the next use opens it again."""
        with self._lock:
            self._client = self._collection = None

    def refresh(self, generation: int) -> None:
        """Reopen if the catalogue has changed: an open client keeps finding what other processes deleted."""
        with self._lock:
            if generation != self._generation:
                self.close()
                self._generation = generation

    def upsert(self, chunks: Sequence[Chunk], documents: Sequence[Document], vectors: Vectors) -> None:
        """Add or overwrite; `vectors` has one row per chunk, `documents` holds every document named by a chunk."""
        by_id = {document.id: document for document in documents}
        rows: list[Row] = [(c.id, row, _metadata(c, by_id)) for c, row in zip(chunks, vectors, strict=True)]
        for batch in self._batches(rows):
            self._run(partial(_upsert, rows=batch))

    def delete(self, chunk_ids: Sequence[str]) -> None:
        """Forget these chunks; unknown ids are ignored."""
        for batch in self._batches(chunk_ids):
            self._run(partial(_delete, ids=batch))

    def query(self, vector: Vectors, k: int) -> list[tuple[str, float]]:
        """The ids of the `k` nearest chunks with their cosine similarity (-1 to 1), best first."""
        asked = [vector.tolist()]
        found = self._run(lambda c: c.query(query_embeddings=asked, n_results=k, include=["distances"]))
        distances = found["distances"] or [[]]
        return [(i, 1.0 - float(d)) for i, d in zip(found["ids"][0], distances[0], strict=True)]

    def ids(self) -> set[str]:
        """The ids of all chunks that have a vector."""
        return set(self._run(lambda found: found.get(include=[]))["ids"])

    def count(self) -> int:
        """How many chunks have a vector."""
        return self._run(lambda found: found.count())

    def clear(self) -> None:
        """Drop all vectors, those of earlier embedders too; a damaged folder goes as a whole."""
        with self._lock, foreign_errors_mapped():
            try:
                self._drop_collections()
            except VectorStoreError:
                self.close()
                if self._drop is None:
                    raise
                self._drop()

    def _drop_collections(self) -> None:
        with foreign_errors_mapped():
            client = self._opened()
            for collection in client.list_collections():
                if collection.name.startswith(_PREFIX):
                    client.delete_collection(collection.name)
            self._collection = None

    def _batches(self, items: Sequence[T]) -> Iterator[list[T]]:
        if items:
            with self._lock, foreign_errors_mapped():
                size = self._opened().get_max_batch_size()
            left = iter(items)
            while batch := list(islice(left, size)):
                yield batch

    def _run(self, action: "Callable[[Collection], T]") -> T:
        with self._lock, foreign_errors_mapped():
            from chromadb.errors import NotFoundError

            try:
                return action(self._opened_collection())
            except NotFoundError:
                # Another process cleared the store and made the collection anew.
                self._collection = None
                return action(self._opened_collection())

    def _opened(self) -> "ClientAPI":
        if self._client is None:
            self._client = self._connect()
        return self._client

    def _opened_collection(self) -> "Collection":
        if self._collection is None:
            # Without embedding_function=None Chroma would download a model on first use.
            self._collection = self._opened().get_or_create_collection(
                self._name, embedding_function=None, configuration=_INDEX
            )
        return self._collection


def _upsert(collection: "Collection", rows: list[Row]) -> None:
    ids, vectors, metadatas = zip(*rows, strict=True)
    collection.upsert(ids=list(ids), embeddings=list(vectors), metadatas=list(metadatas))


def _delete(collection: "Collection", ids: list[str]) -> None:
    collection.delete(ids=ids)


@contextmanager
def foreign_errors_mapped() -> Iterator[None]:
    """Turn the errors of Chroma and of its HTTP client into VectorStoreError."""
    import httpx
    from chromadb.errors import ChromaError

    try:
        yield
    # An unreachable server is a plain ValueError in chromadb 1.5.
    except (ChromaError, httpx.HTTPError, httpx.InvalidURL, OSError, ValueError, RuntimeError) as exc:
        raise VectorStoreError(f"{type(exc).__name__}: {exc}") from exc


def _open_folder(folder: Path) -> "ClientAPI":
    import chromadb
    from chromadb.api.shared_system_client import SharedSystemClient
    from chromadb.config import Settings

    # Chroma hands out one engine per folder and process, and only a new engine sees other processes' writes.
    SharedSystemClient.clear_system_cache()
    folder.mkdir(parents=True, exist_ok=True)
    return chromadb.PersistentClient(path=str(folder), settings=Settings(anonymized_telemetry=False))


def _drop_folder(folder: Path) -> None:
    """Vectors are made from the catalogue, so nothing is lost that can't be made again."""
    shutil.rmtree(folder)


def _open_server(url: str) -> "ClientAPI":
    import chromadb
    import httpx
    from chromadb.config import Settings

    address = urlsplit(url)
    secure = address.scheme == "https"
    patience = httpx.Timeout(ANSWER_S, connect=min(ANSWER_S, CONNECT_S))
    # Opening a client waits for ever for a server that has fallen silent.
    httpx.get(f"{url.rstrip('/')}/api/v2/heartbeat", timeout=patience)
    client = chromadb.HttpClient(
        host=address.hostname or "",
        port=address.port or (443 if secure else 80),
        ssl=secure,
        settings=Settings(anonymized_telemetry=False),
    )
    # So does a client, and it has no setting for that; a test holds that this place stays right.
    client._server._session.timeout = patience  # type: ignore[attr-defined]  # noqa: SLF001
    return client


def _metadata(chunk: Chunk, documents: dict[str, Document]) -> dict[str, str | int]:
    document = documents[chunk.document_id]
    found: dict[str, str | int] = {"document_id": document.id, "kind": document.kind.value}
    if chunk.page is not None:
        found["page"] = chunk.page
    if document.date is not None:
        found["date"] = int(f"{document.date:%Y%m%d}")
    return found
