"""Under all commands: German usage and help lines, progress bars, and the error of wrong use."""

import sys
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any, TypeVar

from typer.core import TyperCommand, TyperGroup

from knowledge import command_texts as texts

if TYPE_CHECKING:
    from typer import Context

T = TypeVar("T")
_LARGEST_NUMBER = 2**31 - 1
"""As far as the databases count."""


class WrongUse(Exception):
    """A command was used wrongly; the text is what the user reads (exit code 2)."""


def number_of(number: int) -> int:
    """The number of something that the databases count. Raises WrongUse for one that none can have."""
    if number > _LARGEST_NUMBER:
        raise WrongUse(texts.NUMBER_TOO_LARGE.format(number=number))
    return number


class _German:
    """Puts Typer's own English words of a help page into German, and leaves Python's types out of it."""

    def get_usage(self, ctx: "Context") -> str:
        usage: str = super().get_usage(ctx)  # type: ignore[misc]  # the other base class has it
        for english, german in texts.USAGE_LINE.items():
            usage = usage.replace(english, german)
        return usage

    def get_help_option(self, ctx: "Context") -> Any:  # noqa: ANN401 - a private type of Typer's
        option = super().get_help_option(ctx)  # type: ignore[misc]  # as above
        if option is not None:
            option.help = texts.HELP
        return option

    def get_params(self, ctx: "Context") -> list[Any]:
        params: list[Any] = super().get_params(ctx)  # type: ignore[misc]  # as above
        for param in params:
            param.display_type = _no_type
        return params

    def format_help(self, ctx: "Context", formatter: Any) -> None:  # noqa: ANN401 - as above
        # Here, because this import takes longer than all others of a command line that prints no help.
        from typer import rich_utils

        rich_utils.ARGUMENTS_PANEL_TITLE = texts.ARGUMENTS
        rich_utils.OPTIONS_PANEL_TITLE = texts.OPTIONS
        rich_utils.COMMANDS_PANEL_TITLE = texts.COMMANDS
        rich_utils.REQUIRED_LONG_STRING = texts.REQUIRED
        rich_utils.DEFAULT_STRING = texts.DEFAULT
        super().format_help(ctx, formatter)  # type: ignore[misc]  # as above


def _no_type(_ctx: "Context") -> str:
    return ""


class GermanCommand(_German, TyperCommand):  # type: ignore[misc]  # Typer's option type is private
    """A command whose help is German throughout."""


class GermanGroup(_German, TyperGroup):  # type: ignore[misc]  # as above
    """A group of commands whose help is German throughout, and that names its commands where one is unknown."""

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:  # noqa: ANN401 - as above
        """Find the command of these words. Raises WrongUse."""
        if self.get_command(ctx, args[0]) is None:
            raise WrongUse(texts.UNKNOWN_COMMAND.format(name=args[0], names=", ".join(self.list_commands(ctx))))
        return super().resolve_command(ctx, args)


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
