"""Reads a PDF, page by page: its drawing orders become placed pieces of text, which layout turns into blocks."""

import logging
from io import BytesIO
from typing import TYPE_CHECKING, Any

from ingest.model import RawDocument
from ingest.readers.completing import Completed, complete
from ingest.readers.drawing import UNIT, Drawing, Face, Matrix, Operation, Placed
from ingest.readers.layout import blocks_of
from ingest.readers.spans import Page
from knowledge.errors import DocumentRefused, RefusalReason

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pypdf import PageObject, PdfReader

HIDDEN = "unsichtbarer Text (weiß, winzig oder außerhalb der Seite)"
MOST_PAGES = 20_000
"""A file of more pages is no document that anyone reads."""
INVISIBLE_MODE = 3
"""The rendering mode of text that is not drawn: a scan's recognised text, or something to be hidden."""

_END, _TAIL = b"%%EOF", 2048


def read_pdf(name: str, data: bytes) -> RawDocument:
    """The text of a PDF with exact page numbers. Raises DocumentRefused (broken, encrypted, no text, empty)."""
    from pypdf.errors import LimitReachedError, PyPdfError

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        reader = _open(name, data)
        title = reader.metadata.title if reader.metadata else None
        fonts: dict[int, Face] = {}
        if len(reader.pages) > MOST_PAGES:
            raise DocumentRefused(name, RefusalReason.TOO_COMPLEX)
        whole = _END in data[-_TAIL:]
        pages = [_page(number, page, reader, fonts, whole=whole) for number, page in enumerate(reader.pages, 1)]
        found = complete(data, pages)
    except LimitReachedError as exc:
        raise DocumentRefused(name, RefusalReason.TOO_COMPLEX) from exc
    except (PyPdfError, ArithmeticError, AttributeError, LookupError, TypeError, ValueError, OSError) as exc:
        # pypdf lets plain Python errors through where a damaged file breaks its assumptions.
        raise DocumentRefused(name, RefusalReason.BROKEN) from exc
    if not pages:
        raise DocumentRefused(name, RefusalReason.EMPTY)
    blocks, furniture = blocks_of(found.pages)
    if not blocks:
        raise DocumentRefused(name, _why_empty(found))
    hidden = (HIDDEN,) if any(page.hidden for page in pages) else ()
    return RawDocument(
        name,
        blocks,
        len(pages),
        str(title) if title else None,
        dropped=(*hidden, *found.dropped),
        furniture=furniture,
        quality=found.quality,
    )


def _why_empty(found: Completed) -> RefusalReason:
    if any(page.failed for page in found.pages):
        return RefusalReason.BROKEN
    if found.without_recognition:
        return RefusalReason.NO_RECOGNITION
    return RefusalReason.UNRECOGNISED if found.dropped else RefusalReason.NO_TEXT


def _open(name: str, data: bytes) -> "PdfReader":
    from pypdf import PasswordType, PdfReader

    reader = PdfReader(BytesIO(data))
    if reader.is_encrypted and reader.decrypt("") is PasswordType.NOT_DECRYPTED:
        raise DocumentRefused(name, RefusalReason.ENCRYPTED)
    return reader


def _page(number: int, page: "PageObject", reader: "PdfReader", fonts: dict[int, Face], *, whole: bool) -> Page:
    """One page; in a file that is whole, a page that trips pypdf up is marked as failed for pdfium to read."""
    from pypdf.errors import LimitReachedError, PyPdfError

    try:
        return _drawn(number, page, reader, fonts)
    except LimitReachedError:
        raise  # A bomb for pypdf is one for pdfium too.
    except (PyPdfError, ArithmeticError, AttributeError, LookupError, TypeError, ValueError):
        if not whole:
            raise
        return Page(number, 0.0, 0.0, (), failed=True)


def _drawn(number: int, page: "PageObject", reader: "PdfReader", fonts: dict[int, Face]) -> Page:
    from pypdf.generic import ContentStream

    box = page.mediabox
    left, bottom, right, top = float(box.left), float(box.bottom), float(box.right), float(box.top)
    drawing, drawn = Drawing(), False
    if "/Contents" in page:
        content = ContentStream(page["/Contents"].get_object(), reader, "bytes")
        drawn = bool(content.operations)
        drawing.run(content.operations, _Resources(page.get("/Resources"), reader, fonts))
    shown = [piece for piece in drawing.placed if not piece.unseen]
    inside = [piece for piece in shown if left <= _middle(piece) <= right and bottom <= piece.span.y <= top]
    visible = [piece.span for piece in inside if piece.mode != INVISIBLE_MODE]
    # Where nothing else is to be seen, undrawn text is what a text recognition laid under a scan.
    spans = visible or [piece.span for piece in inside]
    hidden = len(spans) < len(drawing.placed)
    return Page(number, right - left, top - bottom, tuple(spans), hidden=hidden, drawn=drawn)


def _middle(piece: Placed) -> float:
    return (piece.span.x0 + piece.span.x1) / 2


class _Face:
    """A font of pypdf's as the drawing needs it; what was decoded once is remembered."""

    def __init__(self, resource: Any) -> None:  # noqa: ANN401 a font dictionary of pypdf's
        # pypdf has no public way from a font dictionary to text and widths; the version is pinned.
        from pypdf.generic._font import Font

        self._font = Font.from_font_resource(resource)
        name = self._font.name.lower()
        self.bold = any(word in name for word in ("bold", "black", "heavy", "semib", "demi"))
        self.space = float(self._font.space_width)
        self._known: dict[bytes, tuple[str, float, int]] = {}

    def decode(self, raw: bytes) -> tuple[str, float, int]:
        """Text, width in thousandths of the type size, number of signs."""
        found = self._known.get(raw)
        if found is None:
            found = self._known[raw] = self._decode(raw)
        return found

    def _decode(self, raw: bytes) -> tuple[str, float, int]:
        font = self._font
        if isinstance(font.encoding, str):
            signs = decoded = raw.decode(font.encoding, "replace")
        else:
            signs = raw.decode("latin-1")
            decoded = "".join(font.encoding.get(code, chr(code)) for code in raw)
        text = "".join(font.character_map.get(sign, sign) for sign in decoded)
        widths, default = font.character_widths, font.character_widths["default"]
        width = sum(widths.get(sign, font.space_width if sign == font.space_char else default) for sign in signs)
        return text, float(width), len(signs)


class _Resources:
    """The resource dictionary of a page or form."""

    def __init__(self, resources: Any, reader: "PdfReader", fonts: dict[int, Face]) -> None:  # noqa: ANN401
        self._resources = resources.get_object() if resources is not None else {}
        self._reader, self._fonts = reader, fonts

    def _entry(self, kind: str, name: str) -> Any:  # noqa: ANN401 any object of a PDF
        table = self._resources.get(kind)
        return table.get_object().get(name) if table is not None else None

    def face(self, name: str) -> Face | None:
        """The font of that name; None where the page names one that it does not have."""
        entry = self._entry("/Font", name)
        if entry is None:
            return None
        resource = entry.get_object()
        key = id(resource)
        if key not in self._fonts:
            self._fonts[key] = _Face(resource)
        return self._fonts[key]

    def form(self, name: str) -> "tuple[Iterable[Operation], Matrix, _Resources] | None":
        """A form's drawing orders, matrix and own resources; None for pictures."""
        from pypdf.generic import ContentStream

        entry = self._entry("/XObject", name)
        form = entry.get_object() if entry is not None else {}
        if form.get("/Subtype") != "/Form":
            return None
        numbers = [float(number) for number in form.get("/Matrix", UNIT)]
        matrix: Matrix = (numbers[0], numbers[1], numbers[2], numbers[3], numbers[4], numbers[5])
        own = form.get("/Resources")
        resources = _Resources(own, self._reader, self._fonts) if own is not None else self
        return ContentStream(form, self._reader, "bytes").operations, matrix, resources

    def opacity(self, name: str) -> float:
        """The opacity with which areas and type are filled, 1 where the state does not say."""
        state = self._entry("/ExtGState", name)
        return float(state.get_object().get("/ca", 1.0)) if state is not None else 1.0
