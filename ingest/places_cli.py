"""Entry of municipalities that staff add: a list in a file → Municipality, before the catalogue keeps them."""

from pathlib import Path

from knowledge.errors import ImportRefused
from knowledge.german.municipalities import parse_municipalities
from knowledge.model import Municipality


def read_municipalities(path: Path) -> list[Municipality]:
    """The municipalities of a comma-separated file or of a register workbook (AuszugGV, .xlsx).

    The columns are those of knowledge.german.municipalities.COLUMNS. Raises ImportRefused with the line
    where the file departs from its form, line 0 where it can't be read.
    """
    try:
        data = path.read_bytes()
    except OSError as exc:
        raise ImportRefused("Die Datei lässt sich nicht lesen.") from exc
    if data.startswith(b"PK\x03\x04"):
        from ingest.register import read_register

        return list(read_register(data))
    return list(parse_municipalities(_decoded(data).splitlines()))


def _decoded(data: bytes) -> str:
    """UTF-8 with or without its mark, otherwise what German office programs write."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")
