"""Beside the benchmark: the stack that a user would otherwise take, as LangChain's tutorials show it.

EnsembleRetriever over BM25Retriever with its default tokenizer and over Chroma, the vectors being our hashed
ones; imported only where it is measured, because it takes seconds and packages that the product does not need.
"""

from collections.abc import Callable, Sequence

from langchain_chroma import Chroma
from langchain_classic.retrievers import EnsembleRetriever
from langchain_community.retrievers import BM25Retriever
from langchain_core.documents import Document as Text
from langchain_core.embeddings import Embeddings

from knowledge.index.embedded_text import embedded_text
from knowledge.index.hashed import HashedEmbedder
from knowledge.model import Chunk

FETCHED = 20
"""So many passages of each retriever, twice what is looked at."""
BATCH = 2_000


class Hashed(Embeddings):
    """Our vectors behind LangChain's interface."""

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        found: list[list[float]] = HashedEmbedder().embed(texts).tolist()
        return found

    def embed_query(self, text: str) -> list[float]:
        found: list[float] = HashedEmbedder().embed_query(text).tolist()
        return found


def naive(chunks: Sequence[Chunk], names: dict[str, str]) -> Callable[[str], list[tuple[str, int]]]:
    """A question to (document name, section) of the passages found, best first; `names` by document id."""
    texts = [Text(embedded_text(c), metadata={"name": names[c.document_id], "section": c.section}) for c in chunks]
    lexical = BM25Retriever.from_documents(texts, k=FETCHED)
    vectors = Chroma("bench", Hashed())
    for start in range(0, len(texts), BATCH):
        vectors.add_documents(texts[start : start + BATCH])
    nearest = vectors.as_retriever(search_kwargs={"k": FETCHED})
    ensemble = EnsembleRetriever(retrievers=[lexical, nearest], weights=[0.5, 0.5])

    def search(question: str) -> list[tuple[str, int]]:
        return [(found.metadata["name"], found.metadata["section"]) for found in ensemble.invoke(question)]

    return search
