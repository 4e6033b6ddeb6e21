"""Names of municipalities as people type them → Municipality; the table behind questions, profiles and imports."""

import re
from collections import defaultdict
from collections.abc import Sequence

from knowledge.german.spelling import distance
from knowledge.german.words import fold
from knowledge.model import Municipality

LONG = 8
"""Names from this length on are suggested with two typing errors, shorter ones with one."""
_OFFICE = re.compile(r"^(?:die |der )?(?:(?:hanse|kreis)?stadt|gemeinde|kommune)\s+", re.IGNORECASE)
_ADDITION = re.compile(r"\s*\([^)]*\)|/\w+$|\s+(?:am|an der|a\. ?d\.) \w+$")
_DIGRAPHS = (("ae", "a"), ("oe", "o"), ("ue", "u"))


def short_name(name: str) -> str:
    """An official name without what tells it from others: "Emmerich am Rhein" → "Emmerich"."""
    return _ADDITION.sub("", name)


class Names:
    """Looks municipalities up by key or name; official names win over short ones, exact spelling over tolerant."""

    def __init__(self, municipalities: Sequence[Municipality]) -> None:
        self._by_ags = {place.ags: place for place in municipalities}
        exact: dict[str, list[Municipality]] = defaultdict(list)
        short: dict[str, list[Municipality]] = defaultdict(list)
        tolerant: dict[str, list[Municipality]] = defaultdict(list)
        for place in municipalities:
            exact[place.name].append(place)
            short[short_name(place.name)].append(place)
            for spelling in {_tolerant(place.name), _tolerant(short_name(place.name))}:
                tolerant[spelling].append(place)
        self._attempts = (exact, short)
        self._folded = tolerant

    def look_up(self, text: str) -> list[Municipality]:
        """The municipalities of that key or name; several where they share it, none where it is unknown."""
        wanted = " ".join(text.split())
        if wanted in self._by_ags:
            return [self._by_ags[wanted]]
        for name in (wanted, _OFFICE.sub("", wanted)):
            for attempt in self._attempts:
                if name in attempt:
                    return list(attempt[name])
        for name in (wanted, _OFFICE.sub("", wanted)):
            if _tolerant(name) in self._folded:
                return list(self._folded[_tolerant(name)])
        return []

    def suggest(self, text: str, limit: int = 3) -> list[Municipality]:
        """Up to `limit` municipalities within one typing error (two for long names), nearest and largest first."""
        wanted = _tolerant(_OFFICE.sub("", " ".join(text.split())))
        allowed = 2 if len(wanted) >= LONG else 1
        near: dict[str, tuple[int, int]] = {}
        for spelling, places in self._folded.items():
            if abs(len(spelling) - len(wanted)) <= allowed:
                edits = distance(wanted, spelling)
                for place in places if edits <= allowed else ():
                    near[place.ags] = min(near.get(place.ags, (edits, 0)), (edits, -place.population))
        return [self._by_ags[ags] for ags in sorted(near, key=near.__getitem__)[:limit]]


def _tolerant(name: str) -> str:
    """Lower case without umlauts, however they are typed: "MUENSTER", "munster" and "Münster" meet."""
    folded = fold(name.casefold())
    for written, meant in _DIGRAPHS:
        folded = folded.replace(written, meant)
    return folded.replace("-", " ")
