"""What each of Telegram's errors means for a message: repeated only where it can't have arrived."""

import datetime as dt
from collections.abc import Iterator

import httpx
import pytest
from telegram import error
from telegram.error import TelegramError

from bot.broadcasts.outcome import OutcomeKind
from bot.telegram.mailing import outcome_of


def cut(cause: Exception, made: type[TelegramError] = error.NetworkError) -> TelegramError:
    found = made() if made is error.TimedOut else made(f"httpx: {cause}")
    found.__cause__ = cause
    return found


MEANING: list[tuple[TelegramError, OutcomeKind]] = [
    (error.Forbidden("Forbidden: bot was blocked by the user"), OutcomeKind.BLOCKED),
    (error.Forbidden("Forbidden: user is deactivated"), OutcomeKind.BLOCKED),
    (error.BadRequest("Chat not found"), OutcomeKind.FAILED),
    (error.BadRequest("Message text is empty"), OutcomeKind.FAILED),
    (error.RetryAfter(7), OutcomeKind.RETRY_AFTER),
    (error.ChatMigrated(-100123), OutcomeKind.MIGRATED),
    (error.InvalidToken(), OutcomeKind.UNREACHABLE),
    (error.NetworkError("Bad Gateway"), OutcomeKind.UNCERTAIN),
    (error.NetworkError("Internal Server Error (500)"), OutcomeKind.UNCERTAIN),
    (error.TimedOut(), OutcomeKind.UNCERTAIN),
    (cut(httpx.ReadTimeout(""), error.TimedOut), OutcomeKind.UNCERTAIN),
    (cut(httpx.WriteTimeout(""), error.TimedOut), OutcomeKind.UNCERTAIN),
    (cut(httpx.ConnectTimeout(""), error.TimedOut), OutcomeKind.UNREACHABLE),
    (cut(httpx.PoolTimeout(""), error.TimedOut), OutcomeKind.UNREACHABLE),
    (cut(httpx.ConnectError("")), OutcomeKind.UNREACHABLE),
    (cut(httpx.ProxyError("")), OutcomeKind.UNREACHABLE),
    (cut(httpx.UnsupportedProtocol("")), OutcomeKind.UNREACHABLE),
    (cut(httpx.ReadError("")), OutcomeKind.UNCERTAIN),
    (cut(httpx.WriteError("")), OutcomeKind.UNCERTAIN),
    (cut(httpx.CloseError("")), OutcomeKind.UNCERTAIN),
    (cut(httpx.RemoteProtocolError("")), OutcomeKind.UNCERTAIN),
    (error.Conflict("terminated by other getUpdates request"), OutcomeKind.FAILED),
    (error.EndPointNotFound("no such method"), OutcomeKind.FAILED),
    (error.PassportDecryptionError("no"), OutcomeKind.FAILED),
    (TelegramError("something new"), OutcomeKind.FAILED),
]


@pytest.mark.parametrize(("raised", "meant"), MEANING, ids=lambda value: repr(value)[:60])
def test_an_error_means_one_thing_for_the_message(raised: TelegramError, meant: OutcomeKind) -> None:
    assert outcome_of(raised).kind is meant


def _all_below(cls: type[TelegramError]) -> Iterator[type[TelegramError]]:
    yield cls
    for below in cls.__subclasses__():
        yield from _all_below(below)


def test_no_error_class_of_the_library_is_left_out_of_the_table() -> None:
    ours = {cls for cls in _all_below(TelegramError) if cls.__module__ == "telegram.error"}
    assert ours == {type(raised) for raised, _ in MEANING}


def test_a_pause_comes_with_its_length_and_a_move_with_the_new_address() -> None:
    assert outcome_of(error.RetryAfter(dt.timedelta(seconds=7))).seconds == 7
    assert outcome_of(error.ChatMigrated(-100123)).chat == "telegram:-100123"


def test_only_a_doubt_says_that_the_channel_may_be_away() -> None:
    assert [outcome_of(raised).away for raised, _ in MEANING] == [kind is OutcomeKind.UNCERTAIN for _, kind in MEANING]
