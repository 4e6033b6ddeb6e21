"""Inside chunking: the path of headings above a passage, from the title down."""

import re

_NUMBER = re.compile(r"(?:§{1,2}\s*|Artikel\s+|Art\.\s*)?(\d{1,3})(?![\d.]*\d)")


class HeadingPath:
    """The headings that hold at the place reached so far.

    A numbered heading goes where its predecessor stood: "12 Inkrafttreten" after an annex belongs
    beside "11 Widerruf", not to the annex, however the annex is set.
    """

    def __init__(self) -> None:
        self._path: list[tuple[int, str]] = []
        self._parents: dict[tuple[int, int], list[tuple[int, str]]] = {}

    @property
    def texts(self) -> tuple[str, ...]:
        """The headings from the top."""
        return tuple(text for _, text in self._path)

    def enter(self, level: int, text: str) -> None:
        """Go below a heading of that level (1 is the highest)."""
        parents = [entry for entry in self._path if entry[0] < level]
        found = _NUMBER.match(text)
        if found:
            number = int(found.group(1))
            parents = self._parents.get((level, number - 1), parents) if number > 1 else parents
            self._parents[level, number] = parents
        self._path = [*parents, (level, text)]
