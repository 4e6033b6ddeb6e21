"""Beside a running answer: shows "tippt …" in the chat until the answer is there."""

import asyncio
import contextlib
from collections.abc import AsyncIterator

from telegram import Bot
from telegram.constants import ChatAction
from telegram.error import TelegramError

EVERY_S = 4.0
"""Telegram shows it for five seconds."""
_LAST_CALL_S = 1.0


@contextlib.asynccontextmanager
async def typing(bot: Bot, chat_id: int, after: float = 0.0) -> AsyncIterator[None]:
    """Show that an answer is being made, from `after` seconds on; never fails."""
    done = asyncio.Event()
    shown = asyncio.create_task(_show(bot, chat_id, after, done))
    try:
        yield
    finally:
        done.set()
        # Let a call under way finish: it would otherwise show "tippt …" below the answer.
        await asyncio.wait({shown}, timeout=_LAST_CALL_S)
        shown.cancel()


async def _show(bot: Bot, chat_id: int, after: float, done: asyncio.Event) -> None:
    wait = after
    while not await _happens(done, wait):
        with contextlib.suppress(TelegramError):
            await bot.send_chat_action(chat_id, ChatAction.TYPING)
        wait = EVERY_S


async def _happens(done: asyncio.Event, seconds: float) -> bool:
    if seconds:
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(done.wait(), seconds)
    return done.is_set()
