"""`lotse documents …` and `lotse places …`: staff put files in, look after them, and take them out."""

import json
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ingest import texts
from ingest.lines import (
    fact_lines,
    fact_record,
    file_line,
    list_line,
    record,
    report_lines,
)
from ingest.model import FileReport, Outcome
from knowledge.command_line import GermanCommand, GermanGroup, WrongUse, progress
from knowledge.errors import CatalogueError, ImportRefused, ModelError, NotFound, VectorStoreError

if TYPE_CHECKING:
    from ingest.sync import Ingestion
    from ingest.watch import Watch

documents = typer.Typer(cls=GermanGroup, help="Dokumente aufnehmen, ansehen, entfernen.", no_args_is_help=True)
places = typer.Typer(cls=GermanGroup, help="Verzeichnis der Gemeinden.", no_args_is_help=True)
Json = Annotated[bool, typer.Option("--json", help="Ausgabe als JSON, eine Zeile je Datei.")]
Number = Annotated[str, typer.Argument(metavar="NUMMER", help="Nummer des Dokuments, siehe „lotse documents list“.")]
WATCH_EVERY_S = 5.0
SHOWN_NAMES = 10


@documents.command("add", cls=GermanCommand)
def add(
    paths: Annotated[list[Path], typer.Argument(metavar="PFAD", help="Dateien und Ordner.")],
    as_json: Json = False,  # noqa: FBT002 - a flag of the command line
    replaces: Annotated[
        str | None, typer.Option("--replaces", metavar="NUMMER", help="Nummer des Dokuments, das abgelöst wird.")
    ] = None,
) -> None:
    """Dateien und Ordner aufnehmen. Eine unlesbare Datei hält die übrigen nicht auf.

    Ergebnis 1, wenn eine ausdrücklich genannte Datei abgelehnt wurde oder nichts zu lesen war.
    """
    from ingest.incoming import files_under

    files = files_under(paths)
    if not files:
        raise WrongUse(texts.NO_FILES.format(path=paths[0]))
    if replaces is not None and len(files) > 1:
        raise WrongUse(texts.ONE_REPLACES)
    reports = open_ingestion().add(files, replaces)
    refused = _show(progress(reports, texts.READING, len(files)), as_json=as_json)
    named = {path.name for path in paths if not path.is_dir()}
    if any(report.file in named for report in refused) or len(refused) == len(files):
        raise typer.Exit(1)


@documents.command("list", cls=GermanCommand)
def list_(
    without_date: Annotated[bool, typer.Option("--without-date", help="Nur Dokumente ohne Datum.")] = False,  # noqa: FBT002
    expired: Annotated[bool, typer.Option("--expired", help="Nur abgelaufene Dokumente.")] = False,  # noqa: FBT002
    conflicts: Annotated[bool, typer.Option("--conflicts", help="Nur Dokumente mit Widersprüchen.")] = False,  # noqa: FBT002
    as_json: Json = False,  # noqa: FBT002 - a flag of the command line
) -> None:
    """Alle Dokumente mit Nummer, Titel und Datum, oder nur die, die einen Blick brauchen."""
    from ingest.selection import Look, selected
    from knowledge.clock import today

    ingestion = open_ingestion()
    flags = {Look.WITHOUT_DATE: without_date, Look.EXPIRED: expired, Look.CONFLICTS: conflicts}
    looks = {look for look, wanted in flags.items() if wanted}
    found = ingestion.reports(selected(ingestion.stores.catalogue, looks, today()))
    if as_json:
        _show(found, as_json=True)
        return
    for report in found:
        typer.echo(list_line(report))
    if not found:
        typer.echo(texts.NONE_SELECTED if looks else texts.NO_DOCUMENTS)


@documents.command("show", cls=GermanCommand)
def show(number: Number, as_json: Json = False) -> None:  # noqa: FBT002 - a flag of the command line
    """Was aus einem Dokument verstanden wurde, mit allen Abschnitten."""
    ingestion = open_ingestion()
    report = ingestion.report(number)
    chunks = ingestion.stores.catalogue.chunks(number)
    if as_json:
        passages = [{"page": c.page, "heading": list(c.heading), "text": c.display} for c in chunks]
        facts = [fact_record(fact) for fact in ingestion.stores.catalogue.facts(number)]
        values = record(report) | {"facts": facts, "passages": passages}
        typer.echo(json.dumps(values, ensure_ascii=False, indent=2))
        return
    for line in report_lines(report):
        typer.echo(line)
    for line in fact_lines(ingestion.stores.catalogue.facts(number)):
        typer.echo(line)
    for chunk in chunks:
        place = " · ".join(part for part in (f"S. {chunk.page}" if chunk.page else "", *chunk.heading[-1:]) if part)
        typer.echo(f"\n[{place}]\n{chunk.display}" if place else f"\n{chunk.display}")


@documents.command("check", cls=GermanCommand)
def check(as_json: Json = False) -> None:  # noqa: FBT002 - a flag of the command line
    """Prüfen, was fehlt: Datum, Originaldatei, Vektoren; und was abgelaufen oder abgelöst ist."""
    from ingest.check import findings_of
    from knowledge.clock import today

    ingestion = open_ingestion()
    ingestion.sync_vectors()  # Completes a run that was interrupted.
    findings = findings_of(ingestion, today())
    if as_json:
        typer.echo(json.dumps([asdict(found) for found in findings], ensure_ascii=False, indent=2))
    else:
        for found in findings:
            typer.echo(f"{found.document}: {found.text}" if found.document else found.text)
        typer.echo(texts.TOTALS.format(documents=len(ingestion.stores.catalogue.documents())))
    if any(found.damage for found in findings):
        raise typer.Exit(1)


@documents.command("rebuild", cls=GermanCommand)
def rebuild() -> None:
    """Alle Originale neu lesen und alle Vektoren neu bilden, etwa nach einer neuen Programmversion."""
    ingestion = open_ingestion()
    total = len(ingestion.stores.catalogue.documents())
    reports = list(progress(ingestion.rebuild(), texts.READING, total))
    _show([report for report in reports if report.outcome is Outcome.REFUSED], as_json=False)
    typer.echo(texts.TOTALS.format(documents=total))


@documents.command("watch", cls=GermanCommand)
def watch(
    folder: Annotated[Path, typer.Argument(metavar="ORDNER", help="Ordner, in den neue Dateien gelegt werden.")],
    as_json: Json = False,  # noqa: FBT002 - a flag of the command line
) -> None:
    """Einen Ordner beobachten: neue und geänderte Dateien werden aufgenommen, gelöschte entfernt."""
    from ingest.watch import Watch

    if not folder.is_dir():
        raise WrongUse(texts.NO_FILES.format(path=folder))
    with suppress(KeyboardInterrupt):
        typer.echo(texts.WATCHING.format(path=folder), err=True)
        watched, trouble = Watch(open_ingestion(), folder), ""
        while True:
            trouble = look(watched, trouble, as_json=as_json)
            time.sleep(WATCH_EVERY_S)


def look(watched: "Watch", trouble: str, *, as_json: bool) -> str:
    """One look; while a store is away that is said once, and a later look takes up what this one left.

    `trouble` is what the look before returned: a sentence, or nothing where all went well.
    """
    found = ""
    try:
        for line in watched.step():
            typer.echo(json.dumps(record(line), ensure_ascii=False) if as_json else file_line(line))
    except (CatalogueError, ModelError, VectorStoreError) as exc:
        found = texts.WATCH_WAITS.format(what=texts.AWAY[type(exc).__name__])
    if found and found != trouble:
        typer.echo(found, err=True)
    return found


@places.command("import", cls=GermanCommand)
def import_places(
    file: Annotated[Path, typer.Argument(metavar="DATEI", help="Liste in den Spalten des eigenen Verzeichnisses.")],
) -> None:
    """Gemeinden hinzufügen oder berichtigen: eigene CSV, AuszugGV (.xlsx) oder GV100AD (.txt, auch im .zip)."""
    from ingest.places_check import by_district
    from ingest.places_cli import read_places
    from knowledge.catalogue import open_catalogue
    from knowledge.german.municipalities import known_municipalities
    from knowledge.settings import load_settings

    if not file.is_file():
        raise WrongUse(texts.NO_FILES.format(path=file))
    catalogue = open_catalogue(load_settings().database_url)
    try:
        read = read_places(file, known_municipalities(catalogue.municipalities()))
    except ImportRefused as exc:
        where = texts.IN_LINE.format(line=exc.line) if exc.line else ""
        typer.echo(texts.IMPORT_REFUSED.format(file=file.name, where=where, problem=exc.problem), err=True)
        raise typer.Exit(1) from exc
    changed = catalogue.put_municipalities(read.found)
    if read.found:
        typer.echo(texts.PLACES_IMPORTED.format(count=len(read.found), changed=changed))
    counts = by_district(read.found)
    if counts:
        typer.echo(texts.PLACES_COUNTED.format(counts=", ".join(f"{name} {count}" for name, count in counts.items())))
    if read.without_position:
        shown = ", ".join(read.without_position[:SHOWN_NAMES])
        more = texts.AND_MORE if len(read.without_position) > SHOWN_NAMES else ""
        said = texts.WITHOUT_POSITION.format(count=len(read.without_position), names=shown + more)
        typer.echo(said, err=True)
        if not read.found:
            raise typer.Exit(1)


def take_in_samples() -> None:
    """Index the shipped samples with a progress bar; used at the first start."""
    from ingest.incoming import files_under
    from ingest.sync import SAMPLES

    for _ in progress(open_ingestion().add_samples(), texts.SAMPLES, len(files_under([SAMPLES]))):
        pass


def unknown_document(exc: NotFound) -> str:
    """The sentence for a number that names no document."""
    return texts.UNKNOWN_DOCUMENT.format(document_id=exc.what)


def open_ingestion() -> "Ingestion":
    """Ingestion with the settings of this machine. Raises CatalogueError."""
    from ingest.build import build_ingestion
    from knowledge.settings import load_settings

    return build_ingestion(load_settings())


def _show(reports: Iterable[FileReport], *, as_json: bool) -> list[FileReport]:
    """Print a line a file as it comes, then the sum; returns the refused ones."""
    counts: Counter[Outcome] = Counter()
    refused: list[FileReport] = []
    for report in _counted(reports, counts):
        typer.echo(json.dumps(record(report), ensure_ascii=False) if as_json else file_line(report))
        if report.outcome is Outcome.REFUSED:
            refused.append(report)
    if not as_json and counts.total() > 1:
        parts = ", ".join(f"{count} {texts.OUTCOMES[outcome]}" for outcome, count in counts.items())
        typer.echo(texts.SUMMARY.format(total=counts.total(), parts=parts))
    return refused


def _counted(reports: Iterable[FileReport], counts: Counter[Outcome]) -> Iterator[FileReport]:
    for report in reports:
        counts[report.outcome] += 1
        yield report
