"""From rows to a file for spreadsheets, as CSV and as an Excel file, in which nothing is a formula."""

import csv
import io
from collections.abc import Sequence

Row = Sequence[str]
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
_WIDTH = 22
_LONGEST_TITLE = 31
"""Characters that Excel allows in the name of a sheet."""


def as_csv(rows: Sequence[Row]) -> bytes:
    """UTF-8 with a mark and semicolons, as German spreadsheets expect it; what begins a formula is quoted."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerows([[harmless(cell) for cell in row] for row in rows])
    return out.getvalue().encode("utf-8-sig")


def as_sheet(rows: Sequence[Row], title: str, otherwise: str) -> bytes:
    """An Excel file whose cells are texts, whatever they begin with; the first row stays in sight.

    `otherwise` names the sheet where nothing of `title` can.
    """
    from openpyxl import Workbook

    book = Workbook()
    sheet = book.active
    sheet.title = "".join(char for char in title if char not in "[]:*?/\\'")[:_LONGEST_TITLE] or otherwise
    for number, row in enumerate(rows, 1):
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
