"""The `lotse` command as its own process: exit codes, German sentences, and the JSON that other tools read."""

import json
import os
import re
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from bot.texts import command as texts
from bot.texts import doctor as doctor_texts
from ingest import texts as ingest_texts
from knowledge import command_texts
from knowledge.errors import RefusalReason

sys.path.append(str(Path(__file__).parents[1] / "ingest"))
import make_files

ROOT = Path(__file__).parents[2]
LOTSE = Path(sys.executable).with_name("lotse")
HEAVY = ("chromadb", "sqlalchemy", "telegram", "langchain", "langchain_core", "numpy", "scipy", "pypdf", "pydantic")
ENGLISH = re.compile(
    r"\b(?:Usage|Options|Arguments?|Commands?|Error|Show this|Try|default|required|TEXT|PATH|bool|str)\b"
)
FILE_FIELDS = (
    "file", "outcome", "document_id", "reason", "title", "date", "publisher", "kind", "pages", "chunks", "topics",
    "municipalities", "deadlines", "supersedes", "quality", "addresses",
)  # fmt: skip
ANSWER_FIELDS = ("status", "text", "sources", "start_ups", "municipalities", "passages", "elapsed_ms")
SOURCE_FIELDS = ("document", "title", "publisher", "date", "page", "heading", "quote", "url", "valid_until")
QUESTION = "Wie hoch ist der Zuschuss für einen Dorfladen?"
GRANT = """Richtlinie Dorfladen

Stand: 1. März 2026

1. Die Gemeinde erhält für einen Dorfladen einen Zuschuss von 12.500 Euro.

2. Anträge nimmt die Bezirksregierung bis zum 30. September 2026 entgegen.
"""


@dataclass(frozen=True)
class Done:
    """What a finished command left behind."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)

    @property
    def lines(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.out.splitlines()]


class Desk:
    """A folder in which commands are called; its data folder is `data`."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def lotse(self, *words: str | Path, settings: Mapping[str, str] | None = None) -> Done:
        inherited = {name: value for name, value in os.environ.items() if "__" not in name and name != "DATA_DIR"}
        env = inherited | {"PYTHONPATH": str(ROOT), "COLUMNS": "80"} | dict(settings or {})
        done = subprocess.run(
            [LOTSE, *words], capture_output=True, text=True, check=False, timeout=120, cwd=self.folder, env=env
        )
        assert "Traceback" not in done.stderr, done.stderr
        return Done(done.returncode, done.stdout, done.stderr)

    def file(self, name: str, text: str) -> Path:
        path = self.folder / name
        path.write_text(text, encoding="utf-8")
        return path


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """A desk whose base holds one document, `dorfladen.txt`; tests only read it."""
    found = Desk(tmp_path_factory.mktemp("desk"))
    found.file("dorfladen.txt", GRANT)
    done = found.lotse("documents", "add", "dorfladen.txt", "--json")
    assert done.code == 0, done.err
    return found


@pytest.fixture(scope="module")
def bad_files(tmp_path_factory: pytest.TempPathFactory) -> Done:
    """What becomes of a file of every bad kind, and of a good one among them."""
    found = Desk(tmp_path_factory.mktemp("bad"))
    found.file("unbekannt.xyz", "PK")
    found.file("kaputt.pdf", "Kein PDF")
    found.file("leer.txt", " \n")
    make_files.encrypted_pdf(found.folder / "geschuetzt.pdf", "geheim")
    make_files.picture_pdf(found.folder / "scan.pdf")
    (found.folder / "zeichen.txt").write_bytes(bytes(range(9)) * 50)
    found.file("gut.txt", GRANT)
    return found.lotse("documents", "add", ".", "fehlt.pdf", "--json")


REFUSED = {
    "fehlt.pdf": RefusalReason.MISSING,
    "unbekannt.xyz": RefusalReason.UNKNOWN_FORMAT,
    "kaputt.pdf": RefusalReason.BROKEN,
    "leer.txt": RefusalReason.EMPTY,
    "geschuetzt.pdf": RefusalReason.ENCRYPTED,
    "scan.pdf": RefusalReason.NO_TEXT,
    "zeichen.txt": RefusalReason.UNREADABLE_ENCODING,
}


@pytest.mark.parametrize("name", REFUSED)
def test_a_bad_file_is_refused_with_a_german_sentence(bad_files: Done, name: str) -> None:
    line = next(line for line in bad_files.lines if line["file"] == name)
    assert line["outcome"] == "refused"
    assert line["reason"] == ingest_texts.REFUSED[REFUSED[name]]


def test_a_good_file_among_bad_ones_is_taken_in(bad_files: Done) -> None:
    assert [line["file"] for line in bad_files.lines if line["outcome"] == "added"] == ["gut.txt"]


def test_a_refused_file_that_was_named_makes_the_command_fail(bad_files: Done) -> None:
    assert bad_files.code == 1


def test_refused_files_of_a_folder_do_not_as_long_as_something_was_read(desk: Desk) -> None:
    (desk.folder / "akten").mkdir()
    desk.file("akten/unbekannt.xyz", "PK")
    desk.file("akten/gut.txt", GRANT)
    done = desk.lotse("documents", "add", "akten")
    assert done.code == 0
    assert "2 Dateien: 1 aufgenommen, 1 abgelehnt." in done.out


def test_a_folder_of_which_nothing_was_read_makes_the_command_fail(desk: Desk) -> None:
    (desk.folder / "akten").mkdir()
    desk.file("akten/unbekannt.xyz", "PK")
    assert desk.lotse("documents", "add", "akten").code == 1


def test_each_file_is_reported_in_exactly_the_fields_of_the_contract(bad_files: Done) -> None:
    for line in bad_files.lines:
        assert tuple(line) == FILE_FIELDS
    taken = next(line for line in bad_files.lines if line["outcome"] == "added")
    assert (taken["date"], taken["kind"], taken["deadlines"]) == ("2026-03-01", "foerderung", ["2026-09-30"])


def test_an_answer_has_exactly_the_fields_of_the_contract(filled: Desk) -> None:
    done = filled.lotse("ask", QUESTION, "--json", "--today", "2026-04-01")
    assert done.code == 0
    assert tuple(done.json) == ANSWER_FIELDS
    assert done.json["status"] in {"answered", "partial"}
    source = done.json["sources"][0]
    assert tuple(source) == SOURCE_FIELDS
    assert (source["document"], source["date"]) == ("dorfladen.txt", "2026-03-01")
    assert "12.500 Euro" in source["quote"]
    assert tuple(done.json["passages"][0]) == ("document", "page", "score")
    assert done.json["elapsed_ms"] > 0


def test_an_answer_for_people_shows_the_wording_and_its_source(filled: Desk) -> None:
    done = filled.lotse("ask", QUESTION, "--today", "2026-04-01")
    assert "12.500 Euro" in done.out
    assert "Richtlinie Dorfladen" in done.out
    assert "01.03.2026" in done.out


def test_a_file_of_questions_gives_a_file_of_answers_in_its_order(filled: Desk) -> None:
    lines = [
        {"id": "f1", "question": QUESTION, "today": "2026-04-01", "gold_docs": ["ignored"]},
        {"id": "f2", "question": "Guten Tag", "history": None, "persona": None},
        {
            "id": "f3",
            "question": "Und bis wann läuft das?",
            "today": "2026-04-01",
            "history": [{"role": "user", "text": QUESTION}, {"role": "assistant", "text": "12.500 Euro."}],
            "persona": {"kommune": "Saerbeck", "ags": "05566084", "einwohner": 7000},
        },
    ]
    filled.file("fragen.jsonl", "\ufeff" + "\n\n".join(json.dumps(line) for line in lines) + "\n")
    done = filled.lotse("ask", "--batch", "fragen.jsonl", "--out", "antworten.jsonl")
    assert done.code == 0
    assert "antworten.jsonl" in done.out
    written = (filled.folder / "antworten.jsonl").read_text(encoding="utf-8").splitlines()
    answers = [json.loads(line) for line in written]
    assert [answer["id"] for answer in answers] == ["f1", "f2", "f3"]
    assert all(tuple(answer) == ("id", *ANSWER_FIELDS) for answer in answers)
    assert answers[1]["status"] == "smalltalk"
    assert "12.500 Euro" in answers[0]["text"]


BAD_LINES = {
    "no JSON": ("kaputt", "JSON"),
    "no object": ("[1]", "Zeile 2"),
    "no question": ('{"id": "a"}', "question"),
    "a number as id": ('{"id": 5, "question": "x"}', "id"),
    "a day that is none": ('{"id": "a", "question": "x", "today": "gestern"}', "today"),
    "history of another form": ('{"id": "a", "question": "x", "history": [{"role": "user"}]}', "history.0.text"),
    "a persona that is none": ('{"id": "a", "question": "x", "persona": 5}', "persona"),
}


@pytest.mark.parametrize("what", BAD_LINES)
def test_a_bad_line_of_questions_is_named_and_nothing_is_written(desk: Desk, what: str) -> None:
    line, named = BAD_LINES[what]
    desk.file("fragen.jsonl", f'{{"id": "ok", "question": "x"}}\n{line}\n')
    done = desk.lotse("ask", "--batch", "fragen.jsonl", "--out", "antworten.jsonl")
    assert done.code == 2
    assert "fragen.jsonl, Zeile 2" in done.err
    assert named in done.err
    assert not (desk.folder / "antworten.jsonl").exists()


def test_questions_in_another_encoding_are_refused(desk: Desk) -> None:
    (desk.folder / "fragen.jsonl").write_bytes('{"id": "a", "question": "für?"}'.encode("latin-1"))
    done = desk.lotse("ask", "--batch", "fragen.jsonl", "--out", "antworten.jsonl")
    assert (done.code, "UTF-8" in done.err) == (2, True)


def test_answers_that_cannot_be_written_make_the_command_fail(filled: Desk) -> None:
    filled.file("eine.jsonl", '{"id": "a", "question": "Hallo"}')
    done = filled.lotse("ask", "--batch", "eine.jsonl", "--out", "gibtsnicht/antworten.jsonl")
    assert done.code == 1
    assert texts.NO_ACCESS["ENOENT"] in done.err


WRONG_USES: dict[str, tuple[tuple[str, ...], str]] = {
    "an unknown command": (("frag",), command_texts.UNKNOWN_COMMAND.split("„")[0]),
    "an unknown command of a group": (
        ("documents", "frag"),
        "add, list, show, check, rebuild, watch, correct, remove, restore, bin, conflicts",
    ),
    "an unknown option": (("ask", "--laut", "x"), texts.USAGE["NoSuchOption"].format(name="--laut")),
    "a missing argument": (("documents", "show"), texts.USAGE["MissingParameter"].format(name="NUMMER")),
    "no file to add": (("documents", "add"), texts.USAGE["MissingParameter"].format(name="PFAD")),
    "a question without quotation marks": (("ask", "Wie", "hoch"), texts.USAGE["UsageError"]),
    "an option without its value": (("ask", "--today"), texts.USAGE["BadOptionUsage"].format(name="--today")),
    "a flag with a value": (("ask", "--json=1", "x"), texts.USAGE["BadOptionUsage"].format(name="--json")),
    "nothing to ask": (("ask",), command_texts.ASK_USE),
    "a batch without a place for the answers": (("ask", "--batch", "x.jsonl"), command_texts.ASK_USE),
    "a batch file that is missing": (
        ("ask", "--batch", "x.jsonl", "--out", "y.jsonl"), command_texts.NO_FILE.format(path="x.jsonl"),
    ),
    "a municipality for a batch": (
        ("ask", "--batch", "x.jsonl", "--out", "y.jsonl", "--municipality", "Saerbeck"), command_texts.NOT_IN_BATCH,
    ),
    "a day that is none": (("ask", "x", "--today", "31.2.2026"), command_texts.WRONG_DAY.format(day="31.2.2026")),
    "a municipality nobody knows": (("ask", "x", "--municipality", "Atlantis"), "„Atlantis“"),
    "a folder to watch that is missing": (("documents", "watch", "weg"), ingest_texts.NO_FILES.format(path="weg")),
    "two files for one": (("documents", "add", "a", "b", "--replaces", "1"), ingest_texts.ONE_REPLACES),
    "questions to measure that are missing": (("eval", "weg.jsonl"), command_texts.NO_FILE.format(path="weg.jsonl")),
    "a list of places that is missing": (("places", "import", "weg.csv"), ingest_texts.NO_FILES.format(path="weg.csv")),
    "a bot without a token": (("bot",), "TELEGRAM__TOKEN"),
}  # fmt: skip


@pytest.mark.parametrize("what", WRONG_USES)
def test_wrong_use_is_explained_in_german_with_exit_code_2(desk: Desk, what: str) -> None:
    words, sentence = WRONG_USES[what]
    done = desk.lotse(*words)
    assert done.code == 2
    assert sentence in done.err
    assert not ENGLISH.search(done.err)
    assert done.out == ""


def test_an_empty_folder_to_add_is_wrong_use(desk: Desk) -> None:
    (desk.folder / "leer").mkdir()
    done = desk.lotse("documents", "add", "leer")
    assert (done.code, done.err.strip()) == (2, ingest_texts.NO_FILES.format(path="leer"))


@pytest.mark.parametrize("words", [("show", "abc"), ("remove", "abc"), ("add", "x", "--replaces", "abc")])
def test_a_document_that_does_not_exist_is_named(desk: Desk, words: tuple[str, ...]) -> None:
    desk.file("x", GRANT)
    done = desk.lotse("documents", *words)
    assert (done.code, done.err.strip()) == (1, ingest_texts.UNKNOWN_DOCUMENT.format(document_id="abc"))


SETTINGS = {
    "CHROMA__URL": ("localhost", "http://", True),
    "TELEGRAM__TOKNE": ("4711:geheim", "TELEGRAM__TOKEN", False),
    "TELEGRAMM__TOKEN": ("4711:geheim", "TELEGRAM__TOKEN", False),
    "TELEGRAM": ("geheim", "TELEGRAM__TOKEN", False),
}


@pytest.mark.parametrize("name", SETTINGS)
def test_a_wrong_setting_is_named_with_what_is_allowed_and_no_secret(desk: Desk, name: str) -> None:
    value, allowed, shown = SETTINGS[name]
    done = desk.lotse("documents", "list", settings={name: value})
    assert done.code == 2
    assert done.err.startswith(f"Einstellung {name}: ")
    assert allowed in done.err
    assert (value in done.err) is shown


WRONG_VALUES = {
    "members remove abc": "Die Angabe NUMMER passt nicht: gebraucht wird eine ganze Zahl, zum Beispiel 12.",
    "members invite --uses viele": "Die Angabe ANZAHL passt nicht: gebraucht wird eine ganze Zahl, zum Beispiel 12.",
    "broadcasts approve 1.5": "Die Angabe NUMMER passt nicht: gebraucht wird eine ganze Zahl, zum Beispiel 12.",
    "reminders list --days -1": "Die Angabe TAGE passt nicht: die Zahl ist zu klein. „--help“ zeigt, was gilt.",
    "events show 99999999999999999999": "Eine Nummer 99999999999999999999 gibt es nicht.",
    "migrate --to sqlite:///neu.sqlite --chroma unsinn": "--chroma passt nicht: gebraucht wird eine Adresse, "
    "die mit http:// oder https:// beginnt.",
    "broadcasts decide 1": "Es fehlt eine Angabe: --again. „--help“ zeigt, was erwartet wird.",
}


@pytest.mark.parametrize("line", WRONG_VALUES)
def test_a_value_that_does_not_fit_is_one_german_sentence(desk: Desk, line: str) -> None:
    done = desk.lotse(*line.split())
    assert (done.code, done.err.strip()) == (2, WRONG_VALUES[line])


def test_a_data_folder_that_can_not_be_is_said_in_german(desk: Desk) -> None:
    done = desk.lotse("documents", "list", settings={"DATA_DIR": "/dev/null/x"})
    assert done.code == 1
    assert "Auf „/dev/null/x“ kann nicht zugegriffen werden: " in done.err
    assert "Errno" not in done.err


@pytest.mark.parametrize(
    "address", ["unsinn:geheim", "nirgends://lotse:geheim@host/x", "sqlite:////dev/null/x/lotse.sqlite"]
)
def test_a_database_out_of_reach_is_said_without_its_password(desk: Desk, address: str) -> None:
    done = desk.lotse("documents", "list", settings={"DATABASE__URL": address})
    assert done.code == 1
    assert done.err.startswith(texts.FAILED["CatalogueError"].split("{", maxsplit=1)[0])
    assert "geheim" not in done.err


def test_a_damaged_database_is_said(desk: Desk) -> None:
    (desk.folder / "data").mkdir()
    (desk.folder / "data" / "lotse.sqlite").write_bytes(b"keine Datenbank" * 500)
    done = desk.lotse("ask", "Hallo")
    assert done.code == 1
    assert done.err.startswith(texts.FAILED["CatalogueError"].split("{", maxsplit=1)[0])


def test_a_vector_store_out_of_reach_is_said_and_what_was_read_stays(desk: Desk) -> None:
    desk.file("dorfladen.txt", GRANT)
    done = desk.lotse("documents", "add", "dorfladen.txt", settings={"CHROMA__URL": "http://127.0.0.1:9"})
    assert done.code == 1
    assert done.err.startswith(texts.FAILED["VectorStoreError"].split("{", maxsplit=1)[0])
    assert "dorfladen.txt" in desk.lotse("documents", "list").out


def test_a_model_that_does_not_answer_is_said(filled: Desk) -> None:
    done = filled.lotse("ask", QUESTION, settings={"EMBEDDINGS__MODEL": "openai:x", "OPENAI_API_KEY": ""})
    assert done.code == 1
    assert done.err.startswith(texts.FAILED["ModelError"].split("{", maxsplit=1)[0])


def test_documents_are_listed_shown_checked_and_removed(desk: Desk) -> None:
    desk.file("dorfladen.txt", GRANT)
    number = desk.lotse("documents", "add", "dorfladen.txt", "--json").json["document_id"]
    assert [line["document_id"] for line in desk.lotse("documents", "list", "--json").lines] == [number]
    shown = desk.lotse("documents", "show", number)
    assert "Titel: Richtlinie Dorfladen" in shown.out
    assert "12.500 Euro" in shown.out
    assert desk.lotse("documents", "check").code == 0
    assert "März 2024" in desk.lotse("documents", "correct", number, "datum", "März 2024").out
    assert desk.lotse("documents", "list", "--json").json["date"] == "2024-03"
    removed = desk.lotse("documents", "remove", number)
    assert removed.out.strip() == ingest_texts.REMOVED.format(title="Richtlinie Dorfladen", document_id=number, days=30)
    assert desk.lotse("documents", "list").out.strip() == ingest_texts.NO_DOCUMENTS


def test_a_document_is_shown_as_json_with_its_passages(filled: Desk) -> None:
    number = filled.lotse("documents", "list", "--json").json["document_id"]
    shown = filled.lotse("documents", "show", number, "--json").json
    assert tuple(shown)[: len(FILE_FIELDS)] == FILE_FIELDS
    assert any("12.500" in fact["wording"] for fact in shown["facts"])
    assert any("12.500 Euro" in passage["text"] for passage in shown["passages"])


def test_damage_makes_the_check_fail_and_is_named(desk: Desk) -> None:
    desk.file("dorfladen.txt", GRANT)
    desk.lotse("documents", "add", "dorfladen.txt")
    next((desk.folder / "data" / "originals").rglob("dorfladen.txt")).unlink()
    done = desk.lotse("documents", "check", "--json")
    assert done.code == 1
    assert [found["text"] for found in done.json if found["damage"]] == [ingest_texts.CHECK_NO_FILE]


def test_places_are_imported_and_a_wrong_line_is_named(desk: Desk) -> None:
    head = "ags,name,kind,kreis,regierungsbezirk,population,population_as_of,lat,lon"
    desk.file("orte.csv", f"{head}\n05999001,Neudorf,Gemeinde,Kreis Neu,Münster,5000,31.12.2023,52.1,7.5\n")
    imported = desk.lotse("places", "import", "orte.csv").out.splitlines()
    assert imported[0] == ingest_texts.PLACES_IMPORTED.format(count=1, changed=1)
    assert imported[1] == ingest_texts.PLACES_COUNTED.format(counts="Münster 1")
    desk.file("falsch.csv", f"{head}\n0599,Neudorf,Gemeinde,Kreis Neu,Münster,5000,31.12.2023,52.1,7.5\n")
    done = desk.lotse("places", "import", "falsch.csv")
    assert (done.code, "falsch.csv, Zeile 2" in done.err) == (1, True)


GOLD = {
    "id": "g1", "type": "fact", "question": QUESTION, "today": "2026-04-01", "gold_docs": ["dorfladen.txt"],
    "must_contain": [["12.500"]],
}  # fmt: skip


def test_a_file_of_questions_with_gold_is_measured_compared_and_kept(filled: Desk) -> None:
    filled.file("gold.jsonl", json.dumps(GOLD))
    filled.file("alt.jsonl", '{"id": "g1", "correct": false}\n')
    done = filled.lotse("eval", "gold.jsonl", "--compare", "alt.jsonl", "--out", "neu.jsonl", "--failures")
    assert done.code == 0
    assert re.search(r"gesamt +1 +100,0 %", done.out)
    assert "jetzt richtig: g1" in done.out
    kept = json.loads((filled.folder / "neu.jsonl").read_text(encoding="utf-8"))
    assert (kept["id"], kept["correct"], kept["found_at"], kept["ndcg"]) == ("g1", True, 1, 1.0)
    assert kept["took_ms"] > 0


def test_two_runs_are_compared_in_every_figure_search_and_latency_too(filled: Desk) -> None:
    filled.file("gold.jsonl", json.dumps(GOLD))
    filled.lotse("eval", "gold.jsonl", "--out", "alt.jsonl")
    done = filled.lotse("eval", "gold.jsonl", "--compare", "alt.jsonl")
    for name in ("Recall@10", "nDCG@10", "p50 in ms", "p95 in ms"):
        assert re.search(rf"^{name} +[\d,]+(?: %)? +[\d,]+(?: %)?$", done.out, re.MULTILINE), name


def test_a_failure_shows_what_was_retrieved(filled: Desk) -> None:
    filled.file("gold.jsonl", json.dumps(GOLD | {"must_contain": [["99.000"]]}))
    done = filled.lotse("eval", "gold.jsonl", "--failures")
    assert "erwartet: 99.000 in dorfladen.txt" in done.out
    assert re.search(r"gefunden: 1\. dorfladen\.txt: .*12\.500 Euro", done.out)


def test_gold_and_earlier_results_of_another_form_are_named(filled: Desk) -> None:
    filled.file("gold.jsonl", json.dumps(GOLD))
    filled.file("alt.jsonl", '{"id": "g1", "correct": "vielleicht"}')
    done = filled.lotse("eval", "gold.jsonl", "--compare", "alt.jsonl")
    assert (done.code, "alt.jsonl, Zeile 1" in done.err) == (2, True)
    filled.file("gold.jsonl", json.dumps(GOLD | {"gold_docs": None}))
    done = filled.lotse("eval", "gold.jsonl")
    assert (done.code, "gold_docs" in done.err) == (2, True)


def test_the_doctor_finds_a_fresh_base_healthy(filled: Desk) -> None:
    done = filled.lotse("doctor")
    assert done.code == 0
    assert doctor_texts.DOCUMENTS.format(count=1) in done.out


COMMANDS = (
    (), ("ask",), ("audit",), ("audit", "list"), ("backup",), ("bot",), ("broadcasts",), ("broadcasts", "approve"),
    ("broadcasts", "correct"), ("broadcasts", "create"), ("broadcasts", "decide"), ("broadcasts", "list"),
    ("broadcasts", "recall"), ("broadcasts", "report"), ("broadcasts", "resume"), ("broadcasts", "status"),
    ("broadcasts", "stop"), ("chat",), ("doctor",), ("documents",), ("documents", "add"), ("documents", "bin"),
    ("documents", "check"), ("documents", "conflicts"), ("documents", "correct"), ("documents", "list"),
    ("documents", "rebuild"), ("documents", "remove"), ("documents", "restore"), ("documents", "show"),
    ("documents", "watch"), ("eval",), ("events",), ("events", "cancel"), ("events", "export"), ("events", "import"),
    ("events", "list"), ("events", "move"), ("events", "show"), ("members",), ("members", "add"),
    ("members", "invite"), ("members", "list"), ("members", "remove"), ("members", "revoke"), ("migrate",),
    ("network",), ("network", "report"), ("places",), ("places", "import"), ("places", "mark"), ("reminders",),
    ("reminders", "list"), ("reminders", "run"), ("restore",), ("run",),
)  # fmt: skip


PAGES = """
import sys
from bot.cli import app
for line in sys.stdin:
    app([*line.split(), "--help"], standalone_mode=False, prog_name="lotse")
    print("=" * 80, flush=True)
"""


def test_every_help_page_is_german_throughout() -> None:
    asked = "".join(" ".join(words) + "\n" for words in COMMANDS)
    env = os.environ | {"COLUMNS": "80", "PYTHONPATH": str(ROOT)}
    shown = subprocess.check_output([sys.executable, "-c", PAGES], input=asked, text=True, env=env)
    pages = shown.split("=" * 80)[:-1]
    for words, page in zip(COMMANDS, pages, strict=True):
        assert f"Aufruf: lotse {' '.join(words)}".strip() in page
        assert command_texts.HELP in page
        assert not ENGLISH.search(page), page
        assert "<" not in page


def test_every_command_has_its_help_page_tested() -> None:
    from bot.cli import app

    groups = {(group.name,): group.typer_instance for group in app.registered_groups}
    found = {(command.name,) for command in app.registered_commands} | groups.keys()
    found |= {(*name, command.name) for name, group in groups.items() for command in group.registered_commands}
    assert found == set(COMMANDS) - {()}


def test_without_a_command_the_help_page_is_shown(desk: Desk) -> None:
    done = desk.lotse()
    assert (done.code, "Aufruf: lotse" in done.out) == (2, True)


def test_a_help_page_waits_for_no_heavy_library() -> None:
    script = "import sys; sys.argv = ['lotse', '--help']; from bot.cli import _run; _run(); print(*sys.modules)"
    loaded = subprocess.check_output([sys.executable, "-c", script], text=True, cwd=ROOT).splitlines()[-1].split()
    assert "typer" in loaded
    assert not set(HEAVY) & set(loaded)
