"""`lotse events` and `lotse reminders`: what administrators and other programs can rely on."""

import datetime as dt
from pathlib import Path

import pytest
from icalendar import Calendar
from shell import Shell

from bot.events.model import Choice, Registration
from knowledge.clock import now

EVENT_FIELDS = [
    "id", "uid", "sequence", "status", "title", "starts", "ends", "all_day", "place", "programme", "capacity",
    "deadline", "topics", "series", "part", "parts",
]  # fmt: skip
FILE = """BEGIN:VCALENDAR
VERSION:2.0
BEGIN:VEVENT
UID:forum@beispiel
DTSTART;TZID=Europe/Berlin:20990211T100000
DURATION:PT5H
SUMMARY:Digitalforum
LOCATION:Rathaus
END:VEVENT
END:VCALENDAR
"""


@pytest.fixture
def shell(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Shell:
    (tmp_path / "forum.ics").write_text(FILE, encoding="utf-8")
    return Shell(tmp_path, monkeypatch, capsys)


def test_a_calendar_file_goes_in_and_comes_out_again(shell: Shell) -> None:
    (added,) = shell.json("events", "import", "forum.ics")
    assert added["outcome"] == "added"
    assert list(added) == ["outcome", "told", *EVENT_FIELDS]
    assert shell.json("events", "import", "forum.ics")[0]["outcome"] == "unchanged"
    (listed,) = shell.json("events", "list")
    assert listed["starts"] == "2099-02-11T10:00:00+01:00"
    assert listed["answers"] == {"yes": 0, "maybe": 0, "no": 0, "deputy": 0, "waiting": 0}
    assert shell.run("events", "export", "1", "--out", "neu.ics")[0] == 0
    (event,) = Calendar.from_ical((shell.folder / "neu.ics").read_bytes()).events
    assert (event.uid, event.sequence) == ("forum@beispiel", 0)


def test_those_who_answered_are_told_of_a_move_and_a_cancellation(shell: Shell) -> None:
    shell.run("events", "import", "forum.ics")
    shell.stores.registrations.answer(Registration(1, "telegram:5", Choice.YES, now()), None)
    code, out, _ = shell.run("events", "move", "1", "--to", "Do 12.02.2099 9 bis 12 Uhr")
    assert (code, out) == (
        0,
        "Verlegt auf Donnerstag, 12.02.2099, 09:00 bis 12:00 Uhr. Die Nachricht geht an eine Person.\n",
    )
    assert shell.run("events", "move", "1", "--to", "12.02.2099 9 bis 12 Uhr")[1].startswith(
        "Der Termin ist schon dann"
    )
    assert shell.run("events", "cancel", "1")[1] == "Abgesagt. Die Nachricht geht an eine Person.\n"
    assert shell.run("events", "cancel", "1")[1] == "Der Termin ist schon abgesagt.\n"
    (shown,) = shell.json("events", "show", "1")
    assert (shown["sequence"], shown["status"], shown["people"][0]["answer"]) == (2, "cancelled", "yes")
    (person,) = shell.json("events", "export", "1")
    assert person["chat"] == "telegram:5"


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("show", "9"), 1, "Einen Termin mit der Nummer 9 gibt es nicht."),
        (("import", "fehlt.ics"), 1, "das gibt es nicht"),
        (("import", "lotse.sqlite"), 1, "keine lesbare Kalenderdatei"),
        (("export", "1"), 2, "--out DATEI oder --json"),
        (("export", "1", "--out", "liste.pdf"), 2, "Endung .ics, .csv oder .xlsx"),
        (("move", "1", "--to", "gestern"), 2, "Uhr"),
        (("move", "1", "--to", "31.02.2099 9 Uhr"), 2, "gibt es nicht"),
    ],
)
def test_what_is_wrong_is_one_german_sentence(shell: Shell, words: tuple[str, ...], code: int, said: str) -> None:
    shell.run("events", "import", "forum.ics")
    found, out, err = shell.run("events", *words)
    assert (found, out) == (code, "")
    assert said in err
    assert len(err.splitlines()) == 1


def test_reminders_to_come_are_listed_without_being_sent(shell: Shell) -> None:
    shell.run("events", "import", "forum.ics")
    soon = now() + dt.timedelta(days=20)
    text = FILE.replace("20990211", f"{soon:%Y%m%d}")
    (shell.folder / "forum.ics").write_text(text, encoding="utf-8")
    shell.run("events", "import", "forum.ics")
    shell.stores.registrations.answer(Registration(1, "telegram:5", Choice.YES, now()), None)
    listed = shell.json("reminders", "list")
    assert [(found["chat"], found["state"]) for found in listed] == [("telegram:5", "planned")] * 2
    assert list(listed[0]) == ["key", "chat", "due", "not_after", "state", "text"]
    assert "Digitalforum" in listed[0]["text"]
    assert shell.run("reminders", "list", "--days", "1")[1] == "Es steht keine Erinnerung an.\n"
    assert shell.run("reminders", "run", "--dry-run")[1] == "Fällig: 0\n"
