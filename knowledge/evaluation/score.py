"""Judges answers against a question file: correctness, cited document and page, abstention, entities."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from pydantic import BaseModel, Field

from knowledge.answering.pipeline import PROBABILITY
from knowledge.answering.rank import PASSAGES
from knowledge.evaluation.figures import Measured
from knowledge.evaluation.normal import contains, normal
from knowledge.model import Answer, AnswerStatus, Evidence, Question
from knowledge.question_file import QuestionLine, Resolve, question_of, read_lines

DECLINES = (AnswerStatus.NO_EVIDENCE, AnswerStatus.DECLINED)
HELD_BACK = (*DECLINES, AnswerStatus.PARTIAL)
"""The reader is told that no sure answer was found; a partial answer shows what comes nearest below that."""


@dataclass(frozen=True, slots=True)
class GoldQuestion:
    """One line of a question file: of each of `groups` one alternative must occur, of `forbidden` none.

    `entities` are the start-ups or municipalities that fit, `leading` those of the first rank.
    """

    id: str
    kind: str
    question: Question
    documents: frozenset[str]
    accepted: frozenset[str]
    pages: dict[str, tuple[int, ...]]
    groups: tuple[tuple[str, ...], ...]
    forbidden: tuple[str, ...]
    entities: tuple[str, ...]
    leading: tuple[str, ...]
    gap: bool

    @property
    def answerable(self) -> bool:
        """Whether the base holds an answer."""
        return bool(self.documents)


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict(Measured):
    """What was right about one answer, with its gold, its text and what was retrieved for it."""

    gold: GoldQuestion
    text: str = field(repr=False, default="")
    probability: float | None = None
    retrieved: tuple[Evidence, ...] = field(repr=False, default=())


class _Entity(BaseModel):
    name: str
    rank: int = 1


class _GoldLine(QuestionLine):
    """A question with what is known about its answer."""

    today: dt.date
    type: str
    gold_docs: tuple[str, ...]
    also_ok_docs: tuple[str, ...] = ()
    gold_pages: dict[str, tuple[int, ...]] = Field(default_factory=dict)
    must_contain: tuple[tuple[str, ...], ...] = ()
    must_not_contain: tuple[str, ...] = ()
    gold_entities: tuple[_Entity, ...] = ()
    lexical_gap: bool = False


def load_questions(path: Path, resolve: Resolve) -> list[GoldQuestion]:
    """Read a file of questions with gold; `resolve` finds the asker's municipality. Raises QuestionsRefused."""
    return [_gold(line, resolve) for line in read_lines(path, _GoldLine)]


def _gold(line: _GoldLine, resolve: Resolve) -> GoldQuestion:
    return GoldQuestion(
        id=line.id,
        kind=line.type,
        question=question_of(line, resolve, line.today),
        documents=frozenset(line.gold_docs),
        accepted=frozenset(line.gold_docs) | frozenset(line.also_ok_docs),
        pages=line.gold_pages,
        groups=line.must_contain,
        forbidden=line.must_not_contain,
        entities=tuple(entity.name for entity in line.gold_entities),
        leading=tuple(entity.name.lower() for entity in line.gold_entities if entity.rank == 1),
        gap=line.lexical_gap,
    )


def judge(gold: GoldQuestion, answer: Answer, took_ms: float | None = None) -> Verdict:
    """Compare one answer with its gold; partly correct counts as wrong. `took_ms` are milliseconds, where measured."""
    text = normal(answer.text)
    clean = not any(contains(text, bad) for bad in gold.forbidden)
    cited = {(source.document, source.page) for source in answer.sources}
    names = {name for name, _ in cited}
    ranked = [evidence.document.name for evidence in answer.passages]
    return Verdict(
        id=gold.id,
        kind=gold.kind,
        answerable=gold.answerable,
        correct=clean and _says_what_it_should(gold, answer, text),
        document=bool(names & gold.accepted) if gold.answerable else None,
        page=any((name, page) in cited for name, pages in gold.pages.items() for page in pages) if gold.pages else None,
        declined=answer.status in DECLINES,
        held_back=answer.status in HELD_BACK,
        searched=bool(ranked),
        found_at=next((i for i, name in enumerate(ranked, 1) if name in gold.accepted), None),
        ndcg=_ndcg(gold, answer.passages) if gold.answerable and ranked else None,
        entity_rank=_entity_rank(gold, text),
        first_suggested=_first_suggested(gold, answer),
        took_ms=took_ms,
        gold=gold,
        text=answer.text,
        probability=answer.signals.get(PROBABILITY),
        retrieved=answer.passages,
    )


def _ndcg(gold: GoldQuestion, passages: Sequence[Evidence]) -> float:
    """nDCG@10 with equal gains (Järvelin and Kekäläinen 2002), between 0 and 1.

    Wanted is each page that the gold names, and one passage of each of its documents without pages named.
    Another document that is accepted stands for any of them.
    """
    wanted = sum(len(gold.pages.get(name, ("any",))) for name in gold.documents)
    seen: set[tuple[str, int | None]] = set()
    gains = np.zeros(len(passages))
    for place, found in enumerate(passages):
        name, page = found.document.name, found.chunk.page
        spot = (name, page if name in gold.pages else None)
        fits = page in gold.pages[name] if name in gold.pages else name in gold.accepted
        gains[place] = fits and spot not in seen and len(seen) < wanted
        seen |= {spot} if gains[place] else set()
    discount = 1 / np.log2(np.arange(2, 2 + max(wanted, len(passages))))
    return float((gains * discount[: len(gains)]).sum() / discount[: min(wanted, PASSAGES)].sum())


def _says_what_it_should(gold: GoldQuestion, answer: Answer, text: str) -> bool:
    if gold.kind == "smalltalk":
        return bool(text) and not answer.sources
    if not gold.answerable:
        return answer.status in HELD_BACK
    return all(any(contains(text, alternative) for alternative in group) for group in gold.groups)


def _entity_rank(gold: GoldQuestion, text: str) -> float | None:
    if not gold.entities:
        return None
    places = {name: text.find(name.lower()) for name in gold.entities}
    first = places[gold.entities[0]]
    return 0.0 if first < 0 else 1 / sum(0 <= place <= first for place in places.values())


def _first_suggested(gold: GoldQuestion, answer: Answer) -> bool | None:
    """Whether the first start-up or municipality suggested is one of the first rank; None without gold for it."""
    if not gold.leading or gold.kind not in ("startup_match", "partner_match"):
        return None
    suggested = answer.start_ups if gold.kind == "startup_match" else answer.partners
    return any(name in found.name.lower() for found in suggested[:1] for name in gold.leading)
