"""Inside the PDF reader: lines and cells of a page become rows; a paragraph is a row of one cell.

A page's text is drawn cell by cell, row by row, so a cell is recognised by the way the next piece
goes: below its own lines it continues the cell, to the right at the row's height it opens the
next cell, anywhere else it opens a new row.
"""

import itertools
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from ingest.cleaning import is_lone_bullet, join_lines
from ingest.readers.numbering import is_lone_marker
from ingest.readers.spans import CELL_GAP, Span, same_line

FARTHEST_LINE = 1.75
"""Lines of one cell are at most this many type sizes apart."""
LONGEST_CELL = 9
"""A cell of more lines is a column of text: what stands right of it is the next column."""
UP = 2.6
"""A cell centred beside a lower one starts at most this many type sizes above the row."""
BESIDE = 0.45
"""Cells of one row stand on one height but for this share of the type size (a raised mark shifts a line)."""
INDENT = 3.2
MARKER_GAP = 3.0
SAME_SIZE = 0.12
USUAL_LEADING = 1.2
RUN_IN_DROP = 1.08
_RUN_IN = re.compile(r"[.?!][\"“”»)]*\s*$")
"""A bold sentence that fills its line and starts a paragraph, as questions and labels do."""


@dataclass(slots=True)
class Cell:
    """The lines of one table cell or text block, from the top."""

    lines: list[Span]

    @property
    def x0(self) -> float:
        """Left edge."""
        return min(line.x0 for line in self.lines)

    @property
    def x1(self) -> float:
        """Right edge."""
        return max(line.x1 for line in self.lines)

    @property
    def text(self) -> str:
        """The cell's text with joined line ends."""
        return join_lines([line.text for line in self.lines])

    @property
    def bold(self) -> bool:
        """Whether all of it is bold."""
        return all(line.all_bold for line in self.lines)


@dataclass(slots=True)
class Row:
    """Cells side by side; `page` counts from 1."""

    page: int
    cells: list[Cell] = field(default_factory=list)

    @property
    def top(self) -> float:
        """Highest baseline."""
        return max(line.y for cell in self.cells for line in cell.lines)

    @property
    def bottom(self) -> float:
        """Lowest baseline."""
        return min(line.y for cell in self.cells for line in cell.lines)


def with_markers(pieces: Sequence[Span]) -> list[Span]:
    """Bullets and numbers drawn apart from their items are set before them again."""
    markers = [piece for piece in pieces if is_lone_bullet(piece.text) or is_lone_marker(piece.text)]
    owners: dict[int, Span] = {}
    for piece in pieces:
        free = (mark for mark in markers if id(mark) not in owners and mark is not piece and _marks(mark, piece))
        marker = next(free, None)
        if marker is not None:
            owners[id(marker)] = piece
    taken = {id(owner): marker for marker in markers if (owner := owners.get(id(marker))) is not None}
    merged: list[Span] = []
    for piece in pieces:
        marker = taken.get(id(piece))
        if id(piece) in owners or (is_lone_bullet(piece.text) and marker is None):
            continue
        if marker is not None:
            sign = "•" if is_lone_bullet(marker.text) else marker.text.strip()
            bold = piece.bold_chars + len(sign) if piece.all_bold else piece.bold_chars
            merged.append(Span(f"{sign} {piece.text}", marker.x0, piece.x1, piece.y, piece.size, piece.bold, bold))
        else:
            merged.append(piece)
    return merged


def _marks(marker: Span, piece: Span) -> bool:
    gap = piece.x0 - marker.x1
    return same_line(marker, piece) and -0.2 * piece.size <= gap <= MARKER_GAP * piece.size


def rows_of(pieces: Sequence[Span], page: int, usual: float = USUAL_LEADING) -> list[Row]:
    """Rows in the order in which the page draws them; `usual` is the usual distance of lines in type sizes."""
    rows: list[Row] = []
    for index, piece in enumerate(pieces):
        following = pieces[index + 1] if index + 1 < len(pieces) else None
        if rows and _opens_cell(rows[-1], piece):
            rows[-1].cells.append(Cell([piece]))
        elif (
            rows and _continues(rows[-1], piece, usual) and not (following and _row_begins(rows[-1], piece, following))
        ):
            rows[-1].cells[-1].lines.append(piece)
        else:
            rows.append(Row(page, [Cell([piece])]))
    return rows


def _opens_cell(row: Row, piece: Span) -> bool:
    cell = row.cells[-1]
    last = cell.lines[-1]
    size = max(last.size, piece.size)
    if piece.x0 - cell.x1 < 0.9 * CELL_GAP * size:
        return False
    if any(abs(line.y - piece.y) <= BESIDE * size for any_cell in row.cells for line in any_cell.lines):
        return len(cell.lines) <= LONGEST_CELL
    return last.y < piece.y <= row.top + UP * size and len(cell.lines) <= LONGEST_CELL


def _continues(row: Row, piece: Span, usual: float) -> bool:
    cell = row.cells[-1]
    last = cell.lines[-1]
    size = max(last.size, piece.size)
    drop = last.y - piece.y
    alone = len(row.cells) == 1
    if not 0.5 * size < drop <= FARTHEST_LINE * size:
        return False
    if abs(last.size - piece.size) > SAME_SIZE * size:
        return False
    if last.all_bold != piece.all_bold and not (_RUN_IN.search(last.text) and drop <= RUN_IN_DROP * usual * size):
        return False
    centred = abs(piece.x0 + piece.x1 - last.x0 - last.x1) <= 0.4 * size
    if alone:
        return centred or abs(piece.x0 - last.x0) <= INDENT * size
    flush = abs(piece.x1 - last.x1) <= 0.2 * size
    return centred or flush or (piece.x0 >= cell.x0 - 0.5 * size and piece.x0 < cell.x1)


def _row_begins(row: Row, piece: Span, following: Span) -> bool:
    """A table's first cell right under a paragraph: the next piece stands beside it."""
    apart = following.x0 - piece.x1 >= CELL_GAP * piece.size
    return len(row.cells) == 1 and same_line(piece, following) and apart


def leading(pages: Sequence[Sequence[Span]]) -> float:
    """The usual distance of lines in type sizes, over lines that stand below each other."""
    found: Counter[float] = Counter()
    for pieces in pages:
        for one, other in itertools.pairwise(pieces):
            drop = (one.y - other.y) / max(one.size, 1.0)
            if abs(one.x0 - other.x0) < 1 and abs(one.size - other.size) < SAME_SIZE and 0.9 < drop < FARTHEST_LINE:
                found[round(drop, 1)] += 1
    return found.most_common(1)[0][0] if found else USUAL_LEADING
