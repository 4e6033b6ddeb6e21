"""Lists of municipalities, before anything looks them up: the shipped one, and the form in which staff add others."""

import csv
import re
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

from knowledge.errors import ImportRefused
from knowledge.model import Municipality

ATTRIBUTION = "Statistisches Bundesamt (Destatis), Gemeindeverzeichnis, Gebietsstand 30.11.2023; bearbeitet"
"""Asked for by the licence wherever the shipped figures are shown."""
COLUMNS = ("ags", "name", "kind", "kreis", "regierungsbezirk", "population", "population_as_of", "lat", "lon")
"""The columns of a list, in any order; others beside them are ignored."""
STATE_KEY = "05"
"""The official key of every municipality in North Rhine-Westphalia begins so."""
_SHIPPED = Path(__file__).parent / "municipalities.csv"
_AGS = re.compile(r"\d{8}")


@lru_cache(1)
def shipped_municipalities() -> tuple[Municipality, ...]:
    """The 396 municipalities of North Rhine-Westphalia, sorted by key; population at 31 December 2022."""
    return parse_municipalities(_SHIPPED.read_text(encoding="utf-8").splitlines())


def known_municipalities(imported: Iterable[Municipality]) -> dict[str, Municipality]:
    """The shipped municipalities and those that staff imported, by key; an imported one takes a shipped one's place."""
    return {place.ags: place for place in (*shipped_municipalities(), *imported)}


def parse_municipalities(lines: Iterable[str]) -> tuple[Municipality, ...]:
    """The municipalities of a comma-separated list with a line of COLUMNS; lines that begin with "#" are notes.

    Raises ImportRefused with the line (from 1) where a column is missing, a key has not eight digits or
    comes twice, a name is empty, or a number is none; line 0 where nothing is listed.
    """
    numbered = [(number, line) for number, line in enumerate(lines, 1) if line.strip() and not line.startswith("#")]
    if len(numbered) <= 1:
        raise ImportRefused("Die Datei enthält keine Gemeinden.")
    head = [name.strip().lower() for name in next(csv.reader([numbered[0][1]]))]
    missing = [name for name in COLUMNS if name not in head]
    if missing:
        raise ImportRefused(f"Diese Spalten fehlen: {', '.join(missing)}.", numbered[0][0])
    found: dict[str, Municipality] = {}
    for number, line in numbered[1:]:
        cells = next(csv.reader([line]))
        if len(cells) < len(head):
            raise ImportRefused(f"{len(head)} Spalten erwartet, {len(cells)} gefunden.", number)
        place = _municipality(dict(zip(head, map(str.strip, cells), strict=False)), number)
        if place.ags in found:
            raise ImportRefused(f"Der Schlüssel {place.ags} kommt zweimal vor.", number)
        found[place.ags] = place
    return tuple(found.values())


def _municipality(cells: dict[str, str], line: int) -> Municipality:
    if not _AGS.fullmatch(cells["ags"]):
        raise ImportRefused(f"Der Schlüssel „{cells['ags']}“ hat nicht acht Ziffern.", line)
    if not cells["name"]:
        raise ImportRefused("Der Name fehlt.", line)
    try:
        population, latitude, longitude = int(cells["population"]), float(cells["lat"]), float(cells["lon"])
    except ValueError as exc:
        raise ImportRefused("Einwohnerzahl, Breite und Länge müssen Zahlen sein.", line) from exc
    return Municipality(
        ags=cells["ags"],
        name=cells["name"],
        kind=cells["kind"],
        county=cells["kreis"],
        district=cells["regierungsbezirk"],
        population=population,
        population_as_of=cells["population_as_of"],
        latitude=latitude,
        longitude=longitude,
    )
