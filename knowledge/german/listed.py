"""Under the concept base, abbreviations and dialect: text files with one entry a line, "#" before a comment."""

from pathlib import Path


def lines(path: Path) -> list[str]:
    """The entries of a file, without blank lines and comments."""
    found = (line.strip() for line in path.read_text(encoding="utf-8").splitlines())
    return [line for line in found if line and not line.startswith("#")]


def pairs(path: Path) -> list[tuple[str, str]]:
    """The entries of a file of "left = right"."""
    cut = (line.partition(" = ") for line in lines(path))
    return [(left.strip(), right.strip()) for left, _, right in cut]
