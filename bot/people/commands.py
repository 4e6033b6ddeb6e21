"""`lotse members …`: administrators invite people, let them in, see who is there, and take them out."""

import json
from typing import TYPE_CHECKING, Annotated

import typer

from bot.people.model import Role
from bot.texts import people as texts
from knowledge.command_line import GermanCommand, GermanGroup, WrongUse
from knowledge.matching.texts import people

if TYPE_CHECKING:
    from bot.people.register import Register

members = typer.Typer(
    cls=GermanGroup, help="Mitglieder einladen, aufnehmen, auflisten, entfernen.", no_args_is_help=True
)
Json = Annotated[bool, typer.Option("--json", help="Ausgabe als JSON, eine Zeile je Eintrag.")]
RoleName = Annotated[str, typer.Option("--role", metavar="ROLLE", help="mayor, staff, organiser oder admin.")]
TelegramId = Annotated[int, typer.Option("--telegram-id", metavar="NUMMER", help="Nummer bei Telegram.")]
FAILED = 1
MOST_USES, MOST_DAYS = 1000, 365
LARGEST_ID = 2**52
"""Telegram's own promise: identifiers have at most 52 significant bits."""


@members.command("invite", cls=GermanCommand)
def invite(
    role: RoleName = Role.MAYOR.value,
    uses: Annotated[int, typer.Option("--uses", metavar="ANZAHL", help="Wie viele Personen.")] = 1,
    days: Annotated[int, typer.Option("--days", metavar="TAGE", help="Wie lange sie gilt.")] = 14,
    as_json: Json = False,  # noqa: FBT002 - a flag of the command line
) -> None:
    """Eine Einladung als Link drucken. Der Link öffnet den Bot und macht zum Mitglied."""
    chosen = _role(role)
    if chosen is Role.ADMIN:
        raise WrongUse(texts.NOT_BY_INVITATION)
    _between("--uses", uses, MOST_USES)
    _between("--days", days, MOST_DAYS)
    made = _register().invite(chosen, uses, days)
    if as_json:
        typer.echo(json.dumps(made.record(), ensure_ascii=False))
        return
    typer.echo(made.link or texts.NO_LINK.format(code=made.code))
    counted = texts.ONE_USE if uses == 1 else texts.MANY_USES.format(count=uses)
    day = f"{made.expires_at:%d.%m.%Y}"
    typer.echo(texts.INVITED.format(uses=counted, role=texts.ROLES[chosen], day=day), err=True)


@members.command("revoke", cls=GermanCommand)
def revoke(
    code: Annotated[str, typer.Argument(metavar="CODE", help="Der Code, oder der ganze Link.")],
) -> None:
    """Eine Einladung zurückziehen."""
    if not _register().revoke(code.rpartition("start=")[2]):
        typer.echo(texts.NO_SUCH_CODE, err=True)
        raise typer.Exit(FAILED)
    typer.echo(texts.REVOKED)


@members.command("add", cls=GermanCommand)
def add(
    telegram_id: TelegramId,
    role: RoleName = Role.MAYOR.value,
    municipality: Annotated[
        str | None, typer.Option("--municipality", metavar="KOMMUNE", help="Name oder Schlüssel.")
    ] = None,
    as_json: Json = False,  # noqa: FBT002 - a flag of the command line
) -> None:
    """Jemanden ohne Einladung aufnehmen, oder Rolle und Kommune ändern."""
    chosen = _role(role)
    _between("--telegram-id", telegram_id, LARGEST_ID)
    register = _register()
    place = register.place(municipality) if municipality else None
    member, new = register.add(f"telegram:{telegram_id}", chosen, place)
    if as_json:
        typer.echo(json.dumps(register.record(member), ensure_ascii=False))
        return
    sentence = texts.ADDED if new else texts.CHANGED
    where = f", {place.name}" if place else ""
    typer.echo(sentence.format(chat=member.chat, role=texts.ROLES[chosen], place=where))


@members.command("list", cls=GermanCommand)
def list_(as_json: Json = False) -> None:  # noqa: FBT002 - a flag of the command line
    """Alle Mitglieder, dann die offenen Bitten um Freischaltung (nur als Text)."""
    register = _register()
    found = register.members()
    if as_json:
        for member in found:
            typer.echo(json.dumps(register.record(member), ensure_ascii=False))
        return
    for line in register.lines():
        typer.echo(line)
    if not found:
        typer.echo(texts.NO_MEMBERS)


@members.command("remove", cls=GermanCommand)
def remove(
    number: Annotated[
        int | None, typer.Argument(metavar="NUMMER", help="Nummer bei Telegram.", show_default=False)
    ] = None,
    option: Annotated[int | None, typer.Option("--telegram-id", metavar="NUMMER", help="Dasselbe als Option.")] = None,
    as_json: Json = False,  # noqa: FBT002 - a flag of the command line
) -> None:
    """Jemanden entfernen. Das gilt sofort; was über die Person gespeichert ist, wird gelöscht."""
    if (number is None) == (option is None):
        raise WrongUse(texts.WHO)
    telegram_id = option if number is None else number
    chat = f"telegram:{telegram_id}"
    removed = _register().remove(chat)
    if as_json:
        typer.echo(json.dumps({"chat": chat, "telegram_id": telegram_id, "removed": removed}))
    else:
        typer.echo((texts.REMOVED if removed else texts.NO_MEMBER).format(chat=chat), err=not removed)
    if not removed:
        raise typer.Exit(FAILED)


def mark(
    municipality: Annotated[str, typer.Argument(metavar="KOMMUNE", help="Name oder Schlüssel.")],
    eligible: Annotated[
        bool | None, typer.Option("--eligible/--not-eligible", help="Darf teilnehmen, oder nicht.")
    ] = None,
) -> None:
    """Vermerken, ob eine Kommune unabhängig von ihrer Größe teilnehmen darf. Ohne Angabe: den Vermerk löschen."""
    register = _register()
    place = register.place(municipality)
    register.mark(place, eligible)
    sentence = texts.UNMARKED if eligible is None else texts.ELIGIBLE if eligible else texts.NOT_ELIGIBLE
    typer.echo(sentence.format(name=place.name, population=people(place)))


def _between(name: str, value: int, most: int) -> None:
    if not 1 <= value <= most:
        raise WrongUse(texts.OUT_OF_RANGE.format(name=name, value=value, most=most))


def _role(name: str) -> Role:
    try:
        return Role(name.strip().lower())
    except ValueError as exc:
        raise WrongUse(texts.UNKNOWN_ROLE.format(role=name, roles=", ".join(Role))) from exc


def _register() -> "Register":
    from bot.people.register import open_register
    from knowledge.settings import load_settings

    return open_register(load_settings())
