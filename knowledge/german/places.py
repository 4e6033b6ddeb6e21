"""Places of questions and documents: names people type → Municipality, running German text → tagged places."""

from collections.abc import Sequence

from knowledge.german.municipalities import shipped_municipalities
from knowledge.german.placenames import Names
from knowledge.model import Municipality

__all__ = ["Gazetteer", "shipped_municipalities"]


class Gazetteer:
    """All municipalities known, shipped and imported."""

    def __init__(self, municipalities: Sequence[Municipality]) -> None:
        self.municipalities = tuple(municipalities)
        self._names = Names(self.municipalities)

    def by_ags_or_name(self, text: str) -> list[Municipality]:
        """The municipalities of that key or name; several where they share it, none where it is unknown."""
        return self._names.look_up(text)

    def suggest(self, text: str, limit: int = 3) -> list[Municipality]:
        """Up to `limit` municipalities that a mistyped name may mean, nearest first."""
        return self._names.suggest(text, limit)
