"""Inside the readers of packed formats (Word, ODT, PowerPoint, Excel, ZIP): what a package may hold, and its XML."""

from io import BytesIO
from typing import Any
from zipfile import BadZipFile, ZipFile, ZipInfo

from knowledge.errors import DocumentRefused, RefusalReason

LARGEST_INSIDE = 150 * 1024 * 1024
"""Bytes that the parts of one package may have together when unpacked."""
MOST_PARTS = 20_000


def check_package(name: str, data: bytes) -> None:
    """Raise DocumentRefused for a package that is broken, or that grows beyond measure when unpacked.

    The sizes that a package states can be relied on: zipfile never unpacks more of a part than it states.
    """
    try:
        with ZipFile(BytesIO(data)) as package:
            parts = package.infolist()
    except (BadZipFile, NotImplementedError, OSError, ValueError, LookupError) as exc:
        raise DocumentRefused(name, RefusalReason.BROKEN) from exc
    check_sizes(name, parts)


def check_sizes(name: str, parts: list[ZipInfo]) -> None:
    """Raise DocumentRefused where parts are too many or too large together."""
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > LARGEST_INSIDE:
        raise DocumentRefused(name, RefusalReason.TOO_COMPLEX)


def xml_of(data: bytes) -> Any:  # noqa: ANN401 lxml's elements have no types
    """The tree of an XML part; entities are never resolved and nothing is fetched. Raises lxml's own errors."""
    from lxml import etree

    return etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False))
