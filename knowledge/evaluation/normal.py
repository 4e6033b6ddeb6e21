"""Brings gold strings and answers to one spelling before they are compared."""

import re
import unicodedata

_MONTHS = [
    "januar",
    "februar",
    "märz",
    "april",
    "mai",
    "juni",
    "juli",
    "august",
    "september",
    "oktober",
    "november",
    "dezember",
]
_LONG_DATE = re.compile(rf"\b(\d{{1,2}})\.\s?({'|'.join(_MONTHS)})(?:\s(\d{{4}}))?\b")
_SHORT_DATE = re.compile(r"\b(\d{1,2})\.(\d{1,2})\.(\d{4})?(?!\d)")
_BLANKS = str.maketrans(
    {"\u00ad": None, "\u2010": "-", "\u2011": "-", "–": "-", "—": "-", "„": '"', "“": '"', "”": '"'}
)


def normal(text: str) -> str:
    """Lower case, single blanks, dates as "d.m.y", amounts without thousands marks, "%" and "euro" spelled one way."""
    text = " ".join(unicodedata.normalize("NFC", text).translate(_BLANKS).lower().split())
    text = _LONG_DATE.sub(lambda m: _date(m[1], str(_MONTHS.index(m[2]) + 1), m[3]), text)
    text = _SHORT_DATE.sub(lambda m: _date(m[1], m[2], m[3]) if 1 <= int(m[2]) <= len(_MONTHS) else m[0], text)
    text = re.sub(r"(?<=\d)[ .](?=\d{3}(?!\d))", "", text)
    text = re.sub(r"\s*(?:prozent\b|v\. ?h\.|%)", " %", text)
    text = re.sub(r"\s*(?:€|euro\b|eur\b)", " euro", text)
    return " ".join(text.split())


def contains(haystack: str, needle: str) -> bool:
    """Whether a normalised answer holds a gold string as whole words ("5 %" is not in "65 %")."""
    wanted = normal(needle)
    left = r"(?<!\w)" if wanted[:1].isalnum() else ""
    right = r"(?!\d)" if wanted[-1:].isdigit() else ""
    return re.search(left + re.escape(wanted) + right, haystack) is not None


def _date(day: str, month: str, year: str | None) -> str:
    return f"{int(day)}.{int(month)}." + (f" {year}" if year else "")
