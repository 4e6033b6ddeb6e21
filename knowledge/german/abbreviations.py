"""Under the concept base and the topics: the abbreviations of authorities with their long forms."""

from functools import lru_cache
from pathlib import Path

from knowledge.german.listed import pairs

_FILE = Path(__file__).parent / "abbreviations.txt"


@lru_cache(1)
def shipped_abbreviations() -> tuple[tuple[str, str], ...]:
    """Pairs of short and long form ("OZG", "Onlinezugangsgesetz"); a short form of two meanings stands twice."""
    return tuple(pairs(_FILE))
