"""How long mayors wait when many ask at once: `TGSIM=… python tests/journeys/load.py [--people 200] [--seconds 60]`.

With `--recipients 400` a broadcast to so many goes out at the same time. The bot is its own process with the sample
documents, Telegram a double on loopback; with `--replicas 2` two processes by webhook behind a balancer on PostgreSQL.
Prints lines for docs/performance.md.
"""

import argparse
import asyncio
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from contextlib import AsyncExitStack, ExitStack
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
FIRST_ASKER = 900_000
"""Numbers of those who ask; they are nobody that a broadcast reaches."""
sys.path += [str(ROOT), str(ROOT / "tests"), str(ROOT / "tests" / "bot"), str(HERE), os.environ["TGSIM"]]
TOLD = {
    "TELEGRAM__TOKEN": "{token}", "TELEGRAM__BASE_URL": "{base_url}", "TELEGRAM__BASE_FILE_URL": "{base_file_url}"
}  # fmt: skip
"""How a bot that `Sim.launch` starts finds the simulated Telegram."""
QUESTIONS = (
    "Wie hoch ist die Förderung für drei Partner?", "Wer nutzt LoRaWAN?", "Wann ist die nächste Zukunftsmesse?",
    "Welche Start-ups helfen beim Mängelmelder?", "Was kostet ein Chatbot?", "Wer darf den Antrag stellen?",
    "Wie viele Sensoren hat Delbrück?", "Bis wann muss der Antrag gestellt sein?",
)  # fmt: skip


def take_in_samples(env: dict[str, str]) -> None:
    samples = ROOT / "ingest" / "samples"
    command = [sys.executable, "-m", "bot", "documents", "add", *map(str, sorted(samples.iterdir()))]
    subprocess.run(command, env=env, check=True, capture_output=True, cwd=ROOT)


async def mayor(sim: Any, number: int, spread: float) -> float:
    """Ask one question at some moment; seconds until its answer."""
    person = sim.user(FIRST_ASKER + number, f"Asker {number}")
    await asyncio.sleep(random.uniform(0, spread))
    began = time.monotonic()
    await person.send(QUESTIONS[number % len(QUESTIONS)])
    await person.expect(timeout=120)
    return time.monotonic() - began


def make_broadcast(sim: Any, folder: str, recipients: int) -> Any:
    """An approved broadcast that is held back until it is resumed."""
    from storm import prepare

    found = prepare(sim, Path(folder), recipients, 1, [])
    found.office.stores.deliveries.cancel(found.number, found.office.clock())
    return found


async def finish(broadcast: Any) -> None:
    """Wait for its end; say how long it took and whether anything was lost or went out twice."""
    from storm import MARK, verdict

    await broadcast.until_done()
    at = [call.at for call in broadcast.sim.calls_of("sendMessage") if MARK in call.params.get("text", "")]
    found = verdict(broadcast)
    print(f"broadcast to {found['recipients']} in {max(at) - min(at):.0f} s: {found['sent']} sent, "
          f"{found['twice']} twice, {found['lost']} lost")  # fmt: skip


async def run(people: int, seconds: float, replicas: int, recipients: int) -> None:
    from balancer import balancer, free_ports
    from postgres import postgres_server
    from tgsim import Sim

    with ExitStack() as stack, tempfile.TemporaryDirectory() as folder:
        env = {name: value for name, value in os.environ.items() if "__" not in name}
        env |= {"DATA_DIR": folder, "BOT__ACCESS": "open", "BROADCASTS__QUIET_HOURS": "false", "PYTHONPATH": str(ROOT)}
        if replicas > 1:
            env["DATABASE__URL"] = stack.enter_context(stack.enter_context(postgres_server()).database())
            os.environ["DATABASE__URL"] = env["DATABASE__URL"]
        take_in_samples(env)
        async with AsyncExitStack() as running:
            sim = await running.enter_async_context(Sim(flood=None, webhook_retry=0.2))
            broadcast = make_broadcast(sim, folder, recipients) if recipients else None
            front, *own = free_ports(replicas + 1)
            if replicas > 1:
                await running.enter_async_context(balancer(front, own))
            for port in own:
                hook = {"TELEGRAM__WEBHOOK__URL": f"http://127.0.0.1:{front}/lotse", "TELEGRAM__WEBHOOK__SECRET": "x",
                        "TELEGRAM__WEBHOOK__PORT": str(port)} if replicas > 1 else {}  # fmt: skip
                await sim.launch([sys.executable, "-m", "bot", "bot"], env | TOLD | hook, cwd=folder, online=90.0)
            if broadcast:
                broadcast.office.stores.deliveries.resume(broadcast.number, broadcast.office.clock())
            waits = sorted(await asyncio.gather(*(mayor(sim, n, seconds) for n in range(1, people + 1))))
            if broadcast:
                await finish(broadcast)
    p95 = waits[int(len(waits) * 0.95) - 1]
    print(
        f"| {replicas} | {people} in {seconds:.0f} s | {statistics.median(waits):.2f} | {p95:.2f} | {waits[-1]:.2f} |"
    )


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--people", type=int, default=200)
    parser.add_argument("--seconds", type=float, default=60.0)
    parser.add_argument("--replicas", type=int, default=1)
    parser.add_argument("--recipients", type=int, default=0, help="of a broadcast that goes out meanwhile")
    wanted = parser.parse_args()
    asyncio.run(run(wanted.people, wanted.seconds, wanted.replicas, wanted.recipients))
