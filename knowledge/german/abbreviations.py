"""Under the concept base and the topics: the abbreviations of authorities with their long forms."""

from functools import lru_cache
from pathlib import Path

_FILE = Path(__file__).parent / "abbreviations.txt"


@lru_cache(1)
def shipped_abbreviations() -> tuple[tuple[str, str], ...]:
    """Pairs of short and long form ("OZG", "Onlinezugangsgesetz"); a short form of two meanings stands twice."""
    lines = _FILE.read_text(encoding="utf-8").splitlines()
    pairs = (line.partition(" = ") for line in lines if line.strip() and not line.startswith("#"))
    return tuple((short.strip(), long.strip()) for short, _, long in pairs)
