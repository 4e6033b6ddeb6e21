"""`lotse backup`, `restore`, `migrate` and `audit`: what whoever runs the bot types."""

import datetime as dt
import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.texts import operations as texts
from knowledge.command_line import GermanCommand, GermanGroup, WrongUse

if TYPE_CHECKING:
    from knowledge.settings import Chroma, Settings

audit = typer.Typer(cls=GermanGroup, help="Was Personal und Organisatoren getan haben.", no_args_is_help=True)


def add_to(app: typer.Typer) -> None:
    """Mount the commands of this module."""
    app.command("backup", cls=GermanCommand)(backup)
    app.command("restore", cls=GermanCommand)(restore)
    app.command("migrate", cls=GermanCommand)(migrate)
    app.add_typer(audit, name="audit")


def backup(file: Annotated[Path, typer.Argument(metavar="DATEI", help="Wohin die Sicherung kommt.")]) -> None:
    """Alles in eine Datei sichern: Datenbank und Originale. Der Bot darf dabei laufen."""
    from bot.operations.archive import back_up

    if file.exists():
        raise WrongUse(texts.FILE_EXISTS.format(file=file))
    settings = _settings()
    done = back_up(settings.database_url, settings.data_dir, file)
    typer.echo(texts.BACKED_UP.format(rows=done.rows, tables=len(done.tables), files=done.files, file=file))
    typer.echo(texts.KEEP_SAFE)


def restore(file: Annotated[Path, typer.Argument(metavar="DATEI", help="Eine Sicherung von „lotse backup“.")]) -> None:
    """Eine Sicherung in eine leere Datenbank zurückholen und prüfen."""
    from bot.operations.archive import restore as bring_back

    if not file.is_file():
        raise WrongUse(texts.NO_BACKUP.format(file=file))
    settings = _settings()
    done = bring_back(file, settings.database_url, settings.data_dir)
    vectors = _vectors_anew(settings)
    typer.echo(texts.RESTORED.format(rows=done.rows, tables=len(done.tables), files=done.files, vectors=vectors))


def migrate(
    to: Annotated[
        str,
        typer.Option(
            "--to",
            metavar="ADRESSE",
            envvar="LOTSE_MIGRATE_TO",
            show_envvar=False,
            help="Die neue, leere Datenbank; auch als Umgebungsvariable LOTSE_MIGRATE_TO.",
        ),
    ],
    chroma: Annotated[
        str | None, typer.Option("--chroma", metavar="ADRESSE", help="Ein Chroma-Server für die Vektoren.")
    ] = None,
    terms: Annotated[  # noqa: FBT002 - a flag of the command line
        bool, typer.Option("--terms", help="Auch die Begriffe des Suchindex dort ablegen, für INDEX__LEXICAL=postgres.")
    ] = False,
) -> None:
    """Alle Zeilen in eine andere Datenbank kopieren, Vektoren dort neu bilden, beides vergleichen."""
    from bot.operations.archive import move
    from knowledge.settings import Database, Index

    settings = _settings()
    if to == settings.database_url:
        raise WrongUse(texts.SAME_DATABASE)
    if terms and not to.startswith("postgres"):
        raise WrongUse(texts.TERMS_NEED_POSTGRES)
    places = {"database": Database(url=to), "index": Index(lexical="postgres" if terms else "memory")}
    places |= {"chroma": _chroma(chroma)} if chroma else {}
    moved = move(settings.database_url, to)
    for name, content in moved.tables.items():
        if content.rows:
            typer.echo(texts.TABLE.format(name=name, rows=content.rows))
    counts = {"vectors": _vectors_anew(settings.model_copy(update=places)), "chunks": moved.tables["chunks"].rows}
    typer.echo(texts.MOVED.format(rows=moved.rows, tables=len(moved.tables), **counts))
    typer.echo(texts.SET_NOW.format(more=texts.AND_CHROMA * bool(chroma) + texts.AND_TERMS * terms))
    if counts["vectors"] != counts["chunks"]:
        raise typer.Exit(1)


@audit.command("list", cls=GermanCommand)
def list_audit(
    as_json: Annotated[bool, typer.Option("--json", help="Ausgabe als JSON, eine Zeile je Vermerk.")] = False,  # noqa: FBT002 - a flag of the command line
    since: Annotated[
        str | None, typer.Option("--since", metavar="TAG", help="Nur Vermerke ab diesem Tag (JJJJ-MM-TT).")
    ] = None,
) -> None:
    """Die Vermerke zeigen, den neuesten zuerst. Ändern oder löschen lassen sie sich nicht."""
    from bot.operations.archive import opened
    from bot.storage.audit import Audit
    from knowledge.clock import BERLIN

    with opened(_settings().database_url) as database:
        entries = Audit(database).entries(_day(since))
    for entry in entries:
        if as_json:
            line = {"at": entry.at.isoformat(), "actor": entry.actor, "action": entry.action, "subject": entry.subject}
            typer.echo(json.dumps(line, ensure_ascii=False))
        else:
            typer.echo(
                texts.NOTED.format(
                    at=entry.at.astimezone(BERLIN), actor=entry.actor, action=entry.action, subject=entry.subject
                )
            )
    if not entries and not as_json:
        typer.echo(texts.NOTHING_NOTED)


def _chroma(address: str) -> "Chroma":
    from pydantic import ValidationError

    from knowledge.settings import Chroma

    try:
        return Chroma.model_validate({"url": address})
    except ValidationError:
        # From None, and without the address: it may hold a password.
        raise WrongUse(texts.WRONG_CHROMA) from None


def _vectors_anew(settings: "Settings") -> int:
    """Vectors and terms are no part of a copy; how many vectors there are then. Raises VectorStoreError, ModelError."""
    from ingest.build import build_ingestion

    ingestion = build_ingestion(settings)
    ingestion.stores.catalogue.mark_all_vectors_stale()
    ingestion.sync_vectors()
    ingestion.stores.renew_terms()
    found = ingestion.stores.vectors.count()
    ingestion.stores.close()
    return found


def _day(text: str | None) -> dt.datetime | None:
    from knowledge.clock import BERLIN

    try:
        return dt.datetime.fromisoformat(text).replace(tzinfo=BERLIN) if text else None
    except ValueError as exc:
        raise WrongUse(texts.WRONG_DAY.format(day=text)) from exc


def _settings() -> "Settings":
    from knowledge.settings import load_settings

    return load_settings()
