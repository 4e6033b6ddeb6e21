"""From a need to start-ups: ranked, each with quoted reasons, something against it, and no recommendation to buy."""

from collections.abc import Iterator, Sequence
from itertools import islice

import numpy as np

from knowledge.german.topics import topics_in
from knowledge.index.base import Base
from knowledge.matching.atlas import Atlas
from knowledge.matching.entries import Entry, is_open, read_entry
from knowledge.matching.fit import Fit, fit
from knowledge.matching.geography import within
from knowledge.matching.model import AreaKind, Need, StartUps
from knowledge.matching.need import says_something
from knowledge.matching.presenting import few_said, present
from knowledge.model import Document

LEAST = 0.17
"""With less fit than this an entry is no match at all …"""
CLOSE = 0.6
"""… and beside the best one an alternative has at least this share of its fit …"""
SAME_THING = 0.7
"""… and shares a topic with it, or holds at least this share of what it holds of the need."""
SAME_TOPIC = 0.06
"""What a topic of the controlled list shared with the need's own words adds to the fit."""
ROUNDING = 1e-9
ALIKE = 0.01
"""Fits this near to each other are equal; their order changes from day to day."""


def match_start_ups(need: Need, base: Base, atlas: Atlas, most: int = 3) -> StartUps:
    """The start-ups whose own documents show that they fit, best first, at most `most`."""
    found = fit(need, base)
    entries = [(number, read_entry(document, atlas)) for number, document in _open(base)]
    chosen = _by_fit(need, entries, found) if says_something(need) else _by_place(need, [e for _, e in entries])
    matches = (present(need, entry, value, found) for value, entry in rotated(chosen, need))
    shown = tuple(islice((match for match in matches if match.reasons), most))
    return StartUps(shown, few_said(len(shown)))


def _open(base: Base) -> Iterator[tuple[int, Document]]:
    """The documents that present a start-up, each with its number in `base.in_order`."""
    return ((number, document) for number, document in enumerate(base.in_order) if is_open(document))


def _by_fit(need: Need, entries: Sequence[tuple[int, Entry]], found: Fit) -> list[tuple[float, Entry]]:
    asked = topics_in(need.text)
    fits = found.documents()
    fitting = [(float(fits[number]), number, entry) for number, entry in entries]
    # What cannot come near the best one, whatever its topics, is not read.
    least = max(LEAST, CLOSE * max((value for value, _, _ in fitting), default=0.0))
    rated = sorted(
        (
            (value + SAME_TOPIC * bool(entry.topics & asked), number, entry)
            for value, number, entry in fitting
            if value + SAME_TOPIC >= least
        ),
        key=lambda one: (-one[0], one[2].name),
    )
    rated = [one for one in rated if one[0] >= LEAST]
    if not rated:
        return []
    best_value, first, best = rated[0]
    wanted, same = best.topics | asked, SAME_THING * _held(best, first, found)
    near = [
        (value, entry)
        for value, number, entry in rated
        if value >= CLOSE * best_value
        and (entry is best or entry.topics & wanted or _holds(entry, number, found, same))
        and (entry.topics & asked or _held(entry, number, found) > 0)
    ]
    return sorted(near, key=lambda pair: not _in_area(need, pair[1]))


def _holds(entry: Entry, number: int, found: Fit, least: float) -> bool:
    """Whether the entry's offer holds so much of the need; the offer is only read where the whole document does."""
    return found.together[number] + ROUNDING >= least and _held(entry, number, found) >= least


def _held(entry: Entry, number: int, found: Fit) -> float:
    """The share of the need that the entry's offer holds; only clauses that hold something of it are read."""
    chunks, start = found.base.chunks_of(entry.document.id), found.base.index.document_starts[number]
    held = found.held.union[:, start : start + len(chunks)]
    rows = [row for row in np.flatnonzero(held.any(axis=0)).tolist() if entry.offers_in(chunks[row])]
    return float(found.weights @ held[:, rows].max(axis=1)) if rows else 0.0


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
