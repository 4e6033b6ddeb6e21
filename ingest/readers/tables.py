"""Inside the PDF reader: rows of several cells that follow each other become a table with its heads."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ingest.model import Block, BlockKind
from ingest.readers.rows import Cell, Row

LONGEST_HEAD = 45
FAR = 4.5
"""A row of one cell that stands more type sizes below is not part of the table."""
SAME_COLUMN = 3.0
SAME_EDGE = 2.0
"""Points between the edges of a column on one page and the next."""
_DIGIT = re.compile(r"\d")


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells, one entry per column, with the page of each row; `heads` is empty without a head row."""

    columns: tuple[tuple[float, float], ...]
    heads: tuple[str, ...]
    rows: tuple[tuple[int, tuple[str, ...]], ...]

    def blocks(self) -> list[Block]:
        """One block per row."""
        return [
            Block(BlockKind.TABLE_ROW, " ".join(cell for cell in cells if cell), page, cells=cells, heads=self.heads)
            for page, cells in self.rows
        ]


def table_at(rows: Sequence[Row], start: int) -> int:
    """How many rows from `start` on form one table on one page; 0 or 1 where there is none."""
    if len(rows[start].cells) < 2:
        return 0
    end = start + 1
    last_full = start
    while end < len(rows) and rows[end].page == rows[start].page:
        row = rows[end]
        if len(row.cells) > 1 and _same_columns(rows[last_full], row):
            last_full = end
        elif not _first_cell_only(rows[last_full], rows[end - 1], row):
            break
        end += 1
    return last_full + 1 - start


def _same_columns(one: Row, other: Row) -> bool:
    size = other.cells[0].lines[0].size
    if one.bottom < other.top - 0.5 * size:
        return False
    first, second = one.cells, other.cells
    return any(_overlap(a, b) or abs(a.x0 - b.x0) <= SAME_COLUMN * size for a in first[1:] for b in second[1:])


def _overlap(one: Cell, other: Cell) -> bool:
    return one.x0 < other.x1 and other.x0 < one.x1


def _first_cell_only(full: Row, before: Row, row: Row) -> bool:
    cell = row.cells[0]
    size = cell.lines[0].size
    inside = abs(cell.x0 - full.cells[0].x0) <= size and cell.x1 < full.cells[1].x0
    return len(row.cells) == 1 and inside and not cell.bold and 0 < before.bottom - row.top <= FAR * size


def build(rows: Sequence[Row], before: Table | None) -> Table:
    """A table from its rows; heads come from the first row, or from the table before that it continues."""
    columns = _columns(rows)
    cells = [(row.page, _sorted(row, columns)) for row in rows]
    texts = [found for _, found in cells]
    if before and _continues(before.columns, columns) and (before.heads == texts[0] or not _is_head(rows, texts)):
        return Table(columns, before.heads, tuple(row for row in cells if row[1] != before.heads))
    if len(cells) > 1 and _is_head(rows, texts):
        return Table(columns, cells[0][1], tuple(cells[1:]))
    return Table(columns, (), tuple(cells))


def _columns(rows: Sequence[Row]) -> tuple[tuple[float, float], ...]:
    """The horizontal extent of each column, from the rows that have a cell in all of them."""
    most = max(len(row.cells) for row in rows)
    full = [sorted(row.cells, key=lambda cell: cell.x0) for row in rows if len(row.cells) == most]
    return tuple(
        (min(cells[index].x0 for cells in full), max(cells[index].x1 for cells in full)) for index in range(most)
    )


def _sorted(row: Row, columns: Sequence[tuple[float, float]]) -> tuple[str, ...]:
    texts = [""] * len(columns)
    for cell in row.cells:
        shares = [min(cell.x1, x1) - max(cell.x0, x0) for x0, x1 in columns]
        best = max(range(len(columns)), key=lambda index: (shares[index], -abs(columns[index][0] - cell.x0)))
        texts[best] = f"{texts[best]} {cell.text}".strip()
    return tuple(texts)


def _continues(one: Sequence[tuple[float, float]], other: Sequence[tuple[float, float]]) -> bool:
    if len(one) != len(other):
        return False
    return all(min(abs(a[0] - b[0]), abs(a[1] - b[1])) <= SAME_EDGE for a, b in zip(one, other, strict=True))


def _is_head(rows: Sequence[Row], cells: Sequence[tuple[str, ...]]) -> bool:
    """The first row is set bold alone, or it has short words where the rows below have figures."""
    first, others = rows[0], rows[1:]
    if all(cell.bold for cell in first.cells):
        return not others or not all(cell.bold for row in others for cell in row.cells)
    words = all(len(text) <= LONGEST_HEAD and not _DIGIT.search(text) and text[-1:] not in ".!" for text in cells[0])
    if not words or not others:
        return False
    figures = [sum(bool(_DIGIT.search(row[index])) for row in cells[1:]) for index in range(len(cells[0]))]
    return max(figures) >= 0.5 * len(others)
