"""Texts to vectors by a provider's embedding model; the only place where LangChain makes embeddings."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, TypeVar

import numpy as np

from knowledge.errors import ModelError
from knowledge.ports import Vectors
from knowledge.settings import Embeddings, Writer

if TYPE_CHECKING:
    from langchain_core.embeddings import Embeddings as Model

T = TypeVar("T")

_PATIENCE_S = 20
_RETRIES = 2


class LangchainEmbedder:
    """The port Embedder on any model that LangChain can start by its name ("openai:text-embedding-3-small").

    The model is started at the first text, because its import takes seconds.
    """

    semantic = True

    def __init__(self, settings: Embeddings) -> None:
        self._settings = settings
        self._model: Model | None = None

    @property
    def name(self) -> str:
        """The model's name and, where one is set, its server."""
        return name_of(self._settings)

    def embed(self, texts: Sequence[str]) -> Vectors:
        """One row of unit length per text. Errors: ModelError, also for answers of a wrong shape."""
        if not texts:
            return np.zeros((0, 0), dtype=np.float32)
        return _checked(self._ask(lambda model: model.embed_documents(list(texts))), len(texts))

    def embed_query(self, text: str) -> Vectors:
        """The vector of a question. Errors: ModelError."""
        found: Vectors = _checked(self._ask(lambda model: [model.embed_query(text)]), 1)[0]
        return found

    def _ask(self, action: "Callable[[Model], T]") -> T:
        with foreign_errors_mapped():
            if self._model is None:
                self._model = _start(self._settings)
            return action(self._model)


@contextmanager
def foreign_errors_mapped() -> Iterator[None]:
    """Turn the errors of providers, of HTTP and of a missing provider package into ModelError."""
    import httpx
    import openai

    failures = (openai.OpenAIError, httpx.HTTPError, OSError, ImportError, RuntimeError)
    # An answer of a wrong shape shows as whatever the provider's library trips over.
    tripped = (AttributeError, LookupError, TypeError, ValueError)
    try:
        yield
    except (*failures, *tripped) as exc:
        # Only the class: a provider's message may repeat the text that was sent.
        raise ModelError(type(exc).__name__) from exc


def name_of(settings: Embeddings | Writer) -> str:
    """The model's name and, where one is set, its server."""
    return " at ".join(part for part in (settings.model, settings.url) if part)


def access_to(settings: Embeddings | Writer) -> dict[str, Any]:
    """What LangChain starts any model with: key and server, as far as they are set."""
    options: dict[str, Any] = {}
    if settings.api_key is not None:
        options["api_key"] = settings.api_key.get_secret_value()
    if settings.url is not None:
        options["base_url"] = settings.url
    return options


def _start(settings: Embeddings) -> "Model":
    from langchain.embeddings import init_embeddings

    options = access_to(settings)
    if (settings.model or "").startswith("openai:"):
        # Counting tokens would download a vocabulary, and other servers don't take token numbers.
        options |= {"check_embedding_ctx_length": False, "timeout": _PATIENCE_S, "max_retries": _RETRIES}
    return init_embeddings(settings.model or "", **options)


def _checked(found: Sequence[Sequence[float]], expected: int) -> Vectors:
    try:
        vectors = np.array(found, dtype=np.float32)
    except (TypeError, ValueError) as exc:
        raise ModelError("vectors of different lengths") from exc
    lengths = np.linalg.norm(vectors, axis=-1, keepdims=True)
    if vectors.ndim != 2 or len(vectors) != expected or not np.all(np.isfinite(lengths)) or not np.all(lengths > 0):
        raise ModelError(f"{expected} texts gave vectors of shape {vectors.shape}")
    unit: Vectors = vectors / lengths
    return unit
