"""`lotse events …`: administrators take calendar files in, see, move and cancel events, and write lists."""

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from bot.events import wording
from bot.events.model import COMMAND_LINE, Event, Registration, Status, counted
from bot.texts import events as texts
from knowledge.command_line import GermanCommand, GermanGroup, WrongUse, number_of

if TYPE_CHECKING:
    from bot.conversation.desk import Desk

events = typer.Typer(cls=GermanGroup, help=texts.COMMANDS_HELP, no_args_is_help=True)
Json = Annotated[bool, typer.Option("--json", help="Ausgabe als JSON, eine Zeile je Eintrag.")]
Number = Annotated[int, typer.Argument(metavar="NUMMER", callback=number_of, help="Nummer des Termins.")]
FAILED = 1


@events.command("import", cls=GermanCommand)
def import_(
    file: Annotated[Path, typer.Argument(metavar="DATEI", help="Kalenderdatei (ics).")],
    as_json: Json = False,  # noqa: FBT002 - a flag of the command line
) -> None:
    """Termine aus einer Kalenderdatei aufnehmen; bekannte werden nach ihrer UID erneuert."""
    from bot.events.calendar_import import MOST_BYTES, read_calendar
    from bot.events.importing import take_in

    with file.open("rb") as stream:
        found = read_calendar(stream.read(MOST_BYTES + 1), file.name)
    for one in take_in(_desk(), found, COMMAND_LINE):
        if as_json:
            typer.echo(json.dumps({"outcome": one.outcome, "told": one.told} | _record(one.event), ensure_ascii=False))
            continue
        line = texts.IMPORTED_LINE.format(
            outcome=texts.OUTCOMES[one.outcome], id=f"{one.event.id}  " if one.event.id else "",
            title=wording.named(one.event), when=wording.when(one.event),
        )  # fmt: skip
        told = texts.IMPORTED_TOLD.format(people=wording.people(one.told)) if one.told else ""
        typer.echo(f"{line}. {told}" if told else line)


@events.command("list", cls=GermanCommand)
def list_(
    everything: Annotated[bool, typer.Option("--all", help="Auch vergangene.")] = False,  # noqa: FBT002 - a flag
    as_json: Json = False,  # noqa: FBT002 - as above
) -> None:
    """Alle kommenden Termine mit der Zahl der Antworten."""
    desk = _desk()
    found = desk.stores.events.all() if everything else desk.stores.events.coming(desk.clock())
    for event in found:
        answers = desk.stores.registrations.of_event(event.id)
        if as_json:
            typer.echo(json.dumps(_record(event) | {"answers": counted(answers)}, ensure_ascii=False))
        else:
            typer.echo(_line(event, answers))
    if not found and not as_json:
        typer.echo(texts.LISTED_NONE)


@events.command("show", cls=GermanCommand)
def show(number: Number, as_json: Json = False) -> None:  # noqa: FBT002 - a flag of the command line
    """Einen Termin mit allen Antworten zeigen."""
    from bot.events.showing import View, event_text

    desk = _desk()
    event = _event(desk, number)
    answers = desk.stores.registrations.of_event(event.id)
    if as_json:
        people = [_person(desk, found) for found in answers]
        typer.echo(json.dumps(_record(event) | {"answers": counted(answers), "people": people}, ensure_ascii=False))
        return
    said = "".join(span.text for span in event_text(View(event, answers, "", desk.clock())))
    typer.echo(said.removesuffix(texts.NOT_ANSWERED).rstrip())
    for found in answers:
        person = _person(desk, found)
        typer.echo(
            texts.ANSWER_LINE.format(
                name=person["name"] or texts.SOMEBODY, answer=texts.ANSWERS[found.choice],
                town=f" ({person['municipality']})" if person["municipality"] else "",
                deputy=f" ({found.deputy})" if found.deputy else "",
            )
        )  # fmt: skip


@events.command("move", cls=GermanCommand)
def move(
    number: Number,
    to: Annotated[str, typer.Option("--to", metavar="ZEIT", help="Zum Beispiel „Do 11.02.2027 10 bis 15 Uhr“.")],
) -> None:
    """Einen Termin verlegen; alle Beteiligten erhalten eine Nachricht."""
    from bot.events.announcing import tell_change
    from bot.events.drafts import changed, draft_of
    from bot.events.times import TimeUnclear, read_span

    desk = _desk()
    event, now = _event(desk, number), desk.clock()
    try:
        span = read_span(to, now)
    except TimeUnclear as exc:
        raise WrongUse(str(exc)) from exc
    before, after = desk.stores.events.change(changed(event, draft_of(event).at(span, now)), now)
    if after.sequence == before.sequence:
        typer.echo(texts.NOT_MOVED.format(when=wording.when(after)))
        return
    desk.stores.audit.note(COMMAND_LINE, "event.changed", f"event {event.id}", now)
    told = tell_change(desk, after, before)
    typer.echo(texts.MOVED_NOW.format(when=wording.when(after), people=wording.people(told)))


@events.command("cancel", cls=GermanCommand)
def cancel(number: Number) -> None:
    """Einen Termin absagen; alle Beteiligten erhalten eine Nachricht."""
    from bot.events.managing import set_status

    desk = _desk()
    event = _event(desk, number)
    if event.status is Status.CANCELLED:
        typer.echo(texts.ALREADY_CANCELLED)
        return
    count = set_status(desk, event, Status.CANCELLED, COMMAND_LINE)
    typer.echo(texts.CANCELLED_NOW.format(people=wording.people(count)))


@events.command("export", cls=GermanCommand)
def export(
    number: Number,
    out: Annotated[
        Path | None, typer.Option("--out", metavar="DATEI", help="Kalenderdatei (.ics), Liste (.csv, .xlsx).")
    ] = None,
    as_json: Json = False,  # noqa: FBT002 - a flag of the command line
) -> None:
    """Einen Termin als Kalenderdatei oder die Antworten als Liste ausgeben."""
    desk = _desk()
    event = _event(desk, number)
    if as_json:
        for found in desk.stores.registrations.of_event(event.id):
            typer.echo(json.dumps(_person(desk, found), ensure_ascii=False))
    elif out is None:
        raise WrongUse(texts.EXPORT_USE)
    if out is not None:
        said = _write(desk, event, out)
        typer.echo(said, err=as_json)


def _write(desk: "Desk", event: Event, out: Path) -> str:
    from bot.events.calendar_file import calendar_file
    from bot.events.participants import as_file, rows_of

    if out.suffix == ".ics":
        out.write_bytes(calendar_file([event], desk.clock()))
        return texts.WRITTEN_CALENDAR.format(path=out)
    if out.suffix not in (".csv", ".xlsx"):
        raise WrongUse(texts.WRONG_ENDING.format(path=out))
    rows = rows_of(desk, event, notes=True)
    out.write_bytes(as_file(rows, event, out.suffix))
    desk.stores.audit.note(COMMAND_LINE, "event.list", f"event {event.id}", desk.clock())
    return texts.WRITTEN.format(path=out, count=len(rows))


def _desk() -> "Desk":
    from bot.build import open_desk
    from knowledge.settings import load_settings

    return open_desk(load_settings())


def _event(desk: "Desk", number: int) -> Event:
    found = desk.stores.events.find(number)
    if found is None:
        typer.echo(texts.NO_EVENT.format(id=number), err=True)
        raise typer.Exit(FAILED)
    return found


def _line(event: Event, answers: list[Registration]) -> str:
    return texts.LISTED_LINE.format(
        id=event.id, when=wording.when(event), title=wording.named(event),
        place=texts.PLACE_SHORT.format(place=event.place) if event.place else "",
        status=texts.STATUSES[event.status.value],
        counts=texts.COUNTS_SHORT.format(**counted(answers)) if answers else "",
    )  # fmt: skip


def _record(event: Event) -> dict[str, Any]:
    return {
        "id": event.id, "uid": event.uid, "sequence": event.sequence, "status": event.status.value,
        "title": event.title, "starts": event.starts.isoformat(), "ends": event.ends.isoformat(),
        "all_day": event.all_day, "place": event.place, "programme": event.programme, "capacity": event.capacity,
        "deadline": event.deadline.isoformat() if event.deadline else None, "topics": list(event.topics),
        "series": event.series, "part": event.part, "parts": event.parts,
    }  # fmt: skip


def _person(desk: "Desk", found: Registration) -> dict[str, Any]:
    from bot.events.viewing import title_of_person

    name, town = title_of_person(desk, found.chat)
    return {
        "chat": found.chat, "name": name, "municipality": town, "answer": found.choice.value,
        "waiting": found.waiting, "deputy": found.deputy, "note": found.note, "since": found.since.isoformat(),
    }  # fmt: skip
