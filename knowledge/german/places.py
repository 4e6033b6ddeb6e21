"""Places of questions and documents: names people type → Municipality, running German text → tagged places."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from knowledge.german.municipalities import shipped_municipalities
from knowledge.german.placenames import Names
from knowledge.german.placerules import Verdict, kind_in_context
from knowledge.german.placesurfaces import FIRST_WORD, Needs, PlaceKind, Surface, make_surfaces
from knowledge.model import Municipality

__all__ = ["Gazetteer", "Place", "PlaceKind", "shipped_municipalities"]

_START = re.compile(rf"(?<![\w-])(?<!\w/){FIRST_WORD.pattern}|(?<=\w/){FIRST_WORD.pattern}")
_NO_END = re.compile(r"\w|-\w|-(?=\s+(?:und|oder|bzw))")
_ADDRESS = re.compile(
    r"\S+@\S+|https?://\S+|www\.\S+|\b[\w-]+(?:\.[\w-]+)*\.(?:de|nrw|org|com|net|eu|info|example)\b\S*"
)
_JOINT = re.compile(r"(?:,? (?:und|oder|sowie|bzw\.|&) |, | ?/ ?)(?:(?:den|dem|der|die) )?$")
_LIST_JOINT = re.compile(r"(?:,? (?:und|oder|sowie|bzw\.) |, | ?/ ?| )$")


@dataclass(frozen=True, slots=True)
class Place:
    """A place in a text: `value` is the AGS of a municipality, otherwise a name; `start` and `end` count characters."""

    kind: PlaceKind
    value: str
    wording: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Candidate:
    place: Place
    surface: Surface
    verdict: Verdict
    opens_list: bool


class Gazetteer:
    """All municipalities known, shipped and imported, with their counties and districts."""

    def __init__(self, municipalities: Sequence[Municipality]) -> None:
        self.municipalities = tuple(municipalities)
        self._names = Names(self.municipalities)
        self._surfaces = make_surfaces(self.municipalities)

    def by_ags_or_name(self, text: str) -> list[Municipality]:
        """The municipalities of that key or name; several where they share it, none where it is unknown."""
        return self._names.look_up(text)

    def suggest(self, text: str, limit: int = 3) -> list[Municipality]:
        """Up to `limit` municipalities that a mistyped name may mean, nearest first."""
        return self._names.suggest(text, limit)

    def find(self, text: str) -> list[Place]:
        """The places a German text names, in order, not overlapping; people, words and namesakes elsewhere left out.

        Only capitalised names count, never one inside an address of the web or of mail.
        """
        found: list[_Candidate] = []
        for candidate in self._candidates(text):
            found.append(self._in_list(candidate, found[-1] if found else None, text))
        _settle(found, text)
        return [candidate.place for candidate in found if candidate.verdict is Verdict.YES]

    def _candidates(self, text: str) -> Iterator[_Candidate]:
        text = _ADDRESS.sub(lambda address: "x" * len(address[0]), text)
        reached = 0
        for match in _START.finditer(text):
            start = match.start()
            if start < reached:
                continue
            surface = next((s for s in self._surfaces.by_word.get(match[0], ()) if _stands(s.text, text, start)), None)
            if surface is not None:
                reached = start + len(surface.text)
                yield self._judged(surface, text, start)

    def _judged(self, surface: Surface, text: str, start: int) -> _Candidate:
        end = start + len(surface.text)
        kind, verdict, value = surface.kind, Verdict.YES, surface.value
        if kind is PlaceKind.MUNICIPALITY:
            kind, verdict = kind_in_context(surface, text, start, end, self._surfaces)
            value = self._value(surface, kind)
        elif surface.risk.needs is Needs.LISTED:
            verdict = Verdict.NO
        place = Place(kind, value, text[start:end], start, end)
        return _Candidate(place, surface, verdict, surface.opens_list)

    def _value(self, surface: Surface, kind: PlaceKind) -> str:
        if kind is PlaceKind.COUNTY:
            return self._surfaces.counties[surface.short]
        return surface.value if kind is PlaceKind.MUNICIPALITY else surface.short

    def _in_list(self, candidate: _Candidate, before: _Candidate | None, text: str) -> _Candidate:
        """A name that continues "die Kreise Borken und …" or "Bezirksregierungen Arnsberg, …" is of the same kind."""
        settled = candidate.verdict is Verdict.YES and candidate.place.kind is not PlaceKind.MUNICIPALITY
        if before is None or before.verdict is not Verdict.YES or settled:
            return candidate
        between = text[before.place.end : candidate.place.start]
        name = candidate.surface.short
        kind = before.place.kind
        districts = kind is PlaceKind.DISTRICT and before.opens_list and name in self._surfaces.districts
        counties = kind is PlaceKind.COUNTY and name in self._surfaces.counties
        joined = _LIST_JOINT.match(between) if before.opens_list else _JOINT.match(between)
        if not joined or not (districts or counties):
            return candidate
        place = replace(candidate.place, kind=kind, value=self._value(candidate.surface, kind))
        return _Candidate(place, candidate.surface, Verdict.YES, before.opens_list)


def _stands(surface: str, text: str, start: int) -> bool:
    return text.startswith(surface, start) and not _NO_END.match(text, start + len(surface))


def _settle(found: list[_Candidate], text: str) -> None:
    """A doubtful name is taken where it stands in a list beside a municipality that is certain."""
    changed = True
    while changed:
        changed = False
        for index, candidate in enumerate(found):
            if candidate.verdict is Verdict.MAYBE and any(
                _beside(found[other], candidate, text) for other in (index - 1, index + 1) if 0 <= other < len(found)
            ):
                found[index] = replace(candidate, verdict=Verdict.YES)
                changed = True


def _beside(other: _Candidate, candidate: _Candidate, text: str) -> bool:
    if other.verdict is not Verdict.YES or other.place.kind is not PlaceKind.MUNICIPALITY:
        return False
    first, second = sorted((other.place, candidate.place), key=lambda place: place.start)
    return bool(_JOINT.match(text[first.end : second.start]))
