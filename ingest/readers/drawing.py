"""Inside the PDF reader: runs a page's drawing orders and notes each piece of text with its place and weight.

pypdf's own extraction joins the cells of a table row into one line before anyone can see their
places; here the places are kept. Operators and matrices follow ISO 32000-1, sections 8.4 and 9.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any, Protocol

from ingest.readers import TINY
from ingest.readers.spans import Span

Matrix = tuple[float, float, float, float, float, float]
Operation = tuple[Any, bytes]
UNIT: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)

WHITE = 0.97
SPLIT = 2.0
"""A jump inside one text order of more type sizes than this parts two cells."""
DEEPEST_FORM = 8


class Face(Protocol):
    """A font: bytes to text and its width in thousandths of the type size; `space` is the width of a space."""

    bold: bool
    space: float

    def decode(self, raw: bytes) -> tuple[str, float, int]: ...  # noqa: D102 text, width, number of signs


class Resources(Protocol):
    """What a content stream may name: fonts, forms drawn inside it, the opacity of a graphics state."""

    def face(self, name: str) -> Face | None: ...  # noqa: D102
    def form(self, name: str) -> tuple[Iterable[Operation], Matrix, "Resources"] | None: ...  # noqa: D102
    def opacity(self, name: str) -> float: ...  # noqa: D102


@dataclass(frozen=True, slots=True)
class _State:
    matrix: Matrix = UNIT
    face: Face | None = None
    size: float = 0.0
    spacing: float = 0.0
    word_spacing: float = 0.0
    stretch: float = 1.0
    leading: float = 0.0
    rise: float = 0.0
    mode: int = 0
    white: bool = False
    opacity: float = 1.0


@dataclass(frozen=True, slots=True)
class Placed:
    """A drawn piece of text; `unseen` says that a reader of the page can't see it, `mode` is its rendering mode."""

    span: Span
    unseen: bool
    mode: int


def multiply(one: Matrix, other: Matrix) -> Matrix:
    """The matrix that applies `one` first, then `other` (row vectors, as in ISO 32000-1, 8.3.4)."""
    a, b, c, d, e, f = one
    k, l, m, n, o, p = other  # noqa: E741 the letters of a 3 × 3 matrix
    return (a * k + b * m, a * l + b * n, c * k + d * m, c * l + d * n, e * k + f * m + o, e * l + f * n + p)


class Drawing:
    """One page being drawn; `placed` grows in drawing order."""

    def __init__(self) -> None:
        self.placed: list[Placed] = []
        self._state = _State()
        self._stack: list[_State] = []
        self._text: Matrix = UNIT
        self._line: Matrix = UNIT
        self._path: list[tuple[float, float]] = []
        self._grounds: list[tuple[float, float, float, float]] = []
        self._orders: dict[bytes, Callable[[Any], None]] = {
            b"q": lambda _: self._stack.append(self._state),
            b"Q": self._restore,
            b"cm": lambda o: self._set(matrix=multiply(_matrix(o), self._state.matrix)),
            b"BT": lambda _: self._move_to(UNIT),
            b"Tm": lambda o: self._move_to(_matrix(o)),
            b"Td": lambda o: self._move(float(o[0]), float(o[1])),
            b"TD": self._move_and_lead,
            b"T*": lambda _: self._move(0.0, -self._state.leading),
            b"Tc": lambda o: self._set(spacing=float(o[0])),
            b"Tw": lambda o: self._set(word_spacing=float(o[0])),
            b"Tz": lambda o: self._set(stretch=float(o[0]) / 100),
            b"TL": lambda o: self._set(leading=float(o[0])),
            b"Ts": lambda o: self._set(rise=float(o[0])),
            b"Tr": lambda o: self._set(mode=int(o[0])),
            b"Tj": lambda o: self._show(o[:1]),
            b"TJ": lambda o: self._show(o[0]),
            b"'": self._next_line_and_show,
            b'"': self._space_and_show,
            b"re": self._rectangle,
            b"m": lambda o: self._path.append((float(o[0]), float(o[1]))),
            b"l": lambda o: self._path.append((float(o[0]), float(o[1]))),
            **dict.fromkeys((b"f", b"F", b"f*", b"B", b"B*", b"b", b"b*"), self._fill),
            **dict.fromkeys((b"n", b"S", b"s"), lambda _: self._path.clear()),
            **dict.fromkeys((b"g", b"rg", b"k", b"sc", b"scn"), self._colour),
        }

    def run(self, operations: Iterable[Operation], resources: Resources, depth: int = 0) -> None:
        """Carry out drawing orders; forms are entered up to a fixed depth, so that a form in itself ends."""
        for operands, operator in operations:
            if operator == b"Tf":
                self._set(face=resources.face(operands[0]), size=float(operands[1]))
            elif operator == b"gs":
                self._set(opacity=resources.opacity(operands[0]))
            elif operator == b"Do":
                self._form(operands[0], resources, depth)
            elif (order := self._orders.get(operator)) is not None:
                order(operands)

    def _form(self, name: str, resources: Resources, depth: int) -> None:
        form = resources.form(name) if depth < DEEPEST_FORM else None
        if form is None:
            return
        operations, matrix, own = form
        before, stack = self._state, self._stack
        self._stack = []
        self._set(matrix=multiply(matrix, before.matrix))
        self.run(operations, own, depth + 1)
        self._state, self._stack = before, stack

    def _set(self, **changes: Any) -> None:  # noqa: ANN401 the fields of _State have several types
        self._state = replace(self._state, **changes)

    def _restore(self, _: object) -> None:
        if self._stack:
            self._state = self._stack.pop()

    def _move_to(self, matrix: Matrix) -> None:
        self._text = self._line = matrix

    def _move(self, x: float, y: float) -> None:
        self._move_to(multiply((1.0, 0.0, 0.0, 1.0, x, y), self._line))

    def _move_and_lead(self, operands: Sequence[float]) -> None:
        self._set(leading=-float(operands[1]))
        self._move(float(operands[0]), float(operands[1]))

    def _next_line_and_show(self, operands: Sequence[Any]) -> None:
        self._move(0.0, -self._state.leading)
        self._show(operands[:1])

    def _space_and_show(self, operands: Sequence[Any]) -> None:
        self._set(word_spacing=float(operands[0]), spacing=float(operands[1]))
        self._next_line_and_show(operands[2:])

    def _rectangle(self, operands: Sequence[float]) -> None:
        x, y, width, height = (float(operand) for operand in operands[:4])
        self._path += [(x, y), (x + width, y + height)]

    def _colour(self, operands: Sequence[Any]) -> None:
        values = [float(value) for value in operands if isinstance(value, int | float)]
        if len(values) == 4:
            self._set(white=max(values) <= 1 - WHITE)
        else:
            self._set(white=bool(values) and min(values) >= WHITE)

    def _fill(self, _: object) -> None:
        """A filled area that is not white is a ground on which white type can be read."""
        if self._path and not self._state.white:
            a, b, c, d, e, f = self._state.matrix
            xs = [a * x + c * y + e for x, y in self._path]
            ys = [b * x + d * y + f for x, y in self._path]
            self._grounds.append((min(xs), min(ys), max(xs), max(ys)))
        self._path.clear()

    def _show(self, pieces: Iterable[Any]) -> None:
        state = self._state
        if state.face is None:
            return
        text, start, pen = "", 0.0, 0.0
        for piece in pieces:
            if isinstance(piece, int | float):
                step = -float(piece) / 1000 * state.size * state.stretch
                if step > SPLIT * state.size:
                    self._place(text, start, pen)
                    text, start = "", pen + step
                elif -float(piece) >= 0.95 * state.face.space and text and not text.endswith(" "):
                    text += " "
                pen += step
                continue
            raw = piece if isinstance(piece, bytes) else getattr(piece, "original_bytes", b"")
            shown, width, signs = state.face.decode(raw)
            spaces = shown.count(" ") * state.word_spacing
            pen += (width / 1000 * state.size + signs * state.spacing + spaces) * state.stretch
            text += shown
        self._place(text, start, pen)
        self._text = multiply((1.0, 0.0, 0.0, 1.0, pen, 0.0), self._text)

    def _place(self, text: str, start: float, end: float) -> None:
        state = self._state
        a, b, c, d, e, f = multiply(self._text, state.matrix)
        size = state.size * (c * c + d * d) ** 0.5
        x0, y = a * start + c * state.rise + e, b * start + d * state.rise + f
        x1 = a * end + c * state.rise + e
        if not text.strip() or state.face is None:
            return
        span = Span(text, min(x0, x1), max(x0, x1), y, size, state.face.bold)
        upright = abs(b) <= abs(a)
        unseen = size < TINY or state.opacity < 1 - WHITE or (state.white and not self._on_ground(span)) or not upright
        self.placed.append(Placed(span, unseen and upright, state.mode))

    def _on_ground(self, span: Span) -> bool:
        middle, height = (span.x0 + span.x1) / 2, span.y + span.size / 4
        return any(x0 <= middle <= x1 and y0 <= height <= y1 for x0, y0, x1, y1 in self._grounds)


def _matrix(operands: Sequence[Any]) -> Matrix:
    a, b, c, d, e, f = (float(operand) for operand in operands[:6])
    return (a, b, c, d, e, f)
