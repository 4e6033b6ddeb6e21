"""Reads Word files: headings, paragraphs, lists and tables in the order of the body."""

import re
import zlib
from collections.abc import Iterator
from io import BytesIO
from typing import Any
from zipfile import BadZipFile, ZipFile

from ingest.cleaning import clean, without_bullet
from ingest.model import Block, BlockKind, RawDocument, top_heading
from ingest.readers.grid import looks_like_heads, row_blocks
from ingest.readers.numbering import starts_item
from ingest.readers.packed import check_package
from ingest.readers.wordstyles import Styles
from knowledge.errors import DocumentRefused, RefusalReason

HIDDEN = "verborgener Text in der Word-Datei"
LONGEST_BOLD_HEADING = 90
PLAIN_LEVEL = 3
"""The depth of a bold line that is no heading by its style."""
_HEADING_STYLE = re.compile(r"(?:heading|überschrift)\s*(\d)", re.IGNORECASE)
_LIST_STYLE = re.compile(r"list|aufzählung|aufzaehlung", re.IGNORECASE)
_END = re.compile(r"[.;,!]$")
_TYPES = "[Content_Types].xml"
_OTHER_TYPE = re.compile(
    rb"application/vnd\.(?:ms-word\.(?:document|template)\.macroEnabled\w*|openxmlformats-officedocument"
    rb"\.wordprocessingml\.template)\.main\+xml"
)
_PLAIN_TYPE = b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_TRIPPED = (ArithmeticError, AttributeError, LookupError, RuntimeError, TypeError)
"""What python-docx and zipfile trip over in damaged files."""


def read_docx(name: str, data: bytes) -> RawDocument:
    """The body of a Word file. Raises DocumentRefused (unknown format, broken, empty)."""
    from docx import Document
    from docx.opc.exceptions import OpcError
    from lxml.etree import LxmlError

    check_package(name, data)
    try:
        document = Document(BytesIO(_plain(data)))
        styles = Styles(document)
        blocks = tuple(_blocks(document, styles))
        furniture = tuple(dict.fromkeys(_furniture(document)))
        properties = document.core_properties
    except (KeyError, ValueError) as exc:
        # A ZIP that is no Word file: python-docx misses its main part or finds another kind of content.
        raise DocumentRefused(name, RefusalReason.UNKNOWN_FORMAT) from exc
    except (BadZipFile, zlib.error, LxmlError, OpcError, OSError, *_TRIPPED) as exc:
        raise DocumentRefused(name, RefusalReason.BROKEN) from exc
    if not blocks:
        raise DocumentRefused(name, RefusalReason.EMPTY)
    return RawDocument(
        name,
        blocks,
        title=top_heading(blocks) or clean(properties.title or "") or None,
        dropped=(HIDDEN,) if styles.dropped else (),
        furniture=furniture,
    )


def _plain(data: bytes) -> bytes:
    """The package under the type of a plain Word document: python-docx refuses templates and files with macros.

    Macros lie in parts of their own, which nothing here opens.
    """
    with ZipFile(BytesIO(data)) as package:
        types = package.read(_TYPES)
        if not _OTHER_TYPE.search(types):
            return data
        made = BytesIO()
        with ZipFile(made, "w") as plain:
            for part in package.infolist():
                content = _OTHER_TYPE.sub(_PLAIN_TYPE, types) if part.filename == _TYPES else package.read(part)
                plain.writestr(part.filename, content)
    return made.getvalue()


def _blocks(document: Any, styles: Styles) -> Iterator[Block]:  # noqa: ANN401 python-docx has no types
    for element in document.iter_inner_content():
        if hasattr(element, "rows"):
            yield from _table(element, styles)
        else:
            block = _paragraph(element, styles)
            if block is not None:
                yield block


def _paragraph(paragraph: Any, styles: Styles) -> Block | None:  # noqa: ANN401
    shown = styles.shown(paragraph)
    text = clean("".join(run.text for run in shown))
    if not text:
        return None
    style = styles.name(paragraph)
    level = _level(style, text, bold=_bold(shown))
    if level:
        return Block(BlockKind.HEADING, text, level=level)
    bare, bulleted = without_bullet(text)
    listed = bulleted or bool(_LIST_STYLE.search(style)) or _numbered(paragraph) or starts_item(text)
    return Block(BlockKind.LIST_ITEM if listed else BlockKind.PARAGRAPH, bare if bulleted else text)


def _bold(runs: list[Any]) -> bool:
    written = [run for run in runs if run.text.strip()]
    return bool(written) and all(getattr(run, "bold", None) for run in written)


def _level(style: str, text: str, *, bold: bool) -> int:
    if style.lower() in {"title", "titel"}:
        return 1
    found = _HEADING_STYLE.search(style)
    if found:
        return int(found.group(1)) + 1
    plain = style.lower() in {"normal", "standard", "body text", ""}
    short = bold and plain and len(text) <= LONGEST_BOLD_HEADING and not _END.search(text)
    return PLAIN_LEVEL if short else 0


def _numbered(paragraph: Any) -> bool:  # noqa: ANN401
    properties = paragraph._p.pPr  # noqa: SLF001 numbering has no public way in python-docx
    return properties is not None and properties.numPr is not None


def _table(table: Any, styles: Styles) -> Iterator[Block]:  # noqa: ANN401
    rows = [cells for cells in (_cells(row, styles) for row in table.rows) if any(cells)]
    if not rows:
        return
    yield from row_blocks(rows, headed=len(rows) > 1 and (_marked_head(table) or looks_like_heads(rows)))


def _cells(row: Any, styles: Styles) -> tuple[str, ...]:  # noqa: ANN401
    """The cells of a row; a cell merged over several columns is named once, the rest are empty."""
    seen: list[Any] = []
    texts: list[str] = []
    for cell in row.cells:
        merged = any(cell._tc is other for other in seen)  # noqa: SLF001 the only mark of a merged cell
        seen.append(cell._tc)  # noqa: SLF001
        lines = () if merged else ("".join(run.text for run in styles.shown(part)) for part in cell.paragraphs)
        texts.append(clean(" ".join(lines)))
    return tuple(texts)


def _marked_head(table: Any) -> bool:  # noqa: ANN401
    first = table.rows[0]
    runs = [run for cell in first.cells for part in cell.paragraphs for run in part.runs]
    return bool(first._tr.xpath("./w:trPr/w:tblHeader")) or _bold(runs)  # noqa: SLF001


def _furniture(document: Any) -> Iterator[str]:  # noqa: ANN401
    for section in document.sections:
        for part in (section.header, section.footer):
            yield from (text for text in (clean(line.text) for line in part.paragraphs) if text)
