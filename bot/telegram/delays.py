"""While nothing can be written down: everybody whose message waits is told so, once in one outage."""

import asyncio
import time
from collections.abc import Awaitable, Callable, Sequence

from telegram import Update

from bot.telegram.incoming import chat_key

TELL_AFTER_S = 5.0
"""How long a message may wait to be written down before its sender hears of it."""
NOT_WRITTEN = "not_written"
"""Why a message waits: its chat is told this once, and it is worked on later."""

Tell = Callable[[str, str], Awaitable[None]]
"""Says to a chat why its message is not worked on now; must not raise."""
Peek = Callable[[int], Awaitable[Sequence[Update]]]
"""What waits at Telegram from an update's number on, without confirming any of it; must not raise."""


class Delays:
    """Knows who has heard of the present outage."""

    def __init__(self) -> None:
        self._tell: Tell | None = None
        self._peek: Peek | None = None
        self._told: set[str] = set()
        self._since: float | None = None

    def attach(self, tell: Tell, peek: Peek | None = None) -> None:
        """From now on people can be told; without `peek` only those whose updates are handed to us."""
        self._tell, self._peek = tell, peek

    def over(self) -> None:
        """Something could be written down: whoever waits after this is told anew."""
        self._told.clear()
        self._since = None

    async def watch(self, update: Update) -> None:
        """Tell the sender of this update and of all that wait behind it, until cancelled."""
        while True:
            await asyncio.sleep(TELL_AFTER_S)
            behind = await self._peek(update.update_id) if self._peek else ()
            for waiting in (update, *behind):
                await self._once(waiting)

    async def refused(self, update: Update) -> None:
        """An update that will be brought again: its sender is told once the outage has lasted for a while."""
        at = time.monotonic()
        self._since = at if self._since is None else self._since
        if at - self._since >= TELL_AFTER_S:
            await self._once(update)

    async def _once(self, update: Update) -> None:
        if self._tell is None or update.effective_chat is None or update.effective_message is None:
            return
        chat = chat_key(update.effective_chat.id)
        if chat not in self._told:
            self._told.add(chat)
            await self._tell(chat, NOT_WRITTEN)
