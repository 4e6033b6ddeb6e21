"""Inside the PDF reader: two columns of text that a page draws line by line across both are read one after the other.

A table is drawn the same way; what tells them apart is that lines of text go on with small letters.
"""

from collections.abc import Sequence

from ingest.readers.spans import Span, same_line

FEWEST_LINES = 6
"""Lines side by side from which on they are looked at as columns."""
GUTTER = 0.8
"""Least distance of the columns in type sizes."""
SAME_EDGE = 3.0
"""Points between the left edges of lines of one column."""
LEAST_GOING_ON = 0.35
"""Share of lines of each column that begin with a small letter; hardly any cell of a table does."""
FARTHEST = 1.9
"""Lines of text are at most so many type sizes apart."""


def untangled(pieces: Sequence[Span]) -> list[Span]:
    """The pieces of a page, in drawing order but for columns drawn across."""
    ordered: list[Span] = []
    index = 0
    while index < len(pieces):
        end = _columns_end(pieces, index)
        if end > index:
            left = pieces[index].x0
            ordered += [piece for piece in pieces[index:end] if _at(piece, left)]
            ordered += [piece for piece in pieces[index:end] if not _at(piece, left)]
            index = end
        else:
            ordered.append(pieces[index])
            index += 1
    return ordered


def _columns_end(pieces: Sequence[Span], start: int) -> int:
    """Where the two columns end that start at a piece; `start` itself where there are none."""
    if not _side_by_side(pieces, start):
        return start
    left, right = pieces[start].x0, pieces[start + 1].x0
    end = start
    columns: tuple[list[Span], list[Span]] = ([], [])
    while end < len(pieces):
        piece = pieces[end]
        if not (_at(piece, left) or _at(piece, right)):
            break
        column = columns[0] if _at(piece, left) else columns[1]
        crossing = _at(piece, left) and piece.x1 > right
        if crossing or (column and not 0 < column[-1].y - piece.y <= FARTHEST * piece.size):
            break
        column.append(piece)
        end += 1
    return end if all(_is_text(column) for column in columns) else start


def _side_by_side(pieces: Sequence[Span], index: int) -> bool:
    if index + 1 >= len(pieces):
        return False
    one, other = pieces[index], pieces[index + 1]
    return same_line(one, other) and other.x0 - one.x1 >= GUTTER * one.size


def _at(piece: Span, edge: float) -> bool:
    return abs(piece.x0 - edge) <= SAME_EDGE


def _is_text(lines: Sequence[Span]) -> bool:
    going_on = sum(line.text.lstrip()[:1].islower() for line in lines)
    return len(lines) >= FEWEST_LINES and going_on >= LEAST_GOING_ON * len(lines)
