"""Inside the readers of formats with real tables (Word, ODT, RTF, PowerPoint, Excel, HTML): rows with their heads."""

import re
from collections.abc import Iterator, Sequence

from ingest.model import Block, BlockKind

_DIGIT = re.compile(r"\d")


def row_blocks(rows: Sequence[tuple[str, ...]], *, headed: bool, page: int | None = None) -> Iterator[Block]:
    """One block for each row; where `headed`, the first row's cells stand as heads above the others."""
    heads = rows[0] if headed else ()
    for cells in rows[1:] if headed else rows:
        fitting = heads if len(heads) == len(cells) else ()
        text = " ".join(cell for cell in cells if cell)
        if text:
            yield Block(BlockKind.TABLE_ROW, text, page, cells=cells, heads=fitting)


def looks_like_heads(rows: Sequence[tuple[str, ...]]) -> bool:
    """Whether the first of several rows holds short words above figures, or above a column of answers."""
    first = rows[0]
    if any(_DIGIT.search(text) or text[-1:] in ".!:" for text in first) or not all(first):
        return False
    figures = [
        sum(bool(_DIGIT.search(row[index])) for row in rows[1:] if index < len(row)) for index in range(len(first))
    ]
    return max(figures) * 3 >= len(rows) - 1
