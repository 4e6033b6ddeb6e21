"""Inside the PDF reader: running titles, footers and page numbers are taken off the pages."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from ingest.cleaning import clean
from ingest.readers.spans import Span

EDGE = 0.13
"""Running titles stand in this share of the page's height, at its top or bottom."""
NARROW_EDGE = 0.085
SMALL = 0.9
SAME_HEIGHT = 4.0
REPEATED_SHARE = 0.4
LONGEST_TITLE = 50

_PAGE_NUMBER = re.compile(
    r"(?:\b(?:Seite|Blatt|Bl\.|S\.)\s*\d{1,3}(?:\s*(?:von|/|\|)\s*\d{1,3})?"
    r"|(?:^|(?<=\s))[-–—]\s*\d{1,3}\s*[-–—]"
    r"|[·|•]\s*\d{1,3}(?:\s*/\s*\d{1,3})?"
    r"|(?:^|(?<=\s))\d{1,3}\s*/\s*\d{1,3}|^\d{1,3})\s*$"
)
_DIGITS = re.compile(r"\d+")


def body_size(pieces: Iterable[Span]) -> float:
    """The type size in which most of the text is set."""
    sizes: Counter[float] = Counter()
    for piece in pieces:
        sizes[round(piece.size * 2) / 2] += len(piece.text)
    return sizes.most_common(1)[0][0] if sizes else 10.0


def strip_furniture(
    pages: Sequence[Sequence[Span]], heights: Sequence[float]
) -> tuple[list[list[Span]], tuple[str, ...]]:
    """The pages without running titles and page numbers, and the titles once each, their page number cut off."""
    body = body_size(piece for pieces in pages for piece in pieces)
    seen: defaultdict[tuple[str, int], set[int]] = defaultdict(set)
    for index, pieces in enumerate(pages):
        for piece in pieces:
            if _share(piece, heights[index]) <= EDGE:
                seen[_key(piece)].add(index)
    kept: list[list[Span]] = []
    found: dict[str, None] = {}
    for index, pieces in enumerate(pages):
        rest = []
        for piece in pieces:
            if _is_furniture(piece, _share(piece, heights[index]), body, _often(seen, piece, len(pages))):
                found[clean(_PAGE_NUMBER.sub("", clean(piece.text))).strip(" –-·|")] = None
            else:
                rest.append(piece)
        kept.append(rest)
    return kept, tuple(text for text in found if text)


def _is_furniture(piece: Span, share: float, body: float, often: bool) -> bool:  # noqa: FBT001 one measure of four
    if share > EDGE:
        return False
    if often or _PAGE_NUMBER.search(clean(piece.text)):
        return True
    return share <= NARROW_EDGE and piece.size <= SMALL * body


def _share(piece: Span, height: float) -> float:
    """How far a piece stands from the nearer edge, top or bottom, as a share of the page's height."""
    return min(piece.y, height - piece.y - piece.size * 0.7) / height


def _key(piece: Span) -> tuple[str, int]:
    text = clean(piece.text)
    # Sentences at the top of pages may differ in their figures alone, and say different things.
    is_sentence = len(text) > LONGEST_TITLE and text.endswith(".")
    return text if is_sentence else _DIGITS.sub("#", text), round(piece.y / SAME_HEIGHT)


def _often(seen: dict[tuple[str, int], set[int]], piece: Span, pages: int) -> bool:
    text, height = _key(piece)
    on = set().union(*(seen.get((text, height + step), set()) for step in (-1, 0, 1)))
    return len(on) > 1 and len(on) >= REPEATED_SHARE * pages
