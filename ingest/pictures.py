"""Beside an answer: a picture of the cited page with the quotation marked, or of a passage without a page."""

import io
import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from itertools import accumulate
from typing import TYPE_CHECKING, Any

from knowledge.errors import DocumentRefused, RefusalReason
from knowledge.fonts import font

if TYPE_CHECKING:
    from PIL.Image import Image
    from PIL.ImageFont import FreeTypeFont

SCALE = 2.0
"""Pixels a point: a page of A4 is 1190 pixels wide, which a phone shows sharp when enlarged."""
LARGEST_SIDE = 2600
MARKER = (255, 236, 92)
WIDTH, MARGIN, SIZE, HEAD_SIZE, LEADING = 1080, 60, 32, 36, 46
"""Pixels of a drawn passage."""
LEAST_RUN = 8
"""Letters that must stand together to be marked where a quotation is not found in one piece."""
MOST_COMPARED = 20_000
_KEPT = re.compile(r"\w")
Box = tuple[float, float, float, float]
"""Left, bottom, right, top in points from the lower left corner."""


def page_picture(data: bytes, page: int, quote: str) -> bytes:
    """Page `page` (from 1) of a PDF as PNG, with the letters of `quote` marked where they stand.

    Raises DocumentRefused (BROKEN) where the page can't be drawn.
    """
    from pypdfium2 import PdfDocument, PdfiumError

    try:
        document = PdfDocument(data)
        shown = document[page - 1]
        scale = min(SCALE, LARGEST_SIDE / max(*shown.get_size(), 1.0))
        image = shown.render(scale=scale).to_pil().convert("RGB")
        boxes = [_pixels(box, shown, scale) for box in _boxes(shown.get_textpage(), quote)]
    except (PdfiumError, IndexError) as exc:
        raise DocumentRefused("", RefusalReason.BROKEN) from exc
    return _png(_marked(image, boxes))


def _boxes(text_page: Any, quote: str) -> list[Box]:  # noqa: ANN401 - pypdfium2 has no types
    """One box for each piece of a line that belongs to the quotation."""
    from pypdfium2 import raw

    codes = (raw.FPDFText_GetUnicode(text_page, index) for index in range(text_page.count_chars()))
    letters = [(index, chr(code)) for index, code in enumerate(codes) if _KEPT.match(chr(code))]
    boxes: list[Box] = []
    for at in _found("".join(letter for _, letter in letters), quote):
        left, bottom, right, top = text_page.get_charbox(letters[at][0], loose=True)
        if boxes and _on_a_line(boxes[-1], (left, bottom, right, top)):
            last = boxes[-1]
            boxes[-1] = (last[0], min(last[1], bottom), max(last[2], right), max(last[3], top))
        else:
            boxes.append((left, bottom, right, top))
    return boxes


def _found(page: str, quote: str) -> Iterator[int]:
    """The positions in a page's letters that belong to the quotation, in one piece or in runs."""
    wanted = "".join(_KEPT.findall(quote))
    start = page.find(wanted)
    if start >= 0:
        yield from range(start, start + len(wanted))
        return
    matcher = SequenceMatcher(None, page[:MOST_COMPARED], wanted, autojunk=False)
    for block in matcher.get_matching_blocks():
        if block.size >= LEAST_RUN:
            yield from range(block.a, block.a + block.size)


def _on_a_line(last: Box, box: Box) -> bool:
    height = last[3] - last[1]
    return abs(last[1] - box[1]) < height / 2 and -1 <= box[0] - last[2] < height


def _pixels(box: Box, page: Any, scale: float) -> Box:  # noqa: ANN401 - as above
    _, height = page.get_size()
    left, bottom, right, top = box
    return left * scale, (height - top) * scale, right * scale, (height - bottom) * scale


def _marked(image: "Image", boxes: Sequence[Box]) -> "Image":
    from PIL import Image, ImageChops, ImageDraw

    layer = Image.new("RGB", image.size, "white")
    draw = ImageDraw.Draw(layer)
    for left, top, right, bottom in boxes:
        draw.rectangle((left - 2, top - 1, right + 2, bottom + 1), fill=MARKER)
    return ImageChops.multiply(image, layer)


def passage_picture(title: str, before: str, quote: str, after: str) -> bytes:
    """A passage of a format without pages as PNG: its document's title, the quotation marked, its neighbours."""
    from PIL import Image, ImageDraw

    head, plain = font(HEAD_SIZE, bold=True), font(SIZE)
    paragraphs = [(title, head, False), (before, plain, False), (quote, plain, True), (after, plain, False)]
    lines: list[tuple[str, FreeTypeFont, bool]] = []
    for text, letters, marked in paragraphs:
        lines += [(line, letters, marked) for line in _wrapped(text, letters)]
        lines += [("", letters, False)] if text else []
    image = Image.new("RGB", (WIDTH, 2 * MARGIN + LEADING * len(lines)), "white")
    draw = ImageDraw.Draw(image)
    for y, (line, letters, marked) in zip(accumulate([LEADING] * len(lines), initial=MARGIN), lines, strict=False):
        if marked:
            draw.rectangle((MARGIN - 8, y - 4, MARGIN + letters.getlength(line) + 8, y + LEADING - 6), fill=MARKER)
        draw.text((MARGIN, y), line, font=letters, fill="black")
    return _png(image)


def _wrapped(text: str, letters: "FreeTypeFont") -> Iterator[str]:
    line = ""
    for word in text.split():
        longer = f"{line} {word}".strip()
        if line and letters.getlength(longer) > WIDTH - 2 * MARGIN:
            yield line
            longer = word
        line = longer
    if line:
        yield line


def _png(image: "Image") -> bytes:
    out = io.BytesIO()
    image.save(out, "PNG", optimize=True)
    return out.getvalue()
