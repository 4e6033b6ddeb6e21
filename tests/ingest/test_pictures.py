"""What the picture beside a quotation promises: the right page, the wording marked, and always something to see."""

import io
from pathlib import Path

import pytest
from making import chunk, document
from PIL import Image

from ingest.originals import Originals
from ingest.pictures import MARKER, page_picture, passage_picture
from ingest.readers import read
from knowledge.build import Passage
from knowledge.errors import DocumentRefused
from knowledge.model import ChunkKind

SAMPLE = Path(__file__).parents[2] / "ingest/samples/foerderung/Digitale_Modellregionen_NRW_beendet.pdf"


def marked(png: bytes) -> tuple[int, int, int, int] | None:
    """The box around all marked pixels, in tenths of the picture's width and height."""
    image = Image.open(io.BytesIO(png)).convert("RGB")
    mask = Image.eval(image.getchannel("B"), lambda blue: 255 if blue < MARKER[2] + 40 else 0)
    yellow = Image.eval(image.getchannel("R"), lambda red: 255 if red > 200 else 0)
    box = Image.composite(mask, Image.new("L", image.size), yellow).getbbox()
    return box and tuple(round(10 * side / full) for side, full in zip(box, image.size * 2, strict=True))


def test_the_wording_is_marked_where_it_stands_on_its_page() -> None:
    assert marked(page_picture(SAMPLE.read_bytes(), 1, "Kommunen und gemeinnützige Vereine 80 Prozent")) == (1, 5, 7, 5)


def test_every_clause_of_a_sample_is_found_on_its_page() -> None:
    data = SAMPLE.read_bytes()
    clauses = [block for block in read(SAMPLE).blocks if block.page and len(block.text) > 20]
    assert len(clauses) > 10
    for block in clauses[::4]:
        assert block.page
        assert marked(page_picture(data, block.page, block.text)), block.text


def test_wording_that_the_page_does_not_hold_leaves_it_unmarked() -> None:
    assert marked(page_picture(SAMPLE.read_bytes(), 1, "Xylofonquartett Zypern")) is None


@pytest.mark.parametrize(("data", "page"), [(b"%PDF-1.7 nothing", 1), (b"", 1), (SAMPLE.read_bytes(), 99)])
def test_a_page_that_cannot_be_drawn_is_refused(data: bytes, page: int) -> None:
    with pytest.raises(DocumentRefused):
        page_picture(data, page, "Text")


def test_a_passage_without_a_page_is_drawn_with_its_neighbours() -> None:
    short = Image.open(io.BytesIO(passage_picture("Titel", "", "Das Zitat.", "")))
    long = Image.open(io.BytesIO(passage_picture("Titel", "Davor. " * 40, "Das Zitat.", "Danach. " * 40)))
    assert long.height > short.height
    assert marked(passage_picture("Titel", "Davor.", "Größe, „Zitat“ für 5 €", "Danach."))


def test_a_stored_file_gives_its_page_and_a_missing_one_the_passage(tmp_path: Path) -> None:
    originals = Originals(tmp_path)
    stored = document("d1", name=SAMPLE.name)
    clause = chunk("d1:a", "allgemein 50 Prozent", page=1, kind=ChunkKind.TABLE_ROW)
    passage = Passage(stored, clause, (), ())
    drawn = Image.open(io.BytesIO(originals.picture(passage)))
    originals.put(stored, SAMPLE)
    page = Image.open(io.BytesIO(originals.picture(passage)))
    assert page.height > page.width
    assert drawn.height < drawn.width
