"""`lotse documents …`, second part: staff correct documents, take them out and back, and look at what contradicts."""

import json
from collections.abc import Callable
from typing import Annotated

import typer

from ingest import texts
from ingest.commands import Json, Number, open_ingestion
from ingest.lines import bin_line, conflict_lines, conflict_record, file_line
from ingest.typed import FieldUnclear, field_named, value_of
from knowledge.accessions import BIN_DAYS
from knowledge.command_line import GermanCommand, WrongUse
from knowledge.errors import NotFound


def register(group: typer.Typer) -> None:
    """Add these commands to a group, after those it has."""
    for name, command in _COMMANDS.items():
        group.command(name, cls=GermanCommand)(command)


def correct(
    number: Number,
    field: Annotated[
        str,
        typer.Argument(
            metavar="FELD", help="titel, art, datum, herausgeber, themen, orte, fristen, gültig-bis oder ersetzt."
        ),
    ],
    value: Annotated[str, typer.Argument(metavar="WERT", help="Der richtige Wert; „-“ für keinen.")],
) -> None:
    """Ein Feld berichtigen; das gilt auch nach „rebuild“, nicht aber für eine neue Datei."""
    ingestion = open_ingestion()
    try:
        named = field_named(field)
        report = ingestion.correct(number, {named.value: value_of(named, value, ingestion.gazetteer)})
    except FieldUnclear as exc:
        raise WrongUse(str(exc)) from exc
    except FileNotFoundError as exc:
        typer.echo(texts.CHECK_NO_FILE, err=True)
        raise typer.Exit(1) from exc
    typer.echo(file_line(report))


def conflicts_(as_json: Json = False) -> None:  # noqa: FBT002 - a flag of the command line
    """Widersprüche: zwei Angaben zu einer Sache in zwei Dokumenten, die neuere zuerst."""
    from ingest.conflicts import conflicts_of

    found = conflicts_of(open_ingestion().stores.catalogue)
    for conflict in found:
        typer.echo(json.dumps(conflict_record(conflict), ensure_ascii=False) if as_json else conflict_lines(conflict))
    if not found and not as_json:
        typer.echo(texts.NO_CONFLICTS)


def remove(number: Number) -> None:
    """Ein Dokument in den Papierkorb legen; es kommt ab sofort in keiner Antwort mehr vor."""
    found = open_ingestion().remove(number)
    typer.echo(texts.REMOVED.format(title=found.title, document_id=found.id, days=BIN_DAYS))


def restore(number: Number) -> None:
    """Ein Dokument aus dem Papierkorb zurückholen."""
    try:
        found = open_ingestion().restore(number)
    except NotFound as exc:
        typer.echo(texts.NOT_IN_BIN.format(document_id=exc.what), err=True)
        raise typer.Exit(1) from exc
    typer.echo(texts.RESTORED.format(title=found.title, document_id=found.id))


def bin_() -> None:
    """Was im Papierkorb liegt und bis wann es zurückgeholt werden kann."""
    ingestion = open_ingestion()
    ingestion.empty_bin()
    found = ingestion.stores.accessions.binned()
    for binned in found:
        typer.echo(bin_line(binned))
    if not found:
        typer.echo(texts.BIN_EMPTY)


_COMMANDS: dict[str, Callable[..., None]] = {
    "correct": correct,
    "remove": remove,
    "restore": restore,
    "bin": bin_,
    "conflicts": conflicts_,
}
"""Name → command, in the order of the help."""
