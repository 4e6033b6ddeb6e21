"""Around every request to Telegram: answers pass at once and are counted, so that the queue makes room for them."""

from collections.abc import Callable, Coroutine
from typing import Any

from telegram.error import RetryAfter
from telegram.ext import BaseRateLimiter

from bot.broadcasts.pacing import Pace
from bot.telegram.incoming import chat_key
from bot.telegram.sender import seconds_of

QUEUED = "queued"
"""Marks requests of the queue, which were counted when they were claimed."""
_NEW_MESSAGES = ("sendMessage", "sendDocument", "sendPhoto")


class AnswersFirst(BaseRateLimiter[str]):
    """Holds nothing up; the queue alone keeps the pace (the library's own limiter would hold answers, too)."""

    def __init__(self, pace: Pace) -> None:
        self._pace = pace

    async def initialize(self) -> None:
        """Nothing to open."""

    async def shutdown(self) -> None:
        """Nothing to close."""

    async def process_request(
        self,
        callback: Callable[..., Coroutine[Any, Any, Any]],
        args: Any,  # noqa: ANN401 - the library's own signature
        kwargs: dict[str, Any],
        endpoint: str,
        data: dict[str, Any],
        rate_limit_args: str | None,
    ) -> Any:  # noqa: ANN401 - as above
        """Count a new message, pass the request on, and let the queue hear of a pause that Telegram orders."""
        if endpoint in _NEW_MESSAGES and rate_limit_args != QUEUED:
            self._pace.note(chat_key(data["chat_id"]))
        try:
            return await callback(*args, **kwargs)
        except RetryAfter as exc:
            self._pace.pause(seconds_of(exc))
            raise
