"""Between a list of municipalities and the catalogue: what no list may hold, whatever form it came in."""

from collections import Counter
from collections.abc import Sequence

from knowledge.errors import ImportRefused
from knowledge.german.municipalities import STATE_KEY
from knowledge.model import Municipality

ALL_OF_STATE = {"Düsseldorf": 66, "Köln": 99, "Münster": 78, "Detmold": 70, "Arnsberg": 83}
"""Municipalities of North Rhine-Westphalia by district, unchanged since 1976 (396 in all)."""
MOST_BY_HAND = 300
"""A list with more of the state's municipalities is meant to be whole."""
_BOX = (50.3, 52.6, 5.8, 9.5)
"""South, north, west and east of the state, in degrees."""


def check(places: Sequence[Municipality]) -> None:
    """Raises ImportRefused: a key twice, no date or number of people, a wrong place on earth, an incomplete state."""
    twice = next((ags for ags, count in Counter(place.ags for place in places).items() if count > 1), None)
    if twice:
        raise ImportRefused(f"Der Schlüssel {twice} kommt zweimal vor.")
    south, north, west, east = _BOX
    for place in places:
        if not place.population_as_of.strip():
            raise ImportRefused(f"{place.name}: Das Datum der Einwohnerzahl fehlt.")
        if place.population < 0:
            raise ImportRefused(f"{place.name}: Die Einwohnerzahl ist negativ.")
        inside = south <= place.latitude <= north and west <= place.longitude <= east
        if place.ags.startswith(STATE_KEY) and not inside:
            raise ImportRefused(f"{place.name}: Die Lage ist nicht in Nordrhein-Westfalen.")
    counts = by_district(places)
    if sum(counts.values()) > MOST_BY_HAND and counts != ALL_OF_STATE:
        raise ImportRefused(
            f"Nordrhein-Westfalen hat {sum(ALL_OF_STATE.values())} Gemeinden, die Datei nennt {sum(counts.values())}: "
            f"{', '.join(f'{name} {count}' for name, count in sorted(counts.items()))}."
        )


def by_district(places: Sequence[Municipality]) -> dict[str, int]:
    """How many of the state's municipalities a list names, by district."""
    return dict(Counter(place.district for place in places if place.ags.startswith(STATE_KEY)))
