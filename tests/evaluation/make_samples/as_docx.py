"""A sample as Word file, with the styles that staff use; the archive carries no time of its making."""

import datetime as dt
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from docx import Document
from docx.document import Document as WordDocument
from evaluation.make_samples.parse import Block, Sample

MADE = dt.datetime(2026, 11, 20, 9, 0)  # noqa: DTZ001 Word's properties hold no zone
STYLES = {"item": "List Bullet", "step": "List Number", "notice": "Intense Quote"}


def render_docx(sample: Sample) -> bytes:
    word = Document()
    properties = word.core_properties
    properties.title, properties.language = sample.title, "de-DE"
    properties.author = properties.last_modified_by = properties.comments = ""
    properties.created = properties.modified = MADE
    word.sections[0].header.paragraphs[0].text = sample.head.get("kopf", "")
    word.sections[0].footer.paragraphs[0].text = sample.head.get("fuss", "")
    for block in sample.blocks:
        _write(word, block)
        if block.kind == "title" and sample.source_line:
            word.add_paragraph().add_run(sample.source_line).italic = True
    made = BytesIO()
    word.save(made)
    return _without_times(made.getvalue())


def _write(word: WordDocument, block: Block) -> None:
    levels = {"title": 1, "heading": 2, "subheading": 3}
    if block.kind in levels:
        word.add_heading(block.text, levels[block.kind])
    elif block.kind == "table":
        table = word.add_table(rows=0, cols=len(block.rows[0]), style="Light Grid Accent 1")
        for cells in block.rows:
            for cell, text in zip(table.add_row().cells, cells, strict=True):
                cell.text = text
        word.add_paragraph()
    elif block.kind != "break":
        word.add_paragraph(block.text, style=STYLES.get(block.kind))


def _without_times(archive: bytes) -> bytes:
    made = BytesIO()
    with ZipFile(BytesIO(archive)) as old, ZipFile(made, "w", ZIP_DEFLATED) as new:
        for name in old.namelist():
            entry = ZipInfo(name)
            entry.compress_type = ZIP_DEFLATED
            new.writestr(entry, old.read(name))
    return made.getvalue()
