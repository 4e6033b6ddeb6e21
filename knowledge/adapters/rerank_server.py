"""A question and passages to scores, by a server that has Cohere's POST /rerank, as Jina, vLLM and llama.cpp do too."""

import math
import threading
import time
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from pydantic import BaseModel, FiniteFloat

from knowledge.adapters.patience import Patience
from knowledge.errors import ModelError
from knowledge.settings import Reranker

if TYPE_CHECKING:
    from httpx import Client


class _Result(BaseModel):
    """One passage by its place in the request, from 0."""

    index: int
    relevance_score: FiniteFloat


class _Reply(BaseModel):
    results: list[_Result]


class RerankServer:
    """The port Reranker; LangChain has no client that takes a server's address, so this one speaks HTTP."""

    def __init__(self, settings: Reranker, clock: Callable[[], float] = time.monotonic) -> None:
        self._settings = settings
        self._patience = Patience("reranker", clock)
        self._lock = threading.Lock()
        self._client: Client | None = None

    @property
    def name(self) -> str:
        """The model's name and its server."""
        return f"{self._settings.model} at {self._settings.url}"

    def scores(self, question: str, texts: Sequence[str]) -> list[float]:
        """One score from 0 to 1 per text. Errors: ModelError, within the seconds set as patience."""
        if not texts:
            return []
        # Outside the reader's patience: the library is loaded once.
        client = self._opened()
        return self._patience.call(lambda: self._ask(client, question, list(texts)), self._settings.patience)

    def _opened(self) -> "Client":
        from httpx import Client

        with self._lock:
            if self._client is None:
                key = self._settings.api_key
                headers = {"Authorization": f"Bearer {key.get_secret_value()}"} if key else {}
                self._client = Client(headers=headers, timeout=self._settings.patience)
            return self._client

    def _ask(self, client: "Client", question: str, texts: list[str]) -> list[float]:
        import httpx

        request = {"model": self._settings.model, "query": question, "documents": texts, "top_n": len(texts)}
        try:
            reply = client.post(f"{self._settings.url}/rerank", json=request).raise_for_status()
            found = {one.index: one.relevance_score for one in _Reply.model_validate_json(reply.content).results}
        except (httpx.HTTPError, httpx.InvalidURL, ValueError, OSError) as exc:
            # Only the class: a provider's message may repeat the text that was sent.
            raise ModelError(type(exc).__name__) from exc
        if set(found) != set(range(len(texts))):
            raise ModelError("scores for other texts than asked")
        return _shares([found[place] for place in range(len(texts))])


def _shares(found: list[float]) -> list[float]:
    """Scores from 0 to 1: a model's bare outputs, as some servers hand on, go through the logistic function."""
    if all(0 <= score <= 1 for score in found):
        return found
    return [(1 + math.tanh(score / 2)) / 2 for score in found]
