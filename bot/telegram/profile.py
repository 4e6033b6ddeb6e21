"""At the start of the bot: its commands, menu and descriptions, each set only where it differs."""

import logging
from collections.abc import Awaitable, Callable

from telegram import Bot, BotCommand, BotCommandScopeAllPrivateChats, MenuButtonCommands
from telegram.error import TelegramError

from bot.conversation.core import commands_for
from bot.people.model import Role
from bot.texts import telegram

_log = logging.getLogger(__name__)


async def introduce(bot: Bot) -> None:
    """Bring the profile up to date; what Telegram refuses (it limits these calls) waits for the next start."""
    for step in (_commands, _menu, _description, _short_description):
        await _try(step, bot)


async def _try(step: Callable[[Bot], Awaitable[None]], bot: Bot) -> None:
    try:
        await step(bot)
    except TelegramError as exc:
        _log.warning("profile not up to date (%s): %s", step.__name__.strip("_"), exc)


async def _commands(bot: Bot) -> None:
    wanted = tuple(BotCommand(name, meaning) for name, meaning in commands_for(Role.MAYOR.rights).items())
    scope = BotCommandScopeAllPrivateChats()
    if await bot.get_my_commands(scope) != wanted:
        await bot.set_my_commands(wanted, scope)


async def _menu(bot: Bot) -> None:
    if not isinstance(await bot.get_chat_menu_button(), MenuButtonCommands):
        await bot.set_chat_menu_button(menu_button=MenuButtonCommands())


async def _description(bot: Bot) -> None:
    if (await bot.get_my_description()).description != telegram.DESCRIPTION:
        await bot.set_my_description(telegram.DESCRIPTION)


async def _short_description(bot: Bot) -> None:
    if (await bot.get_my_short_description()).short_description != telegram.SHORT_DESCRIPTION:
        await bot.set_my_short_description(telegram.SHORT_DESCRIPTION)
