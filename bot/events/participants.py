"""From answers to a list for the organisers, as CSV and as an Excel file in which nothing is a formula."""

import csv
import io
from collections.abc import Sequence

from bot.conversation.desk import Desk
from bot.events.model import Event
from bot.events.viewing import title_of_person
from bot.texts import events as texts
from knowledge.clock import BERLIN

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
_WIDTH = 22

Row = tuple[str, ...]


def rows_of(desk: Desk, event: Event, *, notes: bool) -> list[Row]:
    """One row an answer in the order of texts.COLUMNS; the last but one (food, access) is empty without `notes`.

    Raises CatalogueError.
    """
    tables = {table.id: table.title for table in desk.stores.topic_tables.of_event(event.id)}
    seats = desk.stores.topic_tables.seats(event.id)
    rows: list[Row] = []
    for found in desk.stores.registrations.of_event(event.id):
        name, town = title_of_person(desk, found.chat)
        rows.append((
            name or texts.SOMEBODY, town, texts.ANSWERS[found.choice], texts.YES_WORD if found.waiting else "",
            found.deputy or "", tables.get(seats.get(found.chat, 0), ""), (found.note or "") if notes else "",
            f"{found.since.astimezone(BERLIN):%d.%m.%Y %H:%M}",
        ))  # fmt: skip
    return rows


def as_csv(rows: Sequence[Row]) -> bytes:
    """UTF-8 with a mark and semicolons, as German spreadsheets expect it; what begins a formula is quoted."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow(texts.COLUMNS)
    writer.writerows([[harmless(cell) for cell in row] for row in rows])
    return out.getvalue().encode("utf-8-sig")


def as_sheet(rows: Sequence[Row], title: str) -> bytes:
    """An Excel file whose cells are texts, whatever they begin with."""
    from openpyxl import Workbook

    book = Workbook()
    sheet = book.active
    sheet.title = "".join(char for char in title if char not in "[]:*?/\\'")[:31] or texts.HEAD
    for number, row in enumerate([texts.COLUMNS, *rows], 1):
        for column, value in enumerate(row, 1):
            cell = sheet.cell(number, column)
            cell.value = harmless("".join(char for char in value if char.isprintable()))
            cell.data_type = "s"
    for column in sheet.columns:
        sheet.column_dimensions[column[0].column_letter].width = _WIDTH
    sheet.freeze_panes = "A2"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def harmless(cell: str) -> str:
    """The cell, with an apostrophe before what a spreadsheet would work out (CWE-1236)."""
    return f"'{cell}" if cell.lstrip(" ").startswith(_FORMULA) else cell
