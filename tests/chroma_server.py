"""A real Chroma server for tests and measurements, as a process of its own on a free port of this machine."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

START_S = 60


@contextmanager
def chroma_server(folder: Path) -> Iterator[str]:
    """Start a server over `folder`; its address. Raises RuntimeError where it does not start."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = Path(sys.executable).with_name("chroma")
    with (folder / "log.txt").open("w") as log:
        process = subprocess.Popen(
            [command, "run", "--host", "127.0.0.1", "--port", str(port), "--path", folder / "data"],
            stdout=log, stderr=log, env=os.environ | {"ANONYMIZED_TELEMETRY": "false"},
        )  # fmt: skip
    try:
        if not _answers(port, process):
            raise RuntimeError(f"chroma run does not start: {(folder / 'log.txt').read_text()[-500:]}")
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait(10)


def _answers(port: int, process: "subprocess.Popen[bytes]") -> bool:
    until = time.monotonic() + START_S
    while time.monotonic() < until and process.poll() is None:
        with suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
            return True
        time.sleep(0.1)
    return False
