"""Beside a municipality: whether it counts as small, with a band instead of a cut, since figures differ by date."""

from enum import StrEnum

from knowledge.model import Municipality

SMALL = 20_000
"""Inhabitants under which a municipality counts as small (the network's own limit)."""
BAND = 1_000
"""Eight municipalities of the state change sides with the date of the figure, all within this distance."""


class Size(StrEnum):
    """Under the limit, about at it (eligible, too), or above."""

    SMALL = "small"
    BAND = "band"
    LARGE = "large"


def size_of(place: Municipality) -> Size:
    """Where the population stands to the limit, at its date."""
    if abs(place.population - SMALL) <= BAND:
        return Size.BAND
    return Size.SMALL if place.population < SMALL else Size.LARGE


def eligible(place: Municipality, mark: bool | None) -> bool:  # noqa: FBT001 - staff's word: yes, no or none
    """Whether it may take part: as staff marked it, else by its size."""
    return size_of(place) is not Size.LARGE if mark is None else mark
