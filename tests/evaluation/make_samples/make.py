"""From a folder of text files to a folder of documents."""

from collections.abc import Iterator
from pathlib import Path

from evaluation.make_samples.as_docx import render_docx
from evaluation.make_samples.as_html import render_html
from evaluation.make_samples.as_pdf import render_pdf
from evaluation.make_samples.parse import parse

HERE = Path(__file__).parent
TARGETS = {
    HERE / "content": HERE.parents[2] / "ingest" / "samples",
    HERE.parent / "third" / "content": HERE.parent / "third" / "docs",
    HERE.parent / "fourth" / "content": HERE.parent / "fourth" / "docs",
    HERE.parent / "fifth" / "content": HERE.parent / "fifth" / "docs",
    HERE.parent / "sixth" / "content": HERE.parent / "sixth" / "docs",
    HERE.parent / "seventh" / "content": HERE.parent / "seventh" / "docs",
    HERE.parent / "eighth" / "content": HERE.parent / "eighth" / "docs",
}
"""Which folder of texts makes which folder of documents."""
RENDERERS = {".pdf": render_pdf, ".docx": render_docx, ".html": render_html}


def make_folder(content: Path, target: Path) -> Iterator[Path]:
    """Write one document for each text file; yields the paths written, in order of their names."""
    for source in sorted(content.rglob("*.txt")):
        made = target / source.relative_to(content).with_suffix("")
        made.parent.mkdir(parents=True, exist_ok=True)
        made.write_bytes(make(source))
        yield made


def make(source: Path) -> bytes:
    """The bytes of the document that a text file describes; its name without `.txt` says the format."""
    return RENDERERS[source.with_suffix("").suffix](parse(source.read_text(encoding="utf-8")))
