"""Inside understanding: what a question means without saying it: "bis wann" a deadline, "zwei Nachbarn" 3 partners."""

import re

from knowledge.german.numbers import number

DEADLINE_WEIGHT, PARTNERS_WEIGHT = 0.3, 0.6
"""Beside 1 for a word that is said."""
_DEADLINE = re.compile(r"\b(?:bis|ab) wann?\b")
_COUNT = r"(eine[mrn]?|1|zwei|2|drei|3|vier|4|fünf|5)"
_NEIGHBOURS = re.compile(
    rf"\bmit {_COUNT} (?:\w+ ){{0,2}}?(?:nachbar\w*|gemeinden?|kommunen?|orten?|städten?|dörfern?)\b"
)
_WE_ARE = re.compile(r"\b(?:wir sind (zwei|drei|vier|fünf|[2-5])|zu (zweit|dritt|viert))\b")
_TOGETHER = {"zweit": 2, "dritt": 3, "viert": 4}


def implied_words(lower: str) -> dict[str, float]:
    """Words in lower case with their weight, for a question in lower case."""
    found = {"frist": DEADLINE_WEIGHT} if _DEADLINE.search(lower) else {}
    partners = _partners(lower)
    return found | ({str(partners): PARTNERS_WEIGHT, "partner": PARTNERS_WEIGHT} if partners else {})


def _partners(lower: str) -> int | None:
    """How many work together, the asker's own municipality counted."""
    others = _NEIGHBOURS.search(lower)
    if others:
        return int(number(others[1]) or 1) + 1
    together = _WE_ARE.search(lower)
    if together:
        return _TOGETHER[together[2]] if together[2] else int(number(together[1]) or 0)
    return None
