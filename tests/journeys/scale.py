"""A whole state at once: `TGSIM=… python tests/journeys/scale.py [--passages 100000] [--members 50000]`.

First everything in files of one machine (SQLite, embedded Chroma, one bot by polling), then moved by
`lotse migrate` to a PostgreSQL and a Chroma server and served by two replicas by webhook behind a balancer.
Telegram is a double on loopback. Prints lines for docs/performance.md.
"""

import argparse
import asyncio
import datetime as dt
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import AsyncExitStack, ExitStack, contextmanager
from itertools import count
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
sys.path += [str(ROOT), str(ROOT / "tests"), str(ROOT / "tests" / "evaluation"), str(HERE), os.environ["TGSIM"]]
LOTSE = [sys.executable, "-m", "bot"]
ONE_BY_ONE = 100
"""So many questions are asked one after another …"""
AT_ONCE, WITHIN_S = 200, 60.0
"""… and then one each by so many mayors within so many seconds."""
_ASKERS = count(1)
NOW = dt.datetime(2026, 11, 25, 12, tzinfo=dt.UTC)


def fill_base(folder: Path, passages: int) -> None:
    """The samples and passages made from them, in SQLite and embedded Chroma."""
    from bases import fill
    from filler import Filler

    from ingest.build import build_ingestion
    from knowledge.settings import Settings

    settings = Settings(data_dir=folder, _env_file=None)
    ingestion = build_ingestion(settings)
    catalogue = ingestion.stores.catalogue
    fill(settings, catalogue, None)
    began = time.perf_counter()
    for document, chunks in Filler(catalogue.chunks()).documents(passages - sum(catalogue.chunk_counts().values())):
        catalogue.put(document, chunks, ())
    rows = time.perf_counter()
    made = ingestion.sync_vectors()
    vectors = time.perf_counter()
    ingestion.stores.close()
    print(f"{passages:,} passages: rows in {rows - began:.0f} s, {made:,} vectors in {vectors - rows:.0f} s")


def fill_members(folder: Path, count: int) -> None:
    """Mayors who have agreed to the text on data protection, telegram:1 and so on."""
    from sqlalchemy import insert, select

    from bot.people.consent import VERSION
    from bot.people.model import Member, Role
    from bot.storage import open_stores
    from bot.storage.members import members
    from knowledge.catalogue import open_database
    from knowledge.german.places import shipped_municipalities

    places = tuple(shipped_municipalities())
    database = open_database(f"sqlite:///{folder / 'lotse.sqlite'}")
    open_stores(database).members.put(Member("telegram:1", Role.MAYOR, NOW, places[0].ags, "Person 1", VERSION, NOW))
    with database.begin() as connection:
        row = dict(connection.execute(select(members)).mappings().one())
        more = [
            row | {"chat": f"telegram:{number}", "ags": places[number % len(places)].ags, "name": f"Person {number}"}
            for number in range(2, count + 1)
        ]
        connection.execute(insert(members), more)
    database.dispose()


async def measure(sim: Any, name: str, hooks: list[dict[str, str]], env: dict[str, str]) -> None:
    """Start the bots, ask, and print one row; each member asks once in a run."""
    told = {"TELEGRAM__TOKEN": "{token}", "TELEGRAM__BASE_URL": "{base_url}",
            "TELEGRAM__BASE_FILE_URL": "{base_file_url}"}  # fmt: skip
    began = time.monotonic()
    bots = [await sim.launch([*LOTSE, "bot"], env | told | hook, cwd=env["DATA_DIR"], online=300.0) for hook in hooks]
    first = await ask(sim)
    ready = time.monotonic() - began
    alone = [await ask(sim) for _ in range(ONE_BY_ONE)]
    many = await asyncio.gather(*(ask(sim, number * WITHIN_S / AT_ONCE) for number in range(AT_ONCE)))
    memory = ", ".join(f"{_memory(bot.process.pid):.0f}" for bot in bots)
    print(f"| {name} | {ready:.1f} (first answer {first:.1f}) | {memory} | {_row(alone)} | {_row(many)} |", flush=True)
    for bot in bots:
        await bot.stop()


async def ask(sim: Any, after: float = 0.0) -> float:
    """The next member asks the next question, `after` so many seconds; seconds until the answer."""
    from load import QUESTIONS

    number = next(_ASKERS)
    person = sim.user(number, f"Person {number}")
    await asyncio.sleep(after)
    began = time.monotonic()
    await person.send(QUESTIONS[number % len(QUESTIONS)])
    await person.expect(timeout=300)
    return time.monotonic() - began


def _row(waits: list[float]) -> str:
    p95 = statistics.quantiles(waits, n=20)[-1]
    return f"{statistics.median(waits):.2f} / {p95:.2f} / {max(waits):.2f}"


def _memory(pid: int) -> float:
    """MB that a process holds."""
    return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 2**20


@contextmanager
def chroma_server(folder: Path) -> Iterator[str]:
    """A Chroma server of its own; its address."""
    from balancer import free_ports

    (port,) = free_ports(1)
    command = [Path(sys.executable).with_name("chroma"), "run", "--port", str(port), "--path", folder / "chroma-server"]
    server = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        time.sleep(10)
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait(30)


async def run(passages: int, members: int) -> None:
    """Both forms, one after the other."""
    from balancer import balancer, free_ports
    from postgres import postgres_server
    from tgsim import Sim

    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        fill_base(folder, passages)
        fill_members(folder, members)
        print(f"load {os.getloadavg()[0]:.1f}, {members:,} members")
        env = {name: value for name, value in os.environ.items() if "__" not in name}
        env |= {"DATA_DIR": str(folder), "PYTHONPATH": str(ROOT)}
        async with AsyncExitStack() as running:
            sim = await running.enter_async_context(Sim(flood=None, webhook_retry=0.2))
            await measure(sim, "files, one bot", [{}], env)
            database = stack.enter_context(stack.enter_context(postgres_server()).database(bare=True))
            chroma = stack.enter_context(chroma_server(folder))
            await asyncio.to_thread(move, database, chroma, env)
            env |= {"DATABASE__URL": database, "CHROMA__URL": chroma}
            front, *own = free_ports(3)
            await running.enter_async_context(balancer(front, own))
            hook = {"TELEGRAM__WEBHOOK__URL": f"http://127.0.0.1:{front}/lotse", "TELEGRAM__WEBHOOK__SECRET": "x"}
            hooks = [hook | {"TELEGRAM__WEBHOOK__PORT": str(port)} for port in own]
            await measure(sim, "servers, two replicas", hooks, env)


def move(database: str, chroma: str, env: dict[str, str]) -> None:
    """From files to servers, by the product's own command."""
    began = time.monotonic()
    command = [*LOTSE, "migrate", "--to", database, "--chroma", chroma]
    moved = subprocess.run(command, env=env, check=True, capture_output=True, text=True)
    print(f"moved in {time.monotonic() - began:.0f} s: {moved.stdout.strip().splitlines()[-2]}")


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--passages", type=int, default=100_000)
    parser.add_argument("--members", type=int, default=50_000)
    wanted = parser.parse_args()
    asyncio.run(run(wanted.passages, wanted.members))
