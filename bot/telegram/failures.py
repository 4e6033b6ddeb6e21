"""Where every error of the Telegram channel ends: a line in the log, and a sentence with its number in the chat."""

import contextlib
import logging
import traceback

from telegram import Bot, Chat, Update
from telegram.error import Conflict, Forbidden, NetworkError, TelegramError

from bot import metrics
from bot.conversation.actions import say
from bot.conversation.core import new_reference, with_reference
from bot.telegram.sender import deliver
from bot.texts import conversation as texts
from bot.texts import telegram as telegram_texts

_log = logging.getLogger(__name__)


class EndedTheProcess(Exception):
    """Work on an update ended each time with the whole process, as when memory ran out."""


async def report(bot: Bot, update: object, error: BaseException | None) -> None:
    """Log an error of any kind, and tell the reader where there is one; never fails."""
    chat = update.effective_chat if isinstance(update, Update) else None
    if isinstance(error, Forbidden):
        _log.info("chat %s does not want messages any more", chat.id if chat else "unknown")
    elif isinstance(error, Conflict):
        _log.error("another program fetches messages with the same token: stop it; meanwhile some are lost to it")
    elif chat is None and isinstance(error, NetworkError):
        _log.warning("Telegram can't be reached at the moment: %s", error)
    elif error is not None:
        await _tell(bot, chat, error)


async def give_up(bot: Bot, update: Update) -> None:
    """Of an update that ended the process each time it was worked on: say so, and leave it."""
    metrics.refused("given_up")
    await _tell(bot, update.effective_chat, EndedTheProcess(f"update {update.update_id}"))


async def refuse(bot: Bot, chat: str, reason: str) -> None:
    """Tell a chat why its message is not worked on; in groups we say nothing."""
    number = int(chat.rsplit(":", 1)[-1])
    if number > 0:
        with contextlib.suppress(TelegramError):
            await deliver(bot, number, [say(telegram_texts.REFUSED[reason])])


async def _tell(bot: Bot, chat: Chat | None, error: BaseException) -> None:
    reference = new_reference()
    metrics.failed(type(error).__name__)
    _log.error("reference %s in chat %s: %s", reference, chat.id if chat else None, described(error))
    if chat is not None and chat.type == Chat.PRIVATE:
        sentence = texts.TOO_SLOW if type(error) is TimeoutError else texts.FAILED_OTHERWISE
        with contextlib.suppress(TelegramError):
            await deliver(bot, chat.id, [say(with_reference(sentence, reference))])


def described(error: BaseException) -> str:
    """Class and place in the code; the text only of Telegram's errors and our own: another's may hold the question."""
    text = f": {error}" if isinstance(error, TelegramError | EndedTheProcess) else ""
    frames = "".join(traceback.format_tb(error.__traceback__))
    return f"{type(error).__name__}{text}\n{frames}".rstrip()
