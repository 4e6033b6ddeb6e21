"""Reads Excel and CSV files: each row is one entry with its column heads; a list of start-ups gives one text each."""

import csv
import re
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from io import BytesIO, StringIO
from pathlib import PurePosixPath
from typing import Any
from zipfile import BadZipFile

from ingest.cleaning import clean
from ingest.model import Block, BlockKind, RawDocument
from ingest.readers.cells import shown
from ingest.readers.grid import row_blocks
from ingest.readers.packed import check_package
from ingest.readers.text import decode
from knowledge.errors import DocumentRefused, RefusalReason

HIDDEN = "ausgeblendete Blätter, Zeilen oder Spalten der Tabelle"
MOST_ROWS = 20_000
"""Rows of one file; a register of more is data for a database and no document."""
MOST_COLUMNS = 200
_PLAIN_NAME = re.compile(r"(?:Tabelle|Sheet|Blatt)\s?\d*", re.IGNORECASE)
_COMPANY = re.compile(r"start-?\s?ups?|firm(?:a|en)|unternehmen|anbieter", re.IGNORECASE)
_NAME = re.compile(rf"(?:name|{_COMPANY.pattern})\b.*", re.IGNORECASE)
_OFFER = re.compile(
    r"angebot|produkt|leistung|lösung|themen?\b|preis|kosten|referenz|kontakt|ansprech|web|sitz|beschreibung|branche",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Sheet:
    """One table: lines above it, its column heads and its rows, all of one width."""

    name: str
    above: tuple[str, ...]
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(slots=True)
class _Book:
    sheets: list[Sheet] = field(default_factory=list)
    dropped: bool = False
    title: str = ""


def read_sheets(name: str, data: bytes) -> RawDocument:
    """The visible rows of a workbook. Raises DocumentRefused (broken, empty, too large inside)."""
    return _document(name, _workbook(name, data))


def read_csv(name: str, data: bytes) -> RawDocument:
    """The rows of a CSV file. Raises DocumentRefused (unreadable encoding, empty, too large)."""
    return _document(name, _Book([*_sheet("", _lines(name, data))]))


def start_ups(name: str, data: bytes, *, is_csv: bool) -> list[tuple[str, str]]:
    """Name and Markdown text of each start-up where the file is a list of start-ups, else nothing.

    Raises DocumentRefused as the readers do.
    """
    book = _Book([*_sheet("", _lines(name, data))]) if is_csv else _workbook(name, data)
    if not book.sheets or not all(_lists_companies(sheet, name) for sheet in book.sheets):
        return []
    return [entry for sheet in book.sheets for entry in _entries(sheet)]


def _document(name: str, book: _Book) -> RawDocument:
    blocks: list[Block] = []
    for sheet in book.sheets:
        if sheet.name and not _PLAIN_NAME.fullmatch(sheet.name):
            blocks.append(Block(BlockKind.HEADING, sheet.name, level=2))
        blocks += [Block(BlockKind.PARAGRAPH, line) for line in sheet.above]
        blocks += row_blocks([sheet.heads, *sheet.rows] if sheet.heads else sheet.rows, headed=bool(sheet.heads))
    if not any(block.kind is not BlockKind.HEADING for block in blocks):
        raise DocumentRefused(name, RefusalReason.EMPTY)
    dropped = (HIDDEN,) if book.dropped else ()
    return RawDocument(name, tuple(blocks), title=book.title or None, dropped=dropped)


def _workbook(name: str, data: bytes) -> _Book:
    from openpyxl import load_workbook
    from openpyxl.utils.exceptions import InvalidFileException

    check_package(name, data)
    try:
        # Values as the file keeps them: formulas are not computed, macros and links are never loaded.
        workbook = load_workbook(BytesIO(data), data_only=True, keep_vba=False, keep_links=False)
        book = _Book(title=clean(workbook.properties.title or ""))
        for sheet in workbook.worksheets:
            if sheet.sheet_state == "visible":
                book.sheets += _sheet(sheet.title, _visible(name, sheet, book))
            else:
                book.dropped = True
    except (AttributeError, BadZipFile, InvalidFileException, LookupError, OSError, SyntaxError, zlib.error) as exc:
        raise DocumentRefused(name, RefusalReason.BROKEN) from exc
    except (TypeError, ValueError) as exc:
        raise DocumentRefused(name, RefusalReason.BROKEN) from exc
    return book


def _visible(name: str, sheet: Any, book: _Book) -> Iterator[list[str]]:  # noqa: ANN401 openpyxl has no types
    if sheet.max_row > MOST_ROWS:
        raise DocumentRefused(name, RefusalReason.TOO_COMPLEX)
    hidden = _hidden_columns(sheet)
    for cells in sheet.iter_rows(max_col=min(sheet.max_column, MOST_COLUMNS)):
        row = sheet.row_dimensions.get(cells[0].row)
        texts = [clean(shown(cell.value, cell.number_format)) for cell in cells]
        if row is not None and row.hidden:
            book.dropped = book.dropped or any(texts)
            continue
        book.dropped = book.dropped or any(texts[index] for index in hidden if index < len(texts))
        yield [text for index, text in enumerate(texts) if index not in hidden]


def _hidden_columns(sheet: Any) -> set[int]:  # noqa: ANN401
    """Indices from 0; one entry of the file may stand for a range of columns."""
    found: set[int] = set()
    for column in sheet.column_dimensions.values():
        if column.hidden and column.min:
            found.update(range(column.min - 1, min(column.max or column.min, MOST_COLUMNS)))
    return found


def _lines(name: str, data: bytes) -> Iterator[list[str]]:
    text = decode(name, data)
    try:
        dialect: Any = csv.Sniffer().sniff(text[:5000], delimiters=";,\t|")
    except csv.Error:
        dialect = csv.excel
    try:
        for count, row in enumerate(csv.reader(StringIO(text), dialect)):
            if count >= MOST_ROWS:
                raise DocumentRefused(name, RefusalReason.TOO_COMPLEX)
            yield [clean(cell) for cell in row[:MOST_COLUMNS]]
    except csv.Error as exc:
        raise DocumentRefused(name, RefusalReason.BROKEN) from exc


def _sheet(name: str, rows: Iterator[list[str]]) -> list[Sheet]:
    """The table of a sheet, empty rows and columns left out; no sheet where nothing is written."""
    written = [row for row in rows if any(row)]
    width = max((len(row) for row in written), default=0)
    even = [(*row, *[""] * (width - len(row))) for row in written]
    columns = [index for index in range(width) if any(row[index] for row in even)]
    table = [tuple(row[index] for index in columns) for row in even]
    first = next((number for number, row in enumerate(table) if sum(map(bool, row)) > 1), len(table))
    above = tuple(" ".join(filter(None, row)) for row in table[:first])
    body = table[first:]
    if len(body) > 1 and _heads(body[0]):
        return [Sheet(name, above, body[0], tuple(body[1:]))]
    return [Sheet(name, above, (), tuple(body))] if table else []


def _heads(row: Sequence[str]) -> bool:
    """Words in most columns and no figure of its own."""
    filled = [text for text in row if text]
    return 2 * len(filled) > len(row) and not any(text[0].isdecimal() for text in filled)


def _lists_companies(sheet: Sheet, file: str) -> bool:
    heads = sheet.heads
    if not heads or not _NAME.fullmatch(heads[0]):
        return False
    offers = sum(bool(_OFFER.search(head)) for head in heads[1:])
    named = " ".join((PurePosixPath(file).name, sheet.name, heads[0], *sheet.above))
    return offers > 1 and bool(_COMPANY.search(named.replace("_", " ")))


def _entries(sheet: Sheet) -> Iterator[tuple[str, str]]:
    for row in sheet.rows:
        if row[0]:
            lines = [f"- **{head}:** {cell}" for head, cell in zip(sheet.heads[1:], row[1:], strict=True) if cell]
            yield row[0], "\n".join([f"# Start-up {row[0]}", "", *lines, ""])
