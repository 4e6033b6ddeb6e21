"""`lotse broadcasts …`: write, approve, stop and look at broadcasts without a chat; `lotse bot` delivers them."""

import json
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from bot.broadcasts.errors import BroadcastRefused, NotUnderstood
from bot.texts import broadcasts as texts
from knowledge.command_line import GermanCommand, GermanGroup, WrongUse, number_of

if TYPE_CHECKING:
    from bot.broadcasts.approval import Broadcasting
    from bot.storage.broadcasts import Broadcast

broadcasts = typer.Typer(cls=GermanGroup, help=texts.HELP, no_args_is_help=True)
Json = Annotated[bool, typer.Option("--json", help="Ausgabe als JSON, eine Zeile je Rundruf.")]
Number = Annotated[int, typer.Argument(metavar="NUMMER", callback=number_of, help="Nummer des Rundrufs.")]
FAILED = 1
_LINK = re.compile(r"(?P<label>[^=]+)=(?P<url>https?://\S+)")


@broadcasts.command("create", cls=GermanCommand)
def create(  # noqa: PLR0913 - each is an option of the command line
    audience: Annotated[str, typer.Option("--audience", metavar="WER", help="Zum Beispiel „alle unter 20.000“.")],
    text_file: Annotated[Path, typer.Option("--text-file", metavar="DATEI", help="Der Text; „-“: Eingabe.")],
    at: Annotated[str | None, typer.Option("--at", metavar="WANN", help="„Do 9 Uhr“; ohne: gleich.")] = None,
    file: Annotated[Path | None, typer.Option("--file", metavar="DATEI", help="Bild oder Dokument dazu.")] = None,
    link: Annotated[list[str] | None, typer.Option("--link", metavar="KNOPF=ADRESSE", help="Knopf dazu.")] = None,
    topic: Annotated[str | None, typer.Option("--topic", metavar="THEMA", help="Wer es abbestellte, fehlt.")] = None,
    *,
    urgent: Annotated[bool, typer.Option("--urgent", help="Ohne Ruhezeiten; braucht zwei Freigaben.")] = False,
    yes: Annotated[bool, typer.Option("--yes", help="Gleich freigeben, ohne Frist zum Zurücknehmen.")] = False,
    as_json: Json = False,
) -> None:
    """Einen Rundruf entwerfen. Gesendet wird er nach der Freigabe, von „lotse bot“."""
    from bot.broadcasts import preview
    from bot.broadcasts.approval import COMMAND_LINE
    from bot.broadcasts.buttons import followed, read_buttons, topic_named
    from bot.broadcasts.draft import make_draft, with_file

    office = _open()
    with _german():
        text, buttons = read_buttons(_text(text_file))
        draft = make_draft(text, audience, at, office.world(), office.clock())
        about = topic_named(topic) if topic else draft.topic or followed(buttons)
        draft = replace(draft, urgent=urgent, topic=about, buttons=(*buttons, *_links(link or [])))
        draft = with_file(draft, file, file.name) if file else draft
        planned = office.plan(draft)
        made = office.create(COMMAND_LINE, draft)
        if yes:
            made = office.approve(made.id, COMMAND_LINE)
    if as_json:
        _print(_record(office, made) | preview.record(planned))
        return
    typer.echo(f"{preview.in_words(planned, office.rules)}\n")
    _say_next(made)


@broadcasts.command("approve", cls=GermanCommand)
def approve(number: Number, *, as_json: Json = False) -> None:
    """Einen Entwurf freigeben. Danach steht fest, wer ihn bekommt."""
    from bot.broadcasts.approval import COMMAND_LINE

    office = _open()
    with _german():
        found = office.approve(number, COMMAND_LINE)
    if as_json:
        _print(_record(office, found))
    else:
        _say_next(found)


@broadcasts.command("stop", cls=GermanCommand)
def stop(number: Number, *, as_json: Json = False) -> None:
    """Anhalten: Was noch nicht unterwegs ist, geht nicht mehr hinaus."""
    from bot.broadcasts.approval import COMMAND_LINE

    office = _open()
    with _german():
        found, held = office.stop(number, COMMAND_LINE)
    if as_json:
        _print(_record(office, found) | {"held": held})
    else:
        typer.echo(texts.STOPPED.format(number=number, held=held))


@broadcasts.command("resume", cls=GermanCommand)
def resume(number: Number, *, as_json: Json = False) -> None:
    """Einen angehaltenen Rundruf fortsetzen."""
    from bot.broadcasts.approval import COMMAND_LINE

    office = _open()
    with _german():
        found, count = office.resume(number, COMMAND_LINE)
    if as_json:
        _print(_record(office, found) | {"resumed": count})
    else:
        typer.echo(texts.RESUMED.format(number=number, count=count))


@broadcasts.command("decide", cls=GermanCommand)
def decide(
    delivery: Annotated[
        int,
        typer.Argument(metavar="NUMMER", callback=number_of, help="Nummer der unsicheren Zustellung (siehe status)."),
    ],
    *,
    again: Annotated[bool, typer.Option("--again/--leave", help="Noch einmal senden, oder es lassen.")],
) -> None:
    """Über eine unsichere Zustellung entscheiden: noch einmal senden (mit einem Hinweis), oder lassen."""
    from bot.broadcasts.approval import COMMAND_LINE
    from bot.broadcasts.doubts import decide as decided

    office = _open()
    with _german():
        decided(office, delivery, COMMAND_LINE, again=again)
    typer.echo(texts.SENT_AGAIN if again else texts.LEFT)


@broadcasts.command("correct", cls=GermanCommand)
def correct(
    number: Number,
    text_file: Annotated[Path, typer.Option("--text-file", metavar="DATEI", help="Der neue Text; „-“: Eingabe.")],
) -> None:
    """Den Text eines Rundrufs ändern, auch wo er schon angekommen ist."""
    from bot.broadcasts.approval import COMMAND_LINE
    from bot.broadcasts.correction import correct as corrected

    office = _open()
    with _german():
        count = corrected(office, number, COMMAND_LINE, _text(text_file))
    typer.echo(texts.CORRECTED.format(count=count))


@broadcasts.command("recall", cls=GermanCommand)
def recall(number: Number) -> None:
    """Einen Rundruf zurückrufen: anhalten, und löschen, was schon angekommen ist."""
    from bot.broadcasts.approval import COMMAND_LINE
    from bot.broadcasts.correction import recall as recalled

    office = _open()
    with _german():
        count = recalled(office, number, COMMAND_LINE)
    typer.echo(texts.RECALLED.format(count=count))


@broadcasts.command("status", cls=GermanCommand)
def status(number: Number, *, as_json: Json = False) -> None:
    """Wie es steht: Zahlen nach Zustand, und wer unsicher ist."""
    from bot.broadcasts.report import in_words, report

    office = _open()
    with _german():
        if as_json:
            _print(_record(office, office.find(number)))
        else:
            typer.echo(in_words(report(office, number)))


@broadcasts.command("report", cls=GermanCommand)
def report_(
    number: Number,
    out: Annotated[Path | None, typer.Option("--out", metavar="DATEI", help="Als Tabelle: .csv oder .xlsx.")] = None,
) -> None:
    """Der Bericht in Worten, oder als Tabelle mit jedem Empfänger."""
    from bot.broadcasts.report import in_words, report
    from bot.broadcasts.sheet import as_file

    office = _open()
    with _german():
        found = report(office, number)
    typer.echo(in_words(found))
    if out is not None:
        if out.suffix not in (".csv", ".xlsx"):
            raise WrongUse(texts.NO_SUCH_FORMAT.format(name=out.name))
        out.write_bytes(as_file(found, out.suffix))
        typer.echo(texts.WRITTEN.format(name=out))


@broadcasts.command("list", cls=GermanCommand)
def list_(*, as_json: Json = False) -> None:
    """Alle Rundrufe, der neueste zuerst."""
    from bot.broadcasts.report import head, record, reports_of

    office = _open()
    found = reports_of(office, office.stores.broadcasts.all())
    for one in found:
        if as_json:
            _print(record(one))
        else:
            typer.echo(head(one))
    if not found and not as_json:
        typer.echo(texts.NO_BROADCASTS)


def _record(office: "Broadcasting", found: "Broadcast") -> dict[str, Any]:
    from bot.broadcasts.report import record, report

    return record(report(office, found.id))


def _say_next(found: "Broadcast") -> None:
    from bot.broadcasts.schedule import shown
    from bot.storage.broadcasts import Phase

    sentence = {Phase.DRAFT: texts.NOW_APPROVE, Phase.WAITING: texts.NOW_SECOND}.get(found.phase, texts.APPROVED)
    typer.echo(sentence.format(number=found.id, time=shown(found.due_at)))


def _links(given: list[str]) -> tuple[tuple[str, str, str], ...]:
    buttons = []
    for one in given:
        said = _LINK.fullmatch(one.strip())
        if said is None:
            raise WrongUse(texts.NO_LINK.format(text=one))
        buttons.append((said["label"].strip(), "", said["url"]))
    return tuple(buttons)


def _text(file: Path) -> str:
    return sys.stdin.read() if str(file) == "-" else file.read_text(encoding="utf-8-sig")


def _open() -> "Broadcasting":
    from bot.broadcasts.build import open_broadcasting
    from knowledge.settings import load_settings

    return open_broadcasting(load_settings())


@contextmanager
def _german() -> Iterator[None]:
    """Refusals as sentences: words that can't be read are wrong use (2), all else has failed (1)."""
    try:
        yield
    except NotUnderstood as exc:
        raise WrongUse(str(exc)) from exc
    except BroadcastRefused as exc:
        typer.echo(str(exc), err=True)
        raise typer.Exit(FAILED) from exc


def _print(record: object) -> None:
    typer.echo(json.dumps(record, ensure_ascii=False))
