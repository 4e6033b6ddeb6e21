"""Under fitting: the questions of all sets on their own base, on one base of all sets, and on foreign bases."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from bases import combined_base, fresh_base
from numpy.typing import NDArray

from knowledge.answering.features import Found, features, look_up
from knowledge.answering.retrieve import Retrieved, retrieve
from knowledge.answering.understand import Understood, understand
from knowledge.build import Knowledge
from knowledge.evaluation.normal import contains, normal
from knowledge.evaluation.score import GoldQuestion, load_questions
from knowledge.german.concepts import shipped_concepts
from knowledge.index.base import Base
from knowledge.matching.atlas import Atlas

PARTS = 8
FOREIGN = 2
"""The questions of so many other sets are asked on the base of each."""
SKIPPED = ("smalltalk", "injection")
SAMPLES = Path(__file__).parent / "questions.jsonl"


@dataclass
class Case:
    """A question with its candidates' features and how much of the gold answer each candidate holds (0 to 1)."""

    gold: GoldQuestion
    base: Base
    atlas: Atlas
    understood: Understood
    retrieved: Retrieved
    names: tuple[str, ...]
    values: NDArray[np.float64]
    held: NDArray[np.float64]
    found: Found
    part: int = 0
    answerable: bool = False
    without: "Case | None" = None
    """The same question with the documents that answer it taken out."""


@dataclass(frozen=True, slots=True)
class Cases:
    """Cases on their `own` base, on the `shared` base of all sets, and `foreign` ones on the base of another set."""

    own: list[Case]
    shared: list[Case]
    foreign: list[Case]


def all_cases(folders: Sequence[Path]) -> Cases:
    """The cases of the samples and of further sets; all of one gold document are in one of PARTS parts."""
    loaded = [_loaded(folder) for folder in (None, *folders)]
    own = [case for base, atlas, golds in loaded for case in _cases(base, atlas, golds)]
    with combined_base(folders) as knowledge:
        base, atlas = knowledge.base(), knowledge.atlas(knowledge.base())
        paths = [SAMPLES, *(folder / "questions.jsonl" for folder in folders)]
        golds = [gold for path in paths for gold in _golds(knowledge, path)]
    shared = list(_cases(base, atlas, golds))
    foreign = [
        case
        for number, (base, atlas, _) in enumerate(loaded)
        for step in range(1, min(FOREIGN, len(loaded) - 1) + 1)
        for gold in loaded[(number + step) % len(loaded)][2]
        if gold.answerable and not gold.question.history and (case := case_of(gold, base, atlas))
    ]
    for case in foreign:
        case.answerable = False
    split([*own, *shared, *foreign])
    return Cases(own, shared, foreign)


def cases_of(folder: Path | None) -> list[Case]:
    """The cases of one set on its own base."""
    return list(_cases(*_loaded(folder)))


def _loaded(folder: Path | None) -> tuple[Base, Atlas, list[GoldQuestion]]:
    with fresh_base(folder) as knowledge:
        base = knowledge.base()
        return base, knowledge.atlas(base), _golds(knowledge, folder / "questions.jsonl" if folder else SAMPLES)


def _golds(knowledge: Knowledge, path: Path) -> list[GoldQuestion]:
    found = load_questions(path, knowledge.gazetteer.by_ags_or_name)
    return [gold for gold in found if gold.kind not in SKIPPED]


def _cases(base: Base, atlas: Atlas, golds: Sequence[GoldQuestion]) -> Iterator[Case]:
    for gold in golds:
        case = case_of(gold, base, atlas)
        if case is not None:
            case.without = _without(case)
            yield case


def case_of(gold: GoldQuestion, base: Base, atlas: Atlas, rows: NDArray[np.int64] | None = None) -> Case | None:
    """A question on a base, perhaps with only some candidates; None where it has no content word or no candidate."""
    understood = understand(gold.question, shipped_concepts())
    if not understood.query.words:
        return None
    retrieved = retrieve(understood, base, None)
    if rows is not None:
        retrieved = Retrieved(rows, retrieved.levels)
    if not retrieved.rows.size:
        return None
    found = look_up(understood, base)
    names, values = features(understood, base, retrieved.levels, found, retrieved.rows)
    held = np.array([_held(gold, base, int(row)) for row in retrieved.rows])
    return Case(gold, base, atlas, understood, retrieved, names, values, held, found, answerable=gold.answerable)


def _held(gold: GoldQuestion, base: Base, row: int) -> float:
    chunk = base.chunks[row]
    document = base.documents[chunk.document_id]
    if document.name not in gold.accepted:
        return 0.0
    text = normal(f"{chunk.display} {document.title}")
    return sum(any(contains(text, one) for one in group) for group in gold.groups) / max(len(gold.groups), 1)


def _without(case: Case) -> Case | None:
    if not case.answerable:
        return None
    names = [case.base.documents[case.base.chunks[int(row)].document_id].name for row in case.retrieved.rows]
    rows = case.retrieved.rows[[name not in case.gold.accepted for name in names]]
    found = case_of(case.gold, case.base, case.atlas, rows) if len(rows) else None
    if found:
        found.answerable = False
    return found


def split(cases: Sequence[Case]) -> None:
    """Number the parts: by the first gold document, questions without one by their id."""
    firsts = sorted({min(case.gold.documents) for case in cases if case.gold.documents})
    part_of = {name: number % PARTS for number, name in enumerate(np.random.default_rng(7).permutation(firsts))}
    for case in cases:
        first = min(case.gold.documents, default="")
        case.part = part_of[first] if first else sum(case.gold.id.encode()) % PARTS
        if case.without:
            case.without.part = case.part
