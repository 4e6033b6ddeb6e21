"""Inside elaborating: what a question takes for granted ("war doch in …", "warum nur bis Juni?") and the sources say.

The clause has to hold everything else that the question names. What it says is quoted; that the asker errs is not said,
since a source may tell only half of a thing.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from knowledge.answering import texts
from knowledge.answering.alike import stems
from knowledge.answering.claims import DEADLINE_WORD, Claim, claims
from knowledge.answering.differing import HELD
from knowledge.answering.rank import Ranking
from knowledge.answering.timing import elsewhere
from knowledge.answering.understand import Understood
from knowledge.german.places import Gazetteer
from knowledge.german.questions import asks_only
from knowledge.german.words import content_words, stem, words
from knowledge.model import Evidence

LOOKED_AT = 20
"""A clause that contradicts has to rank so far …"""
CONFIRMING = 60
"""… one that says the same may rank lower."""
_CONFIRMS = re.compile(
    r"\bdoch\b|\boder(?: nicht| etwa nicht)?\W*$|\bnicht wahr\b|\bstimm\w*\b|\brichtig\W*$|\bgell?e?\W*$"
    r"|\bist es (?:richtig|wahr|korrekt)\b|\btrifft es zu\b|\bkann es sein\b|\bangeblich\b"
    r"|\b(?:gehört|gelesen|gesagt|hieß es|es hieß|dachte|erzählt|behauptet|meinte?)\b.*(?:\bdass\b|\bdaß\b|,)",
    re.IGNORECASE,
)
_REASON = re.compile(r"\b(?:warum|wieso|weshalb)\b", re.IGNORECASE)
_NO_TOPIC = re.compile(
    r"^(?:stimm\w*|richtig|wahr|korrekt|trifft|gelle?|doch|statt\w*|fand|etwa|angeblich|gehört|gelesen|gesagt|hieß|dachte"
    r"|erzählt|behauptet|meinte?|mindestens|höchstens)$"
)
_MISSED = ("deadline", "day", "count", "euro", "percent")
"""Of these a clause that speaks of the rest is silent; a place or an office may go without saying."""
_RULES = ("deadline", "euro", "percent")
"""Of these a clause of the programme that is named contradicts without a further word of the question."""
_ALIKE = 10.0
"""Sums of money further apart than so many times are about different things."""
_ORDINALS = ("erst", "zweit", "dritt", "viert", "fünft", "sechst", "siebt", "acht", "neunt", "zehnt")
_ORDINAL = re.compile(
    rf"\b(?:(\d{{1,2}})\.(?!\d)(?! ?[JFMASOND][a-zä]+\b)|({'|'.join(_ORDINALS)})e[nrsm]?\b)", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Correction:
    """The clause that says something else (or the same), the words in it that decide, and the line before it."""

    line: str
    evidence: Evidence
    key: str


def takes_for_granted(question: str) -> bool:
    """Whether a question only wants a yes."""
    return bool(_CONFIRMS.search(question))


def correction(understood: Understood, ranking: Ranking, places: Gazetteer) -> Correction | None:
    """What the sources say of a thing that the question takes for granted, be it the same; None where it is nothing."""
    question = understood.question.text
    if not (takes_for_granted(question) or _REASON.search(question)):
        return None
    taken = claims(question, places)
    if not taken:
        return None
    topic = _topic(understood, taken)
    found: list[Correction] = []
    for place, choice in enumerate(ranking.choices[: CONFIRMING if topic else LOOKED_AT]):
        held = _held(ranking, place, topic, question)
        if held is None:
            continue
        said = claims(choice.evidence.chunk.display, places)
        if all(any(one.agrees(other) for other in said) for one in taken):
            return _the_same(taken[-1], said, choice.evidence) if takes_for_granted(question) else None
        if place < LOOKED_AT and not elsewhere(choice.evidence.document, understood):
            found += _another(taken, said, choice.evidence, held)
    return found[0] if found else None


def unconfirmed(understood: Understood, clauses: Sequence[Evidence], places: Gazetteer) -> str:
    """What a question that only wants a yes takes for granted and none of the clauses says; empty where one does."""
    taken = claims(understood.question.text, places) if takes_for_granted(understood.question.text) else []
    said = [claim for evidence in clauses for claim in claims(evidence.chunk.display, places)]
    silent = [one for one in taken if not any(one.agrees(other) for other in said)]
    return silent[-1].wording if silent else ""


def _the_same(taken: Claim, said: Sequence[Claim], evidence: Evidence) -> Correction | None:
    """A clause that says what is taken for granted; the one other value of the kind in it may be what is meant."""
    alike = [one for one in said if one.kind == taken.kind]
    other = list(dict.fromkeys(one.wording for one in alike if not taken.agrees(one)))
    key = other[0] if other else next(one.wording for one in alike if taken.agrees(one))
    return Correction(texts.SAID_OF_IT, evidence, key) if len(other) <= 1 else None


def _another(taken: Sequence[Claim], said: Sequence[Claim], evidence: Evidence, held: int) -> list[Correction]:
    """A clause that has another value than what is taken for granted, or has the rest of it and is silent here.

    `held` counts the words of the topic that the clause itself has.
    """
    same = [other for one in taken for other in said if one.agrees(other)]
    for one in reversed(taken):
        alike = {other.as_precise_as(one): other for other in reversed(said) if other.kind == one.kind}
        near = held or same or one.kind in _RULES
        if len(alike) == 1 and near and _contrary(one, *alike.values()):
            wording = next(iter(alike.values())).wording
            return [Correction(texts.SAID_INSTEAD.format(said=wording, asked=one.wording), evidence, wording)]
    kinds = {other.kind for other in said}
    missed = [one for one in taken if one.kind.startswith(_MISSED) and one.kind not in kinds]
    if not same or not missed or not same[-1].kind.startswith(_MISSED):
        return []
    line = texts.SAID_INSTEAD.format(said=same[-1].wording, asked=missed[-1].wording)
    return [Correction(line, evidence, same[-1].wording)]


def _contrary(one: Claim, other: Claim) -> bool:
    """Whether two claims about one thing exclude each other."""
    if one.agrees(other):
        return False
    values = sorted((float(one.value), float(other.value))) if one.kind == "euro" else (1.0, 1.0)
    return values[1] <= _ALIKE * values[0]


def _topic(understood: Understood, taken: Sequence[Claim]) -> set[str]:
    """The nouns of the question beside what it takes for granted and those that only ask."""
    told = {word for one in taken for word in (*words(one.wording), *content_words(one.wording))}
    # That a day is a deadline says its kind already: "bis zum 31. März" needs no word for it.
    if any(one.kind == "deadline" for one in taken):
        told |= {word for word in understood.nouns if DEADLINE_WORD.match(word)}
    left = set(understood.nouns) - told
    return {
        word for word in left if not asks_only(word) and not _NO_TOPIC.match(word) and not re.match(r"\d\d?$", word)
    }


def _held(ranking: Ranking, place: int, topic: set[str], question: str) -> int | None:
    """How many words of the topic a clause has; None where one stands neither there nor over it nor in the title.

    None as well where it lacks the ordinal number of the question.
    """
    choice, found = ranking.choices[place], ranking.found
    document = choice.evidence.document
    if document.superseded_by or not _ordinals(question) <= _ordinals(choice.evidence.chunk.display):
        return None
    named = stems(document.title)
    rows = [number for number, word in enumerate(found.words) if word in topic]
    over = [found.held.union[row, choice.row] >= HELD or stem(found.words[row]) in named for row in rows]
    if len(rows) < len(topic) or not all(over):
        return None
    return int((found.held.body[rows, choice.row] >= HELD).sum())


def _ordinals(text: str) -> set[int]:
    return {int(figures) if figures else _ORDINALS.index(word.lower()) + 1 for figures, word in _ORDINAL.findall(text)}
