"""`lotse reminders …`: administrators see what is due, what was written and what became of it."""

import datetime as dt
import json
from typing import TYPE_CHECKING, Annotated

import typer

from bot.texts import reminders as texts
from knowledge.clock import BERLIN
from knowledge.command_line import GermanCommand, GermanGroup

if TYPE_CHECKING:
    from bot.conversation.desk import Desk

reminders = typer.Typer(cls=GermanGroup, help=texts.COMMANDS_HELP, no_args_is_help=True)
_LONGEST = 80


@reminders.command("list", cls=GermanCommand)
def list_(
    days: Annotated[int, typer.Option("--days", metavar="TAGE", min=0, help="Wie weit voraus.")] = 60,
    as_json: Annotated[bool, typer.Option("--json", help="Ausgabe als JSON, eine Zeile je Eintrag.")] = False,  # noqa: FBT002 - a flag of the command line
) -> None:
    """Zeigen, woran wen wann erinnert wird, ohne etwas zu senden."""
    from bot.reminders.planning import plan

    desk = _desk()
    written, now = desk.stores.reminders.written(), desk.clock()
    shown = [planned for planned in plan(desk) if planned.window[0] <= now + dt.timedelta(days=days)]
    for planned in shown:
        due, until = (moment.astimezone(BERLIN) for moment in planned.window)
        state = written[planned.key].value if planned.key in written else "planned"
        text = "".join(span.text for span in planned.say(max(now, due).astimezone(BERLIN).date()).text)
        if as_json:
            record = {"key": planned.key, "chat": planned.chat, "due": due.isoformat(), "not_after": until.isoformat()}
            typer.echo(json.dumps(record | {"state": state, "text": text}, ensure_ascii=False))
        else:
            first = text.partition("\n")[0][:_LONGEST]
            when = f"{due:%d.%m.%Y %H:%M}"
            typer.echo(texts.LISTED_LINE.format(due=when, chat=planned.chat, state=texts.STATES[state], text=first))
    if not shown and not as_json:
        typer.echo(texts.LISTED_NONE)


@reminders.command("run", cls=GermanCommand)
def run(
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Nur zeigen, nichts niederschreiben.")] = False,  # noqa: FBT002 - a flag of the command line
) -> None:
    """Jetzt fällige Erinnerungen niederschreiben; der laufende Bot sendet sie. Sonst geschieht das von selbst."""
    from bot.reminders.step import due_now, step

    desk = _desk()
    if dry_run:
        due = due_now(desk)
        for delivery in due:
            said = "".join(text for text, _ in delivery.message["text"]).partition("\n")[0]
            typer.echo(f"{delivery.chat}  {said[:_LONGEST]}")
        typer.echo(texts.WOULD_WRITE.format(count=len(due)))
        return
    typer.echo(texts.WROTE.format(count=step(desk)))


def _desk() -> "Desk":
    from bot.build import open_desk
    from knowledge.settings import load_settings

    return open_desk(load_settings())
