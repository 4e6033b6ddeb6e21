"""The handbook keeps its word: each command it shows works, and every path that a page of the docs names exists.

Words in capitals stand for something of the reader's: ORDNER a folder, NUMMER a document, the others a file.
"""

import json
import os
import re
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from ingest.sync import SAMPLES

ROOT = Path(__file__).parents[1]
LOTSE = Path(sys.executable).with_name("lotse")
README = (ROOT / "README.md").read_text(encoding="utf-8")
HANDBOOK = ROOT / "docs" / "handbuch.md"
COMMAND = re.compile(r"`lotse ([a-z][^`…|]*)`")
NAMED_PATH = re.compile(r"`((?:bot|docs|ingest|knowledge|tests)/[\w./-]+)`|\]\(([\w./-]+)\)")
PAGES = sorted(path.relative_to(ROOT).as_posix() for path in (ROOT / "README.md", *ROOT.glob("docs/**/*.md")))
CALENDAR = """BEGIN:VCALENDAR
VERSION:2.0
BEGIN:VEVENT
UID:forum@beispiel
DTSTART;TZID=Europe/Berlin:20990211T100000
DURATION:PT5H
SUMMARY:Digitalforum
END:VEVENT
END:VCALENDAR
"""
ASKED = {
    "id": "1", "type": "fact", "question": "Was bietet das Start-up an?", "today": "2026-11-26", "gold_docs": ["PFAD"],
    "must_contain": [["Start-up"]],
}  # fmt: skip
PLACES = """ags,name,kind,kreis,regierungsbezirk,population,population_as_of,lat,lon
05999001,Neudorf,Gemeinde,Kreis Neu,Münster,5000,31.12.2023,52.1,7.5
"""


class Reader:
    """Someone who types the commands of the handbook, in a folder with files of their own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        (folder / "ORDNER").mkdir()
        first, second = sorted((SAMPLES / "startups").glob("*.md"))[:2]
        shutil.copy(first, folder / "ORDNER")
        shutil.copy(second, folder / "PFAD")
        (folder / "NEU.pdf").write_text("<html><body><p>Ein neues Merkblatt zur Förderung.</p></body></html>")
        (folder / "DATEI").write_text(PLACES, encoding="utf-8")
        (folder / "FRAGEN.jsonl").write_text(json.dumps(ASKED), encoding="utf-8")
        (folder / "KALENDER.ics").write_text(CALENDAR, encoding="utf-8")
        self.env = {name: value for name, value in os.environ.items() if "__" not in name}
        self.env |= {"DATA_DIR": str(folder / "data")}
        self.call("documents", "add", "ORDNER")

    def call(self, *words: str) -> str:
        done = subprocess.run(
            [LOTSE, *words], capture_output=True, text=True, check=False, timeout=120, cwd=self.folder, env=self.env
        )
        assert done.returncode == 0, (words, done.stdout, done.stderr)
        return done.stdout

    def start_and_stop(self, *words: str) -> None:
        with subprocess.Popen(
            [LOTSE, *words], stderr=subprocess.PIPE, text=True, cwd=self.folder, env=self.env
        ) as done:
            assert done.stderr is not None
            assert done.stderr.readline()
            done.send_signal(signal.SIGINT)
            assert done.wait(60) == 0, done.stderr.read()

    def number(self) -> str:
        return str(json.loads(self.call("documents", "list", "--json").splitlines()[0])["document_id"])


def test_every_command_of_the_handbook_works(tmp_path: Path) -> None:
    shown = list(dict.fromkeys(COMMAND.findall(HANDBOOK.read_text(encoding="utf-8"))))
    assert len(shown) >= 8
    reader = Reader(tmp_path)
    for command in shown:
        if f"lotse {command}" in README and "watch" not in command:
            continue  # test_readme.py runs it
        words = [reader.number() if word == "NUMMER" else word for word in command.split()]
        if "restore" in words:
            reader.call("documents", "remove", words[-1])
        (reader.start_and_stop if "watch" in words else reader.call)(*words)


@pytest.mark.parametrize("page", PAGES)
def test_every_path_that_a_page_names_exists(page: str) -> None:
    named = {first or second for first, second in NAMED_PATH.findall((ROOT / page).read_text(encoding="utf-8"))}
    beside = (ROOT / page).parent
    assert sorted(name for name in named if not (ROOT / name).exists() and not (beside / name).exists()) == []
