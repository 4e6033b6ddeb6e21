"""The German sentences: complete, formal, and short enough for a phone."""

import datetime as dt
import re
import textwrap
from collections.abc import Iterator
from importlib import import_module
from pkgutil import iter_modules

import bot.texts
from bot.conversation.core import commands_for
from bot.conversation.events import OtherKind
from bot.conversation.help_ import grouped
from bot.people.model import Role
from bot.texts import conversation, telegram

PHONE_COLUMNS = 40
PHONE_LINES = 12


def every_text() -> Iterator[str]:
    for found in iter_modules(bot.texts.__path__, "bot.texts."):
        module = import_module(found.name)
        for name, value in vars(module).items():
            if name.isupper():
                yield from value.values() if isinstance(value, dict) else [value] if isinstance(value, str) else value


def phone_lines(text: str) -> int:
    return sum(max(1, len(textwrap.wrap(line, PHONE_COLUMNS))) for line in text.splitlines())


def test_the_first_words_fit_on_a_phone() -> None:
    stored = conversation.STORED.format(documents="120 Unterlagen", newest=f"{dt.date(2026, 11, 22):%d.%m.%Y}")
    assert phone_lines(conversation.START.format(stored=stored)) <= PHONE_LINES


def test_help_fits_on_a_phone_too() -> None:
    mayors = "\n".join(grouped(commands_for(Role.MAYOR.rights)))
    assert phone_lines(conversation.HELP.format(commands=mayors)) <= PHONE_LINES + 2


def test_every_kind_of_message_that_is_no_text_has_its_sentence() -> None:
    assert set(conversation.OTHER) == set(OtherKind)


def test_nobody_is_shouted_at() -> None:
    assert [text for text in every_text() if isinstance(text, str) and "!" in text] == []


def test_everybody_is_addressed_formally() -> None:
    familiar = re.compile(r"\b(?:[Dd]u|[Dd]ich|[Dd]ir|[Dd]eine?[mnrs]?)\b")
    assert [text for text in every_text() if isinstance(text, str) and familiar.search(text)] == []


def test_telegram_takes_the_descriptions_and_commands() -> None:
    assert len(telegram.DESCRIPTION) <= 512
    assert len(telegram.SHORT_DESCRIPTION) <= 120
    assert all(name.isascii() and len(meaning) <= 256 for name, meaning in conversation.COMMANDS.items())
