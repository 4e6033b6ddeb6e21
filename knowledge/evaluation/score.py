"""Judges answers against a question file: correctness, cited document and page, abstention, entities."""

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from pydantic import BaseModel, Field

from knowledge.answering.pipeline import PROBABILITY
from knowledge.evaluation.normal import contains, normal
from knowledge.model import Answer, AnswerStatus, Question
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


@dataclass(frozen=True, slots=True)
class Verdict:
    """What was right about one answer; None where the question has no gold for it."""

    gold: GoldQuestion
    correct: bool
    document: bool | None
    page: bool | None
    declined: bool
    held_back: bool
    found_at: int | None
    entity_rank: float | None
    first_suggested: bool | None
    text: str = field(repr=False, default="")
    probability: float | None = None


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


def judge(gold: GoldQuestion, answer: Answer) -> Verdict:
    """Compare one answer with its gold; partly correct counts as wrong."""
    text = normal(answer.text)
    declined = answer.status in DECLINES
    clean = not any(contains(text, bad) for bad in gold.forbidden)
    cited = {(source.document, source.page) for source in answer.sources}
    names = {name for name, _ in cited}
    ranked = [evidence.document.name for evidence in answer.passages]
    return Verdict(
        gold=gold,
        correct=clean and _says_what_it_should(gold, answer, text),
        document=bool(names & gold.accepted) if gold.answerable else None,
        page=any((name, page) in cited for name, pages in gold.pages.items() for page in pages) if gold.pages else None,
        declined=declined,
        held_back=answer.status in HELD_BACK,
        found_at=next((i for i, name in enumerate(ranked, 1) if name in gold.accepted), None),
        entity_rank=_entity_rank(gold, text),
        first_suggested=_first_suggested(gold, answer),
        text=answer.text,
        probability=answer.signals.get(PROBABILITY),
    )


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


def table(verdicts: Iterable[Verdict]) -> list[dict[str, float | int | str | None]]:
    """One row for all questions, then one per kind: shares between 0 and 1, None where nothing is to be measured."""
    rows: dict[str, list[Verdict]] = defaultdict(list)
    for verdict in verdicts:
        for name in ("ALL", verdict.gold.kind):
            rows[name].append(verdict)
    return [_row(name, found) for name, found in sorted(rows.items(), key=lambda row: (row[0] != "ALL", row[0]))]


def _row(name: str, verdicts: Sequence[Verdict]) -> dict[str, float | int | str | None]:
    answerable = [v for v in verdicts if v.gold.answerable]
    unanswerable = [v for v in verdicts if not v.gold.answerable and v.gold.kind != "smalltalk"]
    return {
        "kind": name,
        "n": len(verdicts),
        "correct": _share(v.correct for v in verdicts),
        "document": _share(v.document for v in verdicts if v.document is not None),
        "page": _share(v.page for v in verdicts if v.page is not None),
        "declined": _share(v.declined for v in unanswerable),
        "held back": _share(v.held_back for v in unanswerable),
        "wrongly declined": _share(v.declined for v in answerable),
        "unsure": _share(v.held_back for v in answerable),
        "recall@1": _share(v.found_at == 1 for v in answerable),
        "recall@5": _share(v.found_at is not None and v.found_at <= 5 for v in answerable),
        "first suggested": _share(v.first_suggested for v in verdicts if v.first_suggested is not None),
        "entity MRR": _mean([v.entity_rank for v in verdicts if v.entity_rank is not None]),
    }


def _share(flags: Iterable[bool]) -> float | None:
    counted = Counter(flags)
    total = counted[True] + counted[False]
    return counted[True] / total if total else None


def _mean(values: Sequence[float]) -> float | None:
    return sum(values) / len(values) if values else None
