"""Under the adapters of models that answer while somebody waits: a call ends in time, a dead server is left alone."""

import logging
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from concurrent.futures import TimeoutError as TookTooLong
from typing import TypeVar

from knowledge.errors import ModelError

REST_S = 60.0
"""After a failure the server is not asked for so long."""
AT_ONCE = 8
_log = logging.getLogger(__name__)

T = TypeVar("T")


class Patience:
    """The calls of one server; any number of threads may call."""

    def __init__(self, name: str, clock: Callable[[], float] = time.monotonic) -> None:
        self._name = name
        self._clock = clock
        self._down_until = 0.0
        self._threads = ThreadPoolExecutor(AT_ONCE, name)

    def check(self) -> None:
        """Raise ModelError at once while the server is left alone after a failure."""
        if self._clock() < self._down_until:
            raise ModelError("resting after a failure")

    def call(self, action: Callable[[], T], seconds: float) -> T:
        """What the action gives. Errors: ModelError, its own or after so many seconds; the log says so once a rest."""
        self.check()
        work = self._threads.submit(action)
        try:
            return work.result(seconds)
        except TookTooLong as exc:
            work.cancel()
            self._failed("timeout")
            raise ModelError("timeout") from exc
        except ModelError as exc:
            self._failed(str(exc))
            raise

    def _failed(self, reason: str) -> None:
        self._down_until = self._clock() + REST_S
        _log.warning("%s does not answer (%s); not asked again for %.0f s", self._name, reason, REST_S)
