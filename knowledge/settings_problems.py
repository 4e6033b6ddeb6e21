"""Beside the settings: what is wrong with one, in German, and names that were probably meant as settings."""

import re
from collections.abc import Iterable
from difflib import get_close_matches
from typing import get_args

from pydantic import BaseModel, SecretStr, ValidationError
from pydantic.fields import FieldInfo

from knowledge.errors import SettingsError

SEPARATOR = "__"
ALIKE_SECTION, ALIKE_NAME = 0.8, 0.9
"""How alike (difflib's ratio) a name must be to count as a typing error; higher for names that others may use."""
UNKNOWN = "diese Einstellung gibt es nicht"
MEANT = "diese Einstellung gibt es nicht, gemeint ist vielleicht {name}"
NEEDS_POSTGRES = "memory, oder eine Adresse in DATABASE__URL, die mit postgresql:// beginnt"
_ALLOWED = {
    "http_url": "eine Adresse, die mit http:// oder https:// beginnt",
    "secret_token": "1 bis 256 Zeichen aus A–Z, a–z, 0–9, _ und -; nötig, sobald TELEGRAM__WEBHOOK__URL gesetzt ist",
    "literal_error": "{one_of}",
    "string_pattern_mismatch": "Telegram-Nummern mit Komma dazwischen, zum Beispiel 4711,4712",
    "int": "eine ganze Zahl",
    "float": "eine Zahl mit Punkt, zum Beispiel 0.3",
    "string": "ein Text",
    "greater_than_equal": "eine Zahl von {ge:g} bis {le:g}",
    "less_than_equal": "eine Zahl von {ge:g} bis {le:g}",
}
"""By the beginning of pydantic's error type, or by the word that a check of our own raises."""


def settings_of(model: type[BaseModel]) -> dict[str, FieldInfo]:
    """Every setting by its name in `.env` ("TELEGRAM__WEBHOOK__PORT"), sections resolved."""
    found: dict[str, FieldInfo] = {}
    for name, field in model.model_fields.items():
        inner = field.annotation
        if isinstance(inner, type) and issubclass(inner, BaseModel):
            found |= {f"{name.upper()}{SEPARATOR}{below}": its for below, its in settings_of(inner).items()}
        else:
            found[name.upper()] = field
    return found


def refuse_misspelled(model: type[BaseModel], environment: Iterable[str], file: Iterable[str]) -> None:
    """Raise SettingsError for a name that is none but looks like one.

    In the environment, which holds others' names too, only "SECTION__…" with nearly one of our
    sections; in the file also a name that is nearly a setting ("TELEGRAM_TOKEN").
    """
    settings = settings_of(model)
    sections = sorted({name.split(SEPARATOR)[0] for name in settings if SEPARATOR in name})
    for name in map(str.upper, (*environment, *file)):
        section, separator, rest = name.partition(SEPARATOR)
        if separator and section not in sections and (near := get_close_matches(section, sections, 1, ALIKE_SECTION)):
            meant = f"{near[0]}{SEPARATOR}{rest}"
            raise SettingsError(name, MEANT.format(name=meant), _siblings(model, meant))
    for name in map(str.upper, file):
        if SEPARATOR not in name and name not in settings:
            for meant in get_close_matches(name, settings, 1, ALIKE_NAME):
                raise SettingsError(name, MEANT.format(name=meant), _siblings(model, meant))


def first_problem(model: type[BaseModel], error: ValidationError) -> SettingsError:
    """The first wrong setting, what is wrong and what is allowed; the value is shown unless it may be secret."""
    first = error.errors()[0]
    name = SEPARATOR.join(str(part) for part in first["loc"]).upper()
    if first["type"] == "extra_forbidden":
        return SettingsError(name, UNKNOWN, _siblings(model, name))
    if first["type"] in {"model_type", "model_attributes_type"}:
        return no_section(model, name)
    if "secret_token" in first["msg"]:
        return SettingsError(name, "fehlt oder hat unerlaubte Zeichen", _ALLOWED["secret_token"])
    if "needs_postgres" in first["msg"]:
        return SettingsError("INDEX__LEXICAL", "„postgres“ braucht eine Datenbank auf PostgreSQL", NEEDS_POSTGRES)
    field = settings_of(model).get(name)
    shown = "dieser Wert" if _secret(field, first["input"]) else f"„{first['input']}“"
    return SettingsError(name, f"{shown} ist nicht erlaubt", _allowed(first["type"], first["msg"], field))


def no_section(model: type[BaseModel], text: str) -> SettingsError:
    """A section was given a value of its own; `text` names it, in quotation marks or bare."""
    quoted = re.search(r'"(\w+)"', text)
    name = (quoted[1] if quoted else text).upper()
    return SettingsError(name, "hat keinen eigenen Wert", _siblings(model, f"{name}{SEPARATOR}"))


def _siblings(model: type[BaseModel], name: str) -> str:
    """The settings beside this one, inner sections among them ("TELEGRAM__WEBHOOK")."""
    section = name.rpartition(SEPARATOR)[0] + SEPARATOR
    depth = name.count(SEPARATOR) + 1
    names = {SEPARATOR.join(full.split(SEPARATOR)[:depth]) for full in settings_of(model)}
    return ", ".join(sorted(beside for beside in names if section == SEPARATOR or beside.startswith(section)))


def _secret(field: FieldInfo | None, value: object) -> bool:
    """Whether the setting is secret, or its value an address that may hold a password."""
    return field is None or SecretStr in getattr(field.annotation, "__args__", ()) or "@" in str(value)


def _allowed(kind: str, message: str, field: FieldInfo | None) -> str:
    found = next((text for key, text in _ALLOWED.items() if kind.startswith(key) or key in message), message)
    rules = field.metadata if field else []
    limits = {name: getattr(rule, name) for rule in rules for name in ("ge", "le") if hasattr(rule, name)}
    return found.format(**limits, one_of=" oder ".join(map(str, get_args(field.annotation))) if field else "")
