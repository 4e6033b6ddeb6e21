"""From a need to start-ups: ranked, each with quoted reasons, something against it, and no recommendation to buy."""

from collections.abc import Sequence

from knowledge.german.topics import topics_in
from knowledge.index.base import Base
from knowledge.matching.atlas import Atlas
from knowledge.matching.entries import Entry, is_open, read_entry
from knowledge.matching.fit import Fit, fit
from knowledge.matching.geography import within
from knowledge.matching.model import AreaKind, Need, StartUps
from knowledge.matching.need import says_something
from knowledge.matching.presenting import few_said, present

LEAST = 0.17
"""With less fit than this an entry is no match at all …"""
CLOSE = 0.6
"""… and beside the best one an alternative has at least this share of its fit …"""
SAME_THING = 0.7
"""… and shares a topic with it, or holds at least this share of what it holds of the need."""
SAME_TOPIC = 0.06
"""What a topic of the controlled list shared with the need's own words adds to the fit."""
ALIKE = 0.01
"""Fits this near to each other are equal; their order changes from day to day."""


def match_start_ups(need: Need, base: Base, atlas: Atlas, most: int = 3) -> StartUps:
    """The start-ups whose own documents show that they fit, best first, at most `most`."""
    found = fit(need, base)
    fits = found.documents().tolist()
    least = LEAST - SAME_TOPIC if says_something(need) else 0.0
    near = [
        (value, read_entry(document, base, atlas))
        for document, value in zip(base.in_order, fits, strict=True)
        if value >= least and is_open(document)
    ]
    chosen = _by_fit(need, near, found) if says_something(need) else _by_place(need, [entry for _, entry in near])
    matches = [present(need, entry, value, found) for value, entry in rotated(chosen, need)]
    shown = tuple(match for match in matches if match.reasons)[:most]
    return StartUps(shown, few_said(len(shown)))


def _by_fit(need: Need, fitting: Sequence[tuple[float, Entry]], found: Fit) -> list[tuple[float, Entry]]:
    asked = topics_in(need.text)
    rated = sorted(
        ((value + SAME_TOPIC * bool(entry.topics & asked), entry) for value, entry in fitting),
        key=lambda pair: (-pair[0], pair[1].name),
    )
    rated = [(value, entry) for value, entry in rated if value >= LEAST]
    if not rated:
        return []
    best_value, best = rated[0]
    wanted = best.topics | asked
    most = _held(best, found)
    near = [
        (value, entry)
        for value, entry in rated
        if value >= CLOSE * best_value
        and ((held := _held(entry, found)) > 0 or entry.topics & asked)
        and (entry is best or entry.topics & wanted or held >= SAME_THING * most)
    ]
    return sorted(near, key=lambda pair: not _in_area(need, pair[1]))


def _held(entry: Entry, found: Fit) -> float:
    """The share of the need that the entry's offer holds."""
    rows = [found.base.row_of[one.chunk.id] for one in entry.offers]
    return float(found.weights @ found.held[:, rows].max(axis=1)) if rows else 0.0


def _by_place(need: Need, entries: Sequence[Entry]) -> list[tuple[float, Entry]]:
    """Where only a place is asked for: those who sit there, then those who worked there."""
    if need.area is None:
        return []
    seated = [entry for entry in entries if any(within(need.area, place) for place, _ in entry.seats)]
    worked = [e for e in entries if e not in seated and any(within(need.area, p) for p, _ in e.references)]
    return [*((1.0, entry) for entry in seated), *((0.5, entry) for entry in worked)]


def _in_area(need: Need, entry: Entry) -> bool:
    if need.area is None or need.area.kind is AreaKind.NEAR:
        return True
    return any(within(need.area, place) for place, _ in (*entry.seats, *entry.references))


def rotated(rated: Sequence[tuple[float, Entry]], need: Need) -> list[tuple[float, Entry]]:
    """Equal ones in an order that changes from day to day; the same day always gives the same order."""
    turned: list[tuple[float, Entry]] = []
    group: list[tuple[float, Entry]] = []
    for one in rated:
        if group and (group[0][0] - one[0] > ALIKE or _in_area(need, group[0][1]) != _in_area(need, one[1])):
            turned += _turned(group, need)
            group = []
        group.append(one)
    return [*turned, *_turned(group, need)]


def _turned(group: list[tuple[float, Entry]], need: Need) -> list[tuple[float, Entry]]:
    by = need.today.toordinal() % len(group) if group else 0
    return group[by:] + group[:by]
