"""From a file or picture that somebody sends to an upload on disk: fetched only from those whose files are taken."""

import tempfile
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

from telegram import Document, Message, PhotoSize
from telegram.error import BadRequest

from bot.conversation.events import Event, Other, OtherKind, Upload
from bot.telegram.crossing import PATIENCE_S, in_thread

LARGEST = 20_000_000
"""Bytes that a bot may fetch; the limit is Telegram's."""
LONGEST_S = 900.0
"""A scan of a hundred pages takes about half of it to be read."""
_TOO_BIG = "file is too big"
PICTURE_NAME = "foto.jpg"


@asynccontextmanager
async def fetched(message: Message, event: Event, takes: Callable[[str], bool]) -> AsyncIterator[Event]:
    """The file with its bytes on disk as long as the block lasts; anything else as it is. Raises TelegramError."""
    file = _file(message) if isinstance(event, Other) and event.kind in (OtherKind.FILE, OtherKind.PHOTO) else None
    if file is None or not await in_thread(lambda: takes(event.chat)):
        yield event
        return
    if (file.file_size or 0) > LARGEST:
        yield Other(event.chat, OtherKind.LARGE_FILE)
        return
    with tempfile.TemporaryDirectory(prefix="lotse-") as folder:
        # The last part of the name alone: it is data and must not lead out of the folder.
        name = Path((file.file_name if isinstance(file, Document) else None) or PICTURE_NAME).name or PICTURE_NAME
        path = Path(folder) / name
        try:
            await (await file.get_file()).download_to_drive(path)
        except BadRequest as exc:
            # The size in the message may be missing.
            if _TOO_BIG not in str(exc).lower():
                raise
            event = Other(event.chat, OtherKind.LARGE_FILE)
        else:
            event = Upload(event.chat, name, path, message.caption or "")
        yield event


def patience(event: Event) -> float:
    """How long an event may be worked on, in seconds."""
    return LONGEST_S if isinstance(event, Upload) else PATIENCE_S


def _file(message: Message) -> Document | PhotoSize | None:
    return message.document or (message.photo[-1] if message.photo else None)
