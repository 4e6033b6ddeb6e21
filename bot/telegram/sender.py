"""From actions to Telegram: sends, edits and uploads, and rides out what the network does meanwhile."""

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable, Sequence
from functools import partial
from typing import Any, TypeVar

import httpx
from telegram import Bot, CallbackQuery, LinkPreviewOptions
from telegram.constants import FileSizeLimit, ParseMode
from telegram.error import BadRequest, NetworkError, RetryAfter, TelegramError, TimedOut

from bot.conversation.actions import Action, Edit, EditKeyboard, Notice, Send, SendFile, SendPicture, say
from bot.telegram.crossing import in_thread
from bot.telegram.rendering import html_parts, markup
from bot.texts import telegram as texts

LONGEST_WAIT_S = 60.0
"""A longer pause ordered by Telegram means that something else is wrong."""
AFTER_A_CUT_S = 1.0
LONGEST_PAUSE_S = 30.0
OUTAGE_S = 900.0
"""How long an answer waits for Telegram to come back."""
TAP_S = 5.0
"""After some seconds Telegram takes no answer to a tap any more."""
_MEGABYTE = 1_000_000
LOOK: dict[str, Any] = {"parse_mode": ParseMode.HTML, "link_preview_options": LinkPreviewOptions(is_disabled=True)}
_NOT_MODIFIED = "message is not modified"
_NOT_EDITABLE = ("message to edit not found", "message can't be edited")

_log = logging.getLogger(__name__)
_T = TypeVar("_T")


async def deliver(bot: Bot, chat_id: int, actions: Sequence[Action]) -> None:
    """Carry out all actions but notices, in order. Raises TelegramError, Forbidden when the reader blocked us."""
    for action in actions:
        match action:
            case Send():
                await _send(bot, chat_id, action)
            case Edit():
                await _edit(bot, chat_id, action)
            case EditKeyboard():
                await _edit_keyboard(bot, chat_id, action)
            case SendFile():
                await _send_file(bot, chat_id, action)
            case SendPicture():
                await _patiently(partial(bot.send_photo, chat_id, action.png, action.caption))
            case Notice():
                pass


async def answer_tap(query: CallbackQuery, actions: Sequence[Action] = ()) -> None:
    """Stop the button's spinner, with the first notice if there is one; too late is no misfortune."""
    notice = next((action.text for action in actions if isinstance(action, Notice)), None)
    try:
        await _patiently(partial(query.answer, notice), TAP_S)
    except TelegramError as exc:
        _log.info("a tap was not answered: %s", exc)


async def _send(bot: Bot, chat_id: int, message: Send) -> None:
    parts = html_parts(message.text)
    for number, part in enumerate(parts, 1):
        buttons = markup(message.keyboard) if number == len(parts) else None
        await _patiently(partial(bot.send_message, chat_id, part, reply_markup=buttons, **LOOK))


async def _edit(bot: Bot, chat_id: int, edit: Edit) -> None:
    parts = html_parts(edit.text)
    if len(parts) > 1 or not edit.message.reference:
        await _send(bot, chat_id, Send(edit.text, edit.keyboard))
        return
    where, buttons = int(edit.message.reference), markup(edit.keyboard)
    try:
        await _patiently(partial(bot.edit_message_text, parts[0], chat_id, where, reply_markup=buttons, **LOOK))
    except BadRequest as exc:
        if not any(reason in str(exc).lower() for reason in _NOT_EDITABLE):
            raise
        await _send(bot, chat_id, Send(edit.text, edit.keyboard))


async def _edit_keyboard(bot: Bot, chat_id: int, edit: EditKeyboard) -> None:
    where, buttons = int(edit.message.reference), markup(edit.keyboard)
    await _patiently(partial(bot.edit_message_reply_markup, chat_id, where, reply_markup=buttons))


async def _send_file(bot: Bot, chat_id: int, file: SendFile) -> None:
    try:
        content = await _bytes_of(file)
    except OSError as exc:
        _log.warning("%s can't be read: %s", file.name, exc.strerror)
        await _send(bot, chat_id, say(texts.FILE_UNREADABLE.format(name=file.name)))
        return
    if len(content) > FileSizeLimit.FILESIZE_UPLOAD:
        sizes = {"megabytes": len(content) // _MEGABYTE, "most": FileSizeLimit.FILESIZE_UPLOAD // _MEGABYTE}
        await _send(bot, chat_id, say(texts.FILE_TOO_LARGE.format(name=file.name, **sizes)))
        return
    await _patiently(partial(bot.send_document, chat_id, content, file.caption or None, filename=file.name))


async def _bytes_of(file: SendFile) -> bytes:
    return file.content if isinstance(file.content, bytes) else await in_thread(file.content.read_bytes)


async def _patiently(call: Callable[[], Awaitable[_T]], seconds: float = OUTAGE_S) -> _T | None:
    """Repeat after a pause that Telegram orders, while it can't be reached, and once after a cut connection.

    A cut may have come after the message went out; a doubled answer harms less than a missing one.
    After a time-out the message most likely went out, so it is not repeated. None where nothing had
    to be changed. Raises TelegramError, at the latest after some `seconds`.
    """
    until, pause, cut = time.monotonic() + seconds, AFTER_A_CUT_S, False
    while True:
        try:
            return await call()
        except RetryAfter as exc:
            wait = seconds_of(exc)
            if wait > LONGEST_WAIT_S or time.monotonic() + wait > until:
                raise
        except BadRequest as exc:
            if _NOT_MODIFIED in str(exc).lower():
                return None
            raise
        except NetworkError as exc:
            sure = _never_arrived(exc)
            if not sure and (cut or isinstance(exc, TimedOut)):
                raise
            wait, pause, cut = pause, min(LONGEST_PAUSE_S, 2 * pause), cut or not sure
            if time.monotonic() + wait > until:
                raise
        await asyncio.sleep(wait)


def _never_arrived(exc: NetworkError) -> bool:
    """Whether Telegram took nothing in: no connection, or its own front door says that nobody is behind it."""
    return isinstance(exc.__cause__, httpx.ConnectError | httpx.ConnectTimeout) or "bad gateway" in str(exc).lower()


def seconds_of(exc: RetryAfter) -> float:
    """How long Telegram wants silence; the library gives either type."""
    wait = exc.retry_after
    return float(wait) if isinstance(wait, int) else wait.total_seconds()
