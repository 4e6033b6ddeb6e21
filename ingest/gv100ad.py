"""Entry of municipalities from the fixed-width register (GV100AD) of the statistical office → Municipality.

The file has no positions: they come from municipalities that are known already.
"""

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from ingest.register import FREE_TOWN, KINDS, UNINHABITED, county_name
from knowledge.errors import ImportRefused
from knowledge.model import Municipality

LENGTH = 220
"""Characters of every record."""
_KINDS_OF_RECORD = {"10", "20", "30", "40", "50", "60"}
_DISTRICT, _COUNTY, _PLACE = "20", "40", "60"
_STATES = range(1, 17)
_OLDEST = dt.date(1990, 1, 1)
_LOOKS_LIKE = re.compile(r"[1-6]0\d{8}")


@dataclass
class _Reading:
    known: Mapping[str, Municipality]
    counties: dict[str, str] = field(default_factory=dict)
    districts: dict[str, str] = field(default_factory=dict)
    found: list[Municipality] = field(default_factory=list)
    without_position: list[str] = field(default_factory=list)


def is_gv100ad(text: str) -> bool:
    """Whether a text begins like the register: a kind of record, then a day."""
    return bool(_LOOKS_LIKE.match(text))


def read_gv100ad(text: str, known: Mapping[str, Municipality]) -> tuple[list[Municipality], list[str]]:
    """Its inhabited municipalities, and the names of those whose position is not `known` (by key).

    Raises ImportRefused with the line (from 1) that has not 220 characters, names no kind of record, no
    plausible day or no state, or holds no number where one belongs; line 0 where nothing is listed.
    """
    reading = _Reading(known)
    for number, line in enumerate(text.splitlines(), 1):
        if line.strip("\x1a "):
            _take(reading, line, number)
    if not reading.found and not reading.without_position:
        raise ImportRefused("Die Datei enthält keine Gemeinden.")
    return reading.found, reading.without_position


def _take(reading: _Reading, line: str, number: int) -> None:
    day = _checked(line, number)
    record, county = line[:2], line[10:15]
    name = " ".join(line[22:72].split(",", 1)[0].split())
    if record == _DISTRICT:
        reading.districts[line[10:13]] = name.removeprefix("Reg.-Bez. ")
    elif record == _COUNTY:
        reading.counties[county] = name if line[122:124] in FREE_TOWN else county_name(name, line[122:124])
    elif record == _PLACE and line[122:124] not in UNINHABITED:
        _place(reading, line, name, number, day)


def _checked(line: str, number: int) -> dt.date:
    """The day of the record, after the checks that every record has to pass."""
    if len(line) != LENGTH:
        raise ImportRefused(f"{LENGTH} Zeichen erwartet, {len(line)} gefunden.", number)
    if line[:2] not in _KINDS_OF_RECORD:
        raise ImportRefused(f"Die Satzart „{line[:2]}“ gibt es nicht.", number)
    if not line[10:12].isdecimal() or int(line[10:12]) not in _STATES:
        raise ImportRefused(f"Das Land „{line[10:12]}“ gibt es nicht.", number)
    try:
        day = dt.datetime.strptime(line[2:10], "%Y%m%d").replace(tzinfo=dt.UTC).date()
    except ValueError as exc:
        raise ImportRefused(f"Der Gebietsstand „{line[2:10]}“ ist kein Tag.", number) from exc
    if day < _OLDEST:
        raise ImportRefused(f"Der Gebietsstand „{line[2:10]}“ ist zu alt.", number)
    return day


def _place(reading: _Reading, line: str, name: str, number: int, day: dt.date) -> None:
    ags = line[10:18]
    if not re.fullmatch(r"\d{8}", ags) or not name:
        raise ImportRefused("Schlüssel oder Name fehlt.", number)
    if not re.fullmatch(r"\d{5}", line[165:170]):
        raise ImportRefused(f"Die Postleitzahl „{line[165:170].strip()}“ hat nicht fünf Ziffern.", number)
    if not line[139:150].strip().isdecimal():
        raise ImportRefused("Die Einwohnerzahl ist keine Zahl.", number)
    before = reading.known.get(ags)
    if before is None:
        reading.without_position.append(name)
        return
    place = replace(
        before, name=name, kind=KINDS.get(line[122:124], "Gemeinde"),
        county=reading.counties.get(line[10:15], before.county),
        district=reading.districts.get(line[10:13], before.district),
        population=int(line[139:150]), population_as_of=f"Gebietsstand {day:%d.%m.%Y}",
    )  # fmt: skip
    reading.found.append(place)
