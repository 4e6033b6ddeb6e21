"""Voice messages to text, by a server that speaks OpenAI's protocol for transcriptions."""

import threading
from typing import TYPE_CHECKING

from knowledge.adapters.langchain_models import foreign_errors_mapped
from knowledge.errors import ModelError
from knowledge.settings import Speech

if TYPE_CHECKING:
    from openai import OpenAI

PATIENCE_S = 30
LANGUAGE = "de"


class SpeechServer:
    """The port Transcriber; the library is loaded with the first message."""

    def __init__(self, settings: Speech) -> None:
        self._settings = settings
        self._lock = threading.Lock()
        self._client: OpenAI | None = None

    def transcribe(self, name: str, sound: bytes) -> str:
        """What was said. Errors: ModelError, also for silence."""
        with foreign_errors_mapped():
            client = self._opened()
            found = client.audio.transcriptions.create(
                model=self._settings.model, file=(name, sound), language=LANGUAGE
            )
            text = found.text.strip()
        if not text:
            raise ModelError("nothing understood")
        return text

    def _opened(self) -> "OpenAI":
        from openai import OpenAI

        with self._lock:
            if self._client is None:
                key = self._settings.api_key.get_secret_value() if self._settings.api_key else "none"
                # One try: a second would take longer than anybody waits for an answer.
                self._client = OpenAI(api_key=key, base_url=self._settings.url, timeout=PATIENCE_S, max_retries=0)
            return self._client
