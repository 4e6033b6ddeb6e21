"""Between Telegram's updates and the handlers: written down before they are confirmed, then one at a time per chat."""

import asyncio
import datetime as dt
import logging
import time
from collections.abc import Awaitable, Callable, Coroutine
from typing import Any, TypeVar

from telegram import Update

from bot import metrics
from bot.storage.inbox import LEASE, Inbox, Received
from bot.storage.workers import ended, new_worker
from bot.telegram.crossing import AT_ONCE, in_thread
from bot.telegram.delays import Delays
from bot.telegram.incoming import chat_key
from bot.telegram.limits import Limits, Verdict
from knowledge.clock import now
from knowledge.errors import CatalogueError

ROUNDS_S = LEASE.total_seconds() / 3
"""How often claims are renewed and what others left is looked for."""
PAUSES_S = (0.5, 1.0, 2.0, 5.0)
"""Before the database is asked again; the last one stays."""

REFUSED = "refused"
"""In place of the update: why it is not worked on; its chat is to be told."""

PASSING = (CatalogueError, TimeoutError, MemoryError)
"""Errors after which the same may succeed a little later."""

Handle = Callable[[Received], Awaitable[None]]
_log = logging.getLogger(__name__)
_T = TypeVar("_T")


class WrittenDown(asyncio.Queue[object]):
    """Takes the place of the library's queue: what is put is in the database when `put` returns.

    The library confirms an update to Telegram only after that, so a kill loses none. Any number of
    processes may share the inbox: in each chat one update is worked on at a time, in their order, and
    in this process those of `at_once` chats. `source` names the bot. `delays` tells those who wait meanwhile.
    """

    def __init__(self, inbox: Inbox, source: str, at_once: int = AT_ONCE, limits: Limits | None = None) -> None:
        super().__init__()
        self._limits = limits or Limits()
        self.delays = Delays()
        self._waiting = 0
        self._inbox, self._source = inbox, source
        self._worker = new_worker()
        self._places = asyncio.Semaphore(at_once)
        self._active: set[str] = set()
        self._look_again: set[str] = set()
        self._tasks: set[asyncio.Task[None]] = set()
        self._rounds: asyncio.Task[None] | None = None
        self._handle: Handle | None = None
        self._closing = False

    async def put(self, item: object) -> None:
        """Write an update down, waiting as long as the database is away; anything else is queued as it is."""
        if not isinstance(item, Update):
            await super().put(item)
            return
        telling = asyncio.create_task(self.delays.watch(item))
        try:
            await self._patiently(lambda: self.write_down(item))
        finally:
            telling.cancel()

    async def take(self, update: Update) -> None:
        """Write down what is brought again where that fails, as by a webhook. Raises what is PASSING."""
        try:
            await self.write_down(update)
        except PASSING:
            await self.delays.refused(update)
            raise

    async def write_down(self, update: Update) -> None:
        """Write an update down and see to it that it is worked on; a repetition is dropped. Raises what is PASSING."""
        chat = chat_key(update.effective_chat.id) if update.effective_chat else f"{self._source}:nobody"
        verdict = self._limits.verdict(chat, _moment(update), self._waiting)
        if verdict is not Verdict.TAKE:
            metrics.refused(verdict.value)
        if verdict is Verdict.DROP:
            return
        payload = update.to_dict() if verdict is Verdict.TAKE else {REFUSED: verdict.value}
        try:
            new = await in_thread(lambda: self._inbox.put(self._source, update.update_id, chat, payload, now()))
        except PASSING:
            self._limits.take_back(chat, verdict)
            raise
        self.delays.over()
        metrics.received(new=new)
        if new:
            self._waiting += 1
            self._work_on(chat)

    def start(self, handle: Handle) -> None:
        """From now on call `handle`, which must not raise, for each update; those of earlier runs included."""
        self._handle = handle
        self._rounds = asyncio.create_task(self._go_round())

    async def finish(self) -> None:
        """Begin nothing more, and wait for what is being worked on; the rest stays written down."""
        self._closing = True
        if self._rounds:
            self._rounds.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    async def _go_round(self) -> None:
        await self._patiently(lambda: in_thread(lambda: self._inbox.take_over(self._source, self._has_ended)))
        while True:
            await self._patiently(self._round)
            await asyncio.sleep(ROUNDS_S)

    def _has_ended(self, worker: str) -> bool:
        return ended(worker, self._worker)

    async def _round(self) -> None:
        await in_thread(lambda: self._inbox.renew(self._source, self._worker, now()))
        for chat in await in_thread(lambda: self._inbox.idle_chats(self._source, now())):
            self._work_on(chat)
        self._waiting = await in_thread(lambda: self._inbox.waiting(self._source))
        metrics.waiting(self._waiting)

    def _work_on(self, chat: str) -> None:
        self._look_again.add(chat)
        if self._handle is None or self._closing or chat in self._active:
            return
        self._active.add(chat)
        task = asyncio.create_task(self._chat(chat, self._handle))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _chat(self, chat: str, handle: Handle) -> None:
        """Until nothing waits in this chat, or another process is at it and goes on with what was written down."""
        try:
            while chat in self._look_again and not self._closing:
                self._look_again.discard(chat)
                async with self._places:
                    if await self._one(chat, handle):
                        self._look_again.add(chat)
        finally:
            self._active.discard(chat)

    async def _one(self, chat: str, handle: Handle) -> bool:
        """The next update of a chat, if there is one for us."""
        received = await self._patiently(lambda: in_thread(self._claim(chat)))
        if received is None:
            return False
        started = time.monotonic()
        await handle(received)
        metrics.handled(time.monotonic() - started)
        await self._patiently(lambda: in_thread(self._done(received)))
        self._waiting -= 1
        return True

    def _claim(self, chat: str) -> Callable[[], Received | None]:
        return lambda: self._inbox.claim(self._source, chat, self._worker, now())

    def _done(self, received: Received) -> Callable[[], None]:
        return lambda: self._inbox.done(received, now())

    async def _patiently(self, work: Callable[[], Coroutine[Any, Any, _T]]) -> _T:
        """Repeat while the database is away or memory is short. Raises what is PASSING once we are closing."""
        pauses = iter(PAUSES_S)
        while True:
            try:
                return await work()
            except PASSING as exc:
                if self._closing:
                    raise
                _log.warning("the inbox can't be reached: %s: %s", type(exc).__name__, exc)
            await asyncio.sleep(next(pauses, PAUSES_S[-1]))


def _moment(update: Update) -> dt.datetime:
    """When it was sent: what waited while we were away did not come all at once."""
    return update.message.date if update.message else now()
