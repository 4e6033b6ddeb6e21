"""A sample as web page: the article inside one of the page templates with menu, cookie banner and share bar."""

from collections.abc import Iterator
from html import escape
from itertools import groupby
from pathlib import Path
from string import Template

from evaluation.make_samples.parse import Block, Sample

TEMPLATES = Path(__file__).parent / "templates"
TAGS = {"title": "h1", "heading": "h2", "subheading": "h3", "text": "p", "item": "li", "step": "li"}


def render_html(sample: Sample) -> bytes:
    template = Template((TEMPLATES / f"{sample.head['vorlage']}.html").read_text(encoding="utf-8"))
    menu = "".join(f'<li><a href="#">{escape(name)}</a></li>' for name in sample.head.get("menue", "").split(", "))
    url = sample.head.get("url")
    page = template.substitute(
        title=escape(sample.title),
        site=escape(sample.head["seite"]),
        menu=menu,
        date=sample.head.get("datum", ""),
        link=f'<link rel="canonical" href="{escape(url)}">' if url else "",
        article="\n".join(_article(sample)),
    )
    return page.encode()


def _article(sample: Sample) -> Iterator[str]:
    for kind, blocks in groupby(sample.blocks, key=lambda block: block.kind):
        found = [_tag(block) for block in blocks]
        if kind in {"item", "step"}:
            outer = "ul" if kind == "item" else "ol"
            yield f"<{outer}>\n" + "\n".join(found) + f"\n</{outer}>"
        else:
            yield from found
        if kind == "title" and sample.source_line:
            yield f'<p class="quelle">{escape(sample.source_line)}</p>'


def _tag(block: Block) -> str:
    if block.kind == "table":
        heads, *rows = block.rows
        lines = [_row("th", heads), *(_row("td", row) for row in rows)]
        return "<table>\n" + "\n".join(lines) + "\n</table>"
    if block.kind == "notice":
        return f'<p class="hinweis"><strong>{escape(block.text, quote=False)}</strong></p>'
    if block.kind == "hidden":
        return f'<p style="display:none">{escape(block.text, quote=False)}</p>'
    tag = TAGS[block.kind]
    return f"<{tag}>{escape(block.text, quote=False)}</{tag}>"


def _row(tag: str, cells: list[str]) -> str:
    return "<tr>" + "".join(f"<{tag}>{escape(cell, quote=False)}</{tag}>" for cell in cells) + "</tr>"
