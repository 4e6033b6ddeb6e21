"""The last step of a delivery: one message of the ledger to Telegram, and what Telegram's answer means for it."""

import asyncio
import logging
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Any

import httpx
from telegram import Message
from telegram.error import BadRequest, ChatMigrated, Forbidden, InvalidToken, NetworkError, RetryAfter, TelegramError
from telegram.ext import ExtBot

from bot.broadcasts.delivery import Channel
from bot.broadcasts.outcome import Outcome, OutcomeKind
from bot.broadcasts.pacing import CHAT_S
from bot.conversation.actions import Send
from bot.conversation.stored import from_json
from bot.storage.deliveries import Delivery, Operation
from bot.telegram.crossing import in_thread
from bot.telegram.incoming import chat_key
from bot.telegram.lanes import QUEUED
from bot.telegram.rendering import html_parts, markup
from bot.telegram.sender import LOOK, seconds_of

NEVER_LEFT = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout, httpx.UnsupportedProtocol, httpx.ProxyError)
"""Errors of the network that come before a request is on its way."""
_MEANING: tuple[tuple[type[TelegramError], OutcomeKind], ...] = (
    (Forbidden, OutcomeKind.BLOCKED),
    (RetryAfter, OutcomeKind.RETRY_AFTER),
    (ChatMigrated, OutcomeKind.MIGRATED),
    (BadRequest, OutcomeKind.FAILED),
    (InvalidToken, OutcomeKind.UNREACHABLE),
    (NetworkError, OutcomeKind.UNCERTAIN),
)
"""The first that fits; BadRequest and TimedOut are NetworkErrors for the library. All others fail for good."""
_DONE_BEFORE = ("message is not modified", "message to delete not found", "message to edit not found")

QueueBot = ExtBot[Any]
_log = logging.getLogger(__name__)


def channel(bot: QueueBot) -> Channel:
    """Telegram as the queue sees it."""
    return Channel("telegram", partial(send, bot), partial(answers, bot))


async def answers(bot: QueueBot) -> bool:
    """Whether Telegram is there and knows us."""
    try:
        await bot.get_me()
    except TelegramError as exc:
        _log.info("Telegram is away: %s", exc)
        return False
    return True


async def send(bot: QueueBot, delivery: Delivery) -> Outcome:
    """Send, change or delete one message; what went wrong is in the outcome."""
    chat_id = int(delivery.chat.partition(":")[2])
    try:
        match delivery.operation:
            case Operation.SEND:
                return await _send(bot, chat_id, delivery.message)
            case Operation.EDIT:
                await _edit(bot, chat_id, delivery)
            case Operation.DELETE:
                await bot.delete_message(chat_id, int(delivery.reference or 0))
    except BadRequest as exc:
        if any(reason in str(exc).lower() for reason in _DONE_BEFORE):
            return Outcome(OutcomeKind.SENT, problem=str(exc))
        return outcome_of(exc)
    except TelegramError as exc:
        return outcome_of(exc)
    return Outcome(OutcomeKind.SENT)


def outcome_of(error: TelegramError) -> Outcome:
    """What an error means for the message that met it.

    Of the network's errors only those that come before the request left are safe to repeat; an answer 5xx
    may come from a gateway whose server went on working, so it counts as a cut connection.
    """
    problem = str(error) or type(error).__name__
    kind = next((kind for cls, kind in _MEANING if isinstance(error, cls)), OutcomeKind.FAILED)
    if kind is OutcomeKind.UNCERTAIN and isinstance(error.__cause__, NEVER_LEFT):
        kind = OutcomeKind.UNREACHABLE
    seconds = seconds_of(error) if isinstance(error, RetryAfter) else 0.0
    moved = chat_key(error.new_chat_id) if isinstance(error, ChatMigrated) else None
    return Outcome(kind, seconds, chat=moved, problem=problem, away=kind is OutcomeKind.UNCERTAIN)


async def _send(bot: QueueBot, chat_id: int, stored: dict[str, Any]) -> Outcome:
    """All parts of a message. Raises TelegramError while none has gone out."""
    message = from_json(stored)
    file = stored.get("file")
    if file:
        return _sent([await _send_file(bot, chat_id, message, file)])
    parts = html_parts(message.text)
    sent: list[Message] = []
    for number, part in enumerate(parts, 1):
        buttons = markup(message.keyboard) if number == len(parts) else None
        try:
            sent.append(await bot.send_message(chat_id, part, reply_markup=buttons, rate_limit_args=QUEUED, **LOOK))
        except TelegramError as exc:
            if not sent:
                raise
            return Outcome(OutcomeKind.UNCERTAIN, problem=f"part {number} of {len(parts)}: {exc}")
        if number < len(parts):
            await asyncio.sleep(CHAT_S)
    return _sent(sent)


async def _send_file(bot: QueueBot, chat_id: int, message: Send, file: dict[str, str]) -> Message:
    try:
        content = await in_thread(Path(file["path"]).read_bytes)
    except OSError as exc:
        raise BadRequest(f"file: {exc.strerror}") from exc
    caption = "".join(html_parts(message.text)[:1]) or None
    more: dict[str, Any] = {
        "caption": caption, "parse_mode": LOOK["parse_mode"], "reply_markup": markup(message.keyboard),
        "filename": file["name"], "rate_limit_args": QUEUED,
    }  # fmt: skip
    if file["kind"] == "photo":
        return await bot.send_photo(chat_id, content, **more)
    return await bot.send_document(chat_id, content, **more)


async def _edit(bot: QueueBot, chat_id: int, delivery: Delivery) -> None:
    message, reference = from_json(delivery.message), int(delivery.reference or 0)
    buttons, text = markup(message.keyboard), html_parts(message.text)[0]
    if delivery.message.get("file"):
        parse_mode = LOOK["parse_mode"]
        await bot.edit_message_caption(chat_id, reference, caption=text, parse_mode=parse_mode, reply_markup=buttons)
    else:
        await bot.edit_message_text(text, chat_id, reference, reply_markup=buttons, **LOOK)


def _sent(messages: Sequence[Message]) -> Outcome:
    return Outcome(OutcomeKind.SENT, reference=str(messages[0].message_id) if messages else None)
