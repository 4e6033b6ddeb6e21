"""Last step of the PDF reader: placed text of all pages becomes headings, paragraphs, items and table rows."""

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from ingest.cleaning import clean, join_lines, without_bullet
from ingest.model import Block, BlockKind
from ingest.readers import tables
from ingest.readers.columns import untangled
from ingest.readers.furniture import body_size, strip_furniture
from ingest.readers.numbering import depth, starts_clause, starts_item, starts_numbered_heading
from ingest.readers.rows import Cell, Row, leading, rows_of, with_markers
from ingest.readers.spans import Page, Span, merge, same_line

PARAGRAPH_GAP = 1.15
"""Lines farther apart than the usual distance times this belong to two paragraphs."""
LARGE = 1.12
LONGEST_HEADING = 150
LONGEST_PLAIN_HEADING = 70
HEADING_LINES = 3
WORD = 0.5
"""Mean width of a letter in type sizes."""
_ENDED = re.compile(r"[.!?:;…](?:[\"“”»)\]])?$")
_FIRST_WORD = re.compile(r"\S+")
_NO_HEADING_END = re.compile(r"[.;,][\"“”»)]*$")


@dataclass(frozen=True, slots=True)
class _Part:
    """A paragraph of a page: its lines, and whether its last line goes to the column's edge."""

    page: int
    lines: tuple[Span, ...]
    full: bool = False

    @property
    def text(self) -> str:
        return join_lines([line.text for line in self.lines])

    @property
    def size(self) -> float:
        return max(line.size for line in self.lines)

    @property
    def bold(self) -> bool:
        return all(line.all_bold for line in self.lines)


def blocks_of(pages: Sequence[Page]) -> tuple[tuple[Block, ...], tuple[str, ...]]:
    """The blocks of all pages in reading order, and the running titles that were taken off."""
    merged = [merge(page.spans) for page in pages]
    stripped, furniture = strip_furniture(merged, [page.height for page in pages])
    marked = [with_markers(untangled(pieces)) for pieces in stripped]
    usual = leading(marked)
    rows = [row for page, pieces in zip(pages, marked, strict=True) for row in rows_of(pieces, page.number, usual)]
    body = body_size(piece for pieces in marked for piece in pieces)
    items: list[_Part | tables.Table] = []
    index = 0
    while index < len(rows):
        count = tables.table_at(rows, index)
        before = next((item for item in reversed(items[-1:]) if isinstance(item, tables.Table)), None)
        if count > 1 or (count == 1 and before is not None):
            items.append(tables.build(rows[index : index + count], before))
        else:
            count = 1
            items += _parts(rows[index], usual, marked[rows[index].page - pages[0].number])
        index += count
    return tuple(_blocks(items, body)), furniture


def _parts(row: Row, usual: float, pieces: Sequence[Span]) -> list[_Part]:
    if any(len(cell.lines) > 1 for cell in row.cells[1:]):
        # Two columns of text that begin at one height, and no table.
        return [part for cell in row.cells for part in _parts(Row(row.page, [cell]), usual, pieces)]
    if len(row.cells) > 1:
        text = " ".join(cell.text for cell in row.cells)
        first = row.cells[0].lines[0]
        return [_Part(row.page, (replace(first, text=text, bold_chars=_bold_chars(row.cells)),))]
    lines = row.cells[0].lines
    edge = _edge(lines, pieces)
    parts = [[lines[0]]]
    for before, line in itertools.pairwise(lines):
        if _new_paragraph(before, line, usual, edge) or (starts_item(parts[-1][0].text) and _next_item(line)):
            parts.append([line])
        else:
            parts[-1].append(line)
    return [_Part(row.page, tuple(part), full=not _fits(part[-1], "und", edge)) for part in parts]


def _next_item(line: Span) -> bool:
    return starts_item(line.text) and (starts_clause(line.text) or not line.text[:1].isdigit())


def _edge(lines: Sequence[Span], pieces: Sequence[Span]) -> float:
    """How far to the right lines of this kind go on the page; for centred lines, where a full one would end."""
    first = lines[0]
    alike = [piece for piece in pieces if abs(piece.size - first.size) <= 0.1 * first.size]
    left, right = min(piece.x0 for piece in alike), max(piece.x1 for piece in alike)
    if all(line.x0 - left > 2 * line.size and abs(line.x0 - left - right + line.x1) < line.size for line in lines):
        return max(lines, key=lambda line: line.x1).x1 + (right - left) - (first.x1 - first.x0)
    column = [piece for piece in alike if abs(piece.x0 - lines[-1].x0) <= 3 * piece.size]
    gutter = min((other.x0 for piece in column for other in pieces if _beside(piece, other)), default=right)
    # A paragraph of a column is no wider than the column, whatever stands above it across the whole page.
    within = max(line.x1 for line in lines) <= gutter
    return max(piece.x1 for piece in column if not within or piece.x1 <= gutter)


def _beside(piece: Span, other: Span) -> bool:
    """Whether another piece stands to the right of this one on the same line."""
    return other.x0 > piece.x1 and same_line(piece, other)


def _bold_chars(cells: Sequence[Cell]) -> int:
    return sum(line.bold_chars for cell in cells for line in cell.lines)


def _new_paragraph(before: Span, line: Span, usual: float, edge: float) -> bool:
    if line.all_bold and before.all_bold:
        return starts_clause(line.text) or starts_numbered_heading(line.text)
    if (before.y - line.y) > PARAGRAPH_GAP * usual * line.size:
        return True
    if without_bullet(line.text)[1]:
        return True
    hyphenated = before.text.rstrip().endswith("-")
    word = _FIRST_WORD.search(line.text)
    early = not hyphenated and _fits(before, word.group() if word else "", edge)
    return early or ((starts_clause(line.text) or starts_item(line.text)) and bool(_ENDED.search(clean(before.text))))


def _fits(line: Span, word: str, edge: float) -> bool:
    """Whether a word would still have found room on the line, so that the line was ended on purpose."""
    return line.x1 + (WORD * len(word) + 1.5) * line.size < edge


def _blocks(items: Sequence["_Part | tables.Table"], body: float) -> list[Block]:
    parts = [item for item in items if isinstance(item, _Part)]
    levels = _levels(parts, body)
    plain = {id(part) for part in _plain_headings(parts, levels, body)}
    blocks: list[Block] = []
    open_end = False
    for item in items:
        if isinstance(item, tables.Table):
            blocks += item.blocks()
            open_end = False
            continue
        block = _block(item, levels, heading=id(item) in plain or _is_heading(item, body))
        if open_end and _carries_on(blocks[-1], block):
            blocks[-1] = replace(blocks[-1], text=join_lines([blocks[-1].text, block.text]))
        else:
            blocks.append(block)
        open_end = item.full and block.kind is not BlockKind.HEADING and not _ENDED.search(block.text)
    return [block for block in blocks if block.text]


def _carries_on(before: Block, block: Block) -> bool:
    """Whether a block at the top of a page or column goes on with the sentence before it."""
    if block.kind is not BlockKind.PARAGRAPH or starts_clause(block.text):
        return False
    return block.text[:1].islower() or before.text.endswith("-") or block.page != before.page


def _levels(parts: Sequence[_Part], body: float) -> dict[tuple[float, bool], int]:
    """Each style of heading gets a level, the largest type first."""
    styles = {_style(part) for part in parts if _is_heading(part, body)}
    return {style: level for level, style in enumerate(sorted(styles, reverse=True), 1)}


def _style(part: _Part) -> tuple[float, bool]:
    return round(part.size * 2) / 2, part.bold


def _strong(part: _Part, body: float) -> bool:
    return part.bold or part.size >= LARGE * body


def _is_heading(part: _Part, body: float) -> bool:
    text = part.text
    if len(part.lines) > HEADING_LINES or len(text) > LONGEST_HEADING or _NO_HEADING_END.search(text):
        return False
    return _strong(part, body) and any(sign.isalpha() for sign in text) and not without_bullet(text)[1]


def _is_plain_heading(part: _Part) -> bool:
    """A heading that only its number and its shortness tell, as in documents set in one face."""
    text = part.text
    alone = len(part.lines) == 1 and len(text) <= LONGEST_PLAIN_HEADING and not part.full
    return alone and starts_numbered_heading(text) and depth(text) <= 1 and not _ENDED.search(text)


def _plain_headings(parts: Sequence[_Part], levels: dict[tuple[float, bool], int], body: float) -> list[_Part]:
    """Numbered headings of a document that sets none of its headings (but its title) in bold or large type."""
    if sum(_is_heading(part, body) for part in parts) > 1 or len(levels) > 1:
        return []
    return [part for part, following in pairwise(parts) if _is_plain_heading(part) and not _is_plain_heading(following)]


def _block(part: _Part, levels: dict[tuple[float, bool], int], *, heading: bool) -> Block:
    text = part.text
    if heading:
        level = levels.get(_style(part), len(levels) + 1) + max(depth(text) - 1, 0)
        return Block(BlockKind.HEADING, text, part.page, level)
    text, bulleted = without_bullet(text)
    kind = BlockKind.LIST_ITEM if bulleted or starts_item(text) else BlockKind.PARAGRAPH
    return Block(kind, clean(text), part.page)
