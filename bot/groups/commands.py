"""`lotse network …`: figures for organisers and other programs."""

import json
from typing import Annotated

import typer

from knowledge.command_line import GermanCommand, GermanGroup

network = typer.Typer(cls=GermanGroup, help="Zahlen zum Netzwerk.", no_args_is_help=True)


@network.callback()
def _network() -> None:
    """Zahlen zum Netzwerk."""


@network.command("report", cls=GermanCommand)
def report(
    as_json: Annotated[bool, typer.Option("--json", help="Ausgabe als JSON.")] = False,  # noqa: FBT002 - a flag of the command line
) -> None:
    """Wie gleichmäßig vorgeschlagen und angefragt wird: nur Zahlen, keine Personen, keine Inhalte."""
    from bot.build import open_desk
    from bot.groups.fairness import fairness, lines
    from knowledge.settings import load_settings

    found = fairness(open_desk(load_settings()))
    for line in [json.dumps(found.record(), ensure_ascii=False)] if as_json else lines(found):
        typer.echo(line)
