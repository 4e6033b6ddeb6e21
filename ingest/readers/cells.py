"""Inside the reader of Excel files: a cell's value as its format shows it to a German reader."""

import datetime as dt
import re
from typing import Any

_PERCENT = re.compile(r"%")
_DECIMALS = re.compile(r"0\.(0+)")
_GROUPED = re.compile(r"#,##|#\.##")
_EURO = re.compile(r"€|EUR", re.IGNORECASE)
_QUOTED = re.compile(r'"([^"]*)"')
LONGEST_FRACTION = 10


def shown(value: Any, form: str) -> str:  # noqa: ANN401 a cell holds anything
    """The value in words: 0.4 as "40 %", 6500 in a currency format as "6.500,00 €", a day as "31.03.2026"."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "ja" if value else "nein"
    if isinstance(value, int | float):
        return _number(float(value), form)
    return _moment(value) if isinstance(value, dt.date | dt.time) else str(value)


def _moment(value: dt.date | dt.time) -> str:
    if isinstance(value, dt.time):
        return f"{value:%H:%M}"
    timed = isinstance(value, dt.datetime) and value.time() != dt.time()
    return f"{value:%d.%m.%Y %H:%M}" if timed else f"{value:%d.%m.%Y}"


def _number(value: float, form: str) -> str:
    positive = form.split(";", maxsplit=1)[0]
    percent = bool(_PERCENT.search(positive))
    decimals = _DECIMALS.search(positive)
    value = value * 100 if percent else value
    if form == "General" or not any(sign in positive for sign in "0#"):
        digits = f"{value:.{LONGEST_FRACTION}f}".rstrip("0").rstrip(".")
    else:
        digits = f"{value:,.{len(decimals.group(1)) if decimals else 0}f}"
        digits = digits if _GROUPED.search(positive) else digits.replace(",", "")
    german = digits.translate(str.maketrans(",.", ".,"))
    euro = _EURO.search(positive)
    unit = "" if euro else " ".join(_QUOTED.findall(positive)).strip()
    return german + (" %" if percent else " €" if euro else f" {unit}" if unit else "")
