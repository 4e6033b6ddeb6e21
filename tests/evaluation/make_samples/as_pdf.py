"""A sample as PDF: running header, page numbers, headings, lists, tables, notices; optionally two columns."""

import datetime as dt

from evaluation.make_samples.parse import Block, Sample
from fpdf import FPDF
from fpdf.enums import TableBordersLayout, TableCellFillMode
from fpdf.fonts import FontFace

MADE = dt.datetime(2026, 11, 20, 9, 0, tzinfo=dt.UTC)
ACCENTS = {"blau": (23, 78, 122), "gruen": (38, 100, 68), "rot": (140, 43, 43), "grau": (70, 70, 70)}
MARGIN = 24
GAP = 9
LINE = 5.4
SIZE = 10.5


class Paper(FPDF):
    """A4 with the sample's own header and footer; core fonts, so that no font file is needed."""

    def __init__(self, sample: Sample) -> None:
        super().__init__(format="A4")
        self.sample = sample
        self.accent = ACCENTS[sample.head.get("stil", "blau")]
        self.family = "Times" if sample.head.get("schrift") == "serif" else "Helvetica"
        self.core_fonts_encoding = "windows-1252"
        self.column, self.column_top = 0, 0.0
        self.set_margins(MARGIN, 20, MARGIN)
        self.set_auto_page_break(auto=True, margin=24)
        self.set_creation_date(MADE)
        self.set_title(sample.title)
        self.set_lang("de-DE")

    def header(self) -> None:
        text = self.sample.head.get("kopf")
        if not text:
            return
        self.set_font(self.family, "", 8.5)
        self.set_text_color(90)
        self.cell(0, 5, text, new_x="LMARGIN", new_y="NEXT")
        self.set_draw_color(*self.accent)
        self.line(MARGIN, self.get_y() + 1, self.w - MARGIN, self.get_y() + 1)
        self.ln(7)

    def next_column(self) -> None:
        """The left half of the page from here on; called again, the right half from the same height."""
        self.column += 1
        if self.column == 1:
            self.column_top = self.get_y()
        width = (self.w - 2 * MARGIN - GAP) / 2
        left = MARGIN + (self.column - 1) * (width + GAP)
        self.set_left_margin(left)
        self.set_right_margin(self.w - left - width)
        self.set_xy(left, self.column_top)

    def next_page(self) -> None:
        self.add_page()
        self.column = 0
        self.set_margins(MARGIN, 20, MARGIN)
        self.set_x(MARGIN)

    def footer(self) -> None:
        self.set_xy(MARGIN, -16)
        self.set_font(self.family, "", 8.5)
        self.set_text_color(90)
        half = self.w / 2 - MARGIN
        self.cell(half, 5, self.sample.head.get("fuss", ""))
        numbering = self.sample.head.get("seitenzahl", "Seite {n} von {m}")
        self.cell(half, 5, numbering.format(n=self.page_no(), m="{nb}"), align="R")


def render_pdf(sample: Sample) -> bytes:
    paper = Paper(sample)
    paper.next_page()
    source = sample.source_line
    blocks = list(sample.blocks)
    if source:
        after_title = next((i + 1 for i, block in enumerate(blocks) if block.kind == "title"), 0)
        blocks.insert(after_title, Block("source", source))
    number = 0
    before = ""
    for block in blocks:
        number = number + 1 if block.kind == "step" else 0
        if before in {"item", "step"} and block.kind != before:
            paper.ln(1.5)
        _draw(paper, block, number)
        before = block.kind
    return bytes(paper.output())


def _draw(paper: Paper, block: Block, number: int) -> None:
    if block.kind == "break":
        paper.next_page()
    elif block.kind == "column":
        paper.next_column()
    elif block.kind == "table":
        _table(paper, block.rows)
    elif block.kind in {"title", "heading", "subheading"}:
        _heading(paper, block)
    elif block.kind == "notice":
        _notice(paper, block.text)
    elif block.kind in {"item", "step"}:
        _point(paper, "•" if block.kind == "item" else f"{number}.", block.text)
    else:
        _paragraph(paper, block)


def _heading(paper: Paper, block: Block) -> None:
    size, before, after = {"title": (17, 0, 2.5), "heading": (12, 3.5, 1.5), "subheading": (10.5, 2, 1)}[block.kind]
    if paper.will_page_break(30):
        paper.next_page()
    paper.ln(before)
    paper.set_font(paper.family, "B", size)
    paper.set_text_color(*paper.accent)
    paper.multi_cell(0, size * 0.5, block.text, new_x="LMARGIN", new_y="NEXT", align="L")
    paper.ln(after)


def _paragraph(paper: Paper, block: Block) -> None:
    small = block.kind == "source"
    paper.set_font(paper.family, "I" if small else "", 9 if small else SIZE)
    paper.set_text_color(80 if small else 20)
    paper.multi_cell(0, 4.6 if small else LINE, block.text, new_x="LMARGIN", new_y="NEXT", align="L")
    paper.ln(2.2)


def _point(paper: Paper, sign: str, text: str) -> None:
    paper.set_font(paper.family, "", SIZE)
    paper.set_text_color(20)
    paper.set_x(paper.l_margin + 2)
    paper.cell(6, LINE, sign)
    paper.multi_cell(paper.epw - 8, LINE, text, new_x="LMARGIN", new_y="NEXT", align="L")
    paper.ln(1)


def _notice(paper: Paper, text: str) -> None:
    paper.ln(1)
    paper.set_font(paper.family, "B", 10)
    paper.set_text_color(*paper.accent)
    paper.set_fill_color(240, 243, 246)
    paper.multi_cell(0, LINE, text, new_x="LMARGIN", new_y="NEXT", fill=True, padding=(2.5, 3), align="L")
    paper.ln(3)


def _table(paper: Paper, rows: list[list[str]]) -> None:
    paper.ln(1)
    paper.set_font(paper.family, "", 9.5)
    paper.set_text_color(20)
    paper.set_draw_color(170)
    heads = FontFace(emphasis="BOLD", color=(255, 255, 255), fill_color=paper.accent)
    longest = [max(min(len(row[i]), 60) for row in rows) for i in range(len(rows[0]))]
    with paper.table(
        borders_layout=TableBordersLayout.HORIZONTAL_LINES,
        cell_fill_color=(246, 247, 249),
        cell_fill_mode=TableCellFillMode.EVEN_ROWS,
        col_widths=tuple(max(width, 14) for width in longest),
        headings_style=heads,
        line_height=4.8,
        padding=1.3,
        text_align="LEFT",
    ) as table:
        for cells in rows:
            row = table.row()
            for cell in cells:
                row.cell(cell)
    paper.ln(4)
