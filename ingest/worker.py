"""The reading process: takes requests on its standard input, runs the readers under limits, answers on its output.

Started by ingest.reading as `python -m ingest.worker`. One line of JSON each way: {"do": "read", "path", "name"} gives
{"raw"} or {"refused"}, {"do": "members", "path"} gives {"members"} or {"refused"}, {"do": "picture", "path", "page",
"quote"} gives {"picture"} (PNG in base64) or {"refused"}. What was unpacked lies in a folder
of this process's own, which goes with the next request for members, and with the process when its input ends.
"""

import json
import os
import sys
import time
import traceback
from base64 import b64encode
from contextlib import suppress
from pathlib import Path
from shutil import rmtree
from tempfile import TemporaryDirectory, gettempdir
from typing import Any

from ingest.pictures import page_picture
from ingest.readers import bytes_of, read
from ingest.readers.containers import members_of
from ingest.wire import to_json
from knowledge.errors import DocumentRefused, RefusalReason
from knowledge.processes import runs

MEMORY = 2 * 1024**3
"""Bytes of address space; the readers' libraries take 0.3 GB of it."""
FIRST_TO_GO = "800"
"""Of 1,000; see proc_pid_oom_score_adj(5)."""
CPU_S = 240
"""Seconds of computing for one request; 10,000 pages of PDF take about half of it."""

PREFIX = "lotse-lesen-"


def main() -> None:
    """Answer requests until the input ends."""
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)  # What a library prints must not stand among the answers.
    _limit_memory()
    _go_first()
    _sweep()
    with TemporaryDirectory(prefix=f"{PREFIX}{os.getpid()}-") as place:
        for number, line in enumerate(sys.stdin):
            _limit_time()
            answer, spent = _answer(json.loads(line), Path(place) / str(number))
            answers.write(json.dumps(answer) + "\n")
            answers.flush()
            if spent:
                return


def _answer(request: dict[str, Any], place: Path) -> tuple[dict[str, Any], bool]:
    """The answer, and whether this process is no longer fit for another request."""
    path = Path(request["path"])
    try:
        if request["do"] == "read":
            return {"raw": to_json(read(path, request["name"]))}, False
        if request["do"] == "picture":
            picture = page_picture(bytes_of(path, path.name), request["page"], request["quote"])
            return {"picture": b64encode(picture).decode()}, False
        _clear(place.parent)
        found = members_of(path, place)
        return {"members": [(str(one.path), one.name, one.refused) for one in found]}, False
    except DocumentRefused as exc:
        return {"refused": exc.reason}, False
    except (MemoryError, RecursionError):
        return {"refused": RefusalReason.TOO_COMPLEX}, True
    except Exception:  # noqa: BLE001 whatever a library trips over in a broken file is a refusal
        return {"refused": RefusalReason.BROKEN, "trace": traceback.format_exc()}, True


def _clear(place: Path) -> None:
    for old in place.iterdir():
        rmtree(old, ignore_errors=True)


def _sweep() -> None:
    """Folders of reading processes that were killed are deleted."""
    for old in Path(gettempdir()).glob(f"{PREFIX}*"):
        number = old.name.removeprefix(PREFIX).split("-")[0]
        if number.isdecimal() and not runs(int(number)):
            rmtree(old, ignore_errors=True)


def _limit_memory() -> None:
    with suppress(ImportError, ValueError, OSError):  # Windows has no such limits; a lower one of the host stays.
        from resource import RLIMIT_AS, setrlimit

        setrlimit(RLIMIT_AS, (MEMORY, MEMORY))


def _go_first() -> None:
    """Where the machine's memory runs out, Linux ends this process rather than the one that answers people."""
    with suppress(OSError):
        Path("/proc/self/oom_score_adj").write_text(FIRST_TO_GO, encoding="ascii")


def _limit_time() -> None:
    with suppress(ImportError, ValueError, OSError):
        from resource import RLIM_INFINITY, RLIMIT_CPU, setrlimit

        setrlimit(RLIMIT_CPU, (int(time.process_time()) + CPU_S, RLIM_INFINITY))


if __name__ == "__main__":
    main()
