"""Reads plain text: its encoding, its paragraphs, and what its lines show of headings, lists and "key: value"."""

import re
from collections.abc import Sequence

from ingest.cleaning import clean, join_lines, without_bullet
from ingest.model import Block, BlockKind, RawDocument
from ingest.readers.numbering import depth, starts_item, starts_numbered_heading
from ingest.readers.weblines import is_meta, stands_around, without_meta
from knowledge.errors import DocumentRefused, RefusalReason

LONGEST_HEADING = 90
WRAPPED_AT = 60
"""A line at least this long may have been broken by the width of a window."""
WIDEST = 130
SLACK = 3
LONG_LINES = 12
"""More than one line in so many that is wider than any window: nobody broke the lines."""
_UNDERLINE = re.compile(r"^\s*([=~*#_-])\1{2,}\s*$")
_KEY_VALUE = re.compile(r"^[A-ZÄÖÜ][\wÄÖÜäöüß/ .()-]{1,30}(?:: |\s?(?:\.\s?){2,}:? )\S")
_LEADERS = re.compile(r"\s?(?:\.\s?){2,}:? |\s+\.\s+")
_SPACED_COLUMNS = re.compile(r"\s{3,}|\t+")
_END = re.compile(r"[.!?;,]$")
_SUBJECT = re.compile(r"^(?:Betreff|Betr\.|Thema|Titel):\s+")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]")


def decode(name: str, data: bytes) -> str:
    """Bytes to text: UTF-8, UTF-16, or Windows-1252. Raises DocumentRefused where none gives readable text."""
    text = _decoded(data)
    if text is None or len(_CONTROL.findall(text)) > len(text) / 200:
        raise DocumentRefused(name, RefusalReason.UNREADABLE_ENCODING)
    if not text.strip("\ufeff \t\r\n\x00"):
        raise DocumentRefused(name, RefusalReason.EMPTY)
    return text.lstrip("\ufeff").replace("\r\n", "\n").replace("\r", "\n")


def _decoded(data: bytes) -> str | None:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "replace")
    for encoding in ("utf-8-sig", *_utf16_without_mark(data), "cp1252", "latin-1"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    return None


def _utf16_without_mark(data: bytes) -> tuple[str, ...]:
    """Every second byte of Latin text in UTF-16 is zero."""
    if data[1:2000:2].count(0) > len(data[1:2000:2]) * 0.7:
        return ("utf-16-le",)
    if data[0:2000:2].count(0) > len(data[0:2000:2]) * 0.7:
        return ("utf-16-be",)
    return ()


def read_text_file(name: str, data: bytes) -> RawDocument:
    """The blocks of a text file. Raises DocumentRefused (unreadable encoding, empty)."""
    return read_text(name, decode(name, data))


def read_text(name: str, text: str) -> RawDocument:
    """The blocks of a plain text; its structure is guessed from line lengths, marks and empty lines."""
    lines = text.replace("\f", "\n\n").split("\n")
    width = _width(lines)
    groups = _groups(lines, broken=width > 0)
    found: list[Block] = []
    for index, group in enumerate(groups):
        following = groups[index + 1][0] if index + 1 < len(groups) else ""
        found += _blocks_of(group, following, width, first=all(is_meta(block.text) for block in found))
    blocks, meta = without_meta(found)
    if not blocks:
        raise DocumentRefused(name, RefusalReason.EMPTY)
    return RawDocument(name, blocks, title=_title(blocks), furniture=meta)


def _title(blocks: Sequence[Block]) -> str | None:
    """The first heading, where no running text stands before it."""
    for block in blocks:
        if block.kind is BlockKind.HEADING:
            return block.text
        if len(block.text) > WRAPPED_AT:
            return None
    return None


def _width(lines: Sequence[str]) -> int:
    """The width at which the text was broken into lines; 0 where each paragraph is one long line."""
    written = [len(line.rstrip()) for line in lines if line.strip()]
    longest = [length for length in written if length > WIDEST]
    if not written or len(longest) * LONG_LINES > len(written):
        return 0
    return max((length for length in written if length <= WIDEST), default=0)


def _groups(lines: Sequence[str], *, broken: bool) -> list[list[str]]:
    """Lines between empty lines, each line alone where no line was broken; an underlined one gets a mark."""
    groups: list[list[str]] = [[]]
    for index, line in enumerate(lines):
        following = lines[index + 1] if index + 1 < len(lines) else ""
        if _UNDERLINE.match(line):
            groups.append([])
        elif line.strip() and _UNDERLINE.match(following):
            groups += [[f"# {line.strip()}"], []]
        elif line.strip() and stands_around(line):
            continue
        elif line.strip():
            groups[-1].append(line.rstrip())
            if not broken:
                groups.append([])
        else:
            groups.append([])
    return [group for group in groups if group]


def _blocks_of(lines: list[str], following: str, width: int, *, first: bool) -> list[Block]:
    if lines[0].startswith("# "):
        return [Block(BlockKind.HEADING, clean(lines[0][2:]), level=1)]
    if (first and _may_head(lines[0]) and not lines[0].lstrip()[:1].islower()) or (
        len(lines) == 1 and _heads(lines[0]) and _opens(following)
    ):
        text = _SUBJECT.sub("", clean(lines[0]))
        level = 1 if first else 1 + max(depth(text), 1)
        return [Block(BlockKind.HEADING, text, level=level), *_body(lines[1:], width)]
    if len(lines) > 1 and _heads(lines[0]) and len(lines[1]) > WRAPPED_AT:
        text = clean(lines[0])
        return [Block(BlockKind.HEADING, text, level=1 + max(depth(text), 1)), *_body(lines[1:], width)]
    return _body(lines, width)


def _opens(line: str) -> bool:
    """Whether a line can be the first below a heading: running text, an item, a "key: value" line."""
    return (
        len(line) > WRAPPED_AT or starts_item(line.strip()) or without_bullet(line)[1] or bool(_KEY_VALUE.match(line))
    )


def _may_head(line: str) -> bool:
    text = clean(line)
    return len(text) <= LONGEST_HEADING and not _END.search(text) and not without_bullet(line)[1] and not is_meta(text)


def _heads(line: str) -> bool:
    text = clean(line)
    if not _may_head(line) or _KEY_VALUE.match(text) or (starts_item(text) and not starts_numbered_heading(text)):
        return False
    return text[:1].isupper() or text[:1].isdigit() or text[:1] in "§„("


def _body(lines: Sequence[str], width: int) -> list[Block]:
    """Paragraphs, items and "key: value" lines of one group."""
    blocks: list[Block] = []
    open_lines: list[str] = []
    kind = BlockKind.PARAGRAPH

    def close() -> None:
        if open_lines:
            blocks.append(Block(kind, join_lines(open_lines)))
            open_lines.clear()

    for line in lines:
        bare, bulleted = without_bullet(line)
        item = bulleted or starts_item(line.lstrip())
        row = _row(line)
        if row is not None or item or not open_lines or _ends_here(open_lines[-1], line, width):
            close()
            kind = BlockKind.LIST_ITEM if item else BlockKind.PARAGRAPH
        if row is not None:
            blocks.append(row)
        else:
            open_lines.append(bare if bulleted else line)
    close()
    return blocks


def _ends_here(line: str, following: str, width: int) -> bool:
    """A line on which the next word would still have found room was ended on purpose."""
    if line.endswith("-"):
        return False
    return len(line) + 1 + len(following.split(maxsplit=1)[0]) <= width - SLACK or not width


def _row(line: str) -> Block | None:
    """A line of a list with leaders ("Kosten ..... 5 Euro") or of columns set with spaces or tabs."""
    bare = line.strip()
    cells = tuple(clean(cell) for cell in _LEADERS.split(bare, maxsplit=1))
    if len(cells) == 1:
        cells = tuple(clean(cell) for cell in _SPACED_COLUMNS.split(bare))
    if len(cells) < 2 or not all(cells) or len(cells[0]) > LONGEST_HEADING // 2:
        return None
    return Block(BlockKind.TABLE_ROW, " ".join(cells), cells=cells)
