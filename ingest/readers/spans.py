"""Between a PDF page's drawing orders and its lines: pieces of text with their place, and how they join."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

BASELINE = 0.3
"""Pieces whose baselines differ by less than this share of the type size stand on one line."""
WORD_GAP = 0.14
"""A gap wider than this share of the type size is a space (a kerning correction is narrower)."""
CELL_GAP = 0.62
"""A gap wider than this share of the type size between separately placed pieces parts two table cells."""
RAISED = 0.25
"""A footnote's mark stands higher than its line by more than this share of the type size."""
LONGEST_MARK = 2


@dataclass(frozen=True, slots=True)
class Span:
    """Text placed on a page: left and right edge, baseline (points from the bottom), type size, weight."""

    text: str
    x0: float
    x1: float
    y: float
    size: float
    bold: bool = False
    bold_chars: int = 0

    @property
    def all_bold(self) -> bool:
        """Whether the whole piece is set in a bold face."""
        return self.bold_chars >= len(self.text.replace(" ", "")) > 0


@dataclass(frozen=True, slots=True)
class Page:
    """The visible text of one page in the order in which it was drawn; width and height in points.

    `hidden` says that there was more text that can't be seen, `drawn` that anything is drawn on the
    page, `failed` that its drawing orders could not be followed to their end.
    """

    number: int
    width: float
    height: float
    spans: tuple[Span, ...]
    hidden: bool = False
    drawn: bool = True
    failed: bool = False


def same_line(one: Span, other: Span) -> bool:
    """Whether two pieces stand on one baseline."""
    return abs(one.y - other.y) <= BASELINE * max(one.size, other.size)


def merge(spans: Iterable[Span]) -> list[Span]:
    """Join pieces that follow each other on one line into one piece per line or table cell."""
    merged: list[Span] = []
    for span in spans:
        if not span.text.strip():
            continue
        start = replace(span, bold_chars=len(span.text.replace(" ", "")) if span.bold else 0)
        if merged and _belongs(merged[-1], span):
            merged[-1] = _joined(merged[-1], start)
        else:
            merged.append(start)
    return merged


def _belongs(line: Span, span: Span) -> bool:
    size = max(line.size, span.size)
    gap = span.x0 - line.x1
    if _raised(line, span) or _raised(span, line):
        return -0.3 * size <= gap < 0.3 * size
    return same_line(line, span) and -0.3 * size <= gap < CELL_GAP * size


def _raised(line: Span, mark: Span) -> bool:
    """Whether a piece is a footnote's mark beside a line: one or two signs, set higher."""
    return (
        len(mark.text.strip()) <= LONGEST_MARK
        and mark.size <= line.size
        and RAISED * line.size < mark.y - line.y < line.size
    )


def _joined(line: Span, span: Span) -> Span:
    if _raised(line, span) and not line.text.endswith("m"):
        # A footnote's mark would be read as part of the word or the amount; m² and m³ are none.
        return replace(line, x1=span.x1)
    if _raised(span, line):
        return replace(span, x0=line.x0)
    text = line.text
    if span.x0 - line.x1 > WORD_GAP * max(line.size, span.size) and not text.endswith(" "):
        text += " "
    main = line if len(line.text) >= len(span.text) else span
    return Span(text + span.text, line.x0, span.x1, main.y, main.size, line.bold, line.bold_chars + span.bold_chars)
