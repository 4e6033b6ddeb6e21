"""Beside matching: what the directory of municipalities says of two of them, as parts of a score (0 to 1)."""

import math

from knowledge.german.municipalities import STATE_KEY
from knowledge.matching import texts
from knowledge.matching.model import Area, AreaKind, Part, PartName
from knowledge.model import Municipality

EARTH_KM = 6371.0088
"""Mean radius of the earth (IUGG)."""
NEIGHBOURHOOD_KM = 40.0
"""After so many kilometres nearness has sunk to 1/e: about half an hour's drive more."""
SAME_COUNTY = 0.8
SMALL = 20_000
BAND = 1_000
"""Population figures of different dates lie so far apart; a hard limit at SMALL would be wrong for some."""
ALIKE, APART = 1.0, 4.0
"""Up to a factor of 2 (one doubling) two municipalities are alike in size; at a factor of 16 not at all."""


def kilometres(one: Municipality, other: Municipality) -> float:
    """The distance of two town centres as the crow flies (haversine formula)."""
    lat, lat2 = math.radians(one.latitude), math.radians(other.latitude)
    half_lat, half_lon = (lat2 - lat) / 2, math.radians(other.longitude - one.longitude) / 2
    a = math.sin(half_lat) ** 2 + math.cos(lat) * math.cos(lat2) * math.sin(half_lon) ** 2
    return 2 * EARTH_KM * math.asin(math.sqrt(min(a, 1.0)))


def size(home: Municipality | None, other: Municipality) -> Part:
    """How alike in population, on a logarithmic scale; without a home, how small."""
    compared = home.population if home else SMALL
    doublings = abs(math.log2(max(other.population, 1) / max(compared, 1)))
    if home is None and other.population <= SMALL + BAND:
        doublings = 0.0
    value = 1.0 if doublings <= ALIKE else max(0.0, 1 - (doublings - ALIKE) / (APART - ALIKE))
    return Part(PartName.SIZE, value, texts.people(other))


def nearness(home: Municipality | None, other: Municipality) -> Part:
    """How near: by distance, or by a shared county; 0.5 where the home is unknown."""
    if home is None:
        return Part(PartName.NEARNESS, 0.5, other.county)
    distance = kilometres(home, other)
    value = max(math.exp(-distance / NEIGHBOURHOOD_KM), SAME_COUNTY if home.county == other.county else 0.0)
    return Part(PartName.NEARNESS, value, texts.distance(distance, other))


def within(area: Area | None, place: Municipality) -> bool:
    """Whether a municipality lies in the area asked for; "near" is a matter of degree and leaves none out."""
    match area.kind if area else AreaKind.NEAR:
        case AreaKind.MUNICIPALITY:
            return area is not None and place.ags == area.value
        case AreaKind.COUNTY:
            return area is not None and place.county == area.value
        case AreaKind.DISTRICT:
            return area is not None and place.district == area.value
        case AreaKind.STATE:
            return place.ags.startswith(STATE_KEY)
        case AreaKind.NEAR:
            return True
