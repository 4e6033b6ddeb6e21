"""Reads mails (eml): subject, day and body; attachments are files of their own (see ingest.readers.containers)."""

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass
from email import message_from_bytes, policy
from email.message import EmailMessage
from email.utils import parsedate_to_datetime

from ingest.cleaning import clean
from ingest.model import Block, BlockKind, RawDocument
from ingest.readers.html import read_html
from ingest.readers.text import read_text
from knowledge.errors import DocumentRefused, RefusalReason

_SIGNATURE = re.compile(r"\n-- ?\n.*\Z", re.DOTALL)
_FORWARDED = re.compile(r"^(?:(?:AW|WG|RE|FW|FWD|Antwort|Weiterleitung)\s*:\s*)+", re.IGNORECASE)
_QUOTE = re.compile(r"^>+ ?", re.MULTILINE)


def read_mail(name: str, data: bytes) -> RawDocument:
    """The body of a mail under its subject. Raises DocumentRefused (broken, or empty but for attachments)."""
    try:
        message = message_from_bytes(data, _class=EmailMessage, policy=policy.default)
        letter = Letter(
            str(message.get("Subject", "")), _date(message), str(message.get("From", "")), *_bodies(message)
        )
    except (ArithmeticError, AttributeError, LookupError, TypeError, ValueError) as exc:
        # The parser is lenient; header fields that no mail program writes trip it up.
        raise DocumentRefused(name, RefusalReason.BROKEN) from exc
    return letter.document(name)


@dataclass(frozen=True, slots=True)
class Letter:
    """A mail of any program: `sender` as its header names it, one of the two bodies may be empty."""

    subject: str
    date: dt.date | None
    sender: str
    plain: str
    html: str

    def document(self, name: str) -> RawDocument:
        """Subject as heading, body below; the sender only as a margin. Raises DocumentRefused (empty)."""
        title = _FORWARDED.sub("", clean(self.subject))
        body = self._body(name)
        head = (Block(BlockKind.HEADING, title, level=1),) if title else ()
        rest = tuple(block for block in body.blocks if block.text != title)
        if not rest:
            raise DocumentRefused(name, RefusalReason.EMPTY)
        margins = tuple(text for text in (clean(self.sender.split("<")[0]).strip("\"' "), *body.furniture) if text)
        return RawDocument(
            name, (*head, *rest), title=title or body.title, date=self.date, dropped=body.dropped, furniture=margins
        )

    def _body(self, name: str) -> RawDocument:
        plain = _QUOTE.sub("", _SIGNATURE.sub("", self.plain.replace("\r\n", "\n")))
        if plain.strip():
            return read_text(name, plain)
        if self.html.strip():
            return read_html(name, self.html.encode())
        raise DocumentRefused(name, RefusalReason.EMPTY)


def _bodies(message: EmailMessage) -> Iterator[str]:
    for kind in ("plain", "html"):
        part = message.get_body((kind,))
        yield str(part.get_content()) if part is not None else ""


def _date(message: EmailMessage) -> dt.date | None:
    try:
        return parsedate_to_datetime(str(message.get("Date", ""))).date()
    except (TypeError, ValueError, IndexError):
        return None
