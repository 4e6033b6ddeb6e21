"""The `lotse` command: mounts all commands, and turns every error into a German sentence and an exit code."""

import errno
import sys
from typing import TYPE_CHECKING

import typer

from bot.broadcasts import commands as broadcasts_commands
from bot.events import commands as events_commands
from bot.events.errors import CalendarRefused
from bot.groups import commands as network_commands
from bot.operations import commands as operations_commands
from bot.people import commands as people_commands
from bot.reminders import commands as reminders_commands
from bot.texts import command as texts
from ingest import care_commands
from ingest import commands as ingest_commands
from knowledge import commands as knowledge_commands
from knowledge.command_line import GermanCommand, GermanGroup, WrongUse
from knowledge.errors import LotseError, NotFound, QuestionsRefused, SettingsError

if TYPE_CHECKING:
    from typer.exceptions import TyperException

    from knowledge.settings import Settings

FAILED, WRONG = 1, 2
INTERRUPTED = 130
"""What Typer makes of Ctrl+C."""

app = typer.Typer(
    cls=GermanGroup, help=texts.LOTSE, no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False
)
care_commands.register(ingest_commands.documents)
app.add_typer(ingest_commands.documents, name="documents")
app.add_typer(ingest_commands.places, name="places")
app.add_typer(people_commands.members, name="members")
app.add_typer(network_commands.network, name="network")
app.add_typer(events_commands.events, name="events")
app.add_typer(reminders_commands.reminders, name="reminders")
app.add_typer(broadcasts_commands.broadcasts, name="broadcasts")
ingest_commands.places.command("mark", cls=GermanCommand)(people_commands.mark)


@app.command("run", cls=GermanCommand)
def run() -> None:
    """Beim ersten Start die Beispiele aufnehmen; dann Telegram, wenn ein Token gesetzt ist, sonst das Gespräch hier."""
    settings = _settings()
    _samples_at_first_start(settings)
    if settings.telegram.token:
        typer.echo(texts.STARTING_TELEGRAM)
        _telegram(settings)
    else:
        typer.echo(texts.STARTING_TERMINAL)
        _terminal(settings)


@app.command("chat", cls=GermanCommand)
def chat() -> None:
    """Im Terminal fragen."""
    settings = _settings()
    _samples_at_first_start(settings)
    _terminal(settings)


@app.command("bot", cls=GermanCommand)
def bot() -> None:
    """Den Telegram-Bot starten."""
    settings = _settings()
    if not settings.telegram.token:
        raise SettingsError("TELEGRAM__TOKEN", texts.NOT_SET, texts.FROM_BOTFATHER)
    _samples_at_first_start(settings)
    typer.echo(texts.STARTING_TELEGRAM)
    _telegram(settings)


knowledge_commands.add_to(app)
operations_commands.add_to(app)


@app.command("doctor", cls=GermanCommand)
def doctor() -> None:
    """Prüfen, ob alles bereit ist: Einstellungen, Datenbank, Dokumente, Vektoren, Token."""
    from bot.doctor import examine

    lines, healthy = examine(_settings())
    for line in lines:
        typer.echo(line)
    if not healthy:
        raise typer.Exit(FAILED)


def _settings() -> "Settings":
    from knowledge.settings import load_settings

    return load_settings()


def _samples_at_first_start(settings: "Settings") -> None:
    from knowledge.catalogue import open_catalogue

    catalogue = open_catalogue(settings.database_url)
    first = catalogue.generation() == 0
    catalogue.close()
    if first:
        typer.echo(texts.FIRST_START)
        ingest_commands.take_in_samples()


def _terminal(settings: "Settings") -> None:
    from bot.terminal import run_terminal_chat

    run_terminal_chat(settings)


def _telegram(settings: "Settings") -> None:
    from bot.telegram.app import run_bot

    if settings.bot.access == "open":
        typer.echo(texts.OPEN_TO_ALL)
    run_bot(settings)


def main() -> None:
    """Run the command line; exit code 0, 1 (failed) or 2 (wrong use)."""
    sys.exit(_run())


def _run() -> int:
    from typer.exceptions import Abort, Exit, TyperException

    try:
        found = app(standalone_mode=False)
    except Exit as exc:
        return exc.exit_code
    except Abort:
        found = INTERRUPTED
    except TyperException as exc:
        return _usage_error(exc)
    except (LotseError, WrongUse) as exc:
        return _own_error(exc)
    except (OSError, MemoryError) as exc:
        return _say(_no_access(exc) if isinstance(exc, OSError) else texts.NO_MEMORY, FAILED)
    if found == INTERRUPTED:
        return _say(texts.ABORTED, FAILED)
    return found if isinstance(found, int) else 0


def _own_error(exc: LotseError | WrongUse) -> int:
    match exc:
        case WrongUse():
            return _say(str(exc), WRONG)
        case SettingsError(name=name, problem=problem, allowed=allowed):
            return _say(texts.WRONG_SETTING.format(name=name, problem=problem, allowed=allowed), WRONG)
        case CalendarRefused():
            return _say(exc.sentence, FAILED)
        case QuestionsRefused():
            return _say(knowledge_commands.wrong_line(exc), WRONG)
        case NotFound():
            return _say(ingest_commands.unknown_document(exc), FAILED)
    detail = _no_access(exc.__cause__) if isinstance(exc.__cause__, OSError) else exc.first_line
    return _say(texts.FAILED.get(type(exc).__name__, texts.FAILED["LotseError"]).format(detail=detail), FAILED)


def _no_access(exc: OSError) -> str:
    name = errno.errorcode.get(exc.errno or 0, "")
    reason = texts.NO_ACCESS.get(name) or exc.strerror or type(exc).__name__
    return texts.NO_FILE_ACCESS.format(path=exc.filename or "–", reason=reason)


def _say(text: str, code: int) -> int:
    typer.echo(text, err=True)
    return code


def _usage_error(exc: "TyperException") -> int:
    """Typer's own errors in German; a help page asked for by giving no command is none."""
    kind = type(exc).__name__
    if kind == "NoArgsIsHelpError":
        return _say(exc.format_message(), WRONG)
    named = getattr(exc, "param", None)
    name = getattr(exc, "option_name", None) or getattr(named, "metavar", None) or "/".join(getattr(named, "opts", ()))
    sentence = texts.USAGE.get(kind, texts.USAGE["UsageError"])
    return _say(sentence.format(name=name or "", detail=_not_fitting(exc.__cause__)), WRONG)


def _not_fitting(cause: BaseException | None) -> str:
    """Why a value does not fit; Typer's own words are English."""
    from pydantic import ValidationError

    kind = cause.errors()[0]["type"] if isinstance(cause, ValidationError) else ""
    return next(
        (text for begin, text in texts.NOT_FITTING.items() if kind.startswith(begin)), texts.NOT_FITTING_OTHERWISE
    )
