"""Inside the Word reader: names of styles, and which runs a reader of the page can't see."""

from typing import Any

from ingest.readers import TINY

WHITE = "FFFFFF"
_SHADED = "w:shd[not(@w:fill='auto' or @w:fill='FFFFFF' or @w:fill='ffffff')]"
_GROUND = f"./w:rPr/{_SHADED} | ./w:rPr/w:highlight | ancestor::w:p/w:pPr/{_SHADED} | ancestor::w:tc/w:tcPr/{_SHADED}"
_GROUND += " | ancestor::w:tbl/w:tblPr/w:tblStyle[not(@w:val='TableNormal' or @w:val='TableGrid')]"
"""What may lie under white type, so that it can be read: shading of its own, of the paragraph, cell or table."""

Look = tuple[bool | None, float | None, str | None]
"""Whether hidden, size in points and colour, as far as a run or style states them."""


class Styles:
    """The styles of one document; `dropped` says whether anything hidden was left out.

    python-docx searches the whole style part for each run that asks; here each style is looked at once.
    """

    def __init__(self, document: Any) -> None:  # noqa: ANN401 python-docx has no types
        self.dropped = False
        self._styles = {style.style_id: style for style in document.styles}
        usual = next((style for style in document.styles if style.name == "Normal"), None)
        self._usual = usual.style_id if usual is not None else None
        self._looks: dict[str | None, Look] = {None: (None, None, None)}

    def name(self, paragraph: Any) -> str:  # noqa: ANN401
        """The name of a paragraph's style; empty where it has none."""
        style = self._styles.get(paragraph._p.style or self._usual)  # noqa: SLF001 the public way is the slow one
        return (style.name or "") if style is not None else ""

    def shown(self, paragraph: Any) -> list[Any]:  # noqa: ANN401
        """The runs and links of a paragraph that a reader of the page sees."""
        runs = list(paragraph.iter_inner_content())
        base = self._look(paragraph._p.style or self._usual)  # noqa: SLF001
        seen = [run for run in runs if not self._is_hidden(run, base)]
        self.dropped = self.dropped or len(seen) < len(runs)
        return seen

    def _is_hidden(self, run: Any, base: Look) -> bool:  # noqa: ANN401
        if not hasattr(run, "font"):  # A link holds runs of its own.
            return bool(run.runs) and all(self._is_hidden(one, base) for one in run.runs)
        properties = run._r.rPr  # noqa: SLF001
        own: Look = (None, None, None) if properties is None else _look_of(run.font)
        looks = (own, self._look(run._r.style), base)  # noqa: SLF001
        if all(look == (None, None, None) for look in looks) or not run.text.strip():
            return False
        hidden, size, colour = (
            next((look[part] for look in looks if look[part] is not None), None) for part in range(3)
        )
        if hidden or (isinstance(size, float) and size < TINY):
            return True
        return colour == WHITE and not run._r.xpath(_GROUND)  # noqa: SLF001

    def _look(self, style_id: str | None) -> Look:
        """What a style and those it is based on state."""
        if style_id not in self._looks:
            style = self._styles.get(style_id or "")
            found: Look = (None, None, None)
            steps = 0
            while style is not None and steps < len(self._styles):
                look = _look_of(style.font) if hasattr(style, "font") else (None, None, None)
                found = (
                    found[0] if found[0] is not None else look[0],
                    found[1] if found[1] is not None else look[1],
                    found[2] or look[2],
                )
                style, steps = getattr(style, "base_style", None), steps + 1
            self._looks[style_id] = found
        return self._looks[style_id]


def _look_of(font: Any) -> Look:  # noqa: ANN401
    colour = str(font.color.rgb) if font.color is not None and font.color.rgb is not None else None
    return font.hidden, float(font.size.pt) if font.size is not None else None, colour
