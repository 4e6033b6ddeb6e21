"""Fourth step of ingestion: a document's blocks become chunks, the clauses that are searched and quoted."""

import hashlib
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from ingest.headings import HeadingPath
from ingest.model import Block, BlockKind, RawDocument
from ingest.readers.numbering import starts_clause, starts_item
from knowledge.german.sentences import sentences
from knowledge.model import Chunk, ChunkKind

PIECE = 300
"""A long paragraph is cut at sentence ends into pieces of about this many characters …"""
LONGEST_PIECE = 380
"""… and one up to this length stays whole."""
LONGEST_CLAUSE = 700
"""A numbered clause or an answer to a question stays whole up to this length."""
SECTION = 1500
"""Characters of a section where a format has no pages."""
LONGEST_LEAD = 220
LONGEST_LABEL = 45
LONGEST_SIGN = 4
"""A first cell this short is a number or letter: it needs its head beside it ("Linie P")."""
GENERAL_HEADS = frozenset({"Wert", "Angabe", "Antwort", "Regelung", "Inhalt", "Angaben", "Punkt", "Thema"})
"""Heads that say nothing when they stand before a cell."""
_SIGN = re.compile(r"\b(?:\d{1,3}|[A-Za-z]|[IVX]{1,5})\b")
"""A label names its part by a number or letter; a place at the start of a press release is none."""
_UNFIT_NAME = re.compile(r"\d|,.*,|.{46}")
_LEAD_END = re.compile(r"(?::|,|\b(?:wenn|werden|sind|ist|für|durch|sofern|soweit|dass))$")
_INLINE_ITEMS = re.compile(r"(?<=[.;!?]) (?=(\d{1,2})[.)] [A-ZÄÖÜ])")
_QUESTION = re.compile(r"^[^.!?]{8,160}\?[“\"»]? (?=\S)")


@dataclass(frozen=True, slots=True)
class _Piece:
    """A chunk before it has a number and an id."""

    text: str
    kind: ChunkKind
    page: int | None
    heading: tuple[str, ...] = ()
    lead: str = ""
    shown: str = ""


def chunk(document_id: str, raw: RawDocument) -> tuple[Chunk, ...]:
    """The chunks of a document in reading order, numbered from 0; a repeated passage is kept once.

    The id is made from the document's id, the path of headings, lead and text; the digest covers
    all other fields (see knowledge.model.Chunk).
    """
    seen: set[tuple[tuple[str, ...], str, str]] = set()
    pieces: list[_Piece] = []
    for piece in _pieces(raw.blocks):
        key = (piece.heading if len(piece.text) < LONGEST_LEAD else (), piece.lead, piece.text)
        if piece.text and key not in seen:
            seen.add(key)
            pieces.append(piece)
    used: Counter[str] = Counter()
    sections = _sections(pieces)
    return tuple(
        _chunk(document_id, piece, ordinal, section, used)
        for ordinal, (piece, section) in enumerate(zip(pieces, sections, strict=True))
    )


def _chunk(document_id: str, piece: _Piece, ordinal: int, section: int, used: Counter[str]) -> Chunk:
    name = _hash("\n".join((*piece.heading, piece.lead, piece.text)))[:12]
    used[name] += 1
    suffix = f"-{used[name]}" if used[name] > 1 else ""
    fields = (piece.text, piece.kind, piece.page, piece.heading, piece.lead, piece.shown, ordinal, section)
    return Chunk(
        id=f"{document_id}:{name}{suffix}",
        document_id=document_id,
        ordinal=ordinal,
        text=piece.text,
        kind=piece.kind,
        section=section,
        digest=_hash(repr((document_id, *fields))),
        page=piece.page,
        heading=piece.heading,
        lead=piece.lead,
        shown=piece.shown,
    )


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def _sections(pieces: Sequence[_Piece]) -> list[int]:
    """Passage numbers: one per page, or about SECTION characters under one heading."""
    numbers: list[int] = []
    number, length = 0, 0
    for index, piece in enumerate(pieces):
        before = pieces[index - 1] if index else piece
        if piece.page is not None or before.page is not None:
            starts = piece.page != before.page
        else:
            starts = length > 0 and (length + len(piece.text) > SECTION or piece.heading != before.heading)
        if starts:
            number, length = number + 1, 0
        length += len(piece.text)
        numbers.append(number)
    return numbers


def _pieces(blocks: Sequence[Block]) -> Iterator[_Piece]:
    headings = {block.text for block in blocks if block.kind is BlockKind.HEADING}
    path = HeadingPath()
    leads = _Leads()
    for index, block in enumerate(blocks):
        following = blocks[index + 1] if index + 1 < len(blocks) else None
        if block.kind is BlockKind.HEADING:
            path.enter(block.level, block.text)
            leads = _Leads()
            if following is None or (following.kind is BlockKind.HEADING and following.level <= block.level):
                yield _Piece(block.text, ChunkKind.PARAGRAPH, block.page, path.texts[:-1])
        elif block.kind is BlockKind.TABLE_ROW:
            yield _row(block, path.texts)
        elif block.kind is BlockKind.LIST_ITEM:
            yield from _item(block, path.texts, leads.over(block, following))
        elif block.text not in headings:
            leads.start(block, following)
            yield from _paragraph(block, path.texts)


class _Leads:
    """The sentence that introduces the list being read, and within it that of a list in an item."""

    def __init__(self) -> None:
        self._outer = self._inner = ""

    def start(self, block: Block, following: Block | None) -> None:
        self._outer, self._inner = _lead_of(block, following), ""

    def over(self, block: Block, following: Block | None) -> str:
        """The lead of an item; an item that itself introduces bullets leads them until the next numbered one."""
        numbered = starts_item(block.text)
        if not numbered and self._inner:
            return self._inner
        self._inner = _lead_of(block, following) if numbered and following and not starts_item(following.text) else ""
        return self._outer


def _row(block: Block, heading: tuple[str, ...]) -> _Piece:
    lead = " ".join(head for head in block.heads if head)
    return _Piece(block.text, ChunkKind.TABLE_ROW, block.page, heading, lead, _shown(block))


def _shown(block: Block) -> str:
    """A table row as a reader sees it: "Ladepunkt: Fördersatz 40 Prozent, Höchstbetrag 6.500 Euro"."""
    first, rest = block.cells[0], block.cells[1:]
    heads = block.heads[1:] if len(block.heads) == len(block.cells) else ("",) * len(rest)
    if len(rest) > 1 and len(first) <= LONGEST_SIGN and block.heads:
        first = f"{block.heads[0]} {first}".strip()
        if len(rest) > 2 and not _UNFIT_NAME.search(rest[0]):
            first, rest, heads = f"{first}, {rest[0]}", rest[1:], heads[1:]
    if len(rest) == 1 and heads[0] in GENERAL_HEADS:
        heads = ("",)
    parts = [f"{head} {cell}".strip() for head, cell in zip(heads, rest, strict=True) if cell]
    separator = "; " if any(", " in part for part in parts) else ", "
    shown = separator.join(parts)
    if not first or not shown:
        return first or shown
    return f"{first} {shown}" if first[-1:] in "?:" else f"{first}: {shown}"


def _item(block: Block, heading: tuple[str, ...], lead: str) -> Iterator[_Piece]:
    """An item, or several that a paragraph holds; a numbered item of whole sentences is a clause."""
    for part in _INLINE_ITEMS.split(block.text)[::2]:
        whole = starts_clause(part) and len(sentences(part)) > 1 and not lead
        if len(part) <= LONGEST_CLAUSE:
            yield _Piece(part, ChunkKind.CLAUSE if whole else ChunkKind.LIST_ITEM, block.page, heading, lead)
        else:
            yield from _split(replace(block, text=part), ChunkKind.CLAUSE, heading)


def _lead_of(block: Block, following: Block | None) -> str:
    """The sentence that introduces the list which follows, if this paragraph ends with one."""
    if following is None or following.kind is not BlockKind.LIST_ITEM:
        return ""
    last = sentences(block.text)[-1]
    return last if len(last) <= LONGEST_LEAD and _LEAD_END.search(last) else ""


def _paragraph(block: Block, heading: tuple[str, ...]) -> Iterator[_Piece]:
    whole = starts_clause(block.text) or _QUESTION.match(block.text)
    kind = ChunkKind.CLAUSE if whole else ChunkKind.PARAGRAPH
    if len(block.text) <= (LONGEST_CLAUSE if whole else LONGEST_PIECE):
        yield _Piece(block.text, kind, block.page, heading)
        return
    yield from _split(block, kind, heading)


def _split(block: Block, kind: ChunkKind, heading: tuple[str, ...]) -> Iterator[_Piece]:
    """A long paragraph in pieces; the later ones keep its label ("Zu Buchstabe a.", "5. Aufbewahrung.") as lead."""
    label = sentences(block.text)[0]
    lead = label if len(label) <= LONGEST_LABEL and _SIGN.search(label) else ""
    for index, text in enumerate(_cut(block.text)):
        yield _Piece(text, kind, block.page, heading, lead if index else "")


def _cut(text: str) -> list[str]:
    """Whole sentences put together to pieces of about PIECE characters, evenly filled."""
    count = max(round(len(text) / PIECE), 1)
    target = len(text) / count
    pieces = [""]
    for sentence in sentences(text):
        if pieces[-1] and len(pieces[-1]) + len(sentence) / 2 > target:
            pieces.append("")
        pieces[-1] = f"{pieces[-1]} {sentence}".strip()
    return pieces
