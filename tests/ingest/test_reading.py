"""Every file is read in a process of its own: whatever it does to that process is a refusal of that file alone."""

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from tempfile import gettempdir

import make_files
import make_hostile
import make_office
import pytest

from ingest import texts
from ingest.readers import LARGEST, read
from ingest.reading import ReadingProcess
from ingest.wire import from_json, to_json
from knowledge.errors import DocumentRefused, RefusalReason

FINE = "Die Frist endet am 31. Januar 2027."


@pytest.fixture(scope="module")
def reading() -> Iterator[ReadingProcess]:
    process = ReadingProcess()
    yield process
    process.close()


def refusal(reading: ReadingProcess, path: Path) -> RefusalReason:
    with pytest.raises(DocumentRefused) as caught:
        reading.read(path, path.name)
    return caught.value.reason


def assert_still_reads(reading: ReadingProcess, folder: Path) -> None:
    (folder / "gut.txt").write_text(FINE, encoding="utf-8")
    assert reading.read(folder / "gut.txt", "gut.txt").blocks[0].text == FINE


def text_or_nothing(reading: ReadingProcess, path: Path) -> str:
    try:
        return " ".join(block.text for block in reading.read(path, path.name).blocks)
    except DocumentRefused:
        return ""


def test_what_the_process_reads_is_what_the_readers_read(tmp_path, reading):
    paths = [make_files.docx(tmp_path / "a.docx"), make_office.mail(tmp_path / "b.eml", FINE)]
    paths.append(make_files.html(tmp_path / "c.html", f"<main><h1>Frist</h1><p>{FINE}</p></main>"))
    for path in paths:
        assert reading.read(path, path.name) == read(path) == from_json(to_json(read(path)))


def test_a_refusal_of_a_reader_is_the_same_from_the_process(tmp_path, reading):
    assert refusal(reading, make_files.encrypted_pdf(tmp_path / "zu.pdf", "geheim")) is RefusalReason.ENCRYPTED


def slow_file(folder: Path) -> Path:
    return make_hostile.many_pages(folder / "lang.pdf", 3000)


def test_a_file_that_takes_too_long_is_refused_and_the_next_is_read(tmp_path):
    hasty = ReadingProcess(longest_s=1.0)
    assert refusal(hasty, slow_file(tmp_path)) is RefusalReason.TOO_SLOW
    assert_still_reads(hasty, tmp_path)
    hasty.close()


@pytest.mark.parametrize("end", [signal.SIGSEGV, signal.SIGKILL], ids=["crash", "out of memory"])
def test_a_file_that_brings_the_process_down_is_refused_and_the_next_is_read(tmp_path, end):
    reading = ReadingProcess()
    assert_still_reads(reading, tmp_path)
    threading.Timer(0.5, os.kill, (reading._process.pid, end)).start()
    assert refusal(reading, slow_file(tmp_path)) is RefusalReason.CRASHED
    assert_still_reads(reading, tmp_path)
    reading.close()


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux chooses by a score whom it ends")
def test_where_memory_runs_out_the_reading_process_goes_first(tmp_path, reading):
    assert_still_reads(reading, tmp_path)
    here, there = (int(Path(f"/proc/{number}/oom_score").read_text()) for number in ("self", reading._process.pid))
    assert there > here


def test_files_are_read_one_after_the_other_when_several_threads_ask(tmp_path, reading):
    found: list[str] = []

    def ask(number: int) -> None:
        path = tmp_path / f"{number}.txt"
        path.write_text(f"Punkt {number} der Tagesordnung.", encoding="utf-8")
        found.append(reading.read(path, path.name).blocks[0].text)

    threads = [threading.Thread(target=ask, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(found) == [f"Punkt {number} der Tagesordnung." for number in range(8)]


def test_the_process_ends_with_its_parent_even_if_that_is_killed(tmp_path):
    path = make_office.archive(tmp_path / "a.zip", {"a.txt": FINE})
    script = (
        "import sys, time; from pathlib import Path; from ingest.reading import ReadingProcess\n"
        "reading = ReadingProcess(); found = reading.members(Path(sys.argv[1]))[0].path\n"
        "print(found, reading._process.pid, flush=True)\n"
        "time.sleep(60)"
    )
    with subprocess.Popen(
        [sys.executable, "-c", script, path], stdout=subprocess.PIPE, text=True, cwd=Path(__file__).parents[2]
    ) as parent:
        place, number = parent.stdout.readline().split()
        assert Path(place).is_relative_to(gettempdir())
        parent.kill()
    end = time.monotonic() + 5
    while time.monotonic() < end and (Path(place).exists() or Path(f"/proc/{number}").exists()):
        time.sleep(0.05)
    assert not Path(place).exists()


HOSTILE = {
    "pdf_bomb": make_hostile.pdf_bomb,
    "png_bomb": make_hostile.png_bomb,
    "docx_bomb": lambda path: make_hostile.package_bomb(make_files.docx(path), "word/document.xml"),
    "odt_bomb": lambda path: make_hostile.package_bomb(make_office.odt(path, "<text:p>x</text:p>"), "content.xml"),
    "xlsx_bomb": lambda path: make_hostile.package_bomb(
        make_office.xlsx(path, [("a", "b")]), "xl/worksheets/sheet1.xml"
    ),
    "pptx_bomb": lambda path: make_hostile.package_bomb(make_office.pptx(path), "ppt/slides/slide1.xml"),
}


@pytest.mark.parametrize("kind", HOSTILE)
def test_a_bomb_is_refused_in_seconds_with_a_sentence_that_says_what_to_do(tmp_path, reading, kind):
    path = HOSTILE[kind](tmp_path / f"bombe.{kind.split('_')[0]}")
    assert path.stat().st_size < LARGEST / 10
    started = time.monotonic()
    reason = refusal(reading, path)
    assert reason in {RefusalReason.TOO_COMPLEX, RefusalReason.BROKEN}
    assert time.monotonic() - started < 15
    assert_still_reads(reading, tmp_path)


@pytest.mark.parametrize("kind", ["tree", "form", "length"])
def test_endless_references_in_a_pdf_end(tmp_path, reading, kind):
    path = make_hostile.recursive_pdf(tmp_path / "endlos.pdf", kind)
    assert text_or_nothing(reading, path) in {FINE, ""}
    assert_still_reads(reading, tmp_path)


@pytest.mark.parametrize("definition", [make_hostile.LAUGHS, make_hostile.FILE_ENTITY])
@pytest.mark.parametrize("kind", ["odt", "docx", "xlsx"])
def test_entities_of_xml_are_neither_multiplied_nor_fetched(tmp_path, reading, kind, definition):
    path = tmp_path / f"a.{kind}"
    if kind == "odt":
        make_office.odt(path, f"<text:p>{FINE} @@</text:p>")
    elif kind == "docx":
        make_files.docx(path)
    else:
        make_office.xlsx(path, [("Ort", "Zahl"), ("@@", "3")])
    part = {"odt": "content.xml", "docx": "word/document.xml", "xlsx": "xl/sharedStrings.xml"}[kind]
    make_hostile.with_entity(path, part, definition, "&i;")
    host = Path("/etc/hostname").read_text(encoding="utf-8").strip()
    started = time.monotonic()
    found = text_or_nothing(reading, path)
    assert host not in found
    assert "hahahaha" not in found
    assert time.monotonic() - started < 5


def test_a_word_file_with_macros_is_read_and_its_macros_are_not(tmp_path, reading):
    raw = reading.read(make_hostile.docm(tmp_path / "a.docm"), "a.docm")
    assert raw.title == "Hitzelotsen"
    assert not any("AutoOpen" in block.text for block in raw.blocks)


def test_a_page_of_twenty_thousand_open_elements_is_no_reason_to_hang(tmp_path, reading):
    path = tmp_path / "tief.html"
    path.write_text("<html><body>" + "<div>" * 20_000 + FINE, encoding="utf-8")
    assert text_or_nothing(reading, path) in {FINE, ""}
    assert_still_reads(reading, tmp_path)


def test_every_refusal_is_one_german_sentence_that_says_what_to_do():
    for reason in RefusalReason:
        sentence = texts.REFUSED[reason]
        assert sentence.endswith(".")
        assert "bitte" in sentence
        assert ". " not in sentence
