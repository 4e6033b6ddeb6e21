"""Judges answers against a question file: correctness, cited document and page, abstention, entities."""

import datetime as dt
import json
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from knowledge.evaluation.normal import contains, normal
from knowledge.model import Answer, AnswerStatus, Municipality, Question, Turn

DECLINES = (AnswerStatus.NO_EVIDENCE, AnswerStatus.DECLINED)


@dataclass(frozen=True, slots=True)
class GoldQuestion:
    """One line of a question file: of each of `groups` one alternative must occur, of `forbidden` none."""

    id: str
    kind: str
    question: Question
    documents: frozenset[str]
    accepted: frozenset[str]
    pages: dict[str, tuple[int, ...]]
    groups: tuple[tuple[str, ...], ...]
    forbidden: tuple[str, ...]
    entities: tuple[str, ...]
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
    found_at: int | None
    entity_rank: float | None
    text: str = field(repr=False, default="")


def load_questions(path: Path, resolve: Callable[[str], Sequence[Municipality]]) -> list[GoldQuestion]:
    """Read a JSON-lines file of questions; `resolve` turns the persona's AGS or name into municipalities."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return [_gold(json.loads(line), resolve) for line in lines if line.strip()]


def question_of(raw: dict[str, Any], resolve: Callable[[str], Sequence[Municipality]]) -> Question:
    """The question of one line: text, day, history, and the asker's municipality where it is known."""
    persona = raw.get("persona") or {}
    known = (resolve(str(persona[key])) for key in ("ags", "kommune") if persona.get(key))
    home = next((homes[0] for homes in known if len(homes) == 1), None)
    history = tuple(Turn(turn["role"], turn["text"]) for turn in raw.get("history") or ())
    return Question(raw["question"], dt.date.fromisoformat(raw["today"]), history, home)


def _gold(raw: dict[str, Any], resolve: Callable[[str], Sequence[Municipality]]) -> GoldQuestion:
    question = question_of(raw, resolve)
    return GoldQuestion(
        id=raw["id"],
        kind=raw["type"],
        question=question,
        documents=frozenset(raw["gold_docs"]),
        accepted=frozenset(raw["gold_docs"]) | frozenset(raw.get("also_ok_docs", ())),
        pages={name: tuple(pages) for name, pages in raw.get("gold_pages", {}).items()},
        groups=tuple(tuple(group) for group in raw.get("must_contain", ())),
        forbidden=tuple(raw.get("must_not_contain", ())),
        entities=tuple(entity["name"] for entity in raw.get("gold_entities", ())),
        gap=bool(raw.get("lexical_gap")),
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
        found_at=next((i for i, name in enumerate(ranked, 1) if name in gold.accepted), None),
        entity_rank=_entity_rank(gold, text),
        text=answer.text,
    )


def _says_what_it_should(gold: GoldQuestion, answer: Answer, text: str) -> bool:
    if gold.kind == "smalltalk":
        return bool(text) and not answer.sources
    if not gold.answerable:
        return answer.status in DECLINES
    return all(any(contains(text, alternative) for alternative in group) for group in gold.groups)


def _entity_rank(gold: GoldQuestion, text: str) -> float | None:
    if not gold.entities:
        return None
    places = {name: text.find(name.lower()) for name in gold.entities}
    first = places[gold.entities[0]]
    return 0.0 if first < 0 else 1 / sum(0 <= place <= first for place in places.values())


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
        "wrongly declined": _share(v.declined for v in answerable),
        "recall@1": _share(v.found_at == 1 for v in answerable),
        "recall@5": _share(v.found_at is not None and v.found_at <= 5 for v in answerable),
        "entity MRR": _mean([v.entity_rank for v in verdicts if v.entity_rank is not None]),
    }


def _share(flags: Iterable[bool]) -> float | None:
    counted = Counter(flags)
    total = counted[True] + counted[False]
    return counted[True] / total if total else None


def _mean(values: Sequence[float]) -> float | None:
    return sum(values) / len(values) if values else None
