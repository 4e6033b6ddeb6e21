"""First step of ingestion: a file becomes a RawDocument, whatever its format; the content decides, not the suffix."""

from collections.abc import Callable
from importlib import import_module
from pathlib import Path

from ingest.model import RawDocument
from ingest.readers.formats import Format, format_of
from knowledge.errors import DocumentRefused, RefusalReason

LARGEST = 50 * 1024 * 1024
"""Bytes; a larger file is a picture book or a mistake."""
TINY = 2.5
"""Type smaller than this many points is not meant to be read, whatever the format."""
_READERS = {
    Format.PDF: ("pdf", "read_pdf"),
    Format.DOCX: ("docx", "read_docx"),
    Format.ODT: ("odt", "read_odt"),
    Format.RTF: ("rtf", "read_rtf"),
    Format.PPTX: ("pptx", "read_pptx"),
    Format.SHEET: ("sheets", "read_sheets"),
    Format.CSV: ("sheets", "read_csv"),
    Format.HTML: ("html", "read_html"),
    Format.MAIL: ("mail", "read_mail"),
    Format.OUTLOOK: ("outlook", "read_outlook"),
    Format.IMAGE: ("scan", "read_image"),
    Format.MARKDOWN: ("markdown", "read_markdown_file"),
    Format.TEXT: ("text", "read_text_file"),
}
"""Each format's module and function; a module is loaded with the first file of its format."""


def read(path: Path, name: str | None = None) -> RawDocument:
    """Read one file; `name` is what it is called where that is not its own name (a member of an archive).

    Raises DocumentRefused: missing, too large, empty, of an unknown format, broken, encrypted, a scan
    that can't be recognised, in an encoding that can't be read, or larger inside than it may be.
    An archive is an unknown format here: ingest.readers.containers makes its members files.
    """
    name = name or path.name
    data = bytes_of(path, name)
    found = format_of(name, path.suffix.lower(), data)
    if found is Format.ZIP:
        raise DocumentRefused(name, RefusalReason.UNKNOWN_FORMAT)
    return _reader(found)(name, data)


def bytes_of(path: Path, name: str) -> bytes:
    """The content of a file. Raises DocumentRefused (missing, too large, empty)."""
    try:
        size = path.stat().st_size
        if size > LARGEST:
            raise DocumentRefused(name, RefusalReason.TOO_LARGE)
        data = path.read_bytes()
    except OSError as exc:
        raise DocumentRefused(name, RefusalReason.MISSING) from exc
    if not data.strip():
        raise DocumentRefused(name, RefusalReason.EMPTY)
    return data


def _reader(found: Format) -> Callable[[str, bytes], RawDocument]:
    module, function = _READERS[found]
    reader: Callable[[str, bytes], RawDocument] = getattr(import_module(f"ingest.readers.{module}"), function)
    return reader
