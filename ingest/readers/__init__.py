"""First step of ingestion: a file becomes a RawDocument, whatever its format; the content decides, not the suffix."""

from pathlib import Path

from ingest.model import RawDocument
from knowledge.errors import DocumentRefused, RefusalReason

LARGEST = 50 * 1024 * 1024
"""Bytes; a larger file is a picture book or a mistake."""
_TEXT_SUFFIXES = {".txt", ".text", ".asc", ".md", ".markdown", ".html", ".htm", ".xhtml", ""}
_MARKDOWN_SUFFIXES = {".md", ".markdown"}
_OLD_CONTAINER = b"\xd0\xcf\x11\xe0"
_ENCRYPTED_STREAM = "EncryptedPackage".encode("utf-16-le")
"""Word keeps a file with a password in the container of its old format."""
_HTML_STARTS = (b"<!doctype html", b"<html", b"<head", b"<body")


def read(path: Path) -> RawDocument:
    """Read one file.

    Raises DocumentRefused: missing, too large, empty, of an unknown format, broken, encrypted,
    without a text layer (a scan), or in an encoding that can't be read.
    """
    data = _bytes_of(path)
    if b"%PDF-" in data[:1024]:
        from ingest.readers.pdf import read_pdf

        return read_pdf(path.name, data)
    if data.startswith(b"PK\x03\x04"):
        from ingest.readers.docx import read_docx

        return read_docx(path.name, data)
    if data.startswith(_OLD_CONTAINER) and _ENCRYPTED_STREAM in data:
        raise DocumentRefused(path.name, RefusalReason.ENCRYPTED)
    suffix = path.suffix.lower()
    if data.lstrip(b"\xef\xbb\xbf \t\r\n")[:2000].lower().startswith(_HTML_STARTS) or _is_html(data, suffix):
        from ingest.readers.html import read_html

        return read_html(path.name, data)
    if suffix in {".pdf", ".docx"}:
        raise DocumentRefused(path.name, RefusalReason.BROKEN)
    if suffix not in _TEXT_SUFFIXES:
        raise DocumentRefused(path.name, RefusalReason.UNKNOWN_FORMAT)
    return _read_characters(path.name, data, markdown=suffix in _MARKDOWN_SUFFIXES)


def _bytes_of(path: Path) -> bytes:
    try:
        size = path.stat().st_size
        if size > LARGEST:
            raise DocumentRefused(path.name, RefusalReason.TOO_LARGE)
        data = path.read_bytes()
    except OSError as exc:
        raise DocumentRefused(path.name, RefusalReason.MISSING) from exc
    if not data.strip():
        raise DocumentRefused(path.name, RefusalReason.EMPTY)
    return data


def _is_html(data: bytes, suffix: str) -> bool:
    start = data[:4000].lower()
    tagged = any(tag in start for tag in (b"<html", b"<body", b"<!doctype html", b"<article", b"<main"))
    return tagged or (suffix in {".html", ".htm", ".xhtml"} and b"<" in start)


def _read_characters(name: str, data: bytes, *, markdown: bool) -> RawDocument:
    from ingest.readers.markdown import read_markdown
    from ingest.readers.text import decode, read_text

    characters = decode(name, data)
    return read_markdown(name, characters) if markdown else read_text(name, characters)
