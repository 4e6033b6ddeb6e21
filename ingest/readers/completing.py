"""Inside the PDF reader: pages that pypdf read badly are read by pdfium, pages that are pictures are recognised."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from ingest.readers.garbled import garbled
from ingest.readers.pdfium import Pdfium
from ingest.readers.recognition import DPI, MOST_RECOGNISED, Recognised, can_recognise, recognise
from ingest.readers.spans import Page

PICTURES = "{pages} nur als Bild, weil die Texterkennung fehlt (Pakete tesseract-ocr und tesseract-ocr-deu)"
TOO_MANY_PICTURES = "{pages} nur als Bild, weil höchstens {most} Seiten erkannt werden"
UNRECOGNISED = "{pages}, auf denen kein Text sicher zu erkennen ist"


@dataclass(frozen=True, slots=True)
class Completed:
    """All pages; `dropped` are German phrases for what is missing, `quality` as in RawDocument.

    `without_recognition` says that pictures of text were left because nothing can recognise them.
    """

    pages: tuple[Page, ...]
    dropped: tuple[str, ...] = ()
    quality: float | None = None
    without_recognition: bool = False


def complete(data: bytes, pages: Sequence[Page]) -> Completed:
    """Improve what can be improved; a document of sound text is not opened a second time."""
    broken = {page.number for page in pages if page.failed or garbled(page.spans) >= 1}
    if not broken and all(page.spans or not page.drawn for page in pages):
        return Completed(tuple(pages))
    with Pdfium(data) as pdfium:
        better = [_better(page, pdfium) if page.number in broken else page for page in pages]
        # Senseless signs are no text: only what the page looks like can still be read.
        sound = [replace(page, spans=()) if garbled(page.spans) >= 1 else page for page in better]
        pictures = [page.number for page in sound if not page.spans and page.drawn]
        return _recognised(sound, pictures, pdfium) if pictures else Completed(tuple(sound))


def _better(page: Page, pdfium: Pdfium) -> Page:
    """The page as pdfium reads it where that is the less garbled one."""
    try:
        other = pdfium.text(page.number)
    except ValueError:
        return page
    if not other.spans or (page.spans and garbled(other.spans) >= garbled(page.spans)):
        return page
    return replace(other, hidden=page.hidden, drawn=page.drawn)


def _recognised(pages: Sequence[Page], pictures: Sequence[int], pdfium: Pdfium) -> Completed:
    if not can_recognise():
        return Completed(tuple(pages), (PICTURES.format(pages=listed(pictures)),), without_recognition=True)
    found = {number: recognised_page(pdfium, number) for number in pictures[:MOST_RECOGNISED]}
    merged = tuple(_placed(page, found.get(page.number)) for page in pages)
    sure = [one.sure for one in found.values() if one.page.spans]
    unsure = [number for number, one in found.items() if not one.page.spans and not one.blank]
    left = pictures[MOST_RECOGNISED:]
    dropped = tuple(
        text.format(pages=listed(numbers), most=MOST_RECOGNISED)
        for text, numbers in ((UNRECOGNISED, unsure), (TOO_MANY_PICTURES, left))
        if numbers
    )
    return Completed(merged, dropped, sum(sure) / len(sure) if sure else None)


def recognised_page(pdfium: Pdfium, number: int) -> Recognised:
    """The text of a page's picture; none where pdfium can't draw it."""
    try:
        return recognise(number, pdfium.drawn(number, DPI))
    except ValueError:
        return Recognised(Page(number, 0.0, 0.0, ()), 0.0)


def _placed(page: Page, found: Recognised | None) -> Page:
    """The recognised text at the measure of the PDF's page."""
    if found is None or not found.page.spans:
        return page
    return replace(found.page, hidden=page.hidden, drawn=page.drawn)


def listed(numbers: Sequence[int]) -> str:
    """Page numbers as staff read them: "Seite 3", "Seiten 3–5 und 8"."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1] = [runs[-1][0], number]
        else:
            runs.append([number])
    texts = ["–".join(map(str, run)) for run in runs]
    joined = texts[0] if len(texts) == 1 else f"{', '.join(texts[:-1])} und {texts[-1]}"
    return f"{'Seite' if len(numbers) == 1 else 'Seiten'} {joined}"
