"""What passes between the steps of ingestion: blocks from a reader, the description, the report for staff."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum

from knowledge.model import DocumentKind, Fact
from knowledge.written_dates import german_date


class BlockKind(StrEnum):
    """How a piece of text stands on its page."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    LIST_ITEM = "list_item"
    TABLE_ROW = "table_row"


@dataclass(frozen=True, slots=True)
class Block:
    """One piece of text in reading order.

    `text` is verbatim with joined line-end hyphens; for a table row its cells joined by a space.
    `level` is the depth of a heading from 1, else 0. `cells` and `heads` belong to table rows:
    one entry per column, `heads` empty where the table has none. `page` counts from 1, None for
    formats without pages.
    """

    kind: BlockKind
    text: str
    page: int | None = None
    level: int = 0
    cells: tuple[str, ...] = ()
    heads: tuple[str, ...] = ()


def top_heading(blocks: Iterable[Block]) -> str | None:
    """The first heading of the first level, which titles a document whose format has such headings."""
    return next((block.text for block in blocks if block.kind is BlockKind.HEADING and block.level == 1), None)


@dataclass(frozen=True, slots=True)
class RawDocument:
    """What a reader found in a file; the optional fields are what the format itself states.

    `dropped` holds one German phrase for each kind of hidden text that was left out. `furniture`
    holds running titles and footers once each: no passage to quote, but often where a date stands.
    `quality` is how sure the recognition of a scan was, 0 to 1; None where the text was not recognised.
    """

    name: str
    blocks: tuple[Block, ...]
    pages: int | None = None
    title: str | None = None
    date: dt.date | None = None
    publisher: str | None = None
    url: str | None = None
    dropped: tuple[str, ...] = ()
    furniture: tuple[str, ...] = ()
    quality: float | None = None


@dataclass(frozen=True, slots=True)
class Description:
    """What the document says of itself, found by rules; `supersedes` is the wording that names a predecessor."""

    title: str
    kind: DocumentKind
    publisher: str | None = None
    date: dt.date | None = None
    valid_from: dt.date | None = None
    valid_until: dt.date | None = None
    supersedes: str | None = None
    facts: tuple[Fact, ...] = ()
    month_only: bool = False


class Outcome(StrEnum):
    """What became of one file; the values are part of the JSON contract."""

    ADDED = "added"
    UPDATED = "updated"
    UNCHANGED = "unchanged"
    DUPLICATE = "duplicate"
    REPLACED = "replaced"
    REFUSED = "refused"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class FileReport:
    """One line of the report staff read; `reason` is a German sentence where something is to be said.

    `quality` is how sure the recognition of a scan was, 0 to 1, where it was just read. `addresses` are
    further places where the same text stands, `month_only` says that no day of its date is known.
    """

    file: str
    outcome: Outcome
    document_id: str | None = None
    reason: str | None = None
    title: str | None = None
    date: dt.date | None = None
    publisher: str | None = None
    kind: DocumentKind | None = None
    pages: int | None = None
    chunks: int = 0
    topics: tuple[str, ...] = ()
    municipalities: tuple[str, ...] = ()
    deadlines: tuple[str, ...] = ()
    supersedes: str | None = None
    notes: tuple[str, ...] = field(default_factory=tuple)
    quality: float | None = None
    addresses: tuple[str, ...] = ()
    month_only: bool = False

    @property
    def dated(self) -> str | None:
        """The date as it is written in German, as far as it is known."""
        return german_date(self.date, month_only=self.month_only)
