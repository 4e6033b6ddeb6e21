"""Reads Markdown: headings, lists, tables, quotations and the front matter."""

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass

from ingest.cleaning import clean, join_lines
from ingest.model import Block, BlockKind, RawDocument, top_heading
from ingest.readers.text import decode
from knowledge.errors import DocumentRefused, RefusalReason

COMMENT = "Kommentar im Quelltext"
_FRONT = re.compile(r"\A---\s*\n(.*?)\n(?:---|\.\.\.)\s*(?:\n|\Z)", re.DOTALL)
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_HEADING = re.compile(r"^ {0,3}(#{1,6})\s+(.*?)\s*#*$")
_UNDERLINE = re.compile(r"^ {0,3}(=+|-{3,})\s*$")
_RULE = re.compile(r"^ {0,3}([*_-])(?:\s*\1){2,}\s*$")
_ITEM = re.compile(r"^\s*(?:[-*+]|(\d{1,3}[.)]))\s+(.*)$")
_DIVIDER = re.compile(r"^\s*\|?\s*:?-{2,}:?\s*(?:\|\s*:?-{2,}:?\s*)*\|?\s*$")
_LABEL = re.compile(r"^\*\*[^*]+:\*\*|^\*\*[^*]+\*\*:")
_IMAGE = re.compile(r"!\[([^\]]*)\]\([^)]*\)")
_LINK = re.compile(r"\[([^\]]+)\]\(([^)\s]+)[^)]*\)")
_EMPHASIS = re.compile(r"(?<![\w\\])(\*\*|__|\*|_|~~|`)(?=\S)(.+?)(?<=\S)\1(?!\w)")
_ESCAPED = re.compile(r"\\([\\`*_{}\[\]()#+.!|>-])")
_TAG = re.compile(r"</?[a-zA-Z][^>]*>")
_FIELD = re.compile(r"^([\w-]+)\s*:\s*(.+?)\s*$")


@dataclass(slots=True)
class _Open:
    """The block that is being read."""

    lines: list[str]
    kind: BlockKind = BlockKind.PARAGRAPH


def read_markdown_file(name: str, data: bytes) -> RawDocument:
    """The blocks of a Markdown file. Raises DocumentRefused (unreadable encoding, empty)."""
    return read_markdown(name, decode(name, data))


def read_markdown(name: str, text: str) -> RawDocument:
    """The blocks of a Markdown text; title, date, publisher and address come from its front matter."""
    fields, body = _front_matter(text)
    dropped = (COMMENT,) if _COMMENT.search(body) else ()
    blocks = _blocks(_COMMENT.sub("", body).split("\n"))
    if not blocks:
        raise DocumentRefused(name, RefusalReason.EMPTY)
    return RawDocument(
        name,
        tuple(blocks),
        title=fields.get("title") or fields.get("titel") or top_heading(blocks),
        date=_date(fields.get("date") or fields.get("datum") or fields.get("stand")),
        publisher=fields.get("publisher") or fields.get("herausgeber"),
        url=fields.get("url") or fields.get("source") or fields.get("quelle"),
        dropped=dropped,
    )


def _front_matter(text: str) -> tuple[dict[str, str], str]:
    found = _FRONT.match(text)
    if not found:
        return {}, text
    pairs = (_FIELD.match(line) for line in found.group(1).split("\n"))
    return {pair.group(1).lower(): pair.group(2).strip("\"'") for pair in pairs if pair}, text[found.end() :]


def _date(value: str | None) -> dt.date | None:
    for form in ("%Y-%m-%d", "%d.%m.%Y"):
        try:
            return dt.datetime.strptime((value or "")[:10], form).date()  # noqa: DTZ007 a day has no time zone
        except ValueError:
            continue
    return None


def _blocks(lines: Sequence[str]) -> list[Block]:
    blocks: list[Block] = []
    opened = _Open([])
    heads: tuple[str, ...] = ()
    for index, line in enumerate(lines):
        following = lines[index + 1] if index + 1 < len(lines) else ""
        if "|" in line and (_DIVIDER.match(following) or heads):
            _close(opened, blocks)
            heads = _cells(line) if _DIVIDER.match(following) else heads
            if not _DIVIDER.match(following) and not _DIVIDER.match(line):
                cells = _cells(line)
                blocks.append(Block(BlockKind.TABLE_ROW, " ".join(c for c in cells if c), cells=cells, heads=heads))
            continue
        heads = ()
        _line(line, following, opened, blocks)
    _close(opened, blocks)
    return [block for block in blocks if block.text]


def _line(line: str, following: str, opened: _Open, blocks: list[Block]) -> None:
    heading, item = _HEADING.match(line), _ITEM.match(line)
    if _UNDERLINE.match(line) or _RULE.match(line) or not line.strip() or line.startswith(("```", "~~~")):
        _close(opened, blocks)
    elif heading:
        _close(opened, blocks)
        blocks.append(Block(BlockKind.HEADING, _plain(heading.group(2)), level=len(heading.group(1))))
    elif not opened.lines and (underline := _UNDERLINE.match(following)) and not item:
        blocks.append(Block(BlockKind.HEADING, _plain(line), level=1 if underline.group(1)[0] == "=" else 2))
    elif item:
        _close(opened, blocks)
        opened.lines.append(" ".join(part for part in (item.group(1), item.group(2)) if part))
        opened.kind = BlockKind.LIST_ITEM
    else:
        if _LABEL.match(line.strip()):
            _close(opened, blocks)
        opened.lines.append(line.lstrip("> \t"))


def _close(opened: _Open, blocks: list[Block]) -> None:
    if opened.lines:
        blocks.append(Block(opened.kind, _plain(join_lines(opened.lines))))
    opened.lines, opened.kind = [], BlockKind.PARAGRAPH


def _cells(line: str) -> tuple[str, ...]:
    bare = line.strip().removeprefix("|").removesuffix("|")
    return tuple(_plain(cell) for cell in re.split(r"(?<!\\)\|", bare))


def _plain(text: str) -> str:
    """Text without marks: emphasis, links (their address is dropped), pictures, tags."""
    text = _LINK.sub(r"\1", _IMAGE.sub(r"\1", _TAG.sub("", text)))
    for _ in range(3):
        text = _EMPHASIS.sub(r"\2", text)
    return clean(_ESCAPED.sub(r"\1", text))
