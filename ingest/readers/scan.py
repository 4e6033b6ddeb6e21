"""Reads pictures of pages (PNG, JPEG, TIFF) by recognition; each picture of a TIFF is a page."""

from io import BytesIO
from itertools import islice
from typing import TYPE_CHECKING

from ingest.model import RawDocument
from ingest.readers.layout import blocks_of
from ingest.readers.recognition import DPI, MOST_RECOGNISED, can_recognise, recognise
from knowledge.errors import DocumentRefused, RefusalReason

if TYPE_CHECKING:
    from PIL.Image import Image

MOST_PIXELS = 50_000_000
"""A page of A3 at 400 dpi has 31 million; a small file may unpack to billions."""
A4_WIDTH_INCHES = 8.27
SMALLEST_DPI = 250
TOO_LONG = "Seiten ab {page}, weil höchstens {most} Seiten erkannt werden"


def read_image(name: str, data: bytes) -> RawDocument:
    """The text of a picture. Raises DocumentRefused (broken, too large inside, not recognisable)."""
    from PIL import Image, ImageSequence, UnidentifiedImageError

    Image.MAX_IMAGE_PIXELS = MOST_PIXELS
    try:
        with Image.open(BytesIO(data)) as image:
            if image.width * image.height > MOST_PIXELS:
                raise DocumentRefused(name, RefusalReason.TOO_COMPLEX)
            if not can_recognise():
                raise DocumentRefused(name, RefusalReason.NO_RECOGNITION)
            frames = (_upright(frame) for frame in ImageSequence.Iterator(image))
            found = [recognise(number, frame) for number, frame in enumerate(islice(frames, MOST_RECOGNISED), 1)]
            count = getattr(image, "n_frames", 1)
    except Image.DecompressionBombError as exc:
        raise DocumentRefused(name, RefusalReason.TOO_COMPLEX) from exc
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError) as exc:
        raise DocumentRefused(name, RefusalReason.BROKEN) from exc
    blocks, furniture = blocks_of([one.page for one in found])
    if not blocks:
        raise DocumentRefused(name, RefusalReason.UNRECOGNISED)
    dropped = (TOO_LONG.format(page=MOST_RECOGNISED + 1, most=MOST_RECOGNISED),) if count > MOST_RECOGNISED else ()
    quality = sum(one.sure for one in found) / len(found)
    return RawDocument(name, blocks, count, dropped=dropped, furniture=furniture, quality=quality)


def _upright(frame: "Image") -> "Image":
    """The picture as it is meant to be looked at, at about the size of a page scanned at DPI."""
    from PIL import Image, ImageOps

    upright = ImageOps.exif_transpose(frame).convert("L")
    short = min(upright.width, upright.height)
    if short >= SMALLEST_DPI * A4_WIDTH_INCHES:
        return upright
    scale = DPI * A4_WIDTH_INCHES / short
    size = round(upright.width * scale), round(upright.height * scale)
    return upright.resize(size, Image.Resampling.LANCZOS) if scale <= 3 else upright
