"""Reads RTF files: striprtf gives the text and marks the cells of tables; hidden text is taken out before."""

import re
from itertools import groupby

from ingest.cleaning import clean
from ingest.model import Block, RawDocument
from ingest.readers.grid import looks_like_heads, row_blocks
from ingest.readers.text import read_text
from knowledge.errors import DocumentRefused, RefusalReason

HIDDEN = "verborgener Text in der RTF-Datei (ausgeblendet, winzig oder weiß)"
_END = r"(?![a-zA-Z0-9-])"
_COLOURS = re.compile(r"\{\\colortbl([^{}]*)\}")
_WHITE = re.compile(r"\\red255\s*\\green255\s*\\blue255")
_TITLE = re.compile(r"\{\\title ([^{}\\]+)\}")
_WRITTEN = re.compile(r"(?:(?<=\s)|(?<=\}))[^\s\\{}]{2,}")
_CELLS = re.compile(r"\|")


def read_rtf(name: str, data: bytes) -> RawDocument:
    """The text of an RTF file. Raises DocumentRefused (broken, empty)."""
    from striprtf.striprtf import rtf_to_text

    source, hidden = _without_hidden(data.decode("latin-1"))
    try:
        text = rtf_to_text(source, errors="replace")  # type: ignore[no-untyped-call]  # the library has no types
    except (ArithmeticError, LookupError, TypeError, ValueError) as exc:
        raise DocumentRefused(name, RefusalReason.BROKEN) from exc
    blocks: list[Block] = []
    title = None
    for is_table, group in groupby(text.split("\n"), key=lambda line: line.count("|") > 1 and line.endswith("|")):
        lines = list(group)
        if is_table:
            blocks += _table(lines)
        elif any(line.strip() for line in lines):
            raw = read_text(name, "\n".join(lines))
            blocks += raw.blocks
            title = title or raw.title
    if not blocks:
        raise DocumentRefused(name, RefusalReason.EMPTY)
    stated = _TITLE.search(source)
    title = title or (clean(stated.group(1)) if stated else None)
    return RawDocument(name, tuple(blocks), title=title, dropped=(HIDDEN,) if hidden else ())


def _table(lines: list[str]) -> list[Block]:
    rows = [tuple(clean(cell) for cell in _CELLS.split(line)[:-1]) for line in lines]
    return list(row_blocks(rows, headed=len(rows) > 1 and looks_like_heads(rows)))


def _without_hidden(source: str) -> tuple[str, bool]:
    r"""The source without text that is hidden (`\v`), below 2.5 points or white; whether there was any."""
    marks = [rf"\\v1?{_END}", rf"\\fs[0-4]{_END}"]
    table = _COLOURS.search(source)
    entries = table.group(1).split(";") if table else []
    # Without a shading of its own, white type stands on white paper.
    whites = [str(number) for number, entry in enumerate(entries) if _WHITE.search(entry)]
    if whites and not re.search(r"\\(?:cl)?(?:cbpat|cfpat|highlight|clcbpat)\d", source):
        marks.append(rf"\\cf(?:{'|'.join(whites)}){_END}")
    mark = f"(?:{'|'.join(marks)})"
    found = False

    def blank(match: re.Match[str]) -> str:
        nonlocal found
        found = found or bool(_WRITTEN.search(match.group()))
        return " "

    source = re.sub(rf"\{{[^{{}}]*{mark}[^{{}}]*\}}", blank, source)
    return re.sub(rf"\\v1?{_END}[^{{}}]*?\\v0", blank, source), found
