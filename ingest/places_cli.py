"""Entry of municipalities that staff add: a list in a file → Municipality, before the catalogue keeps them."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from zipfile import BadZipFile, ZipFile

from ingest.gv100ad import is_gv100ad, read_gv100ad
from ingest.places_check import check
from knowledge.errors import ImportRefused
from knowledge.german.municipalities import parse_municipalities
from knowledge.model import Municipality

_REGISTER = re.compile(r"(?:.*/)?GV100AD[^/]*\.(?:txt|asc)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class PlacesRead:
    """What a list holds: the municipalities, and the names of those left out because their position is unknown."""

    found: tuple[Municipality, ...]
    without_position: tuple[str, ...] = ()


def read_municipalities(path: Path) -> list[Municipality]:
    """As `read_places`, for lists that hold positions."""
    return list(read_places(path, {}).found)


def read_places(path: Path, known: Mapping[str, Municipality]) -> PlacesRead:
    """The municipalities of our own columns (CSV), of an AuszugGV workbook (.xlsx) or of a GV100AD text (also zipped).

    `known` are those in use by key, for positions that a list does not hold. The columns are those of
    knowledge.german.municipalities.COLUMNS. Raises ImportRefused with the line where the file departs
    from its form, line 0 where it can't be read or makes no sense as a whole.
    """
    try:
        data = path.read_bytes()
    except OSError as exc:
        raise ImportRefused("Die Datei lässt sich nicht lesen.") from exc
    read = _read(data, known)
    check(read.found)
    return read


def _read(data: bytes, known: Mapping[str, Municipality]) -> PlacesRead:
    if data.startswith(b"PK\x03\x04"):
        packed = _packed_register(data)
        if packed is None:
            from ingest.register import read_register

            return PlacesRead(tuple(read_register(data)))
        data = packed
    text = _decoded(data)
    if is_gv100ad(text):
        found, left_out = read_gv100ad(text, known)
        return PlacesRead(tuple(found), tuple(left_out))
    return PlacesRead(tuple(parse_municipalities(text.splitlines())))


def _packed_register(data: bytes) -> bytes | None:
    """The register's text in a zip as the office hands it out; None where there is none inside."""
    try:
        with ZipFile(BytesIO(data)) as archive:
            name = next((one for one in archive.namelist() if _REGISTER.fullmatch(one)), None)
            return archive.read(name) if name else None
    except (BadZipFile, OSError, RuntimeError) as exc:
        raise ImportRefused("Das Archiv lässt sich nicht öffnen.") from exc


def _decoded(data: bytes) -> str:
    """UTF-8 with or without its mark, otherwise what German office programs write."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")
