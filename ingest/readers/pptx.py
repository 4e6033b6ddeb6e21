"""Reads PowerPoint files: each slide is a page, its title a heading, its text frames paragraphs, items and tables."""

import zlib
from collections.abc import Iterator
from io import BytesIO
from typing import Any
from zipfile import BadZipFile

from ingest.cleaning import clean, without_bullet
from ingest.model import Block, BlockKind, RawDocument
from ingest.readers import TINY
from ingest.readers.grid import row_blocks
from ingest.readers.packed import check_package
from knowledge.errors import DocumentRefused, RefusalReason

HIDDEN = "verborgene Folien oder Texte der Präsentation"
DEEPEST_GROUP = 8
TITLE_LEVEL, SLIDE_LEVEL = 1, 2
_FURNITURE = {"DATE", "FOOTER", "SLIDE_NUMBER", "HEADER"}
_TITLES = {"TITLE", "CENTER_TITLE", "VERTICAL_TITLE"}
_TRIPPED = (ArithmeticError, AttributeError, LookupError, RuntimeError, TypeError, ValueError)
"""What python-pptx and zipfile trip over in damaged files."""


def read_pptx(name: str, data: bytes) -> RawDocument:
    """The slides of a presentation. Raises DocumentRefused (broken, empty, too large inside)."""
    from lxml.etree import LxmlError
    from pptx import Presentation
    from pptx.exc import PythonPptxError

    check_package(name, data)
    try:
        deck = Presentation(BytesIO(data))
        slides = [_Slide(number, slide, deck) for number, slide in enumerate(deck.slides, 1)]
        title = clean(deck.core_properties.title or "")
    except (BadZipFile, LxmlError, OSError, PythonPptxError, zlib.error, *_TRIPPED) as exc:
        raise DocumentRefused(name, RefusalReason.BROKEN) from exc
    blocks = tuple(block for slide in slides for block in slide.blocks)
    if not blocks:
        raise DocumentRefused(name, RefusalReason.NO_TEXT)
    first = next((block.text for block in blocks if block.kind is BlockKind.HEADING and block.page == 1), None)
    dropped = (HIDDEN,) if any(slide.dropped for slide in slides) else ()
    furniture = tuple(dict.fromkeys(text for slide in slides for text in slide.furniture))
    return RawDocument(name, blocks, len(slides), first or title or None, dropped=dropped, furniture=furniture)


class _Slide:
    """What stands on one slide, in the order of its shapes; footers apart."""

    def __init__(self, number: int, slide: Any, deck: Any) -> None:  # noqa: ANN401 python-pptx has no types
        self.number = number
        self.dropped = False
        self.furniture: list[str] = []
        self._width, self._height = int(deck.slide_width or 0), int(deck.slide_height or 0)
        shown = slide.element.get("show") != "0"
        found = list(self._shapes(slide.shapes, 0))
        self.dropped = self.dropped or (not shown and bool(found))
        titles = [block for block in found if block.kind is BlockKind.HEADING]
        self.blocks = [*titles, *(block for block in found if block not in titles)] if shown else []

    def _shapes(self, shapes: Any, depth: int) -> Iterator[Block]:  # noqa: ANN401
        for shape in shapes:
            if hasattr(shape, "shapes"):
                yield from self._shapes(shape.shapes, depth + 1) if depth < DEEPEST_GROUP else ()
            elif self._unseen(shape):
                written = shape.has_text_frame and shape.text_frame.text.strip()
                self.dropped = self.dropped or bool(written)
            elif getattr(shape, "has_table", False):
                rows = [tuple(clean(cell.text) for cell in row.cells) for row in shape.table.rows]
                yield from row_blocks(rows, headed=bool(shape.table.first_row) and len(rows) > 1, page=self.number)
            elif shape.has_text_frame:
                yield from self._frame(shape)

    def _unseen(self, shape: Any) -> bool:  # noqa: ANN401
        """Hidden, or wholly beside the slide; a placeholder without a place of its own has that of its layout."""
        properties = shape.element.xpath(".//p:cNvPr")
        if properties and properties[0].get("hidden") in {"1", "true"}:
            return True
        left, top, width, height = shape.left, shape.top, shape.width, shape.height
        if None in {left, top, width, height}:
            return False
        beside = left >= self._width > 0 or left + width <= 0
        return bool(beside or top >= self._height > 0 or top + height <= 0)

    def _frame(self, shape: Any) -> Iterator[Block]:  # noqa: ANN401
        kind = shape.placeholder_format.type.name if shape.is_placeholder and shape.placeholder_format.type else ""
        if kind in _TITLES:
            text = clean(shape.text_frame.text)
            level = TITLE_LEVEL if self.number == 1 else SLIDE_LEVEL
            yield from [Block(BlockKind.HEADING, text, self.number, level)] if text else []
            return
        paragraphs = [text for text in map(self._paragraph, shape.text_frame.paragraphs) if text]
        if kind in _FURNITURE:
            self.furniture += [text for text in paragraphs if not text.isdecimal()]
            return
        listed = kind in {"BODY", "OBJECT"} and len(paragraphs) > 1
        for text in paragraphs:
            bare, bulleted = without_bullet(text)
            item = listed or bulleted
            yield Block(BlockKind.LIST_ITEM if item else BlockKind.PARAGRAPH, bare, self.number)

    def _paragraph(self, paragraph: Any) -> str:  # noqa: ANN401
        runs = [run for run in paragraph.runs if run.font.size is None or run.font.size.pt >= TINY]
        if len(runs) < len(paragraph.runs):
            self.dropped = True
            return clean("".join(run.text for run in runs))
        return clean(paragraph.text)
