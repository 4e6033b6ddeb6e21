"""Beside the running bot: the bot's name, asked of Telegram by a command that prints a link to it."""

import asyncio
import logging

from telegram import Bot
from telegram.error import TelegramError
from telegram.request import HTTPXRequest

from knowledge.settings import Settings

PATIENCE_S = 5.0
_log = logging.getLogger(__name__)


def ask_name(settings: Settings) -> str | None:
    """The username of the bot whose token is set, without the "@"; None where Telegram does not answer."""
    try:
        return asyncio.run(_name(settings))
    except TelegramError as exc:
        _log.info("the bot's name is not known: %s", type(exc).__name__)
        return None


async def _name(settings: Settings) -> str | None:
    token = settings.telegram.token.get_secret_value() if settings.telegram.token else ""
    request = HTTPXRequest(connect_timeout=PATIENCE_S, read_timeout=PATIENCE_S)
    async with Bot(token, settings.telegram.base_url, settings.telegram.base_file_url, request=request) as bot:
        return bot.username
