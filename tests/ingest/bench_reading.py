"""`make bench-reading`: what reading and taking in files costs; the figures of docs/performance.md.

    PYTHONPATH=tests python tests/ingest/bench_reading.py [--documents 1000] [--pages 10] [--formats]

Text is made from the samples (tests/evaluation/filler.py). With --formats only the readers are measured, each beside
the library that it rests on; otherwise a folder of PDFs is taken in and, unchanged, taken in again.
"""

import argparse
import json
import os
import tempfile
import textwrap
import threading
from collections.abc import Callable, Iterator
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Self

import make_hostile
import make_office
from docx import Document as Word
from evaluation.bases import fresh_base
from evaluation.filler import Filler
from openpyxl import load_workbook
from pypdf import PdfReader

from ingest.build import build_ingestion
from ingest.model import Outcome
from ingest.readers import read
from ingest.reading import ReadingProcess
from knowledge.settings import Settings

PARAGRAPHS = 6
"""Of a page; with its heading about 1,700 characters, as in the samples."""
LONG_ENOUGH_S = 0.5
"""The system counts computing in hundredths of a second."""


def main() -> None:
    """Print the figures as they come."""
    parser = argparse.ArgumentParser(description="Measure reading and taking in.")
    parser.add_argument("--documents", type=int, default=1000)
    parser.add_argument("--pages", type=int, default=10)
    parser.add_argument("--formats", action="store_true", help="only the readers, format by format")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as place:
        if options.formats:
            formats(Path(place))
        else:
            folder(Path(place), options.documents, options.pages)


def pages_of_text() -> Iterator[list[str]]:
    """Pages without end: a heading and paragraphs."""
    with fresh_base(None) as knowledge:
        filler = Filler(knowledge.catalogue.chunks())
    for number, (_, chunks) in enumerate(filler.documents(10**9)):
        texts = [chunk.text for chunk in chunks]
        for start in range(0, len(texts) - PARAGRAPHS + 1, PARAGRAPHS):
            yield [f"{start // PARAGRAPHS + 1} Abschnitt {number}", *texts[start : start + PARAGRAPHS]]


def pdf(path: Path, pages: list[list[str]]) -> Path:
    kids = b" ".join(b"%d 0 R" % (4 + 2 * number) for number in range(len(pages)))
    tree = b"<< /Type /Pages /Count %d /Kids [%s] >>" % (len(pages), kids)
    objects = [b"<< /Type /Catalog /Pages 2 0 R >>", tree, make_hostile.FONT]
    for number, texts in enumerate(pages):
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents %d 0 R"
            b" /Resources << /Font << /F1 3 0 R >> >> >>" % (5 + 2 * number)
        )
        objects.append(make_hostile.stream(_drawn(texts)))
    return make_hostile.raw_pdf(path, objects)


def _drawn(texts: list[str]) -> bytes:
    orders, y = [], 790
    for number, text in enumerate(texts):
        for line in textwrap.wrap(text, 95):
            coded = line.encode("cp1252", "replace").replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")
            orders.append(b"BT /F1 %d Tf 60 %d Td (%s) Tj ET" % (10 if number else 14, y, coded))
            y -= 13
        y -= 9
    return b"\n".join(orders)


def formats(place: Path) -> None:
    """Pages (or what corresponds to them) a second, and how many times the library's own time that takes."""
    pages = list(islice(pages_of_text(), 60))
    for name, path, library in _files(place, pages):
        reading = ReadingProcess()
        reading.read(path, path.name)
        own, whole = _seconds_of(partial(library, path)), _seconds_of(partial(read, path))
        apart = _seconds_of(partial(reading.read, path, path.name))
        reading.close()
        print(f"{name:5} {len(pages) / whole:7.0f} pages/s, {whole / own:5.1f} x the library's own time;", end=" ")
        print(f"in the reading process {len(pages) / apart:7.0f} pages/s")


def _files(place: Path, pages: list[list[str]]) -> Iterator[tuple[str, Path, Callable[[Path], object]]]:
    yield "PDF", pdf(place / "a.pdf", pages), lambda path: [page.extract_text() for page in PdfReader(path).pages]
    word = Word()
    for heading, *texts in pages:
        word.add_heading(heading, 1)
        for text in texts:
            word.add_paragraph(text)
    word.save(str(place / "a.docx"))
    yield "DOCX", place / "a.docx", lambda path: [line.text for line in Word(str(path)).paragraphs]
    body = "".join(f"<h2>{heading}</h2>" + "".join(f"<p>{text}</p>" for text in texts) for heading, *texts in pages)
    (place / "a.html").write_text(f"<html><body><main><h1>Titel</h1>{body}</main></body></html>", encoding="utf-8")
    from lxml import html

    yield "HTML", place / "a.html", lambda path: html.fromstring(path.read_bytes()).text_content()
    odt = "".join(
        f'<text:h text:outline-level="1">{h}</text:h>' + "".join(f"<text:p>{t}</text:p>" for t in texts)
        for h, *texts in pages
    )
    make_office.odt(place / "a.odt", odt.replace("&", "&amp;"))
    yield "ODT", place / "a.odt", _odt_alone
    make_office.rtf(place / "a.rtf", r"\par ".join(text for page in pages for text in page))
    from striprtf.striprtf import rtf_to_text

    yield "RTF", place / "a.rtf", lambda path: rtf_to_text(path.read_text("latin-1"))
    rows = [("Abschnitt", "Text", "Betrag"), *((h, text, "4.000 Euro") for h, *texts in pages for text in texts)]
    make_office.xlsx(place / "a.xlsx", rows)
    yield "XLSX", place / "a.xlsx", lambda path: [list(row) for row in load_workbook(path).active.values]
    make_office.mail(place / "a.eml", "\n\n".join(text for page in pages for text in page))
    (place / "a.txt").write_text("\n\n".join(text for page in pages for text in page), encoding="utf-8")
    yield "TXT", place / "a.txt", lambda path: path.read_text(encoding="utf-8").split("\n\n")


def _odt_alone(path: Path) -> object:
    import zipfile

    from lxml import etree

    with zipfile.ZipFile(path) as package:
        return "".join(etree.fromstring(package.read("content.xml")).itertext())


def _seconds_of(run: Callable[[], object]) -> float:
    """Of computing, the mean of as many runs as last LONG_ENOUGH_S."""
    busy, runs = 0.0, 0
    while busy < LONG_ENOUGH_S:
        busy, runs = busy + _busy_for(run), runs + 1
    return busy / runs


def folder(place: Path, documents: int, pages: int) -> None:
    """Take in a folder of PDFs, then again; seconds and memory are those of this process and of the reading process."""
    inbox = place / "inbox"
    inbox.mkdir()
    source = pages_of_text()
    for number in range(documents):
        pdf(inbox / f"{number:05}.pdf", list(islice(source, pages)))
    ingestion = build_ingestion(Settings(data_dir=place / "data", _env_file=None))
    own = _busy_for(lambda: [page.extract_text() for file in inbox.iterdir() for page in PdfReader(file).pages])
    outcomes: list[Outcome] = []
    with _Watched() as memory:
        whole = _busy_for(lambda: outcomes.extend(report.outcome for report in ingestion.add([inbox])))
    again = _busy_for(lambda: list(ingestion.add([inbox])))
    count = documents * pages
    print(json.dumps({outcome: outcomes.count(outcome) for outcome in Outcome if outcome in outcomes}))
    print(f"{documents} documents, {count} pages, {len(ingestion.stores.catalogue.chunks())} passages")
    print(f"taken in: {whole:.0f} s, {count / whole:.0f} pages/s; pypdf alone {own:.0f} s, {whole / own:.1f} x")
    print(f"at most {memory.most / 2**20:.0f} MB in both processes; unchanged again: {again:.2f} s")


def _busy_for(run: Callable[[], object]) -> float:
    """Seconds of computing of both processes, which neighbours on the machine hardly change."""
    before = sum(map(_busy, _family(os.getpid())))
    run()
    return sum(map(_busy, _family(os.getpid()))) - before


def _busy(process: int) -> float:
    fields = Path(f"/proc/{process}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


class _Watched:
    """The most memory that this process and its children use at once, looked at ten times a second."""

    def __enter__(self) -> Self:
        self.most, self._ended = 0, threading.Event()
        self._thread = threading.Thread(target=self._watch)
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._ended.set()
        self._thread.join()

    def _watch(self) -> None:
        while not self._ended.wait(0.1):
            self.most = max(self.most, sum(map(_resident, _family(os.getpid()))))


def _family(process: int) -> list[int]:
    children = Path(f"/proc/{process}/task/{process}/children").read_text(encoding="ascii").split()
    return [process, *(one for child in children for one in _family(int(child)))]


def _resident(process: int) -> int:
    try:
        return int(Path(f"/proc/{process}/statm").read_text(encoding="ascii").split()[1]) * os.sysconf("SC_PAGESIZE")
    except (OSError, IndexError):
        return 0


if __name__ == "__main__":
    main()
