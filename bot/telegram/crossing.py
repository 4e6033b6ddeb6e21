"""The one crossing from Telegram's event loop to our threads, where questions are answered."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import TypeVar

AT_ONCE = 16
"""Updates that are worked on at the same time, each in a thread of its own."""
SPARE = 4
"""Threads beyond those, so that updates are written down while all others are at work."""
PATIENCE_S = 90.0
"""After this time the reader hears that it takes too long; the thread itself can't be stopped."""

_T = TypeVar("_T")


def widen_threads() -> None:
    """Give the running loop a thread for each update; its own pool has fewer than two a processor core.

    All of them start now: later there may be no memory for another one, and work would be refused.
    Raises RuntimeError where there is none even now.
    """
    pool, together = ThreadPoolExecutor(AT_ONCE + SPARE, "lotse"), Barrier(AT_ONCE + SPARE)
    try:
        for _ in range(AT_ONCE + SPARE):
            pool.submit(together.wait)
    except RuntimeError:
        # The end of the process waits for the threads that did start.
        together.abort()
        raise
    asyncio.get_running_loop().set_default_executor(pool)


async def in_thread(work: Callable[[], _T], seconds: float = PATIENCE_S) -> _T:
    """Run blocking work without holding up anybody. Raises TimeoutError, and whatever `work` raises."""
    return await asyncio.wait_for(asyncio.to_thread(work), seconds)
