"""Beside the PDF reader: pypdfium2 draws pages for recognition and reads text where pypdf's is broken."""

from collections.abc import Iterator
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

from ingest.readers.spans import Page, Span

if TYPE_CHECKING:
    from PIL.Image import Image

LARGEST_SIDE = 6000
"""Pixels; a page of a metre's length is drawn at fewer dots per inch."""
BOLD = 600
"""Weights from this on are bold (CSS counts the same way)."""
SAME_BASELINE = 0.5
"""Points between the baselines of letters of one line."""


class Pdfium:
    """A document opened a second time; pages count from 1. Open it with `with`; raises ValueError for a broken one."""

    def __init__(self, data: bytes) -> None:
        from pypdfium2 import PdfDocument, PdfiumError

        try:
            self._document = PdfDocument(data)
        except PdfiumError as exc:
            raise ValueError("pdfium") from exc

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._document.close()

    def drawn(self, number: int, dpi: int) -> "Image":
        """The page as a grey picture. Raises ValueError where it can't be drawn."""
        from pypdfium2 import PdfiumError

        try:
            page = self._document[number - 1]
            scale = min(dpi / 72, LARGEST_SIDE / max(*page.get_size(), 1.0))
            image: Image = page.render(scale=scale, grayscale=True).to_pil()
        except (PdfiumError, IndexError) as exc:
            raise ValueError("pdfium") from exc
        return image

    def text(self, number: int) -> Page:
        """The page's letters put together to pieces of lines. Raises ValueError where it can't be read."""
        from pypdfium2 import PdfiumError

        try:
            page = self._document[number - 1]
            width, height = page.get_size()
            spans = tuple(_spans(page.get_textpage()))
        except (PdfiumError, IndexError) as exc:
            raise ValueError("pdfium") from exc
        return Page(number, width, height, spans)


def _spans(text_page: Any) -> Iterator[Span]:  # noqa: ANN401 pypdfium2 has no types
    """Letters that follow each other on one baseline in one size are a span; pdfium's own spaces are kept."""
    letters: list[Span] = []
    for letter in _letters(text_page):
        if letters and not _follows(letters[-1], letter):
            yield _joined(letters)
            letters = []
        letters.append(letter)
    if letters:
        yield _joined(letters)


def _letters(text_page: Any) -> Iterator[Span]:  # noqa: ANN401
    import ctypes

    from pypdfium2 import raw

    x, y = ctypes.c_double(), ctypes.c_double()
    for index in range(text_page.count_chars()):
        code = raw.FPDFText_GetUnicode(text_page, index)
        if code in {0, 0xFFFE, 0xFFFF} or code < 0x20:
            continue
        left, _, right, _ = text_page.get_charbox(index, loose=True)
        raw.FPDFText_GetCharOrigin(text_page, index, x, y)
        size = abs(raw.FPDFText_GetFontSize(text_page, index))
        bold = raw.FPDFText_GetFontWeight(text_page, index) >= BOLD
        yield Span(chr(code), left, right, y.value, size, bold)


def _follows(before: Span, letter: Span) -> bool:
    if letter.text == " ":
        return True
    same = abs(before.y - letter.y) <= SAME_BASELINE and abs(before.size - letter.size) <= SAME_BASELINE
    return (same or before.text == " ") and abs(before.y - letter.y) <= SAME_BASELINE and letter.x0 >= before.x0


def _joined(letters: list[Span]) -> Span:
    written = [letter for letter in letters if letter.text != " "] or letters
    text = "".join(letter.text for letter in letters).strip()
    bold = sum(letter.bold for letter in written)
    first = written[0]
    return Span(text, first.x0, max(one.x1 for one in written), first.y, first.size, bold * 2 > len(written))
