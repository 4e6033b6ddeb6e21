"""Whoever empties the queue is silent when told to, asks an absent channel before trying again, repeats no doubt."""

import asyncio
import datetime as dt
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from databases import fresh_database

from bot.broadcasts.delivery import Channel, Courier
from bot.broadcasts.outcome import Outcome, OutcomeKind
from bot.broadcasts.pacing import Pace
from bot.operations import steadiness
from bot.storage import Stores, open_stores
from bot.storage.deliveries import Delivery, NewDelivery, Priority, State
from knowledge.clock import now

SENT = Outcome(OutcomeKind.SENT, reference="1")


class FakeChannel:
    """Takes messages down with their moments; `script` says how the first attempts end, all others succeed."""

    def __init__(self, *script: Outcome) -> None:
        self.script = list(script)
        self.attempts: list[tuple[float, str]] = []
        self.asked: list[float] = []
        self.there = True
        self.defect = False

    async def send(self, delivery: Delivery) -> Outcome:
        self.attempts.append((time.monotonic(), delivery.chat))
        await asyncio.sleep(0.02)
        if self.defect:
            self.defect = False
            raise KeyError("text")
        return self.script.pop(0) if self.script else SENT

    async def answers(self) -> bool:
        self.asked.append(time.monotonic())
        return self.there


def put(stores: Stores, count: int, priority: Priority = Priority.BROADCAST) -> None:
    at = now()
    stores.deliveries.put_all([
        NewDelivery(f"{priority}:{n}", f"telegram:{priority}{n}", {}, "broadcast", at, broadcast=1, priority=priority)
        for n in range(count)
    ])  # fmt: skip


@asynccontextmanager
async def courier(
    folder: Path,
    channel: FakeChannel,
    quiet: Callable[[dt.datetime], bool] = lambda _: False,
    clock: Callable[[], dt.datetime] = now,
) -> AsyncIterator[Stores]:
    stores = open_stores(fresh_database(folder))
    put(stores, 3)
    found = Courier(
        stores.couriers, Channel("telegram", channel.send, channel.answers), Pace(25), lambda: None, quiet, clock
    )  # fmt: skip
    found.start()
    yield stores
    await found.finish()


async def until(condition: Callable[[], bool], seconds: float = 15) -> None:
    async with asyncio.timeout(seconds):
        while not condition():  # noqa: ASYNC110 - another thread makes it true
            await asyncio.sleep(0.02)


async def test_silence_that_is_asked_for_holds_everybody_and_loses_nobody(tmp_path: Path) -> None:
    channel = FakeChannel(Outcome(OutcomeKind.RETRY_AFTER, seconds=1.0))
    async with courier(tmp_path, channel) as stores:
        await until(lambda: stores.deliveries.counts(1)[State.SENT] == 3)
    first = channel.attempts[0][0]
    # What was already on its way when the silence was asked for may still arrive.
    assert all(at - first < 0.2 or at - first > 1.0 for at, _ in channel.attempts)


async def test_an_absent_channel_is_asked_before_anybody_is_written_to(tmp_path: Path) -> None:
    channel = FakeChannel(*[Outcome(OutcomeKind.UNREACHABLE)] * 3)
    channel.there = False
    async with courier(tmp_path, channel) as stores:
        await until(lambda: len(channel.asked) == 2)
        tried = len(channel.attempts)
        assert tried <= 3
        assert stores.deliveries.counts(1)[State.PENDING] == 3
        channel.there = True
        await until(lambda: stores.deliveries.counts(1)[State.SENT] == 3)


async def test_a_doubt_is_written_down_and_never_repeated(tmp_path: Path) -> None:
    channel = FakeChannel(Outcome(OutcomeKind.UNCERTAIN, problem="cut", away=True))
    async with courier(tmp_path, channel) as stores:
        await until(lambda: stores.deliveries.counts(1)[State.SENT] == 2)
        assert stores.deliveries.counts(1)[State.UNCERTAIN] == 1
        await asyncio.sleep(1)
    chats = [chat for _, chat in channel.attempts]
    assert len(chats) == len(set(chats)) == 3


async def test_a_message_that_breaks_something_is_a_doubt_and_holds_up_no_other(tmp_path: Path) -> None:
    channel = FakeChannel()
    channel.defect = True
    async with courier(tmp_path, channel) as stores:
        await until(lambda: stores.deliveries.counts(1)[State.SENT] == 2)
        assert stores.deliveries.counts(1)[State.UNCERTAIN] == 1


async def test_in_quiet_hours_only_what_concerns_one_person_goes_out(tmp_path: Path) -> None:
    channel = FakeChannel()
    async with courier(tmp_path, channel, lambda _: True) as stores:
        put(stores, 2, Priority.PERSONAL)
        await until(lambda: len(channel.attempts) == 2)
        await asyncio.sleep(1)
        assert stores.deliveries.counts(1)[State.PENDING] == 3


async def test_after_the_clock_jumped_nothing_is_sent_early_and_nothing_given_up_as_too_late(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(steadiness, "SETTLED_S", 2.0)
    channel, ahead, hour = FakeChannel(), dt.timedelta(0), dt.timedelta(hours=1)
    async with courier(tmp_path, channel, clock=lambda: now() + ahead) as stores:
        later = NewDelivery(
            "later", "telegram:9", {}, "broadcast", now() + hour, broadcast=2, not_after=now() + 2 * hour
        )
        stores.deliveries.put_all([later])
        await until(lambda: stores.deliveries.counts(1)[State.SENT] == 3)
        for jump in (24 * hour, dt.timedelta(0), -24 * hour, dt.timedelta(0)):
            ahead = jump
            await asyncio.sleep(0.7)
        assert stores.deliveries.counts(2) == {State.PENDING: 1}
        put(stores, 1, Priority.PERSONAL)
        await until(lambda: stores.deliveries.counts(1)[State.SENT] == 4)
