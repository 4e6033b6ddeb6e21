"""Fits the weights of ranking and judging on question sets and prints what they bring on questions left out.

    python tests/evaluation/fit.py DIR … [--write]

The samples' own questions always take part; each DIR is a further set as for `make eval`. Ranking: listwise
softmax over the candidate clauses of a question,
those that hold most of its gold answer being right, with L2. Judging: logistic regression on whether the
best clauses hold the answer, on all questions and on the same questions with their documents taken out.
Left out are all questions about one eighth of the documents at a time.
"""

import argparse
import json
import sys
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from bases import fresh_base
from numpy.typing import NDArray
from scipy.optimize import minimize

from knowledge.answering import judge as judging
from knowledge.answering import rank as ranking
from knowledge.answering.features import Found, features, look_up
from knowledge.answering.judge import signals
from knowledge.answering.rank import Ranking
from knowledge.answering.retrieve import Retrieved, retrieve
from knowledge.answering.understand import Understood, understand
from knowledge.evaluation.normal import contains, normal
from knowledge.evaluation.score import GoldQuestion, load_questions
from knowledge.german.concepts import shipped_concepts
from knowledge.index.base import Base

Vector = NDArray[np.float64]
PARTS = 8
SKIPPED = ("smalltalk", "injection")
RANKING_L2, JUDGING_L2 = 3.0, 1.0


@dataclass
class Case:
    """A question with its candidates' features and how much of the gold answer each candidate holds (0 to 1)."""

    gold: GoldQuestion
    base: Base
    understood: Understood
    retrieved: Retrieved
    names: tuple[str, ...]
    values: NDArray[np.float64]
    held: Vector
    found: Found
    part: int = 0
    without: "Case | None" = None
    """The same question with the documents that answer it taken out."""


def cases_of(folder: Path | None, questions: Path) -> list[Case]:
    """All cases of a set."""
    with fresh_base(folder) as knowledge:
        base = knowledge.base()
        golds = load_questions(questions, knowledge.gazetteer.by_ags_or_name)
    cases = [case for gold in golds if gold.kind not in SKIPPED and (case := _case(gold, base))]
    for case in cases:
        case.without = _masked(case)
    return cases


def _case(gold: GoldQuestion, base: Base, rows: NDArray[np.int64] | None = None) -> Case | None:
    understood = understand(gold.question, shipped_concepts())
    if not understood.query.words:
        return None
    retrieved = retrieve(understood, base, None)
    if rows is not None:
        retrieved = Retrieved(rows, retrieved.levels)
    found = look_up(understood, base)
    names, values = features(understood, base, retrieved.levels, found, retrieved.rows)
    held = np.array([_held(gold, base, int(row)) for row in retrieved.rows])
    return Case(gold, base, understood, retrieved, names, values, held, found)


def _held(gold: GoldQuestion, base: Base, row: int) -> float:
    chunk = base.chunks[row]
    document = base.documents[chunk.document_id]
    if document.name not in gold.accepted:
        return 0.0
    text = normal(f"{chunk.display} {document.title}")
    return sum(any(contains(text, one) for one in group) for group in gold.groups) / max(len(gold.groups), 1)


def fit_ranking(cases: Sequence[Case]) -> Vector:
    """Weights, one per feature."""
    usable = [case for case in cases if case.held.max(initial=0) > 0]
    everything = np.concatenate([case.values for case in usable])
    spread = everything.std(axis=0) + 1e-6
    scaled = [
        ((case.values - everything.mean(axis=0)) / spread, case.held >= case.held.max() - 1e-9) for case in usable
    ]

    def loss(weights: Vector) -> tuple[float, Vector]:
        total, slope = 0.0, np.zeros(len(weights))
        for values, right in scaled:
            scores = values @ weights
            exp = np.exp(scores - scores.max())
            total -= np.log(exp[right].sum() / exp.sum())
            slope -= values[right].T @ exp[right] / exp[right].sum() - values.T @ exp / exp.sum()
        count = len(scaled)
        return total / count + RANKING_L2 * weights @ weights / count, slope / count + 2 * RANKING_L2 * weights / count

    found: Vector = minimize(loss, np.zeros(len(spread)), jac=True, method="L-BFGS-B").x
    return found / spread


def judged(case: Case, weights: Vector) -> tuple[dict[str, float], bool]:
    """The signals of a case ranked with these weights, and whether its best clauses hold the answer."""
    order = np.argsort(-(case.values @ weights), kind="stable")
    scores = (case.values @ weights)[order]
    choices = tuple(
        ranking.choice(case.base, int(case.retrieved.rows[i]), float(score))
        for i, score in zip(order, scores, strict=True)
    )
    made = Ranking(choices, case.found, case.names, case.values[order])
    best = case.held[order[: judging.LOOKED_AT]]
    return signals(case.understood, case.base, made), bool(case.gold.answerable and best.max() > 0)


def _masked(case: Case) -> Case | None:
    """The same question with the documents that answer it taken out."""
    if not case.gold.answerable:
        return None
    names = [case.base.documents[case.base.chunks[int(row)].document_id].name for row in case.retrieved.rows]
    rows = case.retrieved.rows[[name not in case.gold.accepted for name in names]]
    return _case(case.gold, case.base, rows) if len(rows) else None


def fit_judging(pairs: Sequence[tuple[dict[str, float], bool]]) -> dict[str, float]:
    """Signal name to weight, and "bias"."""
    names = list(pairs[0][0])
    values = np.array([[found[name] for name in names] for found, _ in pairs])
    wanted = np.array([1.0 if right else 0.0 for _, right in pairs])
    mean, spread = values.mean(axis=0), values.std(axis=0) + 1e-6
    scaled = np.hstack([(values - mean) / spread, np.ones((len(values), 1))])

    def loss(weights: Vector) -> tuple[float, Vector]:
        chance = 1 / (1 + np.exp(-(scaled @ weights)))
        total = -(wanted * np.log(chance + 1e-12) + (1 - wanted) * np.log(1 - chance + 1e-12)).sum()
        return total + JUDGING_L2 * weights[:-1] @ weights[:-1], scaled.T @ (
            chance - wanted
        ) + 2 * JUDGING_L2 * np.append(weights[:-1], 0)

    weights = minimize(loss, np.zeros(len(names) + 1), jac=True, method="L-BFGS-B").x
    plain = weights[:-1] / spread
    return {**dict(zip(names, map(float, plain), strict=True)), "bias": float(weights[-1] - mean @ plain)}


def left_out(cases: Sequence[Case]) -> None:
    """Print correctness of the best 1, 3, 5 clauses and the judging curve on questions left out of the fit."""
    _split(cases)
    hits: dict[int, list[bool]] = defaultdict(list)
    chances: list[tuple[float, bool, bool]] = []
    for part in range(PARTS):
        train = [case for case in cases if case.part != part]
        weights = fit_ranking([case for case in train if case.gold.answerable])
        pairs = [judged(case, weights) for case in train]
        pairs += [(judged(one, weights)[0], False) for case in train if (one := case.without)]
        model = fit_judging(pairs)
        for case in (case for case in cases if case.part == part):
            if case.gold.answerable:
                order = np.argsort(-(case.values @ weights), kind="stable")
                for k in (1, 2, 3, 5):
                    hits[k].append(_all_held(case, order[:k]))
            for one, answerable in ((case, case.gold.answerable), (case.without, False)):
                if one is not None:
                    found, right = judged(one, weights)
                    chances.append((_chance(model, found), answerable, right and answerable))
    print("left out: " + "  ".join(f"@{k} {np.mean(found):.3f}" for k, found in hits.items()))
    _print_curve(chances)


def _all_held(case: Case, rows: Iterable[int]) -> bool:
    text = normal(" ".join(_text(case, int(case.retrieved.rows[i])) for i in rows))
    return all(any(contains(text, one) for one in group) for group in case.gold.groups)


def _text(case: Case, row: int) -> str:
    chunk = case.base.chunks[row]
    return f"{chunk.display} {case.base.documents[chunk.document_id].title}"


def _chance(model: dict[str, float], found: dict[str, float]) -> float:
    return float(1 / (1 + np.exp(-(model["bias"] + sum(model[name] * value for name, value in found.items())))))


def _print_curve(chances: Sequence[tuple[float, bool, bool]]) -> None:
    values = np.array([chance for chance, _, _ in chances])
    answerable = np.array([flag for _, flag, _ in chances])
    right = np.array([flag for _, _, flag in chances])
    above = (values[right][:, None] > values[~answerable][None, :]).mean()
    print(f"AUROC right answer against no answer: {above:.3f}")
    for limit in (0.05, 0.1, 0.15, 0.2, 0.25, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8):
        kept, dropped = (values[answerable] >= limit).mean(), (values[~answerable] < limit).mean()
        of_right = (values[right] >= limit).mean()
        print(f"  p>={limit:.2f}: keeps {kept:.2f} of answerable ({of_right:.2f} of right), refuses {dropped:.2f}")


def _split(cases: Sequence[Case]) -> None:
    firsts = sorted({min(case.gold.documents) for case in cases if case.gold.documents})
    part_of = {name: number % PARTS for number, name in enumerate(np.random.default_rng(7).permutation(firsts))}
    for number, case in enumerate(cases):
        case.part = part_of[min(case.gold.documents)] if case.gold.documents else number % PARTS


def main() -> int:
    parser = argparse.ArgumentParser(description="Fit ranking and judging.")
    parser.add_argument("sets", nargs="+", type=Path)
    parser.add_argument("--write", action="store_true", help="keep the weights of a fit on all questions")
    options = parser.parse_args()
    cases = cases_of(None, Path(__file__).parent / "questions.jsonl")
    cases += [case for folder in options.sets for case in cases_of(folder, folder / "questions.jsonl")]
    left_out(cases)
    weights = fit_ranking([case for case in cases if case.gold.answerable])
    pairs = [judged(case, weights) for case in cases]
    pairs += [(judged(one, weights)[0], False) for case in cases if (one := case.without)]
    model = fit_judging(pairs)
    for name, weight in sorted(model.items(), key=lambda pair: -abs(pair[1])):
        print(f"  {name:10} {weight:+.2f}")
    if options.write:
        _write("ranking.json", dict(zip(cases[0].names, map(float, weights), strict=True)))
        _write("judging.json", model)
    return 0


def _write(name: str, values: dict[str, float]) -> None:
    place = Path(ranking.__file__).parent / name
    place.write_text(
        json.dumps({key: round(value, 3) for key, value in values.items()}, indent=1) + "\n", encoding="utf-8"
    )


if __name__ == "__main__":
    sys.exit(main())
