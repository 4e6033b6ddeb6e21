"""The letters of pictures that we draw ourselves, on machines without any fonts too."""

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL.ImageFont import FreeTypeFont


def font(size: int, *, bold: bool = False) -> "FreeTypeFont":
    """DejaVu Sans at this size in pixels: Latin letters, German quotation marks, the euro sign, arrows."""
    from PIL import ImageFont

    return ImageFont.truetype(Path(__file__).parent / f"DejaVuSans{'-Bold' if bold else ''}.ttf", size)
