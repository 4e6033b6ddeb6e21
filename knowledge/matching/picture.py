"""Beside the list of partners: a map of them as a picture, drawn from the coordinates of the directory alone."""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from knowledge.fonts import font
from knowledge.matching import texts
from knowledge.matching.ground import BORDER, PALETTE, Rgb, View, colour_of, ground, view_of
from knowledge.model import Municipality

if TYPE_CHECKING:
    from PIL.ImageDraw import ImageDraw

WIDTH, MAP_HEIGHT = 1080, 1000
LEAST_KM, MARGIN = 80.0, 1.35
LINE = 46
"""Height of a line below the map: a third of the width of a fingertip once the picture fills a phone."""
INK, GREY, WHITE, HOME_RED = (0x1F, 0x29, 0x37), (0x4B, 0x55, 0x63), (0xFF, 0xFF, 0xFF), (0xC8, 0x10, 0x2E)
_DOT, _PIN, _GAP = 5, 25, 6

Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Marked:
    """A municipality with a number on the map, as in the list."""

    number: int
    place: Municipality
    note: str = ""


def draw_map(places: Sequence[Municipality], home: Municipality | None, marked: Sequence[Marked]) -> bytes:
    """A PNG picture, 1080 pixels wide: districts by colour, counties by name, the asker's town, the numbered ones."""
    from PIL import Image, ImageDraw

    shown = [*([home] if home else []), *(one.place for one in marked)]
    view = view_of(shown or places, WIDTH, MAP_HEIGHT, LEAST_KM, MARGIN)
    picture = Image.new("RGB", (WIDTH, MAP_HEIGHT + _legend_height(home, marked)), WHITE)
    picture.paste(ground(places, view), (0, 0))
    draw = ImageDraw.Draw(picture)
    _dots(draw, places, view)
    taken = _pins(draw, home, marked, view)
    _counties(draw, places, view, taken)
    _scale(draw, view)
    _legend(draw, home, marked)
    out = io.BytesIO()
    picture.quantize(64).save(out, "PNG", optimize=True)
    return out.getvalue()


def _dots(draw: "ImageDraw", places: Sequence[Municipality], view: View) -> None:
    for place in places:
        x, y = view.pixel(place)
        if _inside((x, y)):
            draw.ellipse((x - _DOT, y - _DOT, x + _DOT, y + _DOT), fill=colour_of(place))


def _inside(point: tuple[float, float]) -> bool:
    return 0 <= point[0] < WIDTH and 0 <= point[1] < MAP_HEIGHT


def _pins(draw: "ImageDraw", home: Municipality | None, marked: Sequence[Marked], view: View) -> list[Box]:
    """The numbered partners and, above all, the asker's own town; what they cover is returned."""
    taken: list[Box] = []
    names: list[tuple[str, tuple[float, float]]] = []
    for one in reversed(marked):
        x, y = view.pixel(one.place)
        taken.append(_disc(draw, (x, y), INK, str(one.number)))
        names.append((one.place.name, (x, y)))
    if home:
        taken.append(_house(draw, view.pixel(home)))
        names.append((home.name, view.pixel(home)))
    for name, at in reversed(names):
        taken.append(_name(draw, name, at, taken))
    return taken


def _disc(draw: "ImageDraw", at: tuple[float, float], fill: Rgb, label: str) -> Box:
    box = (at[0] - _PIN, at[1] - _PIN, at[0] + _PIN, at[1] + _PIN)
    draw.ellipse(box, fill=fill, outline=WHITE, width=4)
    draw.text(at, label, fill=WHITE, font=font(30, bold=True), anchor="mm")
    return box


def _house(draw: "ImageDraw", at: tuple[float, float]) -> Box:
    """The asker's own town as a red house."""
    x, y = at
    shape = [(x - 22, y + 22), (x - 22, y - 4), (x, y - 28), (x + 22, y - 4), (x + 22, y + 22)]
    draw.polygon(shape, fill=HOME_RED, outline=WHITE, width=4)
    draw.rectangle((x - 5, y + 6, x + 5, y + 20), fill=WHITE)
    return (x - 24, y - 30, x + 24, y + 24)


def _name(draw: "ImageDraw", name: str, at: tuple[float, float], taken: Sequence[Box]) -> Box:
    """A name in bold beside its pin, on the first side that is free."""
    letters = font(26, bold=True)
    width, height = draw.textlength(name, letters), 34
    x, y = at
    sides = [
        (x + _PIN + _GAP, y - height / 2), (x - _PIN - _GAP - width, y - height / 2),
        (x - width / 2, y + _PIN + _GAP), (x - width / 2, y - _PIN - _GAP - height),
    ]  # fmt: skip
    boxes = [(left, top, left + width, top + height) for left, top in sides]
    free = [box for box in boxes if _fits(box) and not any(_meet(box, other) for other in taken)]
    box = (free or [box for box in boxes if _fits(box)] or boxes)[0]
    draw.text((box[0], box[1]), name, fill=INK, font=letters, stroke_width=4, stroke_fill=WHITE)
    return box


def _counties(draw: "ImageDraw", places: Sequence[Municipality], view: View, taken: list[Box]) -> None:
    """Each county's name in the middle of its municipalities, where there is room."""
    letters = font(20)
    members: dict[str, list[Municipality]] = {}
    for place in places:
        members.setdefault(place.county, []).append(place)
    for county, mine in sorted(members.items(), key=lambda item: -len(item[1])):
        inside = [at for place in mine if _inside(at := view.pixel(place))]
        if not inside:
            continue
        name = county.removeprefix("Kreis ")
        x, y = (sum(values) / len(inside) for values in zip(*inside, strict=True))
        width = draw.textlength(name, letters)
        for down in (0, -24, 24):
            box = (x - width / 2, y + down - 13, x + width / 2, y + down + 13)
            if _fits(box) and not any(_meet(box, other) for other in taken):
                draw.text((x, y + down), name, fill=GREY, font=letters, anchor="mm", stroke_width=3, stroke_fill=WHITE)
                taken.append(box)
                break


def _fits(box: Box) -> bool:
    return box[0] >= _GAP and box[1] >= _GAP and box[2] <= WIDTH - _GAP and box[3] <= MAP_HEIGHT - _GAP


def _meet(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _scale(draw: "ImageDraw", view: View) -> None:
    length = next((km for km in (50, 20, 10) if km / view.km_per_pixel < WIDTH / 4), 10)
    right, y = WIDTH - 30, MAP_HEIGHT - 30
    left = right - length / view.km_per_pixel
    draw.line((left, y, right, y), fill=INK, width=5)
    draw.text(((left + right) / 2, y - 8), f"{length} km", fill=INK, font=font(22), anchor="mb", stroke_width=3,
              stroke_fill=WHITE)  # fmt: skip


def _legend_height(home: Municipality | None, marked: Sequence[Marked]) -> int:
    return LINE * (len(marked) + bool(home) + 2) + 20


def _legend(draw: "ImageDraw", home: Municipality | None, marked: Sequence[Marked]) -> None:
    """What the numbers mean, the colours of the districts, and where the data are from."""
    y = MAP_HEIGHT + LINE // 2 + 8
    draw.line((0, MAP_HEIGHT, WIDTH, MAP_HEIGHT), fill=BORDER, width=2)
    if home:
        draw.polygon([(22, y + 14), (22, y - 2), (38, y - 18), (54, y - 2), (54, y + 14)], fill=HOME_RED)
        draw.text((76, y), texts.MAP_HOME.format(name=home.name), fill=INK, font=font(27), anchor="lm")
        y += LINE
    for one in marked:
        draw.ellipse((20, y - 18, 56, y + 18), fill=INK)
        draw.text((38, y), str(one.number), fill=WHITE, font=font(23), anchor="mm")
        line = f"{one.place.name}, {one.note}" if one.note else one.place.name
        draw.text((76, y), line, fill=INK, font=font(27), anchor="lm")
        y += LINE
    x = 20.0
    for name, colour in PALETTE.items():
        draw.ellipse((x, y - 11, x + 22, y + 11), fill=colour)
        draw.text((x + 32, y), name, fill=INK, font=font(23), anchor="lm")
        x += 32 + draw.textlength(name, font(23)) + 40
    draw.text((20, y + LINE), texts.MAP_NOTE, fill=GREY, font=font(17), anchor="lm")
