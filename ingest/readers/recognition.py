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
MOST_RECOGNISED = 100
"""Pages of one file that are recognised; at 2 to 6 seconds each."""
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
SAME_SIZE = 0.15
"""Lines within this share of the page's usual type size have that size."""
LEADING = 1.6
"""Lines of one paragraph, which Tesseract knows, stand at most so many type sizes apart in what follows."""
_HIGHEST, _HIGH, _LOW, _BELOW = 0.93, 0.73, 0.52, 0.21
"""Heights of Ä, of A and b, of a, and depth of g, in type sizes (mean of the usual faces)."""
_BELOW_SIGNS = frozenset("gjpqyQ§;()")
_LOW_SIGNS = frozenset("acegmnopqrsuvwxyz.,:;-–")
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
    """A span for each run of words on a line; sizes are measured by the letters of the line and evened out."""
    lines: dict[tuple[int, int, int], list[_Word]] = {}
    for word in words:
        lines.setdefault(word.line, []).append(word)
    sizes = {key: _size(line) for key, line in lines.items()}
    usual = median(sizes.values())
    before: tuple[tuple[int, int], float] = ((-1, -1), 0.0)
    for key, line in lines.items():
        size = usual if abs(sizes[key] - usual) <= SAME_SIZE * usual else sizes[key]
        y = height - max(word.bottom for word in line) + (_BELOW * size if _reaches_below(line) else 0.0)
        y = max(y, before[1] - LEADING * size) if before[0] == key[:2] else y
        before = (key[:2], y)
        for run in _runs(line, COLUMN_GAP * usual):
            yield Span(" ".join(word.text for word in run), run[0].left, run[-1].right, y, size)


def _size(line: list[_Word]) -> float:
    """Type size in points: the line's height by the share of the size that its letters take up."""
    signs = "".join(word.text for word in line)
    above = _HIGHEST if any(sign in "ÄÖÜ" for sign in signs) else _LOW if set(signs) <= _LOW_SIGNS else _HIGH
    share = above + (_BELOW if _reaches_below(line) else 0.0)
    return (max(word.bottom for word in line) - min(word.top for word in line)) / share


def _reaches_below(line: list[_Word]) -> bool:
    return any(_BELOW_SIGNS & set(word.text) for word in line)


def _runs(line: list[_Word], gap: float) -> Iterator[list[_Word]]:
    run = [line[0]]
    for word in line[1:]:
        if word.left - run[-1].right > gap:
            yield run
            run = []
        run.append(word)
    yield run
