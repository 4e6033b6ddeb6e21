"""Entry of municipalities from the official register: an AuszugGV workbook of the statistical office → Municipality."""

import re
from collections.abc import Iterator
from io import BytesIO
from typing import Any
from zipfile import BadZipFile, ZipFile

from knowledge.errors import ImportRefused
from knowledge.model import Municipality

SHEET = "Onlineprodukt_Gemeinden"
"""The sheet with the data begins so; its name ends with the day that the borders are of."""
_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_DISTRICT, _COUNTY, _PLACE = "20", "40", "60"
"""Kinds of record (Satzart), in column A."""
UNINHABITED = {"65", "66"}
KINDS = {"61": "kreisfreie Stadt", "62": "Stadtkreis", "63": "Stadt", "67": "Stadt", "60": "Markt"}
FREE_TOWN = {"41", "42"}
_LETTERS = re.compile(r"[A-Z]+")
_DAY = re.compile(r"(\d\d)(\d\d)(\d{4})$")
_GERMANY = (47.0, 55.2, 5.8, 15.1)
"""South, north, west and east of the country, in degrees."""


def read_register(data: bytes) -> tuple[Municipality, ...]:
    """All inhabited municipalities of the workbook.

    Raises ImportRefused with the row (from 1) where a key, a population or a position is none, line 0
    where the file is no such workbook.
    """
    from lxml.etree import LxmlError

    try:
        with ZipFile(BytesIO(data)) as archive:
            sheet, path = _sheet(archive)
            rows = list(_rows(archive, path))
    except (BadZipFile, KeyError, LxmlError, ValueError, OSError) as exc:
        raise ImportRefused("Die Datei ist kein Auszug aus dem Gemeindeverzeichnis.") from exc
    day = _DAY.search(sheet)
    as_of = f"Gebietsstand {day[1]}.{day[2]}.{day[3]}" if day else "Gebietsstand nicht genannt"
    return tuple(_municipalities(rows, as_of))


def _tree(archive: ZipFile, path: str) -> Any:  # noqa: ANN401 lxml's elements have no types
    from lxml import etree

    return etree.fromstring(archive.read(path), etree.XMLParser(resolve_entities=False, no_network=True))


def _sheet(archive: ZipFile) -> tuple[str, str]:
    """Name and path of the sheet with the data. Raises ValueError where there is none."""
    links = {one.get("Id"): one.get("Target") for one in _tree(archive, "xl/_rels/workbook.xml.rels")}
    for sheet in _tree(archive, "xl/workbook.xml").iter(f"{_MAIN}sheet"):
        if sheet.get("name").startswith(SHEET):
            return sheet.get("name"), f"xl/{links[sheet.get(_RELATION)].removeprefix('/xl/')}"
    raise ValueError(SHEET)


def _rows(archive: ZipFile, path: str) -> Iterator[tuple[int, dict[str, str]]]:
    """Number and cells (by column letter) of each row."""
    shared: list[str] = []
    if "xl/sharedStrings.xml" in archive.namelist():
        shared = ["".join(one.itertext()) for one in _tree(archive, "xl/sharedStrings.xml").iter(f"{_MAIN}si")]
    for row in _tree(archive, path).iter(f"{_MAIN}row"):
        cells: dict[str, str] = {}
        for cell in row.iter(f"{_MAIN}c"):
            text = "".join(cell.itertext()).strip()
            column = _LETTERS.match(cell.get("r"))
            if column and text:
                cells[column[0]] = shared[int(text)] if cell.get("t") == "s" else text
        yield int(row.get("r")), cells


def _municipalities(rows: list[tuple[int, dict[str, str]]], as_of: str) -> Iterator[Municipality]:
    districts: dict[str, str] = {}
    counties: dict[str, str] = {}
    for line, cells in rows:
        record = cells.get("A", "")
        if record not in {_DISTRICT, _COUNTY, _PLACE}:
            continue
        district = cells.get("C", "").zfill(2) + cells.get("D", "0")
        county = district + cells.get("E", "").zfill(2)
        name = " ".join(cells.get("H", "").split(",", 1)[0].split())
        if record == _DISTRICT:
            districts[district] = name.removeprefix("Reg.-Bez. ")
        elif record == _COUNTY:
            counties[county] = county_name(name, cells.get("B", ""))
        elif cells.get("B") not in UNINHABITED:
            places = (counties.get(county, ""), districts.get(district, ""))
            yield _municipality(cells, county + cells.get("G", "").zfill(3), name, places, as_of, line)


def county_name(name: str, sort: str) -> str:
    """How a county is called in full; `sort` is its Textkennzeichen."""
    if sort in FREE_TOWN or "kreis" in name.lower() or "region" in name.lower():
        return name
    return f"Landkreis {name}" if sort == "44" else f"Kreis {name}"


def _municipality(
    cells: dict[str, str], ags: str, name: str, places: tuple[str, str], as_of: str, line: int
) -> Municipality:
    if not re.fullmatch(r"\d{8}", ags) or not name:
        raise ImportRefused("Schlüssel oder Name fehlt.", line)
    try:
        population = int(float(re.sub(r"\s", "", cells["J"])))
        longitude, latitude = (float(cells[column].replace(",", ".")) for column in ("O", "P"))
    except (KeyError, ValueError) as exc:
        raise ImportRefused("Einwohnerzahl oder Lage ist keine Zahl.", line) from exc
    south, north, west, east = _GERMANY
    if not (south <= latitude <= north and west <= longitude <= east):
        raise ImportRefused("Die Lage ist nicht in Deutschland.", line)
    kind = KINDS.get(cells.get("B", ""), "Gemeinde")
    return Municipality(ags, name, kind, places[0], places[1], population, as_of, latitude, longitude)
