"""Reads mails as Outlook keeps them (msg): the same letter as an eml file, found by python-oxmsg."""

from collections.abc import Iterator
from io import BytesIO
from pathlib import PurePath
from typing import Any

from ingest.model import RawDocument
from ingest.readers.mail import Letter
from knowledge.errors import DocumentRefused, RefusalReason

_TRIPPED = (ArithmeticError, AttributeError, LookupError, NotImplementedError, OSError, TypeError, ValueError)
"""What olefile and python-oxmsg trip over in damaged files."""


def read_outlook(name: str, data: bytes) -> RawDocument:
    """The body of an Outlook mail under its subject. Raises DocumentRefused (broken, or empty but for attachments)."""
    try:
        message = _message(data)
        day = message.sent_date.date() if message.sent_date else None
        letter = Letter(message.subject or "", day, message.sender or "", message.body or "", message.html_body or "")
    except _TRIPPED as exc:
        raise DocumentRefused(name, RefusalReason.BROKEN) from exc
    return letter.document(name)


def outlook_attachments(name: str, data: bytes) -> Iterator[tuple[str, bytes]]:
    """Name and content of each attached file. Raises DocumentRefused (broken)."""
    try:
        for attachment in _message(data).attachments:
            if attachment.attached_by_value and attachment.file_bytes:
                yield PurePath(attachment.file_name or "Anhang").name, attachment.file_bytes
    except _TRIPPED as exc:
        raise DocumentRefused(name, RefusalReason.BROKEN) from exc


def _message(data: bytes) -> Any:  # noqa: ANN401 the library has no types
    from oxmsg import Message

    return Message.load(BytesIO(data))
