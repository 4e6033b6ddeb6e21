"""Reads OpenDocument texts: headings, paragraphs, lists and tables in the order of the body."""

import re
import zlib
from collections.abc import Iterator
from io import BytesIO
from typing import Any
from zipfile import BadZipFile, ZipFile

from ingest.cleaning import clean
from ingest.model import Block, BlockKind, RawDocument, top_heading
from ingest.readers import TINY
from ingest.readers.grid import looks_like_heads, row_blocks
from ingest.readers.numbering import starts_item
from ingest.readers.packed import check_package, xml_of
from knowledge.errors import DocumentRefused, RefusalReason

HIDDEN = "verborgener Text im ODT-Dokument (ausgeblendet, winzig oder weiß)"
MOST_REPEATED = 50
"""Cells and spaces are stated with a count, which a file can set to any number."""
_SPACE = "urn:oasis:names:tc:opendocument:xmlns:"
TEXT, TABLE, STYLE, OFFICE = (f"{{{_SPACE}{name}:1.0}}" for name in ("text", "table", "style", "office"))
FORMAT = f"{{{_SPACE}xsl-fo-compatible:1.0}}"
_DC = "{http://purl.org/dc/elements/1.1/}"
_SKIPPED = {f"{TEXT}note", f"{TEXT}tracked-changes", f"{OFFICE}annotation", f"{OFFICE}forms", f"{TEXT}table-of-content"}
_POINTS = re.compile(r"([\d.]+)pt")


def read_odt(name: str, data: bytes) -> RawDocument:
    """The body of an OpenDocument text. Raises DocumentRefused (broken, encrypted, empty, too large inside)."""
    from lxml.etree import LxmlError

    check_package(name, data)
    try:
        with ZipFile(BytesIO(data)) as package:
            if b"encryption-data" in package.read("META-INF/manifest.xml"):
                raise DocumentRefused(name, RefusalReason.ENCRYPTED)
            content = xml_of(package.read("content.xml"))
            named = xml_of(package.read("styles.xml")) if "styles.xml" in package.namelist() else None
            title = _title(package)
    except (BadZipFile, KeyError, LxmlError, NotImplementedError, OSError, RuntimeError, ValueError, zlib.error) as exc:
        raise DocumentRefused(name, RefusalReason.BROKEN) from exc
    body = content.find(f"{OFFICE}body/{OFFICE}text")
    styles = Styles([content] if named is None else [named, content])
    blocks = tuple(_blocks(body, styles)) if body is not None else ()
    if not blocks:
        raise DocumentRefused(name, RefusalReason.EMPTY)
    furniture = () if named is None else tuple(dict.fromkeys(_running_titles(named, styles)))
    dropped = (HIDDEN,) if styles.dropped else ()
    return RawDocument(name, blocks, title=top_heading(blocks) or title, dropped=dropped, furniture=furniture)


def _title(package: ZipFile) -> str | None:
    if "meta.xml" not in package.namelist():
        return None
    return clean(xml_of(package.read("meta.xml")).findtext(f".//{_DC}title") or "") or None


class Styles:
    """The named formats of a document; `dropped` says whether anything hidden was left out."""

    def __init__(self, trees: list[Any]) -> None:
        self.dropped = False
        self._hidden: set[str] = set()
        self._parents: dict[str, str] = {}
        for tree in trees:
            for style in tree.iter(f"{STYLE}style"):
                name = style.get(f"{STYLE}name", "")
                self._parents[name] = style.get(f"{STYLE}parent-style-name", "")
                if any(_hides(one) for one in style.iter(f"{STYLE}text-properties", f"{STYLE}section-properties")):
                    self._hidden.add(name)

    def leaves_out(self, element: Any) -> bool:  # noqa: ANN401
        """Whether an element is hidden; one with words in it is noted as dropped."""
        hidden = self._hides(element)
        self.dropped = self.dropped or (hidden and bool(clean("".join(element.itertext()))))
        return hidden

    def _hides(self, element: Any) -> bool:  # noqa: ANN401
        """Whether an element is set in a hidden format or is a hidden section."""
        name = element.get(f"{TEXT}style-name", "")
        seen: set[str] = set()
        while name and name not in seen:
            if name in self._hidden:
                return True
            seen.add(name)
            name = self._parents.get(name, "")
        return element.get(f"{TEXT}display") == "none" or element.tag in {
            f"{TEXT}hidden-text",
            f"{TEXT}hidden-paragraph",
        }

    def is_title(self, element: Any) -> bool:  # noqa: ANN401
        """Whether a paragraph is set as the document's title."""
        name = element.get(f"{TEXT}style-name", "")
        return "Title" in {name, self._parents.get(name, "")}


def _hides(properties: Any) -> bool:  # noqa: ANN401
    size = _POINTS.fullmatch(properties.get(f"{FORMAT}font-size", ""))
    ground = properties.get(f"{FORMAT}background-color", "transparent")
    white = properties.get(f"{FORMAT}color", "").lower() == "#ffffff" and ground in {"transparent", "#ffffff"}
    hidden = "none" in {properties.get(f"{TEXT}display"), properties.get(f"{STYLE}display")}
    return hidden or white or (size is not None and float(size.group(1)) < TINY)


def _blocks(element: Any, styles: Styles) -> Iterator[Block]:  # noqa: ANN401
    for child in element:
        if not isinstance(child.tag, str) or child.tag in _SKIPPED or styles.leaves_out(child):
            continue
        if child.tag == f"{TEXT}h":
            level = child.get(f"{TEXT}outline-level", "1")
            yield from _block(BlockKind.HEADING, child, styles, int(level) + 1 if level.isdecimal() else 1)
        elif child.tag == f"{TEXT}p":
            title = styles.is_title(child)
            yield from _block(BlockKind.HEADING if title else BlockKind.PARAGRAPH, child, styles, 1 if title else 0)
        elif child.tag == f"{TEXT}list":
            yield from _items(child, styles)
        elif child.tag == f"{TABLE}table":
            yield from _table(child, styles)
        else:
            yield from _blocks(child, styles)


def _block(kind: BlockKind, element: Any, styles: Styles, level: int = 0) -> Iterator[Block]:  # noqa: ANN401
    text = _text(element, styles)
    if text and kind is BlockKind.PARAGRAPH and starts_item(text):
        kind = BlockKind.LIST_ITEM
    if text:
        yield Block(kind, text, level=level)


def _items(element: Any, styles: Styles) -> Iterator[Block]:  # noqa: ANN401
    for block in _blocks(element, styles):
        yield Block(BlockKind.LIST_ITEM, block.text) if block.kind is BlockKind.PARAGRAPH else block


def _table(element: Any, styles: Styles) -> Iterator[Block]:  # noqa: ANN401
    marked = len(list(element.iterfind(f"{TABLE}table-header-rows/{TABLE}table-row")))
    rows = [tuple(_cells(row, styles)) for row in element.iter(f"{TABLE}table-row")]
    written = [row for row in rows if any(row)]
    headed = marked or (len(written) > 1 and looks_like_heads(written))
    yield from row_blocks(written, headed=bool(headed) and len(written) > 1)


def _cells(row: Any, styles: Styles) -> Iterator[str]:  # noqa: ANN401
    for cell in row.iterchildren(f"{TABLE}table-cell", f"{TABLE}covered-table-cell"):
        stated = cell.get(f"{TABLE}number-columns-repeated", "1")
        count = min(int(stated), MOST_REPEATED) if stated.isdecimal() else 1
        yield from [clean(" ".join(block.text for block in _blocks(cell, styles)))] * count


def _text(element: Any, styles: Styles) -> str:  # noqa: ANN401
    return clean("".join(_pieces(element, styles)))


def _pieces(element: Any, styles: Styles) -> Iterator[str]:  # noqa: ANN401
    yield element.text or ""
    for child in element:
        if child.tag in {f"{TEXT}s", f"{TEXT}tab", f"{TEXT}line-break"}:
            yield " "
        elif isinstance(child.tag, str) and child.tag not in _SKIPPED and not styles.leaves_out(child):
            yield from _pieces(child, styles)
        yield child.tail or ""


def _running_titles(tree: Any, styles: Styles) -> Iterator[str]:  # noqa: ANN401
    for part in tree.iter(f"{STYLE}header", f"{STYLE}footer"):
        yield from (text for text in (_text(line, styles) for line in part.iter(f"{TEXT}p")) if text)
