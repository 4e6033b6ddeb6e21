"""From settings to the stores that asking and ingestion share: catalogue, vectors, embedder, staff's entries."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from knowledge.accessions import Accessions
from knowledge.ports import Catalogue, ChatModel, Embedder, Reranker, Transcriber, VectorStore
from knowledge.settings import Settings


@dataclass(frozen=True, slots=True)
class Stores:
    """The truth, its vectors, who makes them, and what staff did; the vectors belong to exactly this embedder.

    `model` finds facts that the rules leave open, where a chat model is configured. `renew_terms` makes the terms
    anew that the catalogue keeps for the index, as the settings say.
    """

    catalogue: Catalogue
    vectors: VectorStore
    embedder: Embedder
    accessions: Accessions
    model: ChatModel | None = None
    renew_terms: Callable[[], None] = lambda: None

    def close(self) -> None:
        """Give connections back."""
        self.vectors.close()
        self.catalogue.close()


def open_stores(settings: Settings) -> Stores:
    """Open the catalogue at once, vectors and model at their first use. Errors: CatalogueError."""
    from knowledge.catalogue import open_accessions, open_catalogue

    embedder = open_embedder(settings)
    catalogue = open_catalogue(settings.database_url)
    kept = settings.index.lexical == "postgres"
    if kept:
        catalogue.keep_terms()
    return Stores(
        catalogue,
        open_vectors(settings, embedder),
        embedder,
        open_accessions(catalogue),
        open_chat_model(settings),
        partial(catalogue.renew_terms, kept=kept),
    )


def open_vectors(settings: Settings, embedder: Embedder) -> VectorStore:
    """The vectors that this embedder makes, in a folder or on the server that the settings name."""
    from knowledge.adapters.chroma import open_chroma

    return open_chroma(settings.chroma.url or settings.data_dir / "chroma", embedder.name)


def open_chat_model(settings: Settings) -> ChatModel | None:
    """The configured chat model, None where there is none."""
    if not settings.writer.model:
        return None
    from knowledge.adapters.langchain_writer import LangchainWriter

    return LangchainWriter(settings.writer)


def open_reranker(settings: Settings) -> Reranker | None:
    """The configured reranker, None where there is none."""
    if not settings.reranker.url:
        return None
    from knowledge.adapters.rerank_server import RerankServer

    return RerankServer(settings.reranker)


def open_hearing(settings: Settings) -> Transcriber | None:
    """The configured server for voice messages, None where there is none."""
    if not settings.speech.url:
        return None
    from knowledge.adapters.speech import SpeechServer

    return SpeechServer(settings.speech)


def open_embedder(settings: Settings) -> Embedder:
    """The configured model, or hashed n-grams where none is."""
    if settings.embeddings.model:
        from knowledge.adapters.langchain_models import LangchainEmbedder

        return LangchainEmbedder(settings.embeddings)
    from knowledge.index.hashed import HashedEmbedder

    return HashedEmbedder()
