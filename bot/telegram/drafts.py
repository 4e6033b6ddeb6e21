"""While a chat model words an answer: the quotations, which are certain, stand in the chat as a draft."""

import asyncio
import logging
from dataclasses import dataclass

from telegram import Bot
from telegram.constants import ParseMode
from telegram.error import TelegramError

from bot.conversation.actions import RichText
from bot.telegram.rendering import html_parts

DRAFT = 1
"""One draft a chat: the same number replaces it."""
_log = logging.getLogger(__name__)


@dataclass(slots=True)
class Drafts:
    """Takes drafts from the threads that answer; until the bot runs they go nowhere. Telegram forgets one in 30 s."""

    bot: Bot | None = None
    loop: asyncio.AbstractEventLoop | None = None

    def attach(self, bot: Bot) -> None:
        """From now on drafts are shown; called in the bot's event loop."""
        self.bot, self.loop = bot, asyncio.get_running_loop()

    def __call__(self, chat: str, text: RichText) -> None:
        """Show a draft without waiting for it; a chat of another channel has none."""
        channel, _, number = chat.partition(":")
        if self.bot is not None and self.loop is not None and channel == "telegram":
            asyncio.run_coroutine_threadsafe(_show(self.bot, int(number), html_parts(text)[0]), self.loop)


async def _show(bot: Bot, chat_id: int, html: str) -> None:
    try:
        await bot.send_message_draft(chat_id, DRAFT, html, parse_mode=ParseMode.HTML)
    except TelegramError as exc:
        _log.info("a draft was not shown: %s", exc)
