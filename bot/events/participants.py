"""From answers to a list for the organisers, as a file for spreadsheets."""

from bot.conversation.desk import Desk
from bot.events.model import Event
from bot.events.viewing import title_of_person
from bot.spreadsheets import as_csv, as_sheet
from bot.texts import events as texts
from knowledge.clock import BERLIN

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


def as_file(rows: list[Row], event: Event, suffix: str) -> bytes:
    """The list under its headings as ".csv" or ".xlsx"."""
    table = [texts.COLUMNS, *rows]
    return as_csv(table) if suffix == ".csv" else as_sheet(table, event.title, texts.HEAD)
