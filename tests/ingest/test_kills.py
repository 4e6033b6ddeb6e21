"""A run of `lotse documents add` that is killed at any moment leaves nothing half done that the next does not finish.

KILLS sets how often it is killed; the default is short, 50 is what the project promises.
"""

import json
import os
import random
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path

import make_files
import make_office
import pytest

from knowledge.catalogue import open_catalogue

KILLS = int(os.environ.get("KILLS", "8"))
GRANT = """Richtlinie {name}

Stand: {round}. März 2026

1. Die Gemeinde erhält für {name} einen Zuschuss von {round}.500 Euro.

2. Anträge nimmt die Bezirksregierung bis zum 30. September 2026 entgegen.
"""
NEWER = """Richtlinie {name} Neufassung

Stand: {round}. April 2026

1. Die Gemeinde erhält für {name} einen Zuschuss von {round}.900 Euro.

2. Diese Richtlinie ersetzt die Richtlinie {name}.
"""
NAMES = ("Dorfladen", "Lastenrad", "Pegelsensor", "Bücherbus", "Hitzeschutz", "Ratssitzung")


class Lotse:
    """`lotse` commands in forks of one warm process."""

    def __init__(self, folder: Path) -> None:
        self._said = folder / "said.txt"
        self._zygote = subprocess.Popen(
            [sys.executable, Path(__file__).with_name("zygote.py")],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env=os.environ | {"PYTHONPATH": str(Path(__file__).parents[2])},
            cwd=folder,
        )

    def start(self, data: Path, *args: str) -> int:
        """Begin `lotse documents …` over a data folder; the number of its process."""
        self._said.write_text("")
        request = {"args": ["documents", *args], "out": str(self._said), "data": str(data)}
        self._zygote.stdin.write(json.dumps(request) + "\n")
        self._zygote.stdin.flush()
        return int(self._zygote.stdout.readline())

    def end(self) -> int:
        """Wait for what was begun; its exit code, negative where it was killed."""
        return int(self._zygote.stdout.readline())

    def run(self, data: Path, *args: str, kill_after_s: float | None = None) -> tuple[int, str]:
        """Exit code and output of `lotse documents …` over a data folder."""
        process = self.start(data, *args)
        killer = threading.Timer(kill_after_s or 0, os.kill, (process, signal.SIGKILL))
        if kill_after_s is not None:
            killer.start()
        code = self.end()
        killer.cancel()
        return code, self._said.read_text(encoding="utf-8")

    def close(self) -> None:
        self._zygote.communicate(timeout=10)


@pytest.fixture
def lotse(tmp_path: Path) -> Iterator[Lotse]:
    found = Lotse(tmp_path)
    yield found
    found.close()


def fill(inbox: Path, number: int) -> None:
    """Documents of several formats, all of them other than in the round before."""
    inbox.mkdir(exist_ok=True)
    for name in NAMES:
        (inbox / f"{name}.txt").write_text(GRANT.format(name=name, round=number + 1), encoding="utf-8")
    for name in NAMES[:2]:
        (inbox / f"{name}_neu.md").write_text(NEWER.format(name=name, round=number + 1), encoding="utf-8")
    make_files.simple_pdf(inbox / "bericht.pdf", [f"Bericht {number}: Der Rat hat die Sache beraten."] * 3)
    make_office.xlsx(
        inbox / "liste.xlsx", [*make_office.START_UPS, (f"Firma {number}", "Apps", "9 Euro", "Laer", "Mai")]
    )
    packed = {f"{name}.txt": f"Vermerk {number} zu {name}: Die Sache ruht bis zum Sommer." for name in NAMES}
    make_office.archive(inbox / "akten.zip", packed)


def stored(data: Path) -> dict[str, tuple[str | None, list[str]]]:
    """What a base holds: of each document its successor and its passages."""
    catalogue = open_catalogue(f"sqlite:///{data / 'lotse.sqlite'}")
    names = {document.id: document.name for document in catalogue.documents()}
    return {
        document.name: (
            names.get(document.superseded_by or ""),
            [chunk.text for chunk in catalogue.chunks(document.id)],
        )
        for document in catalogue.documents()
    }


def test_runs_killed_at_any_moment_leave_a_sound_base_that_the_next_run_completes(tmp_path: Path, lotse: Lotse):
    inbox, data, undisturbed = tmp_path / "inbox", tmp_path / "data", tmp_path / "undisturbed"
    fill(inbox, KILLS)
    started = time.monotonic()
    assert lotse.run(undisturbed, "add", str(inbox))[0] == 0
    whole_run_s = time.monotonic() - started
    chance = random.Random(7)
    killed = 0
    for number in range(KILLS):
        fill(inbox, number)
        started = time.monotonic()
        code, _ = lotse.run(data, "add", str(inbox), kill_after_s=chance.uniform(0.1, 0.9) * whole_run_s)
        if code == -signal.SIGKILL:
            killed += 1
        else:
            # The machine was busier when the first run was timed.
            whole_run_s = time.monotonic() - started
    assert killed > KILLS / 2
    assert lotse.run(data, "check")[0] == 0
    fill(inbox, KILLS)
    assert lotse.run(data, "add", str(inbox))[0] == 0
    code, said = lotse.run(data, "check")
    assert code == 0, said
    assert stored(data) == stored(undisturbed)


def documents_of(data: Path) -> int:
    with suppress(sqlite3.Error), closing(sqlite3.connect(f"file:{data / 'lotse.sqlite'}?mode=ro", uri=True)) as base:
        return int(base.execute("SELECT count(*) FROM documents").fetchone()[0])
    return 0


def test_a_watcher_killed_at_work_goes_on_where_it_was(tmp_path: Path, lotse: Lotse):
    inbox, data, undisturbed = tmp_path / "inbox", tmp_path / "data", tmp_path / "undisturbed"
    fill(inbox, 1)
    assert lotse.run(undisturbed, "add", str(inbox))[0] == 0
    whole = stored(undisturbed)
    for enough in (1, len(whole) // 2, len(whole)):
        watching = lotse.start(data, "watch", str(inbox))
        until = time.monotonic() + 60
        while documents_of(data) < enough and time.monotonic() < until:
            time.sleep(0.02)
        os.kill(watching, signal.SIGKILL)
        assert lotse.end() == -signal.SIGKILL
    code, said = lotse.run(data, "check")
    assert code == 0, said
    assert stored(data) == whole
