"""Before the search: which deadlines and events lie in a time ("noch dieses Jahr", "bis Freitag"), from the facts.

Only where a question asks for nothing else; a topic beside the time is for the search.
"""

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass

from knowledge.answering import texts
from knowledge.answering.timing import next_date
from knowledge.answering.understand import Understood
from knowledge.answering.write import Draft, Said
from knowledge.german.periods import Period, find_period
from knowledge.german.sentences import sentences
from knowledge.german.words import content_words, stem
from knowledge.index.base import Base
from knowledge.model import Evidence, Fact, FactKind

MOST = 12
_DEADLINES = re.compile(
    r"\b(?:antrags|bewerbungs|einreichungs|förder)?(?:frist\w*|stichtag\w*)\b|\banträge\b|\bläuft\b.*\b(?:ab|aus)\b"
)
_EVENTS = re.compile(
    r"\b(?:veranstaltung\w*|tagung\w*|workshops?|treffen|messen?|info\w*abende?|seminare?|kongress\w*)\b"
)
_BOTH = re.compile(r"\btermine?n?\b|\bsteht\b.*\ban\b|\bwas ist\b.*\blos\b|\bkalender\b")
_ASKING = """
welche gibt geben steht stehen anstehen laufen läuft enden endet ablaufen auslaufen fällig stellen einreichen kommen
nächste noch alles anträge antrag förderung förderfristen fristen frist wichtig bald zeigen nennen liste termine
"""
_IGNORED = frozenset(map(stem, _ASKING.split()))


@dataclass(frozen=True, slots=True)
class Dated:
    """A day, the words that name it, and the clause that holds them."""

    day: dt.date
    wording: str
    evidence: Evidence


def agenda(understood: Understood, base: Base) -> tuple[Period, tuple[Dated, ...]] | None:
    """The period and a clause for each deadline or event in it, earliest first; None for any other question.

    Empty where none lies in it; None as well where the base knows no such day at all.
    """
    question, lower = understood.question, understood.question.text.lower()
    period = find_period(question.text, question.today)
    wanted = _wanted(lower)
    if period is None or not wanted or not re.search(r"\b(?:welche\w*|was|gibt|zeig\w*|nenn\w*|alle)\b", lower):
        return None
    known = _IGNORED | {stem(word) for word in content_words(period.wording)}
    if any(not (_wanted(word) or word[0].isdigit()) for word in understood.words if stem(word) not in known):
        return None
    found: dict[str, Dated] = {}
    for document in base.in_order:
        for fact in () if document.superseded_by else base.facts.get(document.id, ()):
            day = _day(fact, wanted, question.today)
            if day and (period.start or question.today) <= day <= (period.end or dt.date.max):
                for chunk in base.chunks_of(document.id):
                    if fact.wording in chunk.display:
                        found.setdefault(chunk.id, Dated(day, fact.wording, Evidence(chunk, document, 0.0)))
                        break
    ordered = sorted(found.values(), key=lambda one: (one.day, one.evidence.document.title))
    known_days = any(base.facts_of(document.id, *wanted) for document in base.in_order)
    return (period, tuple(ordered[:MOST])) if known_days else None


def write_agenda(period: Period, found: Sequence[Dated]) -> Draft:
    """A line for each, with the sentence that names the day."""
    said = tuple(Said(one.evidence, f"{one.evidence.document.title}: {_named(one)}", one.wording) for one in found)
    return Draft(texts.AGENDA.format(when=period.wording, count=len(said)), said)


def _named(one: Dated) -> str:
    text = one.evidence.chunk.display
    return next((sentence for sentence in sentences(text) if one.wording in sentence), text)


def _wanted(lower: str) -> frozenset[FactKind]:
    kinds = {FactKind.DEADLINE} if _DEADLINES.search(lower) else set()
    kinds |= {FactKind.EVENT_DATE} if _EVENTS.search(lower) else set()
    return frozenset(kinds | ({FactKind.DEADLINE, FactKind.EVENT_DATE} if _BOTH.search(lower) else set()))


def _day(fact: Fact, wanted: frozenset[FactKind], today: dt.date) -> dt.date | None:
    return next_date(fact.value, today) if fact.kind in wanted else None
