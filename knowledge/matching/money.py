"""From a guideline in the knowledge base to the sum for a group: read from its clauses, with the calculation shown."""

import datetime as dt
import math
import re
from collections.abc import Iterator
from dataclasses import dataclass

from knowledge.german.amounts import AmountKind, amounts
from knowledge.german.numbers import WORD_PATTERN, number
from knowledge.german.sentences import sentences
from knowledge.index.base import Base
from knowledge.matching import texts
from knowledge.matching.model import Quote
from knowledge.model import Document, DocumentKind

_PARTNERS = r"(?:\w+-)?(?:Beteiligten?|Partner\w*|Kommunen|Gemeinden|Städten?|Teilnehmer\w*)"
_BASE = re.compile(rf"\b(?P<count>\d+|{WORD_PATTERN})\s+(?:\w+\s+)?{_PARTNERS}\b", re.IGNORECASE)
_FURTHER = re.compile(r"\b(?:jede[rsnm]?|je)\s+(?:weitere|zusätzliche)[rsnm]?\b", re.IGNORECASE)
_CONDITIONS = re.compile(r"\bVoraussetzung|\bBedingung|\bUnter welchen|\bwas (?:gilt|gelten) muss", re.IGNORECASE)
_OVER = re.compile(
    r"\bgilt nicht\b|\bnicht mehr\b|\büberholt\b|\bfrühere?n?\b|\blaut Katalog\b|\bgeteilt durch\b", re.IGNORECASE
)
_NUMBERING = re.compile(r"^\d+(?:\.\d+)*\s+")
MOST_CONDITIONS = 5
LEAST_PARTNERS = 2


@dataclass(frozen=True, slots=True)
class Rule:
    """What a guideline pays: `base` euros for `partners`, `further` for each one more, at most `quota` percent.

    Each figure has the clause it was read from; `conditions` are clauses too.
    """

    document: Document
    partners: int
    base: float
    further: float
    quota: float | None
    quotes: tuple[Quote, ...]
    conditions: tuple[Quote, ...]

    def total(self, count: int) -> float:
        """The sum for so many partners, in euros; 0 for fewer than the rule wants."""
        return self.base + (count - self.partners) * self.further if count >= self.partners else 0.0

    def calculation(self, count: int) -> str:
        """How the sum comes about: "175.000 € + 2 × 35.000 € = 245.000 €"; for the base alone just that."""
        more = count - self.partners
        if more <= 0:
            return texts.euros(self.total(count))
        return f"{texts.euros(self.base)} + {more} × {texts.euros(self.further)} = {texts.euros(self.total(count))}"

    def expenses(self, count: int) -> float | None:
        """The least eligible expenses that bring the whole sum, in euros, rounded up; None without a share."""
        return math.ceil(self.total(count) * 100 / (self.quota / 100)) / 100 if self.quota else None


def cooperation_rule(base: Base) -> Rule | None:
    """The newest guideline in force that pays by the number of partners; None where the base holds none."""
    found = [rule for document in base.in_order if (rule := _rule(document, base))]
    return max(found, key=lambda rule: (rule.document.date is not None, rule.document.date), default=None)


def is_over(rule: Rule, today: dt.date) -> bool:
    """Whether the guideline's validity has ended."""
    return rule.document.valid_until is not None and rule.document.valid_until < today


def _rule(document: Document, base: Base) -> Rule | None:
    if document.kind is not DocumentKind.FUNDING or document.superseded_by is not None:
        return None
    firsts, furthers = list(_firsts(document, base)), list(_furthers(document, base))
    if not firsts or not furthers:
        return None
    partners, first, first_quote = min(firsts, key=lambda found: found[0])
    further, further_quote = furthers[0]
    quota, quota_quote = next(_quotas(document, base), (None, None))
    quotes = dict.fromkeys(quote for quote in (first_quote, further_quote, quota_quote) if quote)
    return Rule(document, partners, first, further, quota, tuple(quotes), tuple(_conditions(document, base)))


def _clauses(document: Document, base: Base) -> Iterator[Quote]:
    for chunk in base.chunks_of(document.id):
        if not _OVER.search(chunk.display):
            yield Quote(chunk.text, chunk, document)


def _firsts(document: Document, base: Base) -> Iterator[tuple[int, float, Quote]]:
    """Sentences that give a sum for a number of partners from two on: the rule's base has the fewest."""
    for quote in _clauses(document, base):
        for sentence in sentences(quote.chunk.text):
            money = [amount for amount in amounts(sentence) if amount.kind is AmountKind.EURO]
            match = _BASE.search(sentence)
            count = number(match["count"].lower()) if match else None
            if money and count and count >= LEAST_PARTNERS and not _FURTHER.search(sentence):
                yield int(count), money[0].value, quote


def _furthers(document: Document, base: Base) -> Iterator[tuple[float, Quote]]:
    """Clauses that say what each further partner brings."""
    for quote in _clauses(document, base):
        match = _FURTHER.search(quote.chunk.text)
        if match:
            after = [a for a in amounts(quote.chunk.text) if a.kind is AmountKind.EURO and a.start > match.start()]
            if after:
                yield after[0].value, quote


def _quotas(document: Document, base: Base) -> Iterator[tuple[float, Quote]]:
    """Clauses that say which share of the expenses is paid at most; full sentences before table rows."""
    found = [
        (amount.value, quote)
        for quote in _clauses(document, base)
        if re.search(r"\bhöchstens\b|\bbis zu\b|\bmaximal\b|\bmax\.", quote.chunk.text)
        for amount in amounts(quote.chunk.text)
        if amount.kind is AmountKind.PERCENT and amount.value >= 50
    ]
    yield from sorted(found, key=lambda pair: "usgaben" not in pair[1].chunk.text)


def _conditions(document: Document, base: Base) -> list[Quote]:
    found = [q for q in _clauses(document, base) if q.chunk.heading and _CONDITIONS.search(q.chunk.heading[-1])]
    return [Quote(_NUMBERING.sub("", quote.text), quote.chunk, quote.document) for quote in found][:MOST_CONDITIONS]
