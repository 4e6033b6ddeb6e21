"""German number words → numbers, for amounts, periods and dates in documents and questions; and counts in figures."""

import re

_UNITS = {
    "null": 0, "ein": 1, "eins": 1, "eine": 1, "einem": 1, "einen": 1, "einer": 1, "eines": 1, "zwei": 2, "zwo": 2,
    "drei": 3, "vier": 4, "fünf": 5, "sechs": 6, "sieben": 7, "acht": 8, "neun": 9, "zehn": 10, "elf": 11, "zwölf": 12,
    "dreizehn": 13, "vierzehn": 14, "fünfzehn": 15, "sechzehn": 16, "siebzehn": 17, "achtzehn": 18, "neunzehn": 19,
}  # fmt: skip
_TENS = {
    "zwanzig": 20, "dreißig": 30, "dreissig": 30, "vierzig": 40, "fünfzig": 50, "sechzig": 60, "siebzig": 70,
    "achtzig": 80, "neunzig": 90,
}  # fmt: skip
_SCALES = {"hundert": 100, "einhundert": 100, "tausend": 1000, "eintausend": 1000}
_FRACTIONS = {
    "die hälfte": 0.5, "zur hälfte": 0.5, "hälfte": 0.5, "halbe": 0.5, "halben": 0.5, "halber": 0.5,
    "ein drittel": 1 / 3, "zwei drittel": 2 / 3, "ein viertel": 0.25, "drei viertel": 0.75, "ein fünftel": 0.2,
    "zwei fünftel": 0.4, "drei fünftel": 0.6, "vier fünftel": 0.8,
}  # fmt: skip


def _spoken() -> dict[str, float]:
    found: dict[str, float] = {word: float(value) for word, value in (_UNITS | _TENS | _SCALES).items()}
    for unit, value in _UNITS.items():
        if 0 < value < 10 and unit not in {"eins", "eine", "einem", "einen", "einer", "eines"}:
            found |= {f"{unit}und{tens}": float(value + ten) for tens, ten in _TENS.items()}
            found[f"{unit}hundert"] = value * 100.0
            found[f"{unit}tausend"] = value * 1000.0
        found[f"{unit}einhalb"] = value + 0.5
    return found | {"anderthalb": 1.5, "eineinhalb": 1.5}


WORDS = _spoken()
"""Number words to one hundred, the round hundreds and thousands, and the halves ("zweieinhalb")."""
FRACTIONS = _FRACTIONS
WORD_PATTERN = "|".join(sorted(WORDS, key=len, reverse=True))
"""All number words as alternatives of a pattern, longest first."""
COUNTED_PATTERN = rf"(\d{{1,3}}(?:\.\d{{3}})+|\d+|{WORD_PATTERN})\s+(?:[a-zäöüß]+e[nrs]?\s+)?([A-ZÄÖÜ][a-zäöüß-]{{3,}})"
"""A count and the noun that it counts ("60 kleine Gemeinden"), a group each; capital letters tell the noun."""
_GROUPED = re.compile(r"[.\s\u00a0\u202f'](?=\d{3}(?!\d))")


def number(text: str) -> float | None:
    """A number in figures ("6 500", "6.500,50", "1,07") or words ("zwanzig", "zweieinhalb"); None for anything else."""
    plain = text.strip().lower()
    if plain in WORDS:
        return WORDS[plain]
    figures = _GROUPED.sub("", plain).replace(",", ".")
    try:
        return float(figures)
    except ValueError:
        return None


def grouped(count: int) -> str:
    """A count as in a letter: "12.700"."""
    return f"{count:,}".replace(",", ".")
