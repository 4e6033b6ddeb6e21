"""After each update: the chat's menu shows the commands of its role, also when the role has just changed."""

import logging
from collections.abc import Callable, Mapping

from telegram import Bot, BotCommand, BotCommandScopeChat
from telegram.error import TelegramError

from bot.conversation.core import commands_for
from bot.people.model import Role
from bot.telegram.crossing import in_thread
from bot.telegram.incoming import chat_key
from knowledge.errors import LotseError

_log = logging.getLogger(__name__)


class Menus:
    """Chats whose menu differs from everybody's (see bot.telegram.profile), as far as this process has seen them.

    `rights` gives the roles of a chat.
    """

    def __init__(self, rights: Callable[[str], frozenset[Role]]) -> None:
        self._rights = rights
        self._shown: dict[int, Mapping[str, str]] = {}

    async def follow(self, bot: Bot, chat_id: int) -> None:
        """Bring the menu of a chat up to date; what fails waits for the next update."""
        everybodys = commands_for(Role.MAYOR.rights)
        try:
            wanted = commands_for(await in_thread(lambda: self._rights(chat_key(chat_id))))
            if wanted == self._shown.get(chat_id, everybodys):
                return
            if wanted == everybodys:
                await bot.delete_my_commands(BotCommandScopeChat(chat_id))
            else:
                lines = [BotCommand(name, meaning) for name, meaning in wanted.items()]
                await bot.set_my_commands(lines, BotCommandScopeChat(chat_id))
        except (TelegramError, LotseError, TimeoutError) as exc:
            _log.info("menu of chat %s not up to date: %s", chat_id, type(exc).__name__)
            return
        self._shown[chat_id] = wanted
