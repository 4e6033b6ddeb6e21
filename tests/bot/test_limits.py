"""Who sends too much is told so once, and nobody else is held up by it."""

import datetime as dt
from collections.abc import Iterator

import pytest
from telegram import Chat, Message, Update

from bot.storage.inbox import Inbox, Received
from bot.telegram.delays import NOT_WRITTEN
from bot.telegram.inbox import REFUSED, WrittenDown
from bot.telegram.limits import MOST_A_MINUTE, MOST_WAITING, Limits, Verdict
from bot.texts import telegram as texts
from knowledge.catalogue.engine import open_engine

NOW = dt.datetime(2026, 11, 22, 12, tzinfo=dt.UTC)
SECOND = dt.timedelta(seconds=1)


def test_a_person_who_types_fast_is_never_refused() -> None:
    limits = Limits()
    assert {limits.verdict("a", NOW + 3 * number * SECOND, 0) for number in range(200)} == {Verdict.TAKE}


def test_a_flood_is_answered_once_a_minute_and_dropped_beyond() -> None:
    limits = Limits()
    verdicts = [limits.verdict("a", NOW, 0) for _ in range(100)]
    assert verdicts == [Verdict.TAKE] * MOST_A_MINUTE + [Verdict.TOO_MANY] + [Verdict.DROP] * (99 - MOST_A_MINUTE)
    assert limits.verdict("b", NOW, 0) is Verdict.TAKE
    assert limits.verdict("a", NOW + 61 * SECOND, 0) is Verdict.TAKE


def test_when_all_together_ask_too_much_each_is_told_once() -> None:
    limits = Limits()
    assert limits.verdict("a", NOW, MOST_WAITING) is Verdict.OVERLOAD
    assert limits.verdict("a", NOW, MOST_WAITING) is Verdict.DROP
    assert limits.verdict("b", NOW, MOST_WAITING) is Verdict.OVERLOAD
    assert limits.verdict("a", NOW, MOST_WAITING - 1) is Verdict.TAKE


def test_each_reason_has_its_sentence() -> None:
    assert set(texts.REFUSED) == {Verdict.TOO_MANY.value, Verdict.OVERLOAD.value, NOT_WRITTEN}


def test_chats_that_are_silent_again_are_forgotten() -> None:
    limits = Limits()
    for number in range(12_000):
        limits.verdict(f"{number}", NOW + number * SECOND, 0)
    assert len(limits._recent) < 10_002


@pytest.fixture
def store(database: str) -> Iterator[Inbox]:
    engine = open_engine(database)
    yield Inbox(engine)
    engine.dispose()


def message(number: int, sent: dt.datetime) -> Update:
    return Update(number, message=Message(number, sent, Chat(1, Chat.PRIVATE), text="Frage"))


def claimed(store: Inbox) -> list[Received]:
    found = []
    while (received := store.claim("telegram:9", "telegram:1", "a", NOW)) is not None:
        found.append(received)
        store.done(received, NOW)
    return found


async def test_a_refusal_waits_its_turn_and_holds_nothing_of_the_message(store: Inbox) -> None:
    inbox = WrittenDown(store, "telegram:9", limits=Limits(most_a_minute=2))
    for number in range(5):
        await inbox.put(message(number, NOW))
    assert [received.payload.get(REFUSED) for received in claimed(store)] == [None, None, "too_many"]


async def test_what_waited_while_the_bot_was_away_is_no_flood(store: Inbox) -> None:
    inbox = WrittenDown(store, "telegram:9", limits=Limits(most_a_minute=2))
    for number in range(5):
        await inbox.put(message(number, NOW + 40 * number * SECOND))
    assert [received.payload.get(REFUSED) for received in claimed(store)] == [None] * 5
