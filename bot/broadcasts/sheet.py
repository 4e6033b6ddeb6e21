"""A report as a file for spreadsheets."""

import io

from bot.broadcasts.report import HEADINGS, Report, as_csv, table


def as_file(found: Report, suffix: str) -> bytes:
    """The table of a report as ".csv" or ".xlsx"."""
    return as_csv(table(found)) if suffix == ".csv" else _workbook(found)


def _workbook(found: Report) -> bytes:
    import openpyxl

    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("Bericht")
    for row in (HEADINGS, *table(found)):
        # As text, whatever a name begins with: a cell that begins with "=" would be a formula.
        cells = [openpyxl.cell.WriteOnlyCell(sheet, value) for value in row]
        for cell in cells:
            cell.data_type = "s"
        sheet.append(cells)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()
