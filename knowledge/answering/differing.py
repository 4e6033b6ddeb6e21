"""Inside elaborating: another document that says something else about the same thing than the deciding clause.

The same thing: its clause holds every word of the question that the deciding one holds, names no other place, year or
programme, and counts the same noun or gives a fact of the same kind. A fact that the other document has elsewhere is no
difference but a second rule.
"""

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass

from knowledge.answering.alike import ALIKE, likeness, stems
from knowledge.answering.judge import Enough, judge
from knowledge.answering.naming import programme_names
from knowledge.answering.rank import Ranking
from knowledge.answering.understand import Understood
from knowledge.german.dates import YEAR
from knowledge.german.numbers import COUNTED_PATTERN, number
from knowledge.german.places import Gazetteer
from knowledge.german.questions import AnswerType
from knowledge.german.words import stem
from knowledge.index.base import Base
from knowledge.model import Chunk, Document, DocumentKind, Evidence, FactKind

LOOKED_AT = 20
"""A clause that ranks behind so many others answers something else."""
HELD = 0.5
"""From this share on a word of the question counts as held by a clause."""
_COUNT = re.compile(
    rf"(?:\b(?:rund|etwa|knapp|fast|über|gut|mehr als|circa|ca\.) )?\b(?!{YEAR.pattern}){COUNTED_PATTERN}"
    r"(?:(?<=innen) und [A-ZÄÖÜ][a-zäöüß]+)?"
)
_DAYS = (FactKind.DEADLINE, FactKind.EVENT_DATE)
_FACTS = {
    AnswerType.DATE: _DAYS,
    AnswerType.MONEY: (FactKind.QUOTA, FactKind.AMOUNT, FactKind.CEILING),
    AnswerType.NUMBER: (FactKind.QUOTA, FactKind.AMOUNT, FactKind.CEILING),
}


@dataclass(frozen=True, slots=True)
class Figure:
    """What a clause says about one thing: `about` is the kind of fact, or the stem of the noun that is counted."""

    about: str
    value: str
    wording: str


Differing = tuple[tuple[Evidence, Figure], tuple[Evidence, Figure]]


def differing(
    understood: Understood, first: Evidence, base: Base, ranking: Ranking, places: Gazetteer
) -> Differing | None:
    """The deciding clause and another document's that differs from it, the weightier one first; None where all agree.

    A guideline outweighs what tells of it, a newer source an older one, a dated one an undated one. Of a clause
    that the judge would not answer from alone nothing is said.
    """
    mine = _figures(understood, first.chunk, base)
    if not mine or first.document.superseded_by:
        return None
    for place, choice in enumerate(ranking.choices[:LOOKED_AT]):
        other = choice.evidence
        if not _another(first.document, other.document) or not _same_words(ranking, base, first, place):
            continue
        pair = _contrary(mine, _figures(understood, other.chunk, base), first, other, base)
        if pair and _same_thing(first, other, pair[0], base, places) and _sure(understood, base, ranking, other):
            found = ((first, pair[0]), (other, pair[1]))
            return found if _weight(first.document) >= _weight(other.document) else (found[1], found[0])
    return None


def _another(first: Document, other: Document) -> bool:
    return other.id != first.id and not other.superseded_by


def _weight(document: Document) -> tuple[bool, dt.date]:
    return document.kind is DocumentKind.FUNDING, document.date or dt.date.min


def _figures(understood: Understood, chunk: Chunk, base: Base) -> dict[str, Figure]:
    """The one figure of each thing that a clause gives, of the kind that is asked for; none for what it gives twice."""
    found: dict[str, list[Figure]] = {}
    for figure in (*_of_facts(understood, chunk, base), *_counted(understood, chunk)):
        found.setdefault(figure.about, []).append(figure)
    return {about: several[0] for about, several in found.items() if len({one.value for one in several}) == 1}


def _of_facts(understood: Understood, chunk: Chunk, base: Base) -> Iterator[Figure]:
    kinds = _FACTS.get(understood.kind, ())
    for fact in base.facts_of(chunk.document_id, *kinds):
        if fact.wording in chunk.text:
            yield Figure(fact.kind, fact.value, fact.wording)


def _counted(understood: Understood, chunk: Chunk) -> Iterator[Figure]:
    if understood.kind is not AnswerType.NUMBER:
        return
    asked = {_noun(word) for word in understood.words}
    for match in _COUNT.finditer(chunk.display):
        noun, value = _noun(match[2].lower()), number(match[1])
        if noun in asked and value is not None:
            yield Figure(noun, f"{value:g}", match[0])


def _noun(word: str) -> str:
    """A noun's stem, the same for both genders."""
    return stem(re.sub(r"in(?:nen)?$", "", word) if len(word) > 6 else word)


def _contrary(
    mine: dict[str, Figure], theirs: dict[str, Figure], first: Evidence, other: Evidence, base: Base
) -> tuple[Figure, Figure] | None:
    """The figures about one thing that exclude each other: neither document has the other's among its facts."""
    for about, figure in mine.items():
        against = theirs.get(about)
        if against is None or _agree(figure.value, against.value):
            continue
        if not _gives(first, against, base) and not _gives(other, figure, base):
            return figure, against
    return None


def _gives(evidence: Evidence, figure: Figure, base: Base) -> bool:
    facts = base.facts.get(evidence.document.id, ())
    return any(fact.kind == figure.about and _agree(fact.value, figure.value) for fact in facts)


def _agree(value: str, other: str) -> bool:
    """Whether two values are the same; a day of every year agrees with that day of any year, a month with its days."""
    if value.startswith("--") or other.startswith("--"):
        return value[-6:] == other[-6:]
    return value.startswith(other) or other.startswith(value) if "-" in value else value == other


def _same_words(ranking: Ranking, base: Base, first: Evidence, place: int) -> bool:
    held = ranking.found.held.union[:, [base.row_of[first.chunk.id], ranking.choices[place].row]] >= HELD
    mine, theirs = held.T
    return bool(mine.any()) and not bool((mine & ~theirs).any())


def _same_thing(first: Evidence, other: Evidence, figure: Figure, base: Base, places: Gazetteer) -> bool:
    """Whether two clauses name no different year, place or programme; amounts have to be said in like words too."""
    texts = first.chunk.display, other.chunk.display
    years = [set(YEAR.findall(text)) for text in texts]
    found = [{place.value for place in places.find(text)} for text in texts]
    if not (_meet(*years) and _meet(*found)):
        return False
    if figure.about not in set(FactKind):
        return True
    if not _same_name(first, other, base):
        return False
    return figure.about in _DAYS or likeness(*map(stems, texts)) >= ALIKE


def _meet(mine: set[str], theirs: set[str]) -> bool:
    return not mine or not theirs or bool(mine & theirs)


def _same_name(first: Evidence, other: Evidence, base: Base) -> bool:
    """Whether one of the two says the other's programme by name, or their titles are much the same."""
    names, others = (programme_names(one.document, base) for one in (first, other))
    if any(name in other.chunk.display for name in names) or any(name in first.chunk.display for name in others):
        return True
    mine, theirs = stems(first.document.title), stems(other.document.title)
    return bool(names & others) or 2 * len(mine & theirs) > min(len(mine), len(theirs))


def _sure(understood: Understood, base: Base, ranking: Ranking, other: Evidence) -> bool:
    """Whether the judge would answer from the other document if it stood alone."""
    alone = ranking.only([n for n, one in enumerate(ranking.choices) if one.evidence.document.id == other.document.id])
    return alone.choices[0].evidence == other and judge(understood, base, alone).enough is Enough.YES
