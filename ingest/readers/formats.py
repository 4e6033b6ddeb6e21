"""First step of ingestion, part: what a file is, judged by its content; the suffix decides only between texts."""

import re
from enum import StrEnum
from io import BytesIO
from zipfile import BadZipFile, ZipFile

from knowledge.errors import DocumentRefused, RefusalReason


class Format(StrEnum):
    """What a file can be."""

    PDF = "pdf"
    DOCX = "docx"
    ODT = "odt"
    RTF = "rtf"
    PPTX = "pptx"
    SHEET = "sheet"
    CSV = "csv"
    HTML = "html"
    MARKDOWN = "markdown"
    TEXT = "text"
    MAIL = "mail"
    OUTLOOK = "outlook"
    IMAGE = "image"
    ZIP = "zip"


ZIP_STARTS = (b"PK\x03\x04", b"PK\x05\x06")
OLD_CONTAINER = b"\xd0\xcf\x11\xe0"
_ENCRYPTED_STREAM = "EncryptedPackage".encode("utf-16-le")
"""Word, Excel and PowerPoint keep a file with a password in the container of their old formats."""
_OUTLOOK_STREAM = "__properties_version1.0".encode("utf-16-le")
_OLD_SHEETS = ("Workbook".encode("utf-16-le"), "Book".encode("utf-16-le"))
_IMAGE_STARTS = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"II*\x00", b"MM\x00*")
_HTML_STARTS = (b"<!doctype html", b"<html", b"<head", b"<body")
_HTML_TAGS = (b"<html", b"<body", b"<!doctype html", b"<article", b"<main")
_HTML_SUFFIXES = {".html", ".htm", ".xhtml"}
_TEXT_SUFFIXES = {".txt", ".text", ".asc", ".md", ".markdown", "", *_HTML_SUFFIXES}
_PROMISED = {".pdf", ".docx", ".docm", ".odt", ".ods", ".rtf", ".pptx", ".xlsx", ".xlsm", ".msg", ".zip"}
_PROMISED |= {".png", ".jpg", ".jpeg", ".tif", ".tiff"}
"""A file of these names whose content is none of them is damaged."""
_PARTS = {
    "word/document.xml": Format.DOCX,
    "ppt/presentation.xml": Format.PPTX,
    "xl/workbook.xml": Format.SHEET,
    "xl/workbook.bin": Format.SHEET,
}
_OPEN_DOCUMENT = {
    b"application/vnd.oasis.opendocument.text": Format.ODT,
    b"application/vnd.oasis.opendocument.text-template": Format.ODT,
    b"application/vnd.oasis.opendocument.spreadsheet": Format.SHEET,
}
_MAIL_HEAD = re.compile(rb"(?:[A-Za-z][A-Za-z0-9-]*:[^\n]*\r?\n(?:[ \t][^\n]*\r?\n)*)+")
_MAIL_FIELDS = re.compile(rb"(?im)^(from|date|subject|mime-version|received|message-id|return-path):")


def format_of(name: str, suffix: str, data: bytes) -> Format:
    """The format of a file; `suffix` in small letters with its dot.

    Raises DocumentRefused: unknown format, encrypted, or broken where the name promises another content.
    """
    found = _by_start(name, data)
    if found is not None:
        return found
    start = data[:4000].lower()
    bare = data.lstrip(b"\xef\xbb\xbf \t\r\n")[:2000].lower()
    tagged = suffix in _HTML_SUFFIXES and b"<" in start
    if bare.startswith(_HTML_STARTS) or tagged or (suffix != ".eml" and any(tag in start for tag in _HTML_TAGS)):
        return Format.HTML
    if _is_mail(data, suffix):
        return Format.MAIL
    if suffix in {".csv", ".tsv"}:
        return Format.CSV
    if suffix in _PROMISED:
        raise DocumentRefused(name, RefusalReason.BROKEN)
    if suffix not in _TEXT_SUFFIXES:
        raise DocumentRefused(name, RefusalReason.UNKNOWN_FORMAT)
    return Format.MARKDOWN if suffix in {".md", ".markdown"} else Format.TEXT


def _by_start(name: str, data: bytes) -> Format | None:
    if b"%PDF-" in data[:1024]:
        return Format.PDF
    if data.startswith(ZIP_STARTS):
        return _in_zip(name, data)
    if data.startswith(OLD_CONTAINER):
        return _in_old_container(name, data)
    if data.lstrip()[:5].lower() == b"{\\rtf":
        return Format.RTF
    return Format.IMAGE if data.startswith(_IMAGE_STARTS) else None


def _in_zip(name: str, data: bytes) -> Format:
    try:
        with ZipFile(BytesIO(data)) as archive:
            names = set(archive.namelist())
            kind = archive.open("mimetype").read(100).strip() if "mimetype" in names else b""
    except (BadZipFile, NotImplementedError, RuntimeError, OSError, ValueError, LookupError) as exc:
        raise DocumentRefused(name, RefusalReason.BROKEN) from exc
    for part, found in _PARTS.items():
        if part in names and "[Content_Types].xml" in names:
            return found
    if kind.startswith(b"application/vnd.oasis.opendocument"):
        if kind not in _OPEN_DOCUMENT:
            raise DocumentRefused(name, RefusalReason.UNKNOWN_FORMAT)
        return _OPEN_DOCUMENT[kind]
    return Format.ZIP


def _in_old_container(name: str, data: bytes) -> Format:
    if _ENCRYPTED_STREAM in data:
        raise DocumentRefused(name, RefusalReason.ENCRYPTED)
    if _OUTLOOK_STREAM in data:
        return Format.OUTLOOK
    if any(stream in data for stream in _OLD_SHEETS):
        return Format.SHEET
    raise DocumentRefused(name, RefusalReason.UNKNOWN_FORMAT)


def _is_mail(data: bytes, suffix: str) -> bool:
    """Header fields at the very start, two of them such as only a mail has."""
    head = _MAIL_HEAD.match(data[:20_000].lstrip(b"\xef\xbb\xbf"))
    fields = {field.lower() for field in _MAIL_FIELDS.findall(head.group())} if head else set()
    return len(fields) >= (1 if suffix == ".eml" else 3)
