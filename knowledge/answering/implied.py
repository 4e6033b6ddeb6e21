"""Inside understanding: what a question means without saying it: "bis wann" a deadline, "zwei Nachbarn" 3 partners."""

import re

from knowledge.german.numbers import number

DEADLINE_WEIGHT, PARTNERS_WEIGHT, VERB_WEIGHT = 0.3, 0.6, 0.7
"""Beside 1 for a word that is said."""
_DEADLINE = re.compile(r"\b(?:bis|ab) wann?\b")
_MANY = r"zwei|drei|vier|fünf|sechs|sieben|acht|neun|zehn|zwölf|[2-9]|1[0-9]"
_COUNT = rf"(eine[mrn]?|1|{_MANY})"
_NEIGHBOURS = re.compile(
    rf"\bmit {_COUNT} (?:\w+ ){{0,2}}?(?:nachbar\w*|gemeinden?|kommunen?|orten?|städten?|dörfern?)\b"
)
_WE_ARE = re.compile(rf"\b(?:wir sind ({_MANY})|zu (zweit|dritt|viert|fünft|sechst|siebt|acht))\b")
_TOGETHER = {"zweit": 2, "dritt": 3, "viert": 4, "fünft": 5, "sechst": 6, "siebt": 7, "acht": 8}
_COUNTED = re.compile(
    rf"\b(?:bei|für|mit insgesamt|wenn) ({_MANY}) (?:\w+ )?"
    r"(?:partnern?|beteiligten?|kommunen|gemeinden|rathäusern?|städten?)\b"
)

_FIGURE = r"(?:rund |etwa |ca\.? |ungefähr )?(\d[\d.,]*) ?(?:euro|€)"
_COST = re.compile(
    rf"\b(koste\w*|kosten von|ausgaben von|investition\w* von|investier\w*) (?:\w+ )?{_FIGURE}|{_FIGURE} (koste\w*)"
)
_SEPARATED = re.compile(
    r"\b(reich|meld|schick|send|füll|nehm|nimm|mach|bring)(?:e|en|t|est|st)?\b.*"
    r"\b(ein|an|ab|aus|teil|mit)(?=\W*$|, | und )"
)
_WHOLE = {"nimm": "nehmen"}


def beside_the_point(lower: str) -> frozenset[str]:
    """Words of a question (lower case) that no clause has to hold.

    What it costs the asker, a verb cut in two, how many others there are (implied_words counts the asker as well).
    """
    cost, verb, others = _COST.search(lower), _SEPARATED.search(lower), _NEIGHBOURS.search(lower)
    told = {"euro", *(part for part in cost.groups() if part)} if cost else set()
    told |= {others[1]} if others else set()
    parts = {part for found in told for part in re.split(r"[ .,]", found)}
    return frozenset(told | parts | ({verb[0].split()[0]} if verb else set()))


def implied_words(lower: str) -> dict[str, float]:
    """Words in lower case with their weight, for a question in lower case."""
    found = {"frist": DEADLINE_WEIGHT} if _DEADLINE.search(lower) else {}
    verb = _SEPARATED.search(lower)
    if verb:
        found[verb[2] + _WHOLE.get(verb[1], verb[1] + ("" if verb[1].endswith("en") else "en"))] = VERB_WEIGHT
    count = partners(lower)
    return found | ({str(count): PARTNERS_WEIGHT, "partner": PARTNERS_WEIGHT} if count else {})


def partners(lower: str) -> int | None:
    """How many work together, the asker's own municipality counted; the question in lower case."""
    others = _NEIGHBOURS.search(lower)
    if others:
        return int(number(others[1]) or 1) + 1
    together = _WE_ARE.search(lower)
    if together:
        return _TOGETHER[together[2]] if together[2] else int(number(together[1]) or 0)
    counted = _COUNTED.search(lower)
    return int(number(counted[1]) or 0) if counted else None
