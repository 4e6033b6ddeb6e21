"""Municipalities → every way German prose writes them, their counties and districts: what a text is read against."""

import csv
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import lru_cache
from pathlib import Path

from knowledge.german.municipalities import STATE_KEY
from knowledge.german.placenames import short_name
from knowledge.model import Municipality

_HERE = Path(__file__).parent
_DISTRICT_HEADS = (
    "Regierungsbezirk",
    "Regierungsbezirks",
    "Regierungsbezirkes",
    "Bezirksregierung",
    "BezReg",
    "RB",
    "BR",
)
_DISTRICT_PLURALS = ("Regierungsbezirke", "Regierungsbezirken", "Bezirksregierungen")
_COUNTY_HEADS = ("Kreis", "Kreises", "Landkreis", "Landkreises")
_COUNTY_PLURALS = ("Kreise", "Kreisen")
_ADJECTIVE_COUNTY = re.compile(r"^(.+isch)er Kreis$")
_RIVER = re.compile(r"^(\S+) (?:am|an der) (\S+)$")
_IN_BRACKETS = re.compile(r"^(.+) \((.+)\)$")
_REGIONS = {"Westf.": ("Westfalen",), "Rhld.": ("Rheinland", "Rhl."), "Rheinland": ("Rhld.",)}
_ASCII = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue"})
"""Plain text files often do without umlauts; "Luettenvenn" is found beside "Lüttenvenn"."""
_NO_GENITIVE = ("s", "ß", "z", "x")


class PlaceKind(StrEnum):
    """What a place's name stands for where it is written."""

    MUNICIPALITY = "municipality"
    COUNTY = "county"
    DISTRICT = "district"
    INSTITUTION = "institution"


class Needs(StrEnum):
    """What has to stand around a name before it counts as the municipality."""

    NOTHING = ""
    CUE = "cue"
    PLACE = "place"
    WORD = "word"
    SURNAME = "surname"
    FORENAME = "forename"
    ADJECTIVE = "adjective"
    LISTED = "listed"


@dataclass(frozen=True, slots=True)
class Risk:
    """Why a name is not simply taken: what it needs, and words right before or after that speak against it."""

    needs: Needs
    not_before: tuple[str, ...] = ()
    not_after: tuple[str, ...] = ()


NO_RISK = Risk(Needs.NOTHING)
_ADJECTIVE = Risk(Needs.ADJECTIVE)
_LISTED = Risk(Needs.LISTED)


@dataclass(frozen=True, slots=True)
class Surface:
    """One way to write a place: `value` is an AGS or a name, `opens_list` holds for plurals such as "Kreise"."""

    text: str
    kind: PlaceKind
    value: str
    short: str
    risk: Risk = NO_RISK
    opens_list: bool = False


@dataclass(frozen=True, slots=True)
class Surfaces:
    """The table: surfaces by their first word (longest first), and the bare names of counties and districts."""

    by_word: dict[str, tuple[Surface, ...]]
    counties: dict[str, str]
    districts: frozenset[str]


def make_surfaces(municipalities: Sequence[Municipality]) -> Surfaces:
    """The table for these municipalities, their counties and districts."""
    own_county = {place.name for place in municipalities}
    counties = sorted({place.county for place in municipalities if place.county and place.county not in own_county})
    districts = sorted({place.district for place in municipalities if place.district})
    by_word: dict[str, dict[str, Surface]] = defaultdict(dict)
    ways = [*_municipalities(municipalities), *_counties(counties), *_districts(districts), *_only_listed(counties)]
    for surface in (*ways, *(replace(way, text=way.text.translate(_ASCII)) for way in ways)):
        first = FIRST_WORD.match(surface.text)
        if first:
            by_word[first[0]].setdefault(surface.text, surface)
    ordered = {word: tuple(sorted(texts.values(), key=lambda s: -len(s.text))) for word, texts in by_word.items()}
    bare = {county.removeprefix("Kreis "): county for county in counties if county.startswith("Kreis ")}
    return Surfaces(ordered, bare, frozenset(districts))


FIRST_WORD = re.compile(r"[A-ZÄÖÜ]\w*(?:-\w+)*")
"""A capitalised word; hyphens belong to it, so that "Bedburg" is not found in "Bedburg-Hau"."""


def _municipalities(municipalities: Sequence[Municipality]) -> Iterator[Surface]:
    shared: dict[str, list[Municipality]] = defaultdict(list)
    for place in municipalities:
        for text in dict.fromkeys((place.name, *_written(place.name), short_name(place.name))):
            shared[text].append(place)
    for text, places in shared.items():
        meant = _meant(text, places)
        if meant is not None:
            yield from _forms(text, meant)


def _forms(text: str, place: Municipality) -> Iterator[Surface]:
    """A name, its genitive ("Warendorfs") and its adjective ("Averholter")."""
    short = short_name(place.name)
    risk = risky_names().get(text, NO_RISK)
    yield Surface(text, PlaceKind.MUNICIPALITY, place.ags, short, risk)
    if not text.replace("-", "").isalpha():
        return
    if risk.needs in {Needs.NOTHING, Needs.SURNAME} and not text.endswith(_NO_GENITIVE):
        yield Surface(f"{text}s", PlaceKind.MUNICIPALITY, place.ags, short, risk)
    adjective = text + ("r" if text.endswith("e") else "er")
    yield Surface(adjective, PlaceKind.MUNICIPALITY, place.ags, short, _ADJECTIVE)


def _meant(text: str, places: Sequence[Municipality]) -> Municipality | None:
    """Of several municipalities of one name: the only one officially so called, else the only one of this state."""
    for choice in (
        [place for place in places if place.name == text and place.ags.startswith(STATE_KEY)],
        [place for place in places if place.ags.startswith(STATE_KEY)],
        list(places),
    ):
        if choice:
            return choice[0] if len(choice) == 1 else None
    return None


def _written(name: str) -> Iterator[str]:
    """Other spellings of an official name: "Haltern a. See", "Halle (Westfalen)", "Halle/Westf."."""
    if river := _RIVER.match(name):
        town, water = river.groups()
        letters = ("a.",) if " am " in name else ("a. d.", "a.d.")
        yield from (f"{town} {letter} {water}" for letter in letters)
        yield from (f"{town}/{water}", f"{town} ({water})")
    if region := _IN_BRACKETS.match(name):
        town, inner = region.groups()
        for form in (inner, *_REGIONS.get(inner, ())):
            yield from (f"{town} ({form})", f"{town}/{form}", f"{town} {form}")
        yield from (f"{town} in {form}" for form in (inner, *_REGIONS.get(inner, ())) if not form.endswith("."))


def _counties(counties: Iterable[str]) -> Iterator[Surface]:
    for county in counties:
        for text, opens in _county_forms(county):
            yield Surface(text, PlaceKind.COUNTY, county, county, opens_list=opens)


def _only_listed(counties: Iterable[str]) -> Iterator[Surface]:
    """Bare names such as "Lippe", which mean the county only in "die Kreise Höxter und Lippe"."""
    for county in counties:
        bare = county.removeprefix("Kreis ")
        if bare != county:
            yield Surface(bare, PlaceKind.COUNTY, county, bare, _LISTED)


def _county_forms(county: str) -> Iterator[tuple[str, bool]]:
    yield county, False
    adjective = _ADJECTIVE_COUNTY.match(county)
    if county.startswith("Kreis "):
        bare = county.removeprefix("Kreis ")
        yield from ((f"{head} {bare}", False) for head in _COUNTY_HEADS)
        yield from ((f"{head} {bare}", True) for head in _COUNTY_PLURALS)
        if "-" in bare:
            yield bare, False
    elif adjective:
        stem = adjective[1]
        yield from ((f"{stem}{end} {noun}", False) for end in ("e", "en", "em", "er") for noun in ("Kreis", "Kreises"))
    elif "Kreis " in county:
        yield county.replace("Kreis ", "Kreises "), False
    elif county.lower().endswith("kreis"):
        yield from ((f"{county}{end}", False) for end in ("es", "s"))
    elif county.startswith("Städteregion "):
        yield county.replace("Städteregion", "StädteRegion"), False


def _districts(districts: Iterable[str]) -> Iterator[Surface]:
    for district in districts:
        for heads, opens in ((_DISTRICT_HEADS, False), (_DISTRICT_PLURALS, True)):
            for head in heads:
                yield Surface(f"{head} {district}", PlaceKind.DISTRICT, district, district, opens_list=opens)


@lru_cache(1)
def risky_names() -> dict[str, Risk]:
    """The names of risky_names.csv with what they need."""
    text = (_HERE / "risky_names.csv").read_text(encoding="utf-8")
    rows = csv.DictReader(line for line in text.splitlines() if not line.startswith("#"))
    return {
        row["name"]: Risk(Needs(row["needs"]), _listed(row["not_before"]), _listed(row["not_after"])) for row in rows
    }


def _listed(cell: str | None) -> tuple[str, ...]:
    return tuple(part for part in (cell or "").split("|") if part)
