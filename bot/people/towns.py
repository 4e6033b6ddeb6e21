"""From a name somebody types to one municipality, or to the ones it may mean."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from knowledge.german.places import Gazetteer, PlaceKind
from knowledge.german.words import fold
from knowledge.matching.geography import kilometres
from knowledge.model import Municipality

SUGGESTED = 3
_SHORTEST_BEGINNING = 3


@dataclass(frozen=True, slots=True)
class Town:
    """What a typed name means: `found` where it is clear, else `namesakes` that share it or `similar` ones."""

    found: Municipality | None = None
    namesakes: Sequence[Municipality] = ()
    similar: Sequence[Municipality] = ()


def town(gazetteer: Gazetteer, typed: str) -> Town:
    """Look a name or a key up ("Heek", "Heek, Kreis Borken", "05554028"); what is not clear is never guessed."""
    name, _, rest = typed.strip().partition(",")
    exact = gazetteer.by_ags_or_name(typed) or gazetteer.by_ags_or_name(name)
    if rest.strip() and len(exact) > 1:
        exact = [place for place in exact if rest.strip().casefold() in place.county.casefold()] or exact
    exact = exact or _named_in(gazetteer, typed)
    if len(exact) == 1:
        return Town(exact[0])
    if exact:
        return Town(namesakes=exact)
    return Town(similar=gazetteer.suggest(name, SUGGESTED) or _beginning(gazetteer, name))


def _named_in(gazetteer: Gazetteer, text: str) -> list[Municipality]:
    """Those that a sentence names ("Ich bin Bürgermeister von Heek")."""
    keys = {place.value for place in gazetteer.find(text) if place.kind is PlaceKind.MUNICIPALITY}
    return [place for place in gazetteer.municipalities if place.ags in keys]


def _beginning(gazetteer: Gazetteer, name: str) -> list[Municipality]:
    start = fold(name.casefold()).replace("-", " ")
    if len(start) < _SHORTEST_BEGINNING:
        return []
    return [p for p in gazetteer.municipalities if fold(p.name.casefold()).replace("-", " ").startswith(start)][
        :SUGGESTED
    ]


def nearest(gazetteer: Gazetteer, latitude: float, longitude: float, limit: int = SUGGESTED) -> list[Municipality]:
    """The municipalities whose centres lie nearest to a point on earth, nearest first."""
    here = replace(gazetteer.municipalities[0], latitude=latitude, longitude=longitude)
    return sorted(gazetteer.municipalities, key=lambda place: kilometres(here, place))[:limit]


def label(place: Municipality) -> str:
    """The name with what tells it from namesakes, short enough for a button: "Heek (Kreis Borken)"."""
    return f"{place.name} ({place.county})" if place.county and place.county != place.name else place.name
