"""From a voice message to its bytes: fetched only where somebody listens, and only when short."""

from collections.abc import Callable

from telegram import Message

from bot.conversation.events import Event, Other, OtherKind, Voice
from bot.telegram.crossing import in_thread

LONGEST_S = 120
LARGEST = 5_000_000
"""Bytes; two minutes of Telegram's voice messages take about half a megabyte."""


async def heard(message: Message, event: Event, hears: Callable[[str], bool]) -> Event:
    """The voice message with its sound where it can be listened to; anything else as it is. Raises TelegramError."""
    voice = message.voice
    if not isinstance(event, Other) or event.kind is not OtherKind.VOICE or voice is None:
        return event
    if not await in_thread(lambda: hears(event.chat)):
        return event
    duration = voice.duration if isinstance(voice.duration, int) else voice.duration.total_seconds()
    if duration > LONGEST_S or (voice.file_size or 0) > LARGEST:
        return Other(event.chat, OtherKind.LONG_VOICE)
    file = await voice.get_file()
    return Voice(event.chat, "frage.ogg", bytes(await file.download_as_bytearray()))
