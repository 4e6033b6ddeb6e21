"""Under all commands: German usage and help lines, progress bars, and the error of wrong use."""

import sys
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any, TypeVar

from typer.core import TyperCommand, TyperGroup

if TYPE_CHECKING:
    from typer import Context

T = TypeVar("T")
HELP = "Diese Hilfe zeigen."


class WrongUse(Exception):
    """A command was used wrongly; the text is what the user reads (exit code 2)."""


class _German:
    """Puts Typer's own English words of a help page into German."""

    def get_usage(self, ctx: "Context") -> str:
        usage: str = super().get_usage(ctx)  # type: ignore[misc]  # the other base class has it
        return usage.replace("Usage:", "Aufruf:").replace("[OPTIONS]", "[OPTIONEN]").replace("COMMAND [ARGS]", "BEFEHL")

    def get_help_option(self, ctx: "Context") -> Any:  # noqa: ANN401 - a private type of Typer's
        option = super().get_help_option(ctx)  # type: ignore[misc]  # as above
        if option is not None:
            option.help = HELP
        return option


class GermanCommand(_German, TyperCommand):  # type: ignore[misc]  # Typer's option type is private
    """A command whose help is German throughout."""


class GermanGroup(_German, TyperGroup):  # type: ignore[misc]  # as above
    """A group of commands whose help is German throughout."""


def progress(items: Iterable[T], what: str, total: int) -> Iterator[T]:
    """Hand the items on while a bar on the error stream shows how far it is; silent where no one watches."""
    if not sys.stderr.isatty():
        yield from items
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        yield from bar.track(items, total=total, description=what)
