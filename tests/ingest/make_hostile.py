"""Builds files that mean harm: bombs, endless references, entities; each is small on the disk."""

import struct
import zipfile
import zlib
from collections.abc import Sequence
from io import BytesIO
from pathlib import Path

import make_files

MEGABYTE = 1024 * 1024
LAUGHS = (
    '<!DOCTYPE lolz [<!ENTITY a "haha">'
    + "".join(f'<!ENTITY {name} "{f"&{before};" * 10}">' for before, name in zip("abcdefgh", "bcdefghi", strict=True))
    + "]>"
)
"""Ten to the eighth power laughs, where entities are resolved."""
FILE_ENTITY = '<!DOCTYPE x [<!ENTITY i SYSTEM "file:///etc/hostname">]>'


def raw_pdf(path: Path, objects: Sequence[bytes]) -> Path:
    """A PDF of the given objects, numbered from 1; the first is its catalogue."""
    made = BytesIO()
    made.write(b"%PDF-1.7\n")
    places = []
    for number, content in enumerate(objects, 1):
        places.append(made.tell())
        made.write(b"%d 0 obj\n%s\nendobj\n" % (number, content))
    start = made.tell()
    made.write(b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1))
    made.write(b"".join(b"%010d 00000 n \n" % place for place in places))
    made.write(b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start))
    path.write_bytes(made.getvalue())
    return path


def stream(data: bytes, entries: bytes = b"") -> bytes:
    packed = zlib.compress(data, 9)
    return b"<< /Length %d /Filter /FlateDecode %s >>\nstream\n%s\nendstream" % (len(packed), entries, packed)


FONT = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"


def many_pages(path: Path, count: int, lines: int = 3) -> Path:
    """A PDF of `count` pages, each with its number in each of its lines."""
    kids = b" ".join(b"%d 0 R" % (4 + 2 * number) for number in range(count))
    objects = [b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Count %d /Kids [%s] >>" % (count, kids), FONT]
    for number in range(count):
        text = b"".join(
            b"BT /F1 11 Tf 60 %d Td (Punkt %d.%d: Die Gemeinde meldet %d Vorhaben bis zum Ende des Jahres.) Tj ET\n"
            % (780 - 20 * line, number + 1, line + 1, number * 7 + line)
            for line in range(lines)
        )
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents %d 0 R"
            b" /Resources << /Font << /F1 3 0 R >> >> >>" % (5 + 2 * number)
        )
        objects.append(stream(text))
    return raw_pdf(path, objects)


def pdf_bomb(path: Path, megabytes: int = 90) -> Path:
    """A page whose content unpacks to so many megabytes of drawing orders, packed twice."""
    inner = zlib.compress(b"q Q " * (megabytes * MEGABYTE // 4), 9)
    page = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R >>"
    packed = zlib.compress(inner, 9)
    content = b"<< /Length %d /Filter [/FlateDecode /FlateDecode] >>\nstream\n%s\nendstream" % (len(packed), packed)
    return raw_pdf(path, [b"<< /Type /Catalog /Pages 2 0 R >>", PAGES, page, content])


PAGES = b"<< /Type /Pages /Count 1 /Kids [3 0 R] >>"


def recursive_pdf(path: Path, kind: str) -> Path:
    """Endless references: a tree of pages in itself, a form that draws itself, a length that names itself."""
    page = (
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R"
        b" /Resources << /XObject << /X 5 0 R >> /Font << /F1 6 0 R >> >> >>"
    )
    form = stream(
        b"/X Do /X Do", b"/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X 5 0 R >> >>"
    )
    text = b"BT /F1 11 Tf 60 700 Td (Die Frist endet am 31. Januar 2027.) Tj ET /X Do"
    pages = b"<< /Type /Pages /Count 1 /Kids [2 0 R 3 0 R] >>" if kind == "tree" else PAGES
    content = b"<< /Length 4 0 R >>\nstream\nBT ET\nendstream" if kind == "length" else stream(text)
    return raw_pdf(path, [b"<< /Type /Catalog /Pages 2 0 R >>", pages, page, content, form, FONT])


def package_bomb(path: Path, part: str, megabytes: int = 155) -> Path:
    """A package of office files one part of which is blown up with zeros."""
    whole = path.read_bytes()
    with (
        zipfile.ZipFile(BytesIO(whole)) as old,
        zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as new,
    ):
        for info in old.infolist():
            if info.filename != part:
                new.writestr(info.filename, old.read(info))
        with new.open(part, "w", force_zip64=True) as blown:
            for _ in range(megabytes):
                blown.write(bytes(MEGABYTE))
    return path


def with_entity(path: Path, part: str, definition: str, use: str) -> Path:
    """A package one XML part of which defines entities and uses one where `@@` stands."""
    whole = path.read_bytes()
    with zipfile.ZipFile(BytesIO(whole)) as old, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for info in old.infolist():
            content = old.read(info).decode("utf-8", "surrogateescape")
            if info.filename == part:
                head, rest = content.split("?>", 1) if content.startswith("<?xml") else ("<?xml version='1.0'", content)
                content = f"{head}?>{definition}{rest.replace('@@', use)}"
            new.writestr(info.filename, content.encode("utf-8", "surrogateescape"))
    return path


def png_bomb(path: Path, side: int = 20_000) -> Path:
    """A picture of side × side pixels of one colour."""

    def part(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    packer = zlib.compressobj(9)
    rows = b"".join(packer.compress(bytes(side // 8 + 1)) for _ in range(side)) + packer.flush()
    head = struct.pack(">IIBBBBB", side, side, 1, 0, 0, 0, 0)
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + part(b"IHDR", head) + part(b"IDAT", rows) + part(b"IEND", b""))
    return path


def docm(path: Path) -> Path:
    """A Word file with a macro in it."""
    whole = make_files.docx(path).read_bytes()
    with zipfile.ZipFile(BytesIO(whole)) as old, zipfile.ZipFile(path, "w") as new:
        for info in old.infolist():
            content = old.read(info)
            if info.filename == "[Content_Types].xml":
                plain = b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
                content = content.replace(plain, b"application/vnd.ms-word.document.macroEnabled.main+xml")
            new.writestr(info.filename, content)
        new.writestr("word/vbaProject.bin", b"Sub AutoOpen()")
    return path
