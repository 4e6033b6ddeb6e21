"""Inside elaborating: a question that only wants a yes to a place, year or amount of which the source says another.

The clause has to hold everything else that the question names. What it says is quoted; that the asker errs is not said,
since a source may tell only half of a thing.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from knowledge.answering import texts
from knowledge.answering.differing import HELD
from knowledge.answering.rank import Ranking
from knowledge.answering.understand import Understood
from knowledge.german.amounts import amounts
from knowledge.german.dates import YEAR
from knowledge.german.places import Gazetteer
from knowledge.german.questions import asks_only
from knowledge.german.words import content_words, words
from knowledge.model import Evidence

LOOKED_AT = 12
_CONFIRMS = re.compile(
    r"\bdoch\b|\boder(?: nicht| etwa nicht)?\W*$|\bnicht wahr\b|\bstimmt\b|\brichtig\W*$|\bgell?e?\W*$", re.IGNORECASE
)
_NO_TOPIC = re.compile(r"^(?:stimm\w*|richtig|wahr|gelle?|doch|statt\w*|fand|etwa)$")
_ORDINALS = ("erst", "zweit", "dritt", "viert", "fünft", "sechst", "siebt", "acht", "neunt", "zehnt")
_ORDINAL = re.compile(
    rf"\b(?:(\d{{1,2}})\.(?!\d)(?! ?[JFMASOND][a-zä]+ \d)|({'|'.join(_ORDINALS)})e[nrsm]?\b)", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Named:
    """A place, year or amount in a text: two of one `kind` with other values exclude each other."""

    kind: str
    value: str
    wording: str
    start: int


@dataclass(frozen=True, slots=True)
class Correction:
    """The clause that says something else, the words in it that decide, and the line before it."""

    line: str
    evidence: Evidence
    key: str


def correction(understood: Understood, ranking: Ranking, places: Gazetteer) -> Correction | None:
    """What the sources say of a thing that the question takes for granted, be it the same; None where it is nothing."""
    question = understood.question.text
    taken = (
        max(_named(question, places), key=lambda one: one.start, default=None) if _CONFIRMS.search(question) else None
    )
    if taken is None:
        return None
    topic = _topic(understood, taken)
    other: Correction | None = None
    for place, choice in enumerate(ranking.choices[:LOOKED_AT]):
        if not _holds(ranking, place, topic, question):
            continue
        evidence = choice.evidence
        said = {one.value: one.wording for one in _named(evidence.chunk.display, places) if one.kind == taken.kind}
        if taken.value in said:
            told = [wording for value, wording in said.items() if value != taken.value]
            key = told[0] if told else said[taken.value]
            return Correction(texts.SAID_OF_IT, evidence, key) if len(told) <= 1 else None
        if len(said) == 1 and topic and other is None:
            wording = next(iter(said.values()))
            other = Correction(texts.SAID_INSTEAD.format(said=wording, asked=taken.wording), evidence, wording)
    return other


def _named(text: str, places: Gazetteer) -> Iterator[Named]:
    for place in places.find(text):
        yield Named("place", place.value, place.wording, place.start)
    for year in YEAR.finditer(text):
        yield Named("year", year[0], year[0], year.start())
    for amount in amounts(text):
        yield Named(amount.kind, f"{amount.value:g}", amount.wording, amount.start)


def _topic(understood: Understood, taken: Named) -> set[str]:
    """The words of the question beside what it takes for granted and those that only ask."""
    left = set(understood.words) - set(words(taken.wording)) - set(content_words(taken.wording))
    return {
        word for word in left if not asks_only(word) and not _NO_TOPIC.match(word) and not re.match(r"\d\d?$", word)
    }


def _holds(ranking: Ranking, place: int, topic: set[str], question: str) -> bool:
    """Whether a clause holds all these words, with its headings, and the ordinal number of the question."""
    choice, found = ranking.choices[place], ranking.found
    if choice.evidence.document.superseded_by or not _ordinals(question) <= _ordinals(choice.evidence.chunk.display):
        return False
    rows = [number for number, word in enumerate(found.words) if word in topic]
    held = found.held.union[rows, choice.row]
    return bool((held >= HELD).all()) and (not rows or bool((found.held.body[rows, choice.row] >= HELD).any()))


def _ordinals(text: str) -> set[int]:
    return {int(figures) if figures else _ORDINALS.index(word.lower()) + 1 for figures, word in _ORDINAL.findall(text)}
