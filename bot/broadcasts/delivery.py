"""From the ledger to a channel: claims what is due, paces it, sends it, writes down how it ended."""

import asyncio
import datetime as dt
import logging
import time
import traceback
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import TypeVar

from bot.broadcasts.outcome import Outcome, OutcomeKind, result_of
from bot.broadcasts.pacing import Pace
from bot.operations.steadiness import Steadiness
from bot.storage.couriers import LEASE, Couriers, Result
from bot.storage.deliveries import Delivery, Priority
from bot.storage.workers import new_worker
from knowledge.clock import now
from knowledge.errors import LotseError

IN_FLIGHT = 8
"""Requests under way at once: at a tenth of a second each, three times what the pace allows."""
ROUND_S = LEASE.total_seconds() / 15
"""How often a courier shows that it is alive, and looks after what dead ones left."""
IDLE_S = 0.5
"""How often an empty queue is looked at."""
BACK_OFF_S = (1.0, 2.0, 4.0, 8.0, 15.0, 30.0)
"""Before a channel that is away is tried again; the last one stays."""

_log = logging.getLogger(__name__)
_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Channel:
    """A way to people: `send` never raises, `answers` says whether the channel is there, without sending anything."""

    name: str
    send: Callable[[Delivery], Awaitable[Outcome]]
    answers: Callable[[], Awaitable[bool]]


class Courier:
    """Empties the queue of one channel. Any number of them may share the ledger, each with its part of the pace.

    `before` is called now and then, in a thread, and may put more into the queue; `quiet` says whether
    broadcasts have to wait at a moment.
    """

    def __init__(
        self,
        couriers: Couriers,
        channel: Channel,
        pace: Pace,
        before: Callable[[], object],
        quiet: Callable[[dt.datetime], bool],
        clock: Callable[[], dt.datetime] = now,
    ) -> None:
        self._couriers, self._channel, self._pace = couriers, channel, pace
        self._before, self._quiet, self._clock = before, quiet, clock
        self._steadiness = Steadiness()
        self._rate = pace.rate
        self._name = new_worker()
        self._places = asyncio.Semaphore(IN_FLIGHT)
        self._under_way: set[asyncio.Task[None]] = set()
        self._away = False
        self._joined = asyncio.Event()
        self._working: list[asyncio.Task[None]] = []
        # A thread of its own: answering must never wait for the ledger's turn, nor the other way round.
        self._thread = ThreadPoolExecutor(1, "lotse-courier")

    def start(self) -> None:
        """Begin, in the running loop."""
        self._working = [asyncio.create_task(self._lasting(work)) for work in (self._rounds, self._empty)]

    async def finish(self) -> None:
        """Begin nothing more, and wait for what is under way."""
        for task in self._working:
            task.cancel()
        await asyncio.gather(*self._working, *self._under_way, return_exceptions=True)
        await self._written(lambda: self._couriers.leave(self._name))
        self._thread.shutdown()

    async def _lasting(self, work: Callable[[], Awaitable[None]]) -> None:
        """A defect in one step must not end the queue: it would be missed by nobody until people ask."""
        while True:
            try:
                await work()
            except Exception as exc:  # noqa: BLE001 - as said above
                _log.error("a step of the queue failed: %s", _described(exc))
            await asyncio.sleep(BACK_OFF_S[0])

    async def _rounds(self) -> None:
        while True:
            if not self._clock_is_steady():
                await asyncio.sleep(IDLE_S)
                continue
            alive = await self._written(lambda: self._couriers.renew(self._name, self._channel.name, self._clock()))
            await self._written(self._before)
            await asyncio.sleep(ROUND_S)
            if alive:
                self._pace.rate = max(1, self._rate // alive)
                self._joined.set()

    async def _empty(self) -> None:
        # Not before the other couriers have seen us, and go slower.
        await self._joined.wait()
        while True:
            if self._away:
                await self._until_it_answers()
            if wait := self._pace.wait():
                await asyncio.sleep(wait)
                continue
            await self._places.acquire()
            delivery = await self._claim() if self._clock_is_steady() and not self._away else None
            if delivery is None:
                self._places.release()
                await asyncio.sleep(IDLE_S)
                continue
            task = asyncio.create_task(self._deliver(delivery))
            self._under_way.add(task)
            task.add_done_callback(self._under_way.discard)

    def _clock_is_steady(self) -> bool:
        """After a jump nothing is sent early, and nothing given up as too late, before the clock has settled."""
        return self._steadiness.trusts(self._clock(), time.monotonic())

    async def _claim(self) -> Delivery | None:
        resting, at = self._pace.resting(), self._clock()
        least = Priority.URGENT if self._quiet(at) else Priority.BROADCAST
        return await self._written(lambda: self._couriers.claim(self._name, self._channel.name, at, resting, least))

    async def _deliver(self, delivery: Delivery) -> None:
        try:
            result = result_of(await self._attempt(delivery))
            while await self._written(self._settling(delivery, result)) is None:  # noqa: ASYNC110 - nothing tells us
                await asyncio.sleep(IDLE_S)
        finally:
            self._places.release()

    async def _attempt(self, delivery: Delivery) -> Outcome:
        while wait := self._pace.wait():
            if self._pace.silent:
                return Outcome(OutcomeKind.RETRY_AFTER)
            await asyncio.sleep(wait)
        self._pace.queued(delivery.chat)
        outcome = await self._sent(delivery)
        if outcome.kind is OutcomeKind.RETRY_AFTER:
            self._pace.pause(outcome.seconds)
        if outcome.kind is OutcomeKind.UNREACHABLE or outcome.away:
            self._away = True
        if outcome.kind not in (OutcomeKind.SENT, OutcomeKind.RETRY_AFTER):
            _log.info("delivery %s: %s (%s)", delivery.id, outcome.kind, outcome.problem)
        return outcome

    async def _sent(self, delivery: Delivery) -> Outcome:
        try:
            return await self._channel.send(delivery)
        except Exception as exc:  # noqa: BLE001 - one message that breaks something must not hold up the others
            _log.error("delivery %s: %s", delivery.id, _described(exc))
            return Outcome(OutcomeKind.UNCERTAIN, problem=type(exc).__name__)

    def _settling(self, delivery: Delivery, result: Result) -> Callable[[], bool]:
        def settle() -> bool:
            self._couriers.settle(delivery, self._name, result, self._clock())
            return True

        return settle

    async def _until_it_answers(self) -> None:
        """Ask the channel whether it is there, rather than find out at the cost of somebody's message."""
        pauses = iter(BACK_OFF_S)
        while True:
            await asyncio.sleep(next(pauses, BACK_OFF_S[-1]))
            if await self._channel.answers():
                self._away = False
                return

    async def _written(self, work: Callable[[], _T]) -> _T | None:
        """Work with the database in our thread; None where it is away, which the next round finds out again."""
        try:
            return await asyncio.get_running_loop().run_in_executor(self._thread, work)
        except LotseError as exc:
            _log.warning("the ledger can't be reached: %s", exc)
            return None


def _described(error: BaseException) -> str:
    """Class and place in the code; the text may hold a message."""
    return f"{type(error).__name__}\n{''.join(traceback.format_tb(error.__traceback__))}".rstrip()
