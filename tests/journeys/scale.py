"""A whole state at once: `TGSIM=… python tests/journeys/scale.py [--passages 100000] [--members 50000]`.

First everything in files of one machine (SQLite, embedded Chroma, one bot by polling), then moved by
`lotse migrate` to a PostgreSQL and a Chroma server and served by two replicas by webhook behind a balancer.
Telegram is a double on loopback. Prints lines for docs/performance.md.
"""

import argparse
import asyncio
import os
import statistics
import subprocess
import sys
import tempfile
import time
from contextlib import AsyncExitStack, ExitStack
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


async def measure(sim: Any, name: str, hooks: list[dict[str, str]], env: dict[str, str]) -> None:
    """Start the bots, ask, and print one row; each member asks once in a run."""
    from load import TOLD

    began = time.monotonic()
    bots = [await sim.launch([*LOTSE, "bot"], env | TOLD | hook, cwd=env["DATA_DIR"], online=300.0) for hook in hooks]
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


async def run(passages: int, members: int) -> None:
    """Both forms, one after the other."""
    from balancer import balancer, free_ports
    from chroma_server import chroma_server
    from crowd import fill_members
    from postgres import postgres_server, sqlite_url
    from tgsim import Sim

    from knowledge.catalogue import open_database

    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        fill_base(folder, passages)
        database = open_database(sqlite_url(folder))
        fill_members(database, members)
        database.dispose()
        print(f"load {os.getloadavg()[0]:.1f}, {members:,} members")
        env = {name: value for name, value in os.environ.items() if "__" not in name}
        env |= {"DATA_DIR": str(folder), "PYTHONPATH": str(ROOT)}
        async with AsyncExitStack() as running:
            sim = await running.enter_async_context(Sim(flood=None, webhook_retry=0.2))
            await measure(sim, "files, one bot", [{}], env)
            server = stack.enter_context(stack.enter_context(postgres_server()).database(bare=True))
            chroma = stack.enter_context(chroma_server(Path(stack.enter_context(tempfile.TemporaryDirectory()))))
            await asyncio.to_thread(move, server, chroma, env)
            env |= {"DATABASE__URL": server, "CHROMA__URL": chroma}
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
