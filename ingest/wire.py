"""Between the reading process and sync: a RawDocument as JSON, which hostile files can't turn into code."""

import datetime as dt
from typing import Any

from ingest.model import Block, BlockKind, RawDocument

_PLAIN = ("name", "pages", "title", "publisher", "url", "quality")
_LISTS = ("dropped", "furniture")


def to_json(raw: RawDocument) -> dict[str, Any]:
    """Plain values of a document."""
    fields = {name: getattr(raw, name) for name in (*_PLAIN, *_LISTS)}
    blocks = [(one.kind.value, one.text, one.page, one.level, one.cells, one.heads) for one in raw.blocks]
    return fields | {"date": raw.date.isoformat() if raw.date else None, "blocks": blocks}


def from_json(values: dict[str, Any]) -> RawDocument:
    """The document that `to_json` took apart."""
    blocks = tuple(
        Block(BlockKind(kind), text, page, level, tuple(cells), tuple(heads))
        for kind, text, page, level, cells, heads in values["blocks"]
    )
    plain = {name: values[name] for name in _PLAIN} | {name: tuple(values[name]) for name in _LISTS}
    date = dt.date.fromisoformat(values["date"]) if values["date"] else None
    return RawDocument(blocks=blocks, date=date, **plain)
