"""Reads the text that describes a sample: head lines "name: value", an empty line, then blocks.

# title   ## heading   ### heading below it   - point   1. step   | cell | cell |   > notice
a line "---" starts a new page (PDF only); lines that follow each other are one paragraph
"""

import re
from dataclasses import dataclass, field

_MARKS = {"# ": "title", "## ": "heading", "### ": "subheading", "- ": "item", "> ": "notice", "~ ": "hidden"}
_BREAKS = {"---": "break", "===": "column"}
_STEP = re.compile(r"\d+\. ")


@dataclass(slots=True)
class Block:
    """One piece of a sample; `rows` belong to tables, the first of them holds the column heads."""

    kind: str
    text: str = ""
    rows: list[list[str]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Sample:
    """Head lines and blocks. Known names: titel, quelle, stand; of PDF and Word kopf, fuss, of PDF
    stil, schrift, seitenzahl; of web pages vorlage, seite, menue, url, datum."""

    head: dict[str, str]
    blocks: list[Block]

    @property
    def title(self) -> str:
        return self.head.get("titel") or next(block.text for block in self.blocks if block.kind == "title")

    @property
    def source_line(self) -> str:
        """The visible line with source and date; empty where the text says it itself."""
        if "quelle" not in self.head:
            return ""
        return f"Quelle: {self.head['quelle']} · Stand: {self.head['stand']}"


def parse(text: str) -> Sample:
    head, _, body = text.partition("\n\n")
    fields = dict(line.split(": ", 1) for line in head.splitlines())
    blocks: list[Block] = []
    glue = False
    for line in map(str.strip, body.splitlines()):
        if not line:
            glue = False
        elif line.startswith("|"):
            _table_row(line, blocks, glue=glue)
            glue = True
        elif glue and blocks[-1].kind in {"text", "item", "step", "notice"} and _block(line).kind == "text":
            blocks[-1].text += f" {line}"
        else:
            blocks.append(_block(line))
            glue = True
    return Sample(fields, blocks)


def _block(line: str) -> Block:
    if line in _BREAKS:
        return Block(_BREAKS[line])
    for mark, kind in _MARKS.items():
        if line.startswith(mark):
            return Block(kind, line.removeprefix(mark))
    step = _STEP.match(line)
    return Block("step", line[step.end() :]) if step else Block("text", line)


def _table_row(line: str, blocks: list[Block], *, glue: bool) -> None:
    if not glue or blocks[-1].kind != "table":
        blocks.append(Block("table"))
    blocks[-1].rows.append([cell.strip() for cell in line.strip("|").split("|")])
