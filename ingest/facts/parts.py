"""Third step of ingestion, part: a read document cut into the parts that its description is read from."""

import re
from dataclasses import dataclass

from ingest.model import Block, BlockKind, RawDocument
from knowledge.model import DocumentKind

OPENING_BLOCKS = 6
"""So many blocks at the top of a document say who wrote it, when and for whom."""
LONGEST_LABEL = 40
_LABEL = re.compile(r"([A-ZÄÖÜ][\w /-]{1,30}):\s")


@dataclass(frozen=True, slots=True)
class Parts:
    """The parts of a document: `margins` are running titles, footers and what the page states of itself.

    `opening` holds the first blocks below the title, `labels` the first cells of table rows and the
    words before a colon, `sections` the number of headings below the title, `tables` that of table
    rows. `kind` is a press text until judged.
    """

    title: str
    margins: tuple[str, ...]
    headings: tuple[str, ...]
    opening: tuple[str, ...]
    labels: tuple[str, ...]
    text: str
    sections: int
    tables: int
    kind: DocumentKind = DocumentKind.PRESS


def parts_of(raw: RawDocument, title: str) -> Parts:
    """Cut a document into its parts, given its title."""
    body = [block for block in raw.blocks if block.text.casefold() != title.casefold()]
    headings = tuple(block.text for block in body if block.kind is BlockKind.HEADING)
    publisher = (raw.publisher,) if raw.publisher else ()
    return Parts(
        title=title,
        margins=tuple(dict.fromkeys((*raw.furniture, *publisher))),
        headings=headings,
        opening=tuple(block.text for block in body[:OPENING_BLOCKS]),
        labels=tuple(label for block in body if (label := _label(block))),
        text="\n".join(block.text for block in body),
        sections=len(headings),
        tables=sum(block.kind is BlockKind.TABLE_ROW for block in body),
    )


def _label(block: Block) -> str:
    if block.kind is BlockKind.TABLE_ROW and block.cells:
        return block.cells[0] if len(block.cells[0]) <= LONGEST_LABEL else ""
    match = _LABEL.match(block.text)
    return match[1] if match else ""
