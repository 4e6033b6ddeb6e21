"""First of all in understanding: small words as they are spoken ("wat kost dat") become those that patterns know."""

import re
from functools import lru_cache
from pathlib import Path

from knowledge.german.listed import pairs

_FILE = Path(__file__).parent / "dialect.txt"


@lru_cache(1)
def spoken_forms() -> dict[str, str]:
    """Spoken form to standard form, both in lower case."""
    return dict(pairs(_FILE))


@lru_cache(1)
def _pattern() -> re.Pattern[str]:
    longest_first = sorted(spoken_forms(), key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, longest_first))})\b", re.IGNORECASE)


def standard(text: str) -> str:
    """The text with its spoken forms exchanged; a capital at the beginning is kept."""
    return _pattern().sub(_exchange, text)


def _exchange(match: re.Match[str]) -> str:
    found = spoken_forms()[match[0].lower()]
    return found[0].upper() + found[1:] if match[0][0].isupper() else found
