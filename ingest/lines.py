"""Between reports and the command line: one line, or one JSON object, for each report, finding or conflict."""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from ingest import texts
from ingest.corrections import read_day
from ingest.model import FileReport, Outcome
from knowledge.accessions import BIN_DAYS, Binned
from knowledge.clock import BERLIN
from knowledge.german.numbers import grouped
from knowledge.model import Fact, FactKind
from knowledge.written_dates import german_date, iso_date

if TYPE_CHECKING:
    from ingest.conflicts import Conflict, Side

SHORT = 30
"""A value longer than this is its own wording and needs no quotation beside it."""


def file_line(report: FileReport) -> str:
    """What became of a file."""
    said = [f"{report.file}: {texts.OUTCOMES[report.outcome]}"]
    if report.outcome in (Outcome.ADDED, Outcome.UPDATED, Outcome.REPLACED):
        said.append(f"„{report.title}“" + (f", {report.dated}" if report.dated else ""))
    said += [text for text in (report.reason, *report.notes) if text]
    return " – ".join(said)


def list_line(report: FileReport) -> str:
    """A stored document in the list."""
    dated = report.dated or texts.NO_DATE_SHORT
    return f"{report.document_id}  {dated:>14}  {report.kind:<13}  {report.title}  ({report.file})"


def record(report: FileReport) -> dict[str, Any]:
    """The report as plain JSON values (field names are a contract); notes stand in its reason."""
    values = asdict(report)
    values["reason"] = " ".join(text for text in (report.reason, *values.pop("notes")) if text) or None
    values["date"] = iso_date(report.date, month_only=values.pop("month_only"))
    return {key: list(value) if isinstance(value, tuple) else value for key, value in values.items()}


def fact_record(fact: Fact) -> dict[str, Any]:
    """A fact with where it was read, as plain JSON values."""
    return {"kind": fact.kind.value, "value": fact.value, "wording": fact.wording, "page": fact.page}


def fact_value(fact: Fact) -> str:
    """The value of a fact as it is written in German."""
    written = _WRITTEN.get(fact.kind)
    return written(fact.value) if written else fact.value


def german_day(value: str) -> str:
    """A day in ISO 8601 as far as it is given, in German: "31.01.2027", "März 2026", "31.01. jedes Jahres"."""
    if value.startswith("--"):
        return texts.EVERY_YEAR.format(day=f"{value[5:]}.{value[2:4]}.")
    try:
        day, month_only = read_day(value)
    except ValueError:
        return value
    return german_date(day, month_only=month_only) or value


def _number(value: str) -> str:
    whole, _, cents = value.partition(".")
    return grouped(int(whole)) + (f",{cents}" if cents else "")


def _period(value: str) -> str:
    start, end = (german_day(part) for part in value.split("/"))
    return (
        texts.SPAN.format(start=start, end=end)
        if start and end
        else (texts.SINCE if start else texts.UNTIL).format(day=start or end)
    )


def _moment(value: str) -> str:
    day, _, hours = value.partition("T")
    return german_day(day) + (texts.AT.format(hours=hours.replace("/", "–")) if hours else "")


def _euros(value: str) -> str:
    return texts.EUROS.format(value=_number(value))


_WRITTEN: dict[FactKind, Callable[[str], str]] = {
    FactKind.QUOTA: lambda value: texts.PERCENT.format(value=_number(value)),
    **dict.fromkeys((FactKind.AMOUNT, FactKind.CEILING, FactKind.COST, FactKind.PRICE), _euros),
    FactKind.STAGE: lambda value: texts.STAGES[value],
    FactKind.PERIOD: _period,
    **dict.fromkeys((FactKind.DEADLINE, FactKind.MOVED, FactKind.VALID_FROM, FactKind.VALID_UNTIL), german_day),
    FactKind.EVENT_DATE: _moment,
}
"""Kind → how its values are written in German."""


def fact_lines(facts: Iterable[Fact]) -> Iterator[str]:
    """What stands in a document beyond the fields of its report, one line a fact, with its wording."""
    for fact in facts:
        label = texts.FACTS.get(fact.kind.value)
        if label:
            page = texts.ON_PAGE.format(page=fact.page) if fact.page else ""
            own = fact.wording.rstrip(".,") == fact.value or (len(fact.value) > SHORT and fact.value in fact.wording)
            said = "" if own else f" – „{fact.wording}“"
            yield f"{label}: {fact_value(fact)}{said}{page}"


def report_lines(report: FileReport) -> Iterator[str]:
    """What is known of a stored document, one line a field."""
    shown = record(report) | {
        "outcome": None,
        "date": report.dated,
        "kind": texts.KINDS[report.kind] if report.kind else None,
        "deadlines": [german_day(day) for day in report.deadlines],
    }
    for name, value in shown.items():
        if value not in (None, [], ""):
            yield f"{texts.FIELDS.get(name, name)}: {', '.join(value) if isinstance(value, list) else value}"


def conflict_lines(conflict: "Conflict") -> str:
    """Both sides, the newer first."""
    about = texts.CONFLICT_ABOUT.get(conflict.about, conflict.about)
    return "\n".join([about, *(f"  {_side(side)}" for side in (conflict.newer, conflict.older))])


def _side(side: "Side") -> str:
    dated = side.document.dated or texts.NO_DATE_SHORT
    page = texts.ON_PAGE.format(page=side.page) if side.page else ""
    return texts.CONFLICT_SIDE.format(
        wording=side.wording, title=side.document.title, dated=dated, page=page, document_id=side.document.id
    )


def conflict_record(conflict: "Conflict") -> dict[str, Any]:
    """Both sides as plain JSON values."""
    sides = [
        {"document_id": side.document.id, "title": side.document.title, "value": side.value,
         "wording": side.wording, "page": side.page}
        for side in (conflict.newer, conflict.older)
    ]  # fmt: skip
    return {"about": conflict.about, "sides": sides}


def bin_line(binned: Binned) -> str:
    """What lies in the bin, and until when."""
    removed = binned.binned_at.astimezone(BERLIN)
    return texts.BIN_LINE.format(
        document_id=binned.document.id,
        removed=f"{removed:%d.%m.%Y}",
        until=f"{removed + dt.timedelta(days=BIN_DAYS):%d.%m.%Y}",
        title=binned.document.title,
        file=binned.document.name,
    )
