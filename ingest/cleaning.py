"""Second step of ingestion: what readers found becomes clean German text (spaces, line ends, hyphens)."""

import re
import unicodedata
from collections.abc import Sequence

_SPACES = re.compile(r"[\s\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]+")
_INVISIBLE = re.compile(r"[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\x00-\x08\x0e-\x1f]")
_LIGATURES = str.maketrans(
    {"\ufb00": "ff", "\ufb01": "fi", "\ufb02": "fl", "\ufb03": "ffi", "\ufb04": "ffl", "\u2010": "-", "\u2011": "-"}
)
_LAST_WORD = re.compile(r"\S+$")
_HYPHEN_STAYS_BEFORE = re.compile(r"(?:und|oder|bzw\.|beziehungsweise|sowie|bis|als|wie|noch|statt)\b")
_ABBREVIATION = re.compile(r"(?:.*[^A-Za-zÄÖÜäöüß])?(?:[A-ZÄÖÜ]{2,}|[A-Za-zÄÖÜ])-$")
_BULLET = re.compile(r"^\s*(?:[•‣▪●○◦■□►▸➢✓✔∙·\u007f\uf0b7\uf0a7\uf0d8]|[-–—*+])\s+(?=\S)")
_BULLET_ALONE = re.compile(r"^\s*[•‣▪●○◦■□►▸➢✓✔∙·\u007f\uf0b7\uf0a7\uf0d8*–-]\s*$")


def clean(text: str) -> str:
    """One line of text: composed letters, every kind of space one space, nothing invisible, no ligatures."""
    text = unicodedata.normalize("NFC", text).translate(_LIGATURES)
    return _SPACES.sub(" ", _INVISIBLE.sub("", text)).strip()


def join_lines(lines: Sequence[str]) -> str:
    """The lines of one paragraph as running text, words that were split at a line end made whole.

    "Bewilli-" + "gungsstelle" loses its hyphen; "Spiel-" + "und", "E-" + "Government", "IT-" +
    "gestützt", addresses and numbers keep theirs. "5" + "000 Euro" becomes "5 000 Euro".
    """
    text = ""
    for line in lines:
        soft = line.rstrip().endswith("\u00ad")
        line = clean(line)  # noqa: PLW2901 the cleaned line is meant from here on
        if not line:
            continue
        text = _join(text, line, soft_before=text.endswith("\u00ad")) if text else line
        if soft:
            text += "\u00ad"
    return text.rstrip("\u00ad")


def _join(text: str, line: str, *, soft_before: bool) -> str:
    if soft_before:
        return text[:-1] + line
    if text.endswith("/") and not text.endswith(" /"):
        return text + line
    if not text.endswith("-") or text.endswith((" -", "--")):
        return f"{text} {line}"
    return _join_at_hyphen(text, line)


def _join_at_hyphen(text: str, line: str) -> str:
    found = _LAST_WORD.search(text)
    word = found.group() if found else text
    if "@" in word or "://" in word or word.startswith("www."):
        return text + line
    if _HYPHEN_STAYS_BEFORE.match(line):
        return f"{text} {line}"
    if line[0].islower() and word[-2:-1].isalpha() and not _ABBREVIATION.match(word):
        return text[:-1] + line
    return text + line


def without_bullet(line: str) -> tuple[str, bool]:
    """The line without its bullet, and whether there was one."""
    found = _BULLET.match(line)
    return (line[found.end() :], True) if found else (line, False)


def is_lone_bullet(line: str) -> bool:
    """Whether a line holds nothing but a bullet."""
    return bool(_BULLET_ALONE.match(line))
