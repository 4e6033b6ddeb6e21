"""Between Telegram's updates and the handlers: one after another within a chat, side by side across chats."""

import asyncio
from collections.abc import Awaitable
from typing import Any
from weakref import WeakValueDictionary

from telegram import Update
from telegram.ext import BaseUpdateProcessor

_WAITING = 10_000


class PerChat(BaseUpdateProcessor):
    """Works on `at_once` updates, each of another chat.

    Waiting for one's own chat takes none of these places, so a chat that sends twenty questions at
    once holds up nobody but itself.
    """

    def __init__(self, at_once: int) -> None:
        super().__init__(_WAITING)
        self._places = asyncio.Semaphore(at_once)
        self._chats: WeakValueDictionary[int, asyncio.Lock] = WeakValueDictionary()

    async def do_process_update(self, update: object, coroutine: Awaitable[Any]) -> None:
        """Wait for one's turn in the chat, then for a place."""
        chat = update.effective_chat if isinstance(update, Update) else None
        # The lock lives as long as somebody holds or awaits it.
        turn = self._chats.setdefault(chat.id if chat else 0, asyncio.Lock())
        async with turn, self._places:
            await coroutine

    async def initialize(self) -> None:
        """Nothing to open."""

    async def shutdown(self) -> None:
        """Nothing to close."""
