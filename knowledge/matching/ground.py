"""Inside the map: the ground under the towns, every point of it given to the nearest municipality.

The directory holds town centres, no boundaries. So districts are coloured and counties bordered where the
nearest centre changes (a Voronoi diagram), and land ends a few kilometres beyond the outermost centres.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from knowledge.model import Municipality

if TYPE_CHECKING:
    from PIL.Image import Image

KM_PER_DEGREE = 111.195
"""One degree of latitude on a sphere of the earth's mean radius."""
SHORE_KM = 11.0
"""So far from the nearest centre the ground goes on."""
PALETTE = {
    "Münster": (0x2F, 0x6F, 0xA8),
    "Detmold": (0x3C, 0x8D, 0x4F),
    "Arnsberg": (0xC9, 0x7B, 0x1A),
    "Düsseldorf": (0x7A, 0x57, 0xA6),
    "Köln": (0xB8, 0x42, 0x4D),
}
"""A colour for each district of North Rhine-Westphalia, told apart by the colour-blind too; OTHER for all else."""
OTHER = (0x6B, 0x72, 0x80)
SEA, BORDER, TOWN_BORDER = (0xF7, 0xF8, 0xFA), (0x8A, 0x91, 0x9C), (0xFF, 0xFF, 0xFF)
_TINT = 0.78
"""How much white is in the colour of the ground."""

Rgb = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class View:
    """What part of the earth is drawn: its centre, how many kilometres across, and the size in pixels."""

    latitude: float
    longitude: float
    across_km: float
    width: int
    height: int

    @property
    def km_per_pixel(self) -> float:
        """The scale."""
        return self.across_km / self.width

    def pixel(self, place: Municipality) -> tuple[float, float]:
        """Where a municipality lies in the picture (equirectangular around the centre)."""
        x, y = self.kilometres(place)
        return self.width / 2 + x / self.km_per_pixel, self.height / 2 - y / self.km_per_pixel

    def kilometres(self, place: Municipality) -> tuple[float, float]:
        """How far east and north of the centre."""
        shrunk = math.cos(math.radians(self.latitude))
        east = (place.longitude - self.longitude) * KM_PER_DEGREE * shrunk
        return east, (place.latitude - self.latitude) * KM_PER_DEGREE


def view_of(places: Sequence[Municipality], width: int, height: int, least_km: float, margin: float) -> View:
    """A view that holds all the places, with a margin (1.3 = 30 % more), never closer than `least_km` across."""
    latitude = (min(p.latitude for p in places) + max(p.latitude for p in places)) / 2
    longitude = (min(p.longitude for p in places) + max(p.longitude for p in places)) / 2
    middle = View(latitude, longitude, 1, width, height)
    spans = [middle.kilometres(place) for place in places]
    across = 2 * max(abs(x) for x, _ in spans)
    down = 2 * max(abs(y) for _, y in spans)
    return View(latitude, longitude, max(least_km, margin * max(across, down * width / height)), width, height)


def colour_of(place: Municipality) -> Rgb:
    """The colour of its district."""
    return PALETTE.get(place.district, OTHER)


def ground(places: Sequence[Municipality], view: View) -> "Image":
    """The coloured ground with white borders of municipalities and grey ones of counties, shape as the view."""
    from PIL import Image
    from scipy.spatial import cKDTree

    centres = np.array([view.kilometres(place) for place in places])
    x = (np.arange(view.width) + 0.5 - view.width / 2) * view.km_per_pixel
    y = (view.height / 2 - np.arange(view.height) - 0.5) * view.km_per_pixel
    points = np.stack(np.meshgrid(x, y), axis=-1)
    distance, nearest = cKDTree(centres).query(points, distance_upper_bound=SHORE_KM)
    land = np.isfinite(distance)
    owner = np.where(land, nearest, 0)
    pixels = np.where(land[..., None], _tints(places)[owner], np.array(SEA, dtype=np.uint8)).astype(np.uint8)
    counties = _numbered([place.county for place in places])[owner]
    pixels[_edges(owner, land)] = TOWN_BORDER
    pixels[_edges(counties, land)] = BORDER
    return Image.fromarray(pixels)


def _tints(places: Sequence[Municipality]) -> NDArray[np.uint8]:
    colours = np.array([colour_of(place) for place in places], dtype=np.float64)
    return (255 * _TINT + colours * (1 - _TINT)).astype(np.uint8)


def _numbered(names: Sequence[str]) -> NDArray[np.int64]:
    return np.unique(np.array(names), return_inverse=True)[1]


def _edges(owner: NDArray[np.int64], land: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Where the owner changes to the right or below, on land, two pixels wide."""
    found = np.zeros(owner.shape, dtype=bool)
    found[:, :-1] |= (owner[:, :-1] != owner[:, 1:]) & land[:, :-1] & land[:, 1:]
    found[:-1] |= (owner[:-1] != owner[1:]) & land[:-1] & land[1:]
    found[:, 1:] |= found[:, :-1].copy()
    return found
