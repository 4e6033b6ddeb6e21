"""Around the steps: a message of several questions ("Was gibt es? Bis wann?") is answered one by one."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import zip_longest

from knowledge.answering import texts
from knowledge.german.sentences import sentences
from knowledge.model import Answer, AnswerStatus, Evidence, Question, Source, Statement, Suggestion, Turn

MOST_QUESTIONS = 4
"""Beyond it a message is a letter, and is looked at as a whole."""
MOST_STATEMENTS = {AnswerStatus.ANSWERED: 2, AnswerStatus.PARTIAL: 1, AnswerStatus.NO_EVIDENCE: 0}
"""For each question, by how it ended (no other end can stand beside others): a phone shows about twelve lines."""
LEAST_WORDS = 2
"""Fewer are no question of their own ("Echt?")."""
_MARK = re.compile(r"(?<=\?)\s+")


def questions_in(text: str) -> list[str]:
    """The questions of a message in their order; what stands beside one without a question mark goes with it."""
    asked: list[str] = []
    for piece in _MARK.split(text.strip()):
        alone = piece.endswith("?") and len(piece.split()) >= LEAST_WORDS
        if asked and (not alone or len(asked[-1].split()) < LEAST_WORDS):
            asked[-1] += f" {piece}"
        else:
            asked.append(piece)
    return asked if len(asked) <= MOST_QUESTIONS else [text]


def one_by_one(question: Question, asked: Sequence[str], answer: Callable[[Question], Answer]) -> Answer | None:
    """The answers to each of `asked` as one; None where they do not make one (a part is unclear, nothing is found).

    A question may lean on the one before and its answer, as a later message may.
    """
    answers: list[Answer] = []
    for text in asked:
        question = replace(question, text=text)
        answers.append(answer(question))
        told = " ".join(statement.text for statement in answers[-1].statements)
        turns = (Turn("user", text), *([Turn("assistant", told)] if told else []))
        question = replace(question, history=(*question.history, *turns))
    shares = [MOST_STATEMENTS.get(found.status) for found in answers]
    return _together(asked, answers) if None not in shares and any(shares) else None


def _together(asked: Sequence[str], answers: Sequence[Answer]) -> Answer:
    """Sure where each is; what stands nowhere is named at the end."""
    sources: dict[str, Source] = {}
    statements: list[Statement] = []
    start_ups: dict[str, Suggestion] = {}
    partners: dict[str, Suggestion] = {}
    closing: dict[str, None] = {}
    for text, found in zip(map(_named, asked), map(_without_near, answers), strict=True):
        kept = found.statements[: MOST_STATEMENTS[found.status]]
        places = _placed(found, kept, sources)
        statements += _under(text, found.lead, kept, places)
        start_ups |= {one.name: _moved(one, places) for one in found.start_ups if one.name not in start_ups}
        partners |= {one.name: _moved(one, places) for one in found.partners if one.name not in partners}
        closing |= dict.fromkeys(line for line in (_silence(text, found), found.closing) if line)
    sure = all(found.status is AnswerStatus.ANSWERED for found in answers)
    return Answer(
        AnswerStatus.ANSWERED if sure else AnswerStatus.PARTIAL,
        statements=tuple(statements),
        closing="\n".join(closing),
        sources=tuple(sources.values()),
        start_ups=tuple(start_ups.values()),
        partners=tuple(partners.values()),
        passages=tuple(_in_turn([found.passages for found in answers])),
    )


def _named(text: str) -> str:
    """What stands over the answers to a question: its last sentence, for what is told before it asks nothing."""
    return sentences(text)[-1]


def _placed(found: Answer, kept: Sequence[Statement], sources: dict[str, Source]) -> dict[int, int]:
    """Where the sources that are still needed stand among all of them; new ones are added."""
    suggested = (number for one in (*found.start_ups, *found.partners) for number in one.sources)
    needed = sorted({*(statement.source for statement in kept), *suggested})
    for number in needed:
        sources.setdefault(found.sources[number].chunk_id, found.sources[number])
    numbers = {chunk_id: number for number, chunk_id in enumerate(sources)}
    return {number: numbers[found.sources[number].chunk_id] for number in needed}


def _under(text: str, lead: str, kept: Sequence[Statement], places: Mapping[int, int]) -> Iterator[Statement]:
    """The statements under the question's words and what is said first."""
    for number, statement in enumerate(kept):
        heading = "" if number else "\n".join(line for line in (text, lead) if line)
        yield replace(statement, source=places[statement.source], heading=heading)


def _without_near(found: Answer) -> Answer:
    """An answer that nothing was found without the clauses that come near: they would hide it among the others."""
    if found.status is not AnswerStatus.NO_EVIDENCE or not found.statements:
        return found
    return replace(found, lead=texts.NOTHING_FOUND, statements=(), sources=(), start_ups=(), partners=())


def _silence(text: str, found: Answer) -> str:
    return "" if found.statements else texts.NOTHING_TO.format(question=text, said=found.lead)


def _moved(suggestion: Suggestion, places: Mapping[int, int]) -> Suggestion:
    return replace(suggestion, sources=tuple(places[source] for source in suggestion.sources))


def _in_turn(ranked: Sequence[Sequence[Evidence]]) -> Iterator[Evidence]:
    """The best passage for each question, then the second best of each, as many as one question brings."""
    seen: set[str] = set()
    for row in zip_longest(*ranked):
        for evidence in row:
            if evidence is not None and evidence.chunk.id not in seen and len(seen) < max(map(len, ranked)):
                seen.add(evidence.chunk.id)
                yield evidence
