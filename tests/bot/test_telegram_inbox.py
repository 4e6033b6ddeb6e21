"""Updates are written down before they are confirmed, in order within a chat, side by side across chats."""

import asyncio
import subprocess
import sys
import threading
from collections.abc import Iterator

import pytest
from telegram import Chat, Message, Update

from bot.storage.inbox import Inbox, Received
from bot.storage.workers import new_worker
from bot.telegram import delays
from bot.telegram import inbox as waiting
from bot.telegram.crossing import AT_ONCE, SPARE, widen_threads
from bot.telegram.inbox import WrittenDown
from bot.telegram.limits import MOST_A_MINUTE
from knowledge.catalogue.engine import open_engine
from knowledge.clock import now
from knowledge.errors import CatalogueError

BOT = "telegram:4711"


@pytest.fixture
def store(database: str) -> Iterator[Inbox]:
    engine = open_engine(database)
    yield Inbox(engine)
    engine.dispose()


@pytest.fixture(autouse=True)
def quick_rounds(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(waiting, "ROUNDS_S", 0.05)
    monkeypatch.setattr(waiting, "PAUSES_S", (0.01,))


def update_of(chat_id: int, number: int) -> Update:
    return Update(number, message=Message(number, now(), Chat(chat_id, Chat.PRIVATE), text=f"Frage {number}"))


class Reader:
    """Works on updates and remembers which, and how many at once."""

    def __init__(self, pause: float = 0.0) -> None:
        self.done: list[int] = []
        self.at_once = self.most_at_once = 0
        self.pause = pause

    async def handle(self, received: Received) -> None:
        self.at_once += 1
        self.most_at_once = max(self.most_at_once, self.at_once)
        await asyncio.sleep(self.pause)
        self.at_once -= 1
        self.done.append(received.number)

    async def has_done(self, count: int) -> list[int]:
        async with asyncio.timeout(10):
            while len(self.done) < count:  # noqa: ASYNC110 - nothing tells us but the list
                await asyncio.sleep(0.01)
        return self.done


async def test_within_a_chat_one_comes_after_the_other(store: Inbox) -> None:
    reader, inbox = Reader(0.02), WrittenDown(store, BOT)
    inbox.start(reader.handle)
    for number in range(5):
        await inbox.put(update_of(1, number))
    assert await reader.has_done(5) == [0, 1, 2, 3, 4]
    assert reader.most_at_once == 1
    await inbox.finish()
    assert store.waiting(BOT) == 0


async def test_a_chat_that_asks_many_things_at_once_holds_up_nobody_else(store: Inbox) -> None:
    release, heard = asyncio.Event(), asyncio.Event()

    async def handle(received: Received) -> None:
        await (release.wait() if received.chat == "telegram:1" else asyncio.sleep(0))
        if received.chat == "telegram:2":
            heard.set()

    inbox = WrittenDown(store, BOT, at_once=2)
    inbox.start(handle)
    for number in range(10):
        await inbox.put(update_of(1, number))
    await inbox.put(update_of(2, 99))
    await asyncio.wait_for(heard.wait(), 5)
    release.set()
    await inbox.finish()


async def test_no_more_than_the_given_number_are_worked_on_at_once(store: Inbox) -> None:
    reader, inbox = Reader(0.2), WrittenDown(store, BOT, at_once=3)
    for number in range(9):
        await inbox.put(update_of(number, number))
    inbox.start(reader.handle)
    await reader.has_done(9)
    assert reader.most_at_once == 3
    await inbox.finish()


async def test_two_processes_share_the_work_and_do_nothing_twice(store: Inbox) -> None:
    here, there = Reader(0.01), Reader(0.01)
    left, right = WrittenDown(store, BOT), WrittenDown(store, BOT)
    # In one process each would take the other's claims for those of a process before it.
    right._worker = "elsewhere:1:ab"
    left.start(here.handle)
    right.start(there.handle)
    for number in range(20):
        await (left, right)[number % 2].put(update_of(number % 4, number))
        await (right, left)[number % 2].put(update_of(number % 4, number))
    async with asyncio.timeout(10):
        while len(here.done) + len(there.done) < 20:  # noqa: ASYNC110 - as above
            await asyncio.sleep(0.01)
    await asyncio.gather(left.finish(), right.finish())
    assert sorted(here.done + there.done) == list(range(20))


async def test_what_an_earlier_run_left_is_done_without_anybody_writing(store: Inbox) -> None:
    earlier = WrittenDown(store, BOT)
    for number in range(3):
        await earlier.put(update_of(1, number))
    reader, inbox = Reader(), WrittenDown(store, BOT)
    inbox.start(reader.handle)
    assert await reader.has_done(3) == [0, 1, 2]
    await inbox.finish()


async def test_after_a_kill_the_work_of_the_killed_process_goes_on_at_once(store: Inbox) -> None:
    killed = await asyncio.create_subprocess_exec(sys.executable, "-c", "")
    await killed.wait()
    await WrittenDown(store, BOT).put(update_of(1, 1))
    host = new_worker().rsplit(":", 2)[0]
    assert store.claim(BOT, "telegram:1", f"{host}:{killed.pid}:ab", now())
    reader, inbox = Reader(), WrittenDown(store, BOT)
    inbox.start(reader.handle)
    assert await reader.has_done(1) == [1]
    await inbox.finish()


async def test_at_the_end_what_is_worked_on_is_finished_and_the_rest_stays_written_down(store: Inbox) -> None:
    reader, inbox = Reader(0.2), WrittenDown(store, BOT)
    inbox.start(reader.handle)
    for number in range(3):
        await inbox.put(update_of(1, number))
    await asyncio.sleep(0.1)
    await inbox.finish()
    assert reader.done == [0]
    assert store.waiting(BOT) == 2


class AwayForAWhile(Inbox):
    """An inbox whose database can't be reached at first."""

    def __init__(self, store: Inbox, failures: int = 3) -> None:
        super().__init__(store._engine)
        self.failures = failures

    def put(self, *values: object) -> bool:
        if self.failures:
            self.failures -= 1
            raise CatalogueError("away")
        return super().put(*values)  # type: ignore[arg-type]  # handed on


async def test_while_the_database_is_away_nothing_is_confirmed_and_nothing_lost(store: Inbox) -> None:
    inbox = WrittenDown(AwayForAWhile(store), BOT)
    with pytest.raises(CatalogueError):
        await inbox.write_down(update_of(1, 1))
    await inbox.put(update_of(1, 1))
    assert store.waiting(BOT) == 1


class Stumbling(Inbox):
    """An inbox where each step fails at first."""

    def __init__(self, store: Inbox, error: Exception) -> None:
        super().__init__(store._engine)
        self._error = error
        self._stumbled: set[str] = set()

    def _step(self, name: str) -> None:
        if name not in self._stumbled:
            self._stumbled.add(name)
            raise self._error

    def put(self, *values: object) -> bool:
        self._step("put")
        return super().put(*values)  # type: ignore[arg-type]  # handed on

    def claim(self, *values: object) -> Received | None:
        self._step("claim")
        return super().claim(*values)  # type: ignore[arg-type]  # handed on

    def done(self, *values: object) -> None:
        self._step("done")
        super().done(*values)  # type: ignore[arg-type]  # handed on

    def renew(self, *values: object) -> None:
        self._step("renew")
        super().renew(*values)  # type: ignore[arg-type]  # handed on


@pytest.mark.parametrize("error", [CatalogueError("away"), MemoryError(), TimeoutError()])
async def test_whatever_passes_by_itself_ends_in_one_handling_of_each_update(store: Inbox, error: Exception) -> None:
    reader, inbox = Reader(), WrittenDown(Stumbling(store, error), BOT)
    inbox.start(reader.handle)
    for number in range(3):
        await inbox.put(update_of(1, number))
    assert await reader.has_done(3) == [0, 1, 2]
    await inbox.finish()
    assert store.waiting(BOT) == 0


async def test_all_threads_are_there_before_memory_can_run_short() -> None:
    before = threading.active_count()
    widen_threads()
    assert threading.active_count() - before == AT_ONCE + SPARE


NO_FIFTH_THREAD = """
import asyncio, itertools, threading
from bot.telegram.crossing import widen_threads

numbers, start = itertools.count(1), threading.Thread.start

def refuse_the_fifth(thread):
    if next(numbers) == 5:
        raise RuntimeError("can't start new thread")
    start(thread)

async def main():
    threading.Thread.start = refuse_the_fifth
    widen_threads()

asyncio.run(main())
"""


def test_where_memory_is_short_for_threads_at_the_start_the_process_ends_and_does_not_hang() -> None:
    done = subprocess.run(
        [sys.executable, "-c", NO_FIFTH_THREAD], capture_output=True, text=True, check=False, timeout=20
    )
    assert done.returncode == 1
    assert "can't start new thread" in done.stderr


async def test_a_message_that_waits_long_to_be_written_down_is_no_flood(store: Inbox) -> None:
    inbox = WrittenDown(AwayForAWhile(store, 2 * MOST_A_MINUTE), BOT)
    await inbox.put(update_of(1, 1))
    received = store.claim(BOT, "telegram:1", "a", now())
    assert received is not None
    assert received.payload["message"]["text"] == "Frage 1"


class Told(list[str]):
    """Who was told why, in order."""

    async def tell(self, chat: str, reason: str) -> None:
        self.append(f"{chat} {reason}")


async def test_while_nothing_can_be_written_everyone_who_waits_is_told_once(
    store: Inbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(delays, "TELL_AFTER_S", 0.05)
    told, inbox = Told(), WrittenDown(AwayForAWhile(store, 50), BOT)

    async def peek(first: int) -> list[Update]:
        return [update_of(chat, first + chat) for chat in (2, 3, 2)]

    inbox.delays.attach(told.tell, peek)
    await inbox.put(update_of(1, 1))
    assert told == [f"telegram:{chat} not_written" for chat in (1, 2, 3)]


async def test_by_webhook_too_who_waits_is_told_once_and_only_after_a_while(
    store: Inbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(delays, "TELL_AFTER_S", 0.1)
    told, inbox = Told(), WrittenDown(AwayForAWhile(store, 5), BOT)
    inbox.delays.attach(told.tell)
    for chat, pause in ((1, 0.0), (1, 0.2), (1, 0.0), (2, 0.0), (2, 0.0)):
        await asyncio.sleep(pause)
        with pytest.raises(CatalogueError):
            await inbox.take(update_of(chat, chat))
    assert told == ["telegram:1 not_written", "telegram:2 not_written"]
    await inbox.take(update_of(1, 1))
    assert store.waiting(BOT) == 1


async def test_what_is_no_update_goes_on_to_the_library(store: Inbox) -> None:
    inbox, signal = WrittenDown(store, BOT), object()
    await inbox.put(signal)
    assert inbox.get_nowait() is signal
