"""`lotse broadcasts …`: the same steps without a chat, for administrators and tools; keys and exit codes stay."""

import json
from pathlib import Path
from typing import Any

import pytest
from shell import Shell

from bot.people.model import Member, Role
from bot.storage.couriers import Result
from bot.storage.deliveries import State
from knowledge.clock import now

RECORD = (
    "id", "state", "text", "audience", "due_at", "due_local", "time_zone", "urgent", "series", "digest", "approvals",
    "recipients", "counts", "uncertain", "left_out", "duration_s",
)  # fmt: skip
STATES = [state.value for state in State]
TEXT = "Guten Tag {name}"


class Desk(Shell):
    """Types `lotse broadcasts …` over a data folder with three members."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
        super().__init__(folder, monkeypatch, capsys)
        monkeypatch.setenv("BROADCASTS__QUIET_HOURS", "false")
        (folder / "text.txt").write_text(TEXT, encoding="utf-8")
        for number, ags in enumerate(("05554024", "05554064", "05566080"), 1):
            self.stores.members.put(Member(f"telegram:{number}", Role.MAYOR, now(), ags=ags, name=f"Mayor {number}"))

    def lotse(self, *words: str) -> tuple[int, str, str]:
        return self.run("broadcasts", *words)

    def record(self, *words: str) -> Any:
        code, out, err = self.lotse(*words, "--json")
        assert code == 0, err
        return json.loads(out)

    def create(self, *words: str) -> Any:
        return self.record("create", "--text-file", "text.txt", *words)

    def send(self, state: State, most: int = 1) -> None:
        for _ in range(most):
            found = self.stores.couriers.claim("a:1:x", "telegram", now())
            assert found
            self.stores.couriers.settle(found, "a:1:x", Result(state, reference="5"), now())


@pytest.fixture
def shell(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Desk:
    return Desk(tmp_path, monkeypatch, capsys)


def test_a_draft_waits_for_its_approval_and_then_for_the_bot(shell: Desk) -> None:
    made = shell.create("--audience", "Kreis Borken")
    assert set(RECORD) <= made.keys()
    assert (made["state"], made["recipients"], made["left_out"]) == ("draft", 2, [])
    assert [sample["text"] for sample in made["samples"]] == ["Guten Tag Mayor 1", "Guten Tag Mayor 2"]
    approved = shell.record("approve", str(made["id"]))
    assert approved["state"] == "scheduled"
    assert list(approved["counts"]) == STATES
    assert approved["counts"]["pending"] == 2
    assert shell.lotse("approve", str(made["id"]))[0] == 1


def test_yes_approves_at_once_and_the_status_counts_and_names_doubts(shell: Desk) -> None:
    number = str(shell.create("--audience", "alle", "--yes")["id"])
    shell.send(State.SENT)
    shell.send(State.UNCERTAIN)
    status = shell.record("status", number)
    assert tuple(status) == RECORD
    assert status["state"] == "sending"
    assert (status["counts"]["sent"], status["counts"]["uncertain"], status["counts"]["pending"]) == (1, 1, 1)
    (doubt,) = status["uncertain"]
    assert (doubt["chat"], doubt["name"]) == ("telegram:2", "Mayor 2, Velen")
    assert shell.lotse("decide", str(doubt["delivery"]), "--again")[0] == 0
    assert shell.lotse("decide", str(doubt["delivery"]), "--leave")[0] == 1
    shell.send(State.SENT, 2)
    assert shell.record("status", number)["state"] == "done"


def test_stop_holds_and_resume_goes_on(shell: Desk) -> None:
    number = str(shell.create("--audience", "alle", "--yes")["id"])
    assert shell.record("stop", number)["held"] == 3
    assert shell.stores.couriers.claim("a:1:x", "telegram", now()) is None
    assert shell.record("resume", number)["resumed"] == 3
    other = shell.create("--audience", "Heek")["id"]
    listed = shell.lotse("list", "--json")[1].splitlines()
    assert [json.loads(line)["id"] for line in listed] == [other, int(number)]


def test_correction_recall_and_report(shell: Desk, tmp_path: Path) -> None:
    number = str(shell.create("--audience", "alle", "--yes")["id"])
    shell.send(State.SENT)
    (tmp_path / "right.txt").write_text("Berichtigt", encoding="utf-8")
    assert "zu ändern: 1" in shell.lotse("correct", number, "--text-file", "right.txt")[1]
    assert "zu löschen: 1" in shell.lotse("recall", number)[1]
    code, out, _ = shell.lotse("report", number, "--out", "bericht.csv")
    assert code == 0
    assert "1 zugestellt (Telegram hat angenommen)" in out
    assert "Mayor 1, Heek;zugestellt" in (tmp_path / "bericht.csv").read_text(encoding="utf-8-sig")
    assert shell.lotse("report", number, "--out", "bericht.doc")[0] == 2


def test_links_files_and_urgency_on_the_command_line(shell: Desk, tmp_path: Path) -> None:
    (tmp_path / "plan.pdf").write_bytes(b"%PDF-1.7")
    made = shell.create(
        "--audience", "alle", "--urgent", "--yes", "--file", "plan.pdf", "--link", "Zur Seite=https://www.example.org"
    )
    assert made["state"] == "waiting"
    (tmp_path / "plan.pdf").write_bytes(b"%PDF-1.7 other")
    code, _, err = shell.lotse("approve", str(made["id"]))
    assert (code, "nicht mehr die" in err) == (1, True)
    (tmp_path / "plan.pdf").write_bytes(b"%PDF-1.7")
    assert shell.record("approve", str(made["id"]))["state"] == "scheduled"
    (first, *_) = shell.stores.deliveries.of_broadcast(made["id"])
    assert first.message["file"]["kind"] == "document"
    assert first.message["keyboard"] == [[["Zur Seite", "", "https://www.example.org"]]]


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("--audience", "Quatsch"), 2, "verstehe ich nicht"),
        (("--audience", "alle", "--at", "irgendwann"), 2, "Do 9 Uhr"),
        (("--audience", "alle", "--link", "ohne Adresse"), 2, "kein Knopf"),
        (("--audience", "Kreis Unna"), 1, "trifft auf niemanden zu"),
        (("--audience", "alle", "--at", "1.1.2020 9 Uhr"), 1, "schon vorbei"),
        (("--audience", "alle", "--at", "29.2.2027 9 Uhr"), 1, "gibt es nicht"),
    ],
)
def test_what_can_not_be_done_is_one_german_sentence(shell: Desk, words: tuple[str, ...], code: int, said: str) -> None:
    found, out, err = shell.lotse("create", "--text-file", "text.txt", *words)
    assert (found, out) == (code, "")
    assert said in err
    assert len(err.strip().splitlines()) == 1
    assert shell.lotse("list", "--json") == (0, "", "")


def test_a_text_too_long_or_with_an_unknown_gap_is_refused(shell: Desk, tmp_path: Path) -> None:
    (tmp_path / "text.txt").write_text("x" * 4001, encoding="utf-8")
    assert "möglich sind 4000" in shell.lotse("create", "--text-file", "text.txt", "--audience", "alle")[2]
    (tmp_path / "text.txt").write_text("Hallo {ort}", encoding="utf-8")
    assert "{ort} gibt es nicht" in shell.lotse("create", "--text-file", "text.txt", "--audience", "alle")[2]
    code, _, err = shell.lotse("create", "--text-file", "fehlt.txt", "--audience", "alle")
    assert (code, "fehlt.txt" in err) == (1, True)


def test_the_preview_of_what_is_approved_at_once_does_not_count_it_against_the_cap(shell: Desk) -> None:
    words = ("create", "--text-file", "text.txt", "--audience", "Kreis Borken", "--yes")
    assert shell.lotse(*words)[0] == 0
    code, out, err = shell.lotse(*words)
    assert (code, err) == (0, "")
    assert "An 2 Mitglieder" in out
    assert shell.lotse(*words)[0] == 1
