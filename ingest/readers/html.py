"""Reads a web page: the article alone, with its headings, lists, tables and what the page states of itself."""

import datetime as dt
import json
import re
from collections.abc import Iterator
from contextlib import suppress
from typing import Any

from ingest.cleaning import clean, without_bullet
from ingest.model import Block, BlockKind, RawDocument
from ingest.readers.grid import row_blocks
from ingest.readers.pruning import drop_furniture, drop_hidden, main_element, text_of
from ingest.readers.weblines import without_meta
from knowledge.errors import DocumentRefused, RefusalReason

_BLOCKS = {"p", "div", "section", "article", "main", "header", "ul", "ol", "dl", "table", "blockquote", "pre", "hr"}
_BLOCKS |= {"h1", "h2", "h3", "h4", "h5", "h6", "li", "dt", "dd", "tr", "td", "th", "tbody", "thead"}
_BLOCKS |= {"center", "details", "summary", "address", "fieldset", "figure", "body", "time"}
_CHARSET = re.compile(rb"<meta[^>]+charset\s*=\s*[\"']?\s*([\w-]+)", re.IGNORECASE)
_DATE_NAMES = (
    "article:published_time",
    "dcterms.date",
    "dc.date",
    "date",
    "datepublished",
    "dcterms.created",
    "pubdate",
)
_LATIN = {"", "utf-8", "iso-8859-1", "iso-8859-15", "latin1", "windows-1252"}
_WHOLE = re.compile(r"\d{1,3}", re.ASCII)
_NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
"""Characters that no tree of elements may hold."""
_SEPARATORS = re.compile(r"^[\s|:–—·»-]+|[\s|:–—·»-]+$")


def read_html(name: str, data: bytes) -> RawDocument:
    """The article of a web page. Raises DocumentRefused (broken, empty, unreadable encoding)."""
    from lxml import html as lxml_html
    from lxml.etree import LxmlError

    try:
        tree = lxml_html.document_fromstring(_NO_XML.sub(" ", _decode(data)))
    except (LxmlError, ValueError) as exc:
        raise DocumentRefused(name, RefusalReason.BROKEN) from exc
    linked = list(_linked_data(tree))
    date, url, site = _date(tree, linked), _address(tree), _meta(tree, "og:site_name")
    page_title = clean(tree.findtext(".//title") or "")
    stated = _meta(tree, "og:title")
    dropped = drop_hidden(tree)
    drop_furniture(tree)
    main = main_element(tree)
    heading = main.find(".//h1")
    title = clean(text_of(heading)) if heading is not None else stated or page_title or None
    blocks, meta = without_meta(list(_blocks(main)))
    if not blocks:
        raise DocumentRefused(name, RefusalReason.EMPTY)
    furniture = tuple(dict.fromkeys(text for text in (page_title, *meta) if text))
    return RawDocument(
        name,
        blocks,
        title=title,
        date=date,
        publisher=site or _site(page_title, title),
        url=url,
        dropped=dropped,
        furniture=furniture,
    )


def _decode(data: bytes) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "replace")
    found = _CHARSET.search(data[:4000])
    stated = found.group(1).decode("ascii").lower() if found else ""
    # What is UTF-8 throughout is UTF-8, whatever the page says. Browsers read Latin-1 as Windows-1252, and pages
    # rely on it.
    for encoding in ("utf-8-sig", "cp1252" if stated in _LATIN else stated, "cp1252"):
        with suppress(UnicodeDecodeError, LookupError):
            return _without_declaration(data.decode(encoding))
    return _without_declaration(data.decode("latin-1"))


def _without_declaration(text: str) -> str:
    """Lxml refuses text that still declares a byte encoding."""
    return re.sub(r"^\s*<\?xml[^>]*\?>", "", text)


def _meta(tree: Any, name: str) -> str | None:  # noqa: ANN401 lxml's elements have no types
    for element in tree.iter("meta"):
        key = element.get("property") or element.get("name") or element.get("itemprop") or ""
        if key.lower() == name:
            return clean(element.get("content", "")) or None
    return None


def _address(tree: Any) -> str | None:  # noqa: ANN401
    links = [link.get("href") for link in tree.iter("link") if link.get("rel") == "canonical"]
    found = links[0] if links else _meta(tree, "og:url")
    return found if found and found.startswith(("http://", "https://")) else None


def _linked_data(tree: Any) -> Iterator[dict[str, Any]]:  # noqa: ANN401
    for script in tree.iter("script"):
        if script.get("type") != "application/ld+json":
            continue
        try:
            found = json.loads(script.text or "")
        except (ValueError, RecursionError):
            continue
        graph = found.get("@graph") if isinstance(found, dict) else None
        entries = found if isinstance(found, list) else [found, *(graph if isinstance(graph, list) else [])]
        yield from (entry for entry in entries if isinstance(entry, dict))


def _date(tree: Any, linked: list[dict[str, Any]]) -> dt.date | None:  # noqa: ANN401
    """The day that the page itself states as its date, in its head, its linked data or a <time> element."""
    candidates = [_meta(tree, name) for name in _DATE_NAMES]
    candidates += [str(entry["datePublished"]) for entry in linked if "datePublished" in entry]
    candidates += [one.get("datetime") for one in tree.iter("time") if one.getparent().tag not in {"aside", "section"}]
    for candidate in candidates:
        try:
            return dt.date.fromisoformat((candidate or "")[:10])
        except ValueError:
            continue
    return None


def _site(page_title: str, title: str | None) -> str | None:
    """Who runs the page, where its title names that beside the article's heading."""
    if not title or title == page_title or title not in page_title:
        return None
    return _SEPARATORS.sub("", page_title.replace(title, "", 1)) or None


def _blocks(element: Any) -> Iterator[Block]:  # noqa: ANN401
    """The blocks below an element; text that stands in it outside any block is a paragraph of its own."""
    loose: list[str] = [element.text or ""]
    for child in element:
        if not isinstance(child.tag, str):
            loose.append(child.tail or "")
            continue
        if child.tag in _BLOCKS or any(
            one.tag in _BLOCKS for one in child.iterdescendants() if isinstance(one.tag, str)
        ):
            yield from _paragraph("".join(loose), element)
            loose = []
            yield from _block(child)
        else:
            loose.append(" " if child.tag == "br" else _inline(child))
        loose.append(child.tail or "")
    yield from _paragraph("".join(loose), element)


def _inline(element: Any) -> str:  # noqa: ANN401
    for line_break in element.iter("br"):
        line_break.tail = " " + (line_break.tail or "")
    return "".join(element.itertext())


def _paragraph(text: str, element: Any) -> Iterator[Block]:  # noqa: ANN401
    text = clean(text)
    if not any(sign.isalnum() for sign in text) or _only_links(element, text):
        return
    bare, bulleted = without_bullet(text)
    yield Block(BlockKind.LIST_ITEM if bulleted else BlockKind.PARAGRAPH, bare if bulleted else text)


def _only_links(element: Any, text: str) -> bool:  # noqa: ANN401
    """A line that holds hardly anything but links leads elsewhere ("Zurück | Drucken | Nach oben")."""
    linked = sum(len(text_of(link)) for link in element.iter("a"))
    return element.tag != "li" and linked > 0.8 * len(text) and not re.search(r"[.!?]$", text)


def _block(element: Any) -> Iterator[Block]:  # noqa: ANN401
    tag = element.tag
    if re.fullmatch(r"h[1-6]", tag):
        text = clean(_inline(element))
        if text:
            yield Block(BlockKind.HEADING, text, level=int(tag[1]))
    elif tag in {"ul", "ol"}:
        yield from _list(element, ordered=tag == "ol")
    elif tag == "dl":
        yield from _definitions(element)
    elif tag == "table":
        yield from _table(element)
    else:
        yield from _blocks(element)


def _list(element: Any, *, ordered: bool) -> Iterator[Block]:  # noqa: ANN401
    items = [item for item in element if item.tag == "li"]
    texts = [text_of(item) for item in items]
    linked = sum(len(text_of(link)) for item in items for link in item.iter("a"))
    if items and linked > 0.6 * sum(len(text) for text in texts):
        return
    for number, item in enumerate(items, _whole(element.get("start"))):
        nested = [child for child in item if child.tag in {"ul", "ol"}]
        for child in nested:
            item.remove(child)
        text = clean(_inline(item))
        if text:
            yield Block(BlockKind.LIST_ITEM, f"{number}. {text}" if ordered else text)
        for child in nested:
            yield from _list(child, ordered=child.tag == "ol")


def _definitions(element: Any) -> Iterator[Block]:  # noqa: ANN401
    term = ""
    for child in element.iter("dt", "dd"):
        text = clean(_inline(child))
        if child.tag == "dt":
            term = text.rstrip(":")
        elif text:
            yield Block(BlockKind.TABLE_ROW, f"{term} {text}".strip(), cells=(term, text) if term else (text,))


def _table(element: Any) -> Iterator[Block]:  # noqa: ANN401
    """Rows of a data table; a table that only places things on the page is entered instead."""
    rows = [row for row in element.iter("tr") if next(row.iterancestors("table")) is element]
    if _places_only(rows):
        for row in rows:
            for cell in row:
                yield from _blocks(cell)
        return
    table = [tuple(_cells(row)) for row in rows]
    marked = rows and all(cell.tag == "th" for cell in rows[0] if isinstance(cell.tag, str))
    yield from row_blocks(table, headed=bool(marked) and len(table) > 1)


def _places_only(rows: list[Any]) -> bool:
    inner = {"table", "h1", "h2", "h3", "h4", "main", "article", "div", "ul", "ol"}
    cells = [cell for row in rows for cell in row if isinstance(cell.tag, str)]
    return any(one.tag in inner for cell in cells for one in cell.iterdescendants() if isinstance(one.tag, str))


def _cells(row: Any) -> Iterator[str]:  # noqa: ANN401
    for cell in row:
        if not isinstance(cell.tag, str):
            continue
        yield clean(_inline(cell))
        for _ in range(_whole(cell.get("colspan")) - 1):
            yield ""


def _whole(stated: str | None) -> int:
    """A number that the page states, 1 where it is none or absurd."""
    return int(stated) if stated and _WHOLE.fullmatch(stated) else 1
