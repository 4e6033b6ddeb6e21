"""Scans and pictures of pages are recognised where Tesseract is installed, and refused with advice where it is not."""

import os
from functools import cache
from io import BytesIO
from pathlib import Path

import make_files
import pypdfium2
import pytest
from archive import Archive
from fpdf import FPDF
from PIL import Image

from ingest.model import BlockKind, Outcome
from ingest.readers import read
from ingest.readers.completing import listed
from ingest.readers.recognition import can_recognise
from ingest.reading import ReadingProcess
from knowledge.errors import DocumentRefused, RefusalReason

needs_tesseract = pytest.mark.skipif(
    not can_recognise() and not os.environ.get("CI"), reason="Tesseract with German is not installed"
)
"""In CI, which installs it, its absence is a failure."""
SCANNED_AT = 200
"""Dots per inch, fewer than recognition likes."""
FIRST = "Die Förderung beträgt 12.500 Euro für jede Gemeinde, höchstens jedoch 40 Prozent der Kosten."
SECOND = "Anträge sind bis zum 31. März 2027 bei der Bezirksregierung einzureichen."


def sheet(*pages: str) -> FPDF:
    made = make_files.Sheet()
    for number, text in enumerate(pages):
        made.add_page()
        if not number:
            made.heading("Richtlinie Lastenrad", 18)
        made.text_block(text)
    return made


@cache
def pictures(*pages: str) -> list[Image.Image]:
    with pypdfium2.PdfDocument(bytes(sheet(*pages).output())) as document:
        return [page.render(scale=SCANNED_AT / 72, grayscale=True).to_pil() for page in document]


def scanned(path: Path, *pages: str, text_page: str = "") -> Path:
    """A PDF of page pictures alone, with a page of real text before them if that is given."""
    made = make_files.Sheet()
    if text_page:
        made.add_page()
        made.text_block(text_page)
    for picture in pictures(*pages):
        held = BytesIO()
        picture.copy().save(held, "JPEG")
        made.add_page()
        made.image(held, x=0, y=0, w=210)
    return make_files.pdf(path, made)


@needs_tesseract
def test_a_scan_is_recognised_with_its_umlauts_amounts_and_pages(tmp_path):
    raw = read(scanned(tmp_path / "scan.pdf", FIRST, SECOND))
    assert (raw.pages, raw.blocks[0].kind, raw.blocks[0].text) == (2, BlockKind.HEADING, "Richtlinie Lastenrad")
    assert {block.page: block.text for block in raw.blocks if block.kind is BlockKind.PARAGRAPH} == {
        1: FIRST,
        2: SECOND,
    }
    assert raw.quality is not None
    assert 0.85 < raw.quality <= 1


@needs_tesseract
@pytest.mark.parametrize("name", ["seite.png", "seite.jpg", "seite.tif"])
def test_a_picture_of_a_page_is_recognised(tmp_path, name):
    first, *more = pictures(FIRST, SECOND) if name.endswith("tif") else pictures(FIRST)
    first.save(tmp_path / name, **({"save_all": True, "append_images": more} if more else {}))
    raw = read(tmp_path / name)
    assert FIRST in [block.text for block in raw.blocks]
    assert raw.pages == 1 + len(more)


@needs_tesseract
def test_pages_without_text_among_others_are_recognised_in_their_place(tmp_path):
    raw = read(scanned(tmp_path / "halb.pdf", SECOND, text_page=FIRST))
    assert {block.page: block.text for block in raw.blocks if block.kind is BlockKind.PARAGRAPH} == {
        1: FIRST,
        2: SECOND,
    }


@needs_tesseract
def test_a_picture_of_no_text_is_refused(tmp_path):
    Image.effect_noise((500, 700), 90).save(tmp_path / "rauschen.png")
    with pytest.raises(DocumentRefused) as caught:
        read(tmp_path / "rauschen.png")
    assert caught.value.reason is RefusalReason.UNRECOGNISED


@needs_tesseract
def test_staff_see_how_sure_the_recognition_was(tmp_path):
    archive = Archive(tmp_path)
    report = archive.add(scanned(archive.inbox / "scan.pdf", FIRST))[0]
    assert report.outcome is Outcome.ADDED
    assert report.quality is not None
    assert any("Güte" in note for note in report.notes)


@pytest.fixture
def without_tesseract(monkeypatch):
    monkeypatch.setenv("PATH", "/nonexistent")
    reading = ReadingProcess()
    yield reading
    reading.close()


def test_without_tesseract_a_scan_is_refused_with_what_to_install(tmp_path, without_tesseract):
    picture = tmp_path / "seite.png"
    pictures(FIRST)[0].save(picture)
    for path in (scanned(tmp_path / "scan.pdf", FIRST), picture):
        with pytest.raises(DocumentRefused) as caught:
            without_tesseract.read(path, path.name)
        assert caught.value.reason is RefusalReason.NO_RECOGNITION


def test_without_tesseract_the_text_of_a_half_scanned_file_is_read_and_what_is_missing_told(
    tmp_path, without_tesseract
):
    raw = without_tesseract.read(scanned(tmp_path / "halb.pdf", SECOND, text_page=FIRST), "halb.pdf")
    assert [block.text for block in raw.blocks] == [FIRST]
    assert "Seite 2" in raw.dropped[0]
    assert "tesseract-ocr-deu" in raw.dropped[0]


def test_pages_are_listed_as_people_write_them():
    assert listed([3]) == "Seite 3"
    assert listed([3, 4, 5, 8]) == "Seiten 3–5 und 8"
    assert listed([1, 3, 5]) == "Seiten 1, 3 und 5"
