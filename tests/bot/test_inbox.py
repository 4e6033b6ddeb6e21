"""What is received is written down: nothing lost, nothing handled twice, one after another in each chat."""

import datetime as dt
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest

from bot.storage.inbox import LEASE, Inbox, Received
from knowledge.catalogue.engine import open_engine

NOW = dt.datetime(2026, 11, 22, 12, tzinfo=dt.UTC)
BOT, ANNA, BEN = "telegram:4711", "telegram:1", "telegram:2"


@pytest.fixture
def inbox(database: str) -> Iterator[Inbox]:
    engine = open_engine(database)
    yield Inbox(engine)
    engine.dispose()


def put(inbox: Inbox, number: int, chat: str = ANNA) -> bool:
    return inbox.put(BOT, number, chat, {"text": f"Frage {number}"}, NOW)


def claim(inbox: Inbox, chat: str = ANNA, worker: str = "a", at: dt.datetime = NOW) -> Received:
    found = inbox.claim(BOT, chat, worker, at)
    assert found is not None
    return found


def test_what_was_written_down_comes_back_whole_and_in_order(inbox: Inbox) -> None:
    assert put(inbox, 8)
    assert put(inbox, 7)
    first = claim(inbox)
    assert first == Received(BOT, 7, ANNA, {"text": "Frage 7"}, 1)
    inbox.done(first, NOW)
    assert claim(inbox).number == 8


def test_a_repetition_is_dropped_before_and_after_the_work_is_done(inbox: Inbox) -> None:
    assert put(inbox, 7)
    assert not put(inbox, 7)
    inbox.done(claim(inbox), NOW)
    assert not put(inbox, 7)
    assert inbox.claim(BOT, ANNA, "a", NOW) is None


def test_another_bot_may_have_the_same_numbers(inbox: Inbox) -> None:
    assert put(inbox, 7)
    assert inbox.put("telegram:4712", 7, ANNA, {}, NOW)


def test_two_workers_are_never_at_one_chat(inbox: Inbox) -> None:
    for number in (1, 2):
        put(inbox, number)
    put(inbox, 3, BEN)
    first = claim(inbox, worker="a")
    assert inbox.claim(BOT, ANNA, "b", NOW) is None
    assert claim(inbox, BEN, "b").number == 3
    inbox.done(first, NOW)
    assert claim(inbox, worker="b").number == 2


def test_of_many_workers_that_ask_at_once_one_gets_it(inbox: Inbox) -> None:
    put(inbox, 1)
    with ThreadPoolExecutor(8) as pool:
        got = list(pool.map(lambda name: inbox.claim(BOT, ANNA, f"worker {name}", NOW), range(8)))
    assert len([found for found in got if found]) == 1


def test_the_work_of_a_killed_worker_is_taken_over_after_its_lease_and_counted(inbox: Inbox) -> None:
    put(inbox, 1)
    claim(inbox, worker="killed")
    assert inbox.idle_chats(BOT, NOW) == []
    later = NOW + LEASE + dt.timedelta(seconds=1)
    assert inbox.idle_chats(BOT, later) == [ANNA]
    assert claim(inbox, worker="b", at=later).attempts == 2


def test_the_work_of_a_worker_known_to_be_gone_is_taken_over_at_once(inbox: Inbox) -> None:
    put(inbox, 1)
    put(inbox, 2, BEN)
    claim(inbox, worker="killed")
    claim(inbox, BEN, "alive")
    inbox.take_over(BOT, lambda worker: worker == "killed")
    assert claim(inbox, worker="b").attempts == 2
    assert inbox.claim(BOT, BEN, "b", NOW) is None


def test_a_worker_that_takes_long_keeps_its_claim_by_renewing_it(inbox: Inbox) -> None:
    put(inbox, 1)
    claim(inbox, worker="a")
    inbox.renew(BOT, "a", NOW + LEASE)
    later = NOW + LEASE + dt.timedelta(seconds=1)
    assert inbox.idle_chats(BOT, later) == []
    assert inbox.claim(BOT, ANNA, "b", later) is None


def test_chats_that_wait_are_told_the_longest_waiting_first(inbox: Inbox) -> None:
    put(inbox, 5, ANNA)
    put(inbox, 4, BEN)
    assert inbox.idle_chats(BOT, NOW) == [BEN, ANNA]
    assert inbox.waiting(BOT) == 2


def test_of_what_is_done_neither_content_nor_person_is_kept(inbox: Inbox) -> None:
    put(inbox, 1)
    inbox.done(claim(inbox), NOW)
    assert inbox.waiting(BOT) == 0
    with inbox._engine.connect() as connection:
        (row,) = connection.exec_driver_sql("SELECT * FROM inbox").mappings().all()
    kept = {name for name, value in row.items() if value not in (None, "", "null")}
    assert kept == {"source", "number", "received_at", "attempts", "done_at"}
