"""A broadcast through a storm: recipients who blocked the bot, pauses, cut connections, and a process killed at random.

By hand, with the whole bot and questions asked meanwhile (docs/performance.md):
TGSIM=… PYTHONPATH=tests:tests/bot .venv/bin/python tests/journeys/storm.py --recipients 1000 --kills 100
With --replicas 2 two whole bots by webhook share one PostgreSQL, and at each kill the others go on.
"""

import argparse
import asyncio
import datetime as dt
import os
import random
import statistics
import sys
import tempfile
import time
from collections import Counter
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bot.broadcasts.approval import COMMAND_LINE, Broadcasting
from bot.broadcasts.build import open_broadcasting
from bot.broadcasts.draft import make_draft
from bot.people.model import Member, Role
from bot.storage.deliveries import Delivery, State
from knowledge.settings import Settings

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
COURIER = [sys.executable, str(HERE / "courier_bot.py")]
GROUP, GROUP_NEW = -500, -1000500
MARK = "die Zukunftsmesse beginnt um 9 Uhr"
"""By this the message is known among answers."""
TEXT = f"Guten Tag {{name}}, {MARK}."
LONGEST_S = 3600.0


@dataclass
class Storm:
    """A simulated Telegram, members, an approved broadcast, and the faults to come."""

    sim: Any
    folder: Path
    office: Broadcasting
    chance: random.Random
    command: list[str]
    replicas: tuple[dict[str, str], ...] = ({},)
    """The settings that each replica has of its own."""
    blocked: set[int] = field(default_factory=set)
    number: int = 0
    lives: int = 0

    async def launch(self, replica: int = 0) -> Any:
        env = {
            "DATA_DIR": str(self.folder), "TELEGRAM__TOKEN": "{token}", "TELEGRAM__BASE_URL": "{base_url}",
            "TELEGRAM__BASE_FILE_URL": "{base_file_url}", "BROADCASTS__QUIET_HOURS": "false", "BOT__ACCESS": "open",
            "PYTHONPATH": os.pathsep.join([str(ROOT), str(ROOT / "tests"), str(ROOT / "tests" / "bot")]),
        } | self.replicas[replica]  # fmt: skip
        self.lives += 1
        online = None if self.command == COURIER else 120.0
        return await self.sim.launch(self.command, env, cwd=self.folder, online=online)

    def rows(self) -> list[Delivery]:
        return self.office.stores.deliveries.of_broadcast(self.number)

    @property
    def undone(self) -> int:
        counts = self.office.stores.deliveries.counts(self.number)
        return counts[State.PENDING] + counts[State.SENDING]

    def got(self) -> Counter[str]:
        """How often each chat has the message on its phone."""
        return Counter({
            f"telegram:{chat.id}": sum(MARK in (m.json.get("text") or "") for m in chat.messages.values())
            for chat in self.sim.world.chats.values()
        })  # fmt: skip

    def fault(self) -> None:
        """One more misfortune for the messages to come."""
        kind = self.chance.choice(("429", "502", "500 after", "cut", "cut after"))
        if kind == "429":
            self.sim.fail_next("sendMessage", 429, retry_after=1, times=self.chance.randint(1, 4))
        elif kind.startswith("cut"):
            self.sim.drop_connections(1, "sendMessage", after=kind.endswith("after"))
        else:
            self.sim.fail_next("sendMessage", int(kind[:3]), html=kind == "502")

    async def until_done(self, seconds: float = LONGEST_S) -> None:
        async with asyncio.timeout(seconds):
            while self.undone:  # noqa: ASYNC110 - another process empties it
                await asyncio.sleep(0.2)

    async def life(self, lasting: float) -> None:
        """From a start to a kill, the latter so many seconds after the first message of this life."""
        bot = await self.launch()
        before = len(self.sim.calls_of("sendMessage"))
        async with asyncio.timeout(120):
            while len(self.sim.calls_of("sendMessage")) == before and self.undone:  # noqa: ASYNC110 - as above
                await asyncio.sleep(0.01)
        await asyncio.sleep(lasting)
        await bot.kill()
        bot.forget()

    async def together(self, kills: int, pause: float, until: float) -> None:
        """All replicas at work; one after the other is killed at a random moment and started again."""
        bots = [await self.launch(number) for number in range(len(self.replicas))]
        for kill in range(kills):
            if time.monotonic() > until or not self.undone:
                return
            self.faults()
            await asyncio.sleep(self.chance.uniform(0.0, pause))
            number = self.chance.randrange(len(bots))
            await bots[number].kill()
            bots[number].forget()
            print(f"kill {kill + 1}: {self.undone} to go", file=sys.stderr)
            bots[number] = await self.launch(number)

    def faults(self) -> None:
        """None, one or two more misfortunes."""
        for _ in range(self.chance.randint(0, 2)):
            self.fault()


def prepare(sim: Any, folder: Path, recipients: int, seed: int, command: list[str]) -> Storm:
    office = open_broadcasting(Settings(data_dir=folder, _env_file=None))
    storm = Storm(sim, folder, office, random.Random(seed), command)
    joined = dt.datetime.now(dt.UTC) - dt.timedelta(days=1)
    for number in range(1, recipients + 1):
        person = sim.user(number, f"Person {number}", started=True)
        office.stores.members.put(Member(f"telegram:{number}", Role.MAYOR, joined, name=f"Person {number}"))
        if storm.chance.random() < 0.05:
            person.block()
            storm.blocked.add(number)
    group = sim.group(GROUP, "Arbeitsgruppe")
    sim.group(GROUP_NEW, "Arbeitsgruppe")
    group.migrated_to = GROUP_NEW
    office.stores.members.put(Member(f"telegram:{GROUP}", Role.MAYOR, joined + dt.timedelta(hours=1), name="Gruppe"))
    draft = make_draft(TEXT, "alle", None, office.world(), office.clock())
    loose = Broadcasting(office.stores, office.gazetteer, type(office.rules)(quiet=False))
    storm.number = loose.create(COMMAND_LINE, draft).id
    loose.approve(storm.number, COMMAND_LINE)
    return storm


def verdict(storm: Storm) -> dict[str, int]:
    """Counts of what must not be, and of what is: by the phones on one side, by the ledger on the other."""
    got, rows = storm.got(), storm.rows()
    lost = [
        row.chat for row in rows
        if got[row.chat] == 0 and row.state not in (State.UNCERTAIN, State.BLOCKED, State.FAILED)
    ]  # fmt: skip
    states = Counter(row.state.value for row in rows)
    return {
        "recipients": len(rows),
        "twice": sum(count > 1 for count in got.values()),
        "lost": len(lost),
        "said sent but not there": sum(row.state is State.SENT and got[row.chat] != 1 for row in rows),
        "said failed but there": sum(row.state in (State.BLOCKED, State.FAILED) and got[row.chat] > 0 for row in rows),
        "undone": storm.undone,
        **states,
        "uncertain and there": sum(row.state is State.UNCERTAIN and got[row.chat] == 1 for row in rows),
        "lives": storm.lives,
    }


def most_in_a_second(at: list[float]) -> int:
    ordered, first, most = sorted(at), 0, 0
    for last, moment in enumerate(ordered):
        while moment - ordered[first] > 1.0:
            first += 1
        most = max(most, last - first + 1)
    return most


async def ask(sim: Any, number: int, waits: list[float]) -> None:
    """One question of one mayor, and how long the answer took."""
    person = sim.user(number, f"Frager {number}", started=True)
    asked = time.monotonic()
    await person.ask("/hilfe", timeout=60)
    waits.append(time.monotonic() - asked)
    await asyncio.sleep(0.25)


async def measure_pace(recipients: int, *, asking: bool) -> None:
    """Without faults: throughput, the fullest second, and what a question waits more than on a quiet bot."""
    from tgsim import Sim

    async with Sim(flood=None) as sim:
        with tempfile.TemporaryDirectory() as folder:
            storm = prepare(sim, Path(folder), recipients, 1, [sys.executable, "-m", "bot", "bot"])
            storm.office.stores.deliveries.cancel(storm.number, storm.office.clock())
            bot = await storm.launch()
            quiet, busy = list[float](), list[float]()
            for number in range(800_000, 800_040 if asking else 800_001):
                await ask(sim, number, quiet)
            storm.office.stores.deliveries.resume(storm.number, storm.office.clock())
            done = asyncio.create_task(storm.until_done())
            number = 900_000
            while asking and not done.done():
                number += 1
                await ask(sim, number, busy)
            await done
            tell(sim, quiet, busy)
            await bot.stop()


def tell(sim: Any, quiet: list[float], busy: list[float]) -> None:
    calls = sim.calls_of("sendMessage")
    sent = [call.at for call in calls if MARK in call.params.get("text", "")]
    every = [call.at for call in calls if min(sent) <= call.at <= max(sent)]
    seconds = max(sent) - min(sent)
    print(f"{len(sent)} messages in {seconds:.1f} s: {len(sent) / seconds:.1f}/s, answers included "
          f"{len(every) / seconds:.1f}/s; fullest second {most_in_a_second(sent)}, answers included "
          f"{most_in_a_second(every)}")  # fmt: skip
    for name, waits in (("quiet", quiet), ("during", busy)):
        if len(waits) > 1:
            p50, p95 = statistics.median(waits), statistics.quantiles(waits, n=20)[-1]
            print(f"questions {name}: {len(waits)}, p50 {1000 * p50:.0f} ms, p95 {1000 * p95:.0f} ms")


async def weather(recipients: int, kills: int, seed: int, command: list[str], minutes: float) -> dict[str, int]:
    """The verdict after so many kills, or as many as went into the minutes."""
    from tgsim import Sim

    until = time.monotonic() + 60 * minutes
    async with Sim(flood=None) as sim:
        with tempfile.TemporaryDirectory() as folder:
            storm = prepare(sim, Path(folder), recipients, seed, command)
            for kill in range(kills):
                if time.monotonic() > until:
                    break
                storm.faults()
                await storm.life(storm.chance.uniform(0.0, 0.8 * recipients / 25 / max(1, kills)))
                print(f"kill {kill + 1}: {storm.undone} to go", file=sys.stderr)
            await storm.launch()
            await storm.until_done()
            return verdict(storm)


async def weather_of_replicas(recipients: int, kills: int, seed: int, replicas: int, minutes: float) -> dict[str, int]:
    """The verdict after so many kills of one of several whole bots on PostgreSQL."""
    from balancer import balancer, free_ports
    from postgres import postgres_server
    from tgsim import Sim

    front, *own = free_ports(replicas + 1)
    async with AsyncExitStack() as running:
        os.environ["DATABASE__URL"] = url = running.enter_context(running.enter_context(postgres_server()).database())
        folder = running.enter_context(tempfile.TemporaryDirectory())
        await running.enter_async_context(balancer(front, own))
        sim = await running.enter_async_context(Sim(flood=None, webhook_retry=0.2))
        storm = prepare(sim, Path(folder), recipients, seed, [sys.executable, "-m", "bot", "bot"])
        storm.replicas = tuple(
            {"DATABASE__URL": url, "TELEGRAM__WEBHOOK__URL": f"http://127.0.0.1:{front}/lotse",
             "TELEGRAM__WEBHOOK__SECRET": "x", "TELEGRAM__WEBHOOK__PORT": str(port)} for port in own
        )  # fmt: skip
        await storm.together(kills, 1.6 * recipients / 25 / max(1, kills), time.monotonic() + 60 * minutes)
        await storm.until_done()
        return verdict(storm)


def main() -> None:
    options = argparse.ArgumentParser()
    options.add_argument("--recipients", type=int, default=1000)
    options.add_argument("--kills", type=int, default=100)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--minutes", type=float, default=60.0, help="no more kills after that; what is left is sent")
    options.add_argument("--replicas", type=int, default=1)
    options.add_argument("--courier-only", action="store_true")
    options.add_argument("--pace", action="store_true", help="no faults: throughput and the fullest second")
    options.add_argument("--asking", action="store_true", help="with --pace: questions before and meanwhile")
    given = options.parse_args()
    sys.path.append(os.environ["TGSIM"])
    if given.pace:
        asyncio.run(measure_pace(given.recipients, asking=given.asking))
        return
    command = COURIER if given.courier_only else [sys.executable, "-m", "bot", "bot"]
    counts = asyncio.run(
        weather_of_replicas(given.recipients, given.kills, given.seed, given.replicas, given.minutes)
        if given.replicas > 1
        else weather(given.recipients, given.kills, given.seed, command, given.minutes)
    )
    for name, count in counts.items():
        print(f"{name}: {count}")


if __name__ == "__main__":
    main()
