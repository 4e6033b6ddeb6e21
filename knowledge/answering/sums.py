"""Inside elaborating: a sum that follows from a quoted rule, with its calculation; its operands are quoted.

Three rules: an amount for some partners and one for each further one; a share of costs; an amount for each unit.
A ceiling in the same clause holds.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from knowledge.answering import texts
from knowledge.answering.implied import partners
from knowledge.german.amounts import Amount, AmountKind, amounts
from knowledge.german.numbers import WORD_PATTERN, number
from knowledge.german.sentences import sentences
from knowledge.german.words import fold, stem
from knowledge.model import DocumentKind, Evidence

TELLING = (DocumentKind.PROJECT, DocumentKind.PRESS, DocumentKind.EVENT)
"""What these say of others' money is no rule for the asker's."""
LEAST_COST = 100.0
"""A smaller sum in a question is a fee or a price, not the cost of a project."""
ROOT = 6
"""So many letters of a unit have to agree."""
_WHO = r"(?:beteiligte\w*|partner\w*|kommunen?|gemeinden?|stadt|städte\w*)"
_SOME = re.compile(rf"\b(\d+|{WORD_PATTERN})\s+(?:\w+ )?{_WHO}\b", re.IGNORECASE)
_EACH_FURTHER = re.compile(rf"\bje(?:de[rnms]?)?\s+(?:weitere\w*|zusätzliche\w*)\s+{_WHO}\b", re.IGNORECASE)
_CEILING = re.compile(
    r"(?:höchstens|höchstbetrag\w*|höchstsumme\w*|maxim\w+|bis(?: zu)?|gedeckelt auf|deckel\w*|limit|(?:ober)?grenze\w*"
    r"|nicht mehr als|begrenzt auf|insgesamt)\W+(?:\w+\W+){0,2}?$",
    re.IGNORECASE,
)
_SPAN = re.compile(r"\d\s*(?:bis|-|–)\s*\d+\s*(?:%|prozent|v\. ?h\.)", re.IGNORECASE)
_EACH = re.compile(r"^\s*(?:je|pro)\s+(\w+)", re.IGNORECASE)
_ASKS_SUM = re.compile(
    r"\bwie ?viel|\bwas (?:bekomm|krieg|gibt|zahl|bleib|kommt|steuer|schieß|springt)|\bwie hoch|\bzuschu|\bförder"
    r"|\beigenanteil|\bselber|\bselbst"
)
_STAYS = re.compile(r"eigenanteil|\btr(?:agen|ägt) die|\bselbst\b", re.IGNORECASE)
PARTS, WHOLE = 2, 100.0
"""Two shares that are what is paid and what stays with the asker."""
_OWN_SHARE = re.compile(r"\beigenanteil|\b(?:selber|selbst) (?:zahl|trag|drauf|auf|aus)|\bbleib\w* (?:an|bei) uns")


@dataclass(frozen=True, slots=True)
class Sum:
    """A calculation as a line of text, with the clauses that hold its operands."""

    line: str
    operands: tuple[Evidence, ...]


def worked_sum(question: str, clauses: Sequence[Evidence], beside: Sequence[Evidence]) -> Sum | None:
    """The sum a question asks for, from the quoted clauses and those beside them in the same document; else None."""
    asked = question.lower()
    if not clauses or clauses[0].document.kind in TELLING or not _ASKS_SUM.search(asked):
        return None
    return _for_partners(asked, [*clauses, *beside]) or _of_costs(question, clauses[0]) or _for_units(asked, clauses[0])


def _for_partners(asked: str, clauses: Sequence[Evidence]) -> Sum | None:
    count = partners(asked)
    if not count:
        return None
    named: dict[int, tuple[float, Evidence]] = {}
    further: tuple[float, Evidence] | None = None
    for sentence, clause in _sentences(clauses):
        euros = _euros(sentence)
        if len(euros) != 1:
            continue
        if _EACH_FURTHER.search(sentence):
            further = further or (euros[0].value, clause)
        elif some := _SOME.search(sentence):
            named.setdefault(int(number(some[1]) or 0), (euros[0].value, clause))
    known = [place for place in named if 0 < place < count]
    if count in named or not known or further is None:
        return None
    least = max(known)
    base, more = named[least][0], further[0]
    line = texts.SUM_OF_PARTNERS.format(
        base=texts.euros(base),
        least=least,
        more=count - least,
        each=texts.euros(more),
        total=texts.euros(base + (count - least) * more),
    )
    return Sum(line, tuple(dict.fromkeys((named[least][1], further[1]))))


def _of_costs(question: str, clause: Evidence) -> Sum | None:
    text = clause.chunk.display
    costs = [amount.value for amount in _euros(question) if amount.value >= LEAST_COST]
    shares = _granted_shares(text)
    if _SPAN.search(text) or len(costs) != 1 or len(shares) != 1 or not 0 < shares[0] <= 100:
        return None
    granted = costs[0] * shares[0] / 100
    line = texts.SUM_OF_COSTS.format(
        share=texts.plain(shares[0]), cost=texts.euros(costs[0]), granted=texts.euros(granted)
    )
    line, paid = _capped(line, granted, text)
    if _OWN_SHARE.search(question.lower()) and paid is not None:
        line += " " + texts.OWN_SHARE.format(rest=texts.euros(costs[0] - paid))
    return Sum(line, (clause,))


def _granted_shares(text: str) -> list[float]:
    """The shares that are paid; of two that make the whole, the one that does not stay with the asker."""
    found = [amount for amount in amounts(text) if amount.kind is AmountKind.PERCENT]
    if len(found) == PARTS and sum(amount.value for amount in found) == WHOLE:
        own = [bool(_STAYS.search(text[one.end :].partition("Prozent")[0])) for one in found]
        if sum(own) == 1:
            return [found[own.index(False)].value]
    return [amount.value for amount in found]


def _for_units(asked: str, clause: Evidence) -> Sum | None:
    text = clause.chunk.display
    for amount in _euros(text):
        unit = _EACH.match(text[amount.end :])
        if not unit or _CEILING.search(text[: amount.start]):
            continue
        root = re.escape(stem(fold(unit[1].lower()))[:ROOT])
        counted = re.search(rf"\b(\d[\d.]*)\s+(?:\w+ )?({root}\w*)", fold(asked))
        count = number(counted[1]) if counted else None
        if counted and count and count > 1:
            line = texts.SUM_OF_UNITS.format(
                count=texts.plain(count), each=texts.euros(amount.value), total=texts.euros(count * amount.value)
            )
            return Sum(_capped(line, count * amount.value, text)[0], (clause,))
    return None


def _capped(line: str, total: float, text: str) -> tuple[str, float | None]:
    """The line with the ceiling behind it, and what is left of the total (None where each unit has a ceiling)."""
    for amount in _euros(text):
        if not _CEILING.search(text[: amount.start]):
            continue
        unit = _EACH.match(text[amount.end :])
        if unit:
            return line + " " + texts.CEILING_EACH.format(most=texts.euros(amount.value), unit=unit[1]), None
        if total > amount.value:
            return line + " " + texts.CEILING.format(most=texts.euros(amount.value)), amount.value
    return line, total


def _sentences(clauses: Sequence[Evidence]) -> Iterator[tuple[str, Evidence]]:
    for clause in clauses:
        for sentence in sentences(clause.chunk.display):
            yield sentence, clause


def _euros(text: str) -> list[Amount]:
    return [amount for amount in amounts(text) if amount.kind is AmountKind.EURO]
