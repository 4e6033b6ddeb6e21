"""Inside the readers of scans: a picture of a page becomes placed text, by Tesseract with its German data."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from statistics import median
from typing import TYPE_CHECKING

from ingest.readers.spans import Page, Span

if TYPE_CHECKING:
    from PIL.Image import Image

LANGUAGE = "deu"
DPI = 300
"""What Tesseract reads best, by its own documentation."""
LONGEST_S = 90
"""Seconds for one page; a page of noise keeps Tesseract busy for minutes."""
LEAST_SURE = 0.55
"""A page whose words were recognised with less certainty than this (mean, 0 to 1) is no text to quote."""
WORD_FLOOR = 20
"""Words below this certainty, of 100, are specks and lines."""
LEAST_LETTERS = 12
"""A page of fewer recognised letters is an empty page or a photo."""
COLUMN_GAP = 2.0
"""Words farther apart than so many type sizes stand in two cells."""
LARGER, SMALLER = 1.3, 0.8
"""Lines this much higher or lower than usual are set in another size; between lie the shapes of letters."""
EM = 1.15
"""Type sizes in the height of a line from its lowest to its highest sign."""
_POINTS = 72 / DPI


@dataclass(frozen=True, slots=True)
class Recognised:
    """A page's text placed in points, how sure it is, 0 to 1, and whether hardly anything stands on it."""

    page: Page
    sure: float
    blank: bool = False


@dataclass(frozen=True, slots=True)
class _Word:
    text: str
    line: tuple[int, int, int]
    left: float
    right: float
    top: float
    bottom: float
    sure: float


@cache
def can_recognise() -> bool:
    """Whether Tesseract and its German data are installed."""
    import pytesseract

    try:
        return LANGUAGE in pytesseract.get_languages()
    except (pytesseract.TesseractNotFoundError, pytesseract.TesseractError, OSError):
        return False


def recognise(number: int, image: "Image") -> Recognised:
    """The text of a picture taken at DPI; none where it is less sure than LEAST_SURE."""
    words = list(_words(image))
    letters = sum(len(word.text) for word in words)
    sure = sum(word.sure * len(word.text) for word in words) / letters / 100 if letters else 0.0
    width, height = image.width * _POINTS, image.height * _POINTS
    spans = tuple(_spans(words, height)) if sure >= LEAST_SURE else ()
    return Recognised(Page(number, width, height, spans), sure, blank=letters < LEAST_LETTERS)


def _words(image: "Image") -> Iterator[_Word]:
    import pytesseract

    os.environ.setdefault("OMP_THREAD_LIMIT", "1")  # Its threads on a shared machine cost more than they bring.
    try:
        found = pytesseract.image_to_data(
            image.convert("L"),
            lang=LANGUAGE,
            config=f"--dpi {DPI}",
            timeout=LONGEST_S,
            output_type=pytesseract.Output.DICT,
        )
    except (pytesseract.TesseractError, RuntimeError, OSError):
        return
    fields = ("text", "conf", "block_num", "par_num", "line_num", "left", "top", "width", "height")
    for text, sure, block, part, line, left, top, width, height in zip(*(found[name] for name in fields), strict=True):
        if text.strip() and float(sure) >= WORD_FLOOR:
            box = (left * _POINTS, (left + width) * _POINTS, top * _POINTS, (top + height) * _POINTS)
            yield _Word(text, (block, part, line), *box, float(sure))


def _spans(words: list[_Word], height: float) -> Iterator[Span]:
    """A span for each run of words on a line; heights of letters vary, so type sizes are evened out."""
    lines: dict[tuple[int, int, int], list[_Word]] = {}
    for word in words:
        lines.setdefault(word.line, []).append(word)
    usual = median(max(word.bottom for word in line) - min(word.top for word in line) for line in lines.values())
    for line in lines.values():
        bottom = max(word.bottom for word in line)
        tall = (bottom - min(word.top for word in line)) / usual
        size = EM * usual * (tall if tall >= LARGER or tall <= SMALLER else 1.0)
        run = [line[0]]
        for word in line[1:]:
            if word.left - run[-1].right > COLUMN_GAP * usual:
                yield _span(run, height - bottom, size)
                run = []
            run.append(word)
        yield _span(run, height - bottom, size)


def _span(run: list[_Word], y: float, size: float) -> Span:
    return Span(" ".join(word.text for word in run), run[0].left, run[-1].right, y, size)
