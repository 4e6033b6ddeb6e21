"""Between sync and the readers: every file is read in a process of its own, under limits of memory and time.

The process is kept for the next file and started anew after a crash, so a file costs hardly more than
its reading. Whatever a file does to the process is a refusal of that file alone.
"""

import json
import logging
import os
import signal
import subprocess
import sys
from base64 import b64decode
from contextlib import suppress
from pathlib import Path
from threading import Lock, Timer
from typing import Any, Protocol

from ingest.model import RawDocument
from ingest.readers.containers import Member
from ingest.wire import from_json
from knowledge.errors import DocumentRefused, RefusalReason

LONGEST_S = 900.0
"""Seconds on the clock for one request; a hundred scanned pages take about half of it."""
MOST_REQUESTS = 500
"""After so many the process is replaced: libraries keep memory that they no longer need."""
PATIENCE_S = 2.0
_log = logging.getLogger(__name__)
_ROOT = Path(__file__).parents[1]


class Reading(Protocol):
    """How sync gets at the content of files."""

    def read(self, path: Path, name: str) -> RawDocument: ...  # noqa: D102 as ingest.readers.read
    def members(self, path: Path) -> list[Member]: ...  # noqa: D102 as members_of; they last until the next call


class ReadingProcess:
    """Reading in another process; safe to call from several threads, which then wait for each other."""

    def __init__(self, longest_s: float = LONGEST_S) -> None:
        self._longest_s = longest_s
        self._lock = Lock()
        self._process: subprocess.Popen[str] | None = None
        self._served = 0

    def read(self, path: Path, name: str) -> RawDocument:
        """The document of a file called `name`. Raises DocumentRefused: a reader's reason, or CRASHED or TOO_SLOW."""
        return from_json(self._ask(name, {"do": "read", "path": str(path), "name": name})["raw"])

    def members(self, path: Path) -> list[Member]:
        """What a file holds, itself where it holds nothing. Raises DocumentRefused as `read` does."""
        found = self._ask(path.name, {"do": "members", "path": str(path)})["members"]
        return [Member(Path(place), name, RefusalReason(why) if why else None) for place, name, why in found]

    def picture(self, path: Path, page: int, quote: str) -> bytes:
        """A page of a PDF as PNG with the quotation marked. Raises DocumentRefused as `read` does."""
        request = {"do": "picture", "path": str(path), "page": page, "quote": quote}
        return b64decode(self._ask(path.name, request)["picture"])

    def close(self) -> None:
        """End the process; the next request starts another."""
        with self._lock:
            self._end()

    def _ask(self, name: str, request: dict[str, Any]) -> dict[str, Any]:
        with self._lock:
            answer = self._answer(request)
        if isinstance(answer, RefusalReason):
            raise DocumentRefused(name, answer)
        if "trace" in answer:
            _log.info("a reader failed: %s", answer["trace"])
        if "refused" in answer:
            raise DocumentRefused(name, RefusalReason(answer["refused"]))
        return answer

    def _answer(self, request: dict[str, Any]) -> dict[str, Any] | RefusalReason:
        """One line there, one line back; no line back means that the process ended."""
        process = self._running()
        late = Timer(self._longest_s, process.kill)
        late.daemon = True
        late.start()
        line = ""
        try:
            line = _exchange(process, json.dumps(request))
        finally:
            in_time = late.is_alive()
            late.cancel()
            if not line:
                code = self._end()
        if line:
            answer: dict[str, Any] = json.loads(line)
            return answer
        slow = not in_time or code == -getattr(signal, "SIGXCPU", 0)
        return RefusalReason.TOO_SLOW if slow else RefusalReason.CRASHED

    def _running(self) -> "subprocess.Popen[str]":
        self._served += 1
        if self._process is None or self._process.poll() is not None or self._served > MOST_REQUESTS:
            self._end()
            self._process, self._served = _started(), 1
        return self._process

    def _end(self) -> int:
        """Close the process's input, which ends it; one that is still busy is killed. Its exit code."""
        process, self._process = self._process, None
        if process is None:
            return 0
        for pipe in (process.stdin, process.stdout):
            with suppress(OSError):
                assert pipe is not None
                pipe.close()
        try:
            return process.wait(PATIENCE_S)
        except subprocess.TimeoutExpired:
            process.kill()
            return process.wait()


def _exchange(process: "subprocess.Popen[str]", request: str) -> str:
    """The answer's line, empty where the process ended before it was whole."""
    assert process.stdin is not None
    assert process.stdout is not None
    try:
        process.stdin.write(request + "\n")
        process.stdin.flush()
        line = process.stdout.readline()
    except BrokenPipeError:
        return ""
    return line if line.endswith("\n") else ""


def _started() -> "subprocess.Popen[str]":
    known = os.environ.get("PYTHONPATH")
    return subprocess.Popen(
        [sys.executable, "-P", "-m", "ingest.worker"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        encoding="utf-8",
        env=os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, (str(_ROOT), known)))},
        start_new_session=True,  # Ctrl+C ends the command; the process then finds its input closed.
    )
