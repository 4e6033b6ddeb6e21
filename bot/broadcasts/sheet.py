"""A report as a file for spreadsheets."""

from bot.broadcasts.report import HEADINGS, Report, table
from bot.spreadsheets import as_csv, as_sheet

TITLE = "Bericht"


def as_file(found: Report, suffix: str) -> bytes:
    """The table of a report as ".csv" or ".xlsx"."""
    rows = [HEADINGS, *table(found)]
    return as_csv(rows) if suffix == ".csv" else as_sheet(rows, TITLE, TITLE)
