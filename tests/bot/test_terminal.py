"""The terminal: the same conversation, for people at a keyboard and for pipes."""

import os
import re
import subprocess
import sys
from io import StringIO
from pathlib import Path

import pytest
from rich.console import Console
from talking import GUIDELINE_LINES, NOW, QUESTION, Office, fill, store_files

from bot.conversation.actions import SendFile
from bot.terminal import CHAT, Terminal
from bot.texts import conversation as texts
from knowledge.catalogue import open_catalogue

ROOT = Path(__file__).parents[2]


class Screen:
    """A terminal whose output is read back; `enter` returns what one line made appear."""

    def __init__(self, folder: Path) -> None:
        self.shown = StringIO()
        self.office = Office(folder)
        self.terminal = Terminal(self.office.conversation, Console(file=self.shown, width=200))

    def enter(self, line: str) -> str:
        start = len(self.shown.getvalue())
        assert self.terminal.enter(line)
        return self.shown.getvalue()[start:]


@pytest.fixture
def screen(tmp_path: Path) -> Screen:
    return Screen(tmp_path)


def choice(shown: str, label: str) -> str:
    """The number beside a button."""
    found = re.search(rf"\[(\d+)\] {label}", shown)
    assert found, shown
    return found[1]


def test_buttons_are_numbered_and_a_number_taps_one(screen: Screen) -> None:
    answered = screen.enter(QUESTION)
    shown = screen.enter(f"#{choice(answered, 'Quelle 1')}")
    assert GUIDELINE_LINES[1] in shown
    assert "richtlinie.pdf" in shown
    screen.enter("/abbrechen")
    assert GUIDELINE_LINES[1] in screen.enter(choice(answered, "Quelle 1"))


def test_a_thumb_is_shown_as_chosen_and_can_be_changed(screen: Screen) -> None:
    answered = screen.enter(QUESTION)
    judged = screen.enter(choice(answered, "👍"))
    assert "✓ 👎" in screen.enter(choice(judged, "👎"))


def test_a_number_without_a_button_says_which_there_are(screen: Screen) -> None:
    most = choice(screen.enter(QUESTION), "👎")
    assert f"1 bis {most}" in screen.enter("99")


def test_brackets_in_texts_are_shown_as_they_are(screen: Screen) -> None:
    assert "[1]" in screen.enter(QUESTION)
    assert "/[bold]" not in screen.enter("/[bold]Rot")


def test_a_number_is_text_where_text_is_asked_for(screen: Screen) -> None:
    screen.enter(QUESTION)
    screen.office.stores.dialogues.begin(CHAT, "profile.town", NOW)
    assert "1 bis" not in screen.enter("99")


def test_a_file_made_for_a_message_lies_where_the_terminal_says(screen: Screen) -> None:
    screen.terminal.show([SendFile(b"BEGIN:VCALENDAR", "Messe.ics")])
    found = re.search(r"Datei: Messe.ics \((.+)\)", screen.shown.getvalue())
    assert found
    assert Path(found[1]).read_bytes() == b"BEGIN:VCALENDAR"


def test_an_empty_line_is_no_question_and_the_end_ends(screen: Screen) -> None:
    assert screen.enter("  ") == ""
    assert not screen.terminal.enter("/ende")


def test_it_works_in_a_pipe(tmp_path: Path) -> None:
    catalogue = open_catalogue(f"sqlite:///{tmp_path / 'lotse.sqlite'}")
    fill(catalogue)
    catalogue.close()
    store_files(tmp_path)
    done = subprocess.run(
        [sys.executable, "-m", "bot", "chat"], input=f"{QUESTION}\n1\n", text=True, capture_output=True, check=False,
        timeout=60, cwd=tmp_path, env=os.environ | {"DATA_DIR": str(tmp_path), "PYTHONPATH": str(ROOT)},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert GUIDELINE_LINES[1] in done.stdout
    assert "Datei: richtlinie.pdf" in done.stdout
    assert texts.NOTHING_STORED not in done.stdout
