"""Fits the weights of ranking and judging on question sets and prints what they bring on questions left out.

    python tests/evaluation/fit.py DIR … [--write]

The samples' own questions always take part; each DIR is a further set as for `make eval`. Every question is asked
on the base of its set and on one base of all sets. Ranking: listwise softmax over the candidate clauses of a question,
those that hold most of its gold answer being right, with L2. Judging: logistic regression on whether the best
clauses hold the answer; beside the questions themselves stand those with their documents taken out and those of
other sets. Left out are all questions about one eighth of the documents at a time; the judge learns from rankings
by weights that had not seen the question, as it will be used.
"""

import argparse
import json
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from cases import PARTS, Case, Cases, all_cases
from numpy.typing import NDArray
from scipy.optimize import minimize

from knowledge.answering import rank as ranking
from knowledge.answering.rank import Ranking
from knowledge.answering.signals import LOOKED_AT, signals
from knowledge.evaluation.normal import contains, normal

Vector = NDArray[np.float64]
RANKING_L2, JUDGING_L2 = 4.0, 4.0
FOREIGN_WEIGHT, ON_BASE_WEIGHT = 0.35, 0.6
"""Each question counts twice, on two bases; a question of another set may have an answer there by chance."""
LIMITS = (0.05, 0.1, 0.15, 0.2, 0.25, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8)


@dataclass(frozen=True, slots=True)
class Judged:
    """What the judge sees of a case, and what it should say."""

    case: Case
    signals: dict[str, float]
    right: bool
    weight: float


def fit_ranking(cases: Sequence[Case]) -> Vector:
    """Weights, one per feature."""
    usable = [case for case in cases if case.answerable and case.held.max(initial=0) > 0]
    values = np.concatenate([case.values for case in usable])
    spread = values.std(axis=0) + 1e-6
    scaled = ((values - values.mean(axis=0)) / spread).astype(np.float32)
    right = np.concatenate([case.held >= case.held.max() - 1e-9 for case in usable])
    sizes = np.array([len(case.held) for case in usable])
    starts, count = np.cumsum(sizes) - sizes, len(usable)
    place = np.repeat(np.arange(count), sizes)

    def loss(weights: Vector) -> tuple[float, Vector]:
        scores = (scaled @ weights.astype(np.float32)).astype(np.float64)
        exp = np.exp(scores - np.maximum.reduceat(scores, starts)[place])
        of_right = exp * right
        whole, its = np.add.reduceat(exp, starts), np.add.reduceat(of_right, starts)
        slope = scaled.T @ (exp / whole[place] - of_right / its[place]).astype(np.float32) / count
        total = float((np.log(whole) - np.log(its)).sum() / count)
        return total + RANKING_L2 * weights @ weights / count, slope + 2 * RANKING_L2 * weights / count

    found: Vector = minimize(loss, np.zeros(len(spread)), jac=True, method="L-BFGS-B").x
    return found / spread


def judged(case: Case, weights: Vector, weight: float) -> Judged:
    """A case ranked with these weights; right where one of the best clauses holds something of the answer."""
    scores = case.values @ weights
    order = np.argsort(-scores, kind="stable")
    choices = tuple(ranking.choice(case.base, int(case.retrieved.rows[i]), float(scores[i])) for i in order)
    made = Ranking(choices, case.found, case.names, case.values[order])
    best = case.held[order[:LOOKED_AT]]
    right = bool(case.answerable and best.max() > 0)
    return Judged(case, signals(case.understood, case.base, made), right, weight)


def judged_all(cases: Cases, weights: Vector, part: int) -> Iterator[Judged]:
    """The cases of one part, those with their documents taken out, and those of other sets."""
    for case in (*cases.own, *cases.shared):
        if case.part == part:
            yield judged(case, weights, ON_BASE_WEIGHT)
            if case.without:
                yield judged(case.without, weights, ON_BASE_WEIGHT)
    for case in cases.foreign:
        if case.part == part:
            yield judged(case, weights, FOREIGN_WEIGHT)


def judged_left_out(cases: Cases, rankings: Sequence[Vector]) -> list[Judged]:
    """All cases, each ranked by weights that had not seen its part."""
    return [one for part in range(PARTS) for one in judged_all(cases, rankings[part], part)]


def fit_judging(found: Sequence[Judged]) -> dict[str, float]:
    """Signal name to weight, and "bias"."""
    names = list(found[0].signals)
    values = np.array([[one.signals[name] for name in names] for one in found])
    wanted = np.array([float(one.right) for one in found])
    counts = np.array([one.weight for one in found])
    mean, spread = values.mean(axis=0), values.std(axis=0) + 1e-6
    scaled = np.hstack([(values - mean) / spread, np.ones((len(values), 1))])

    def loss(weights: Vector) -> tuple[float, Vector]:
        chance = 1 / (1 + np.exp(-(scaled @ weights)))
        each = wanted * np.log(chance + 1e-12) + (1 - wanted) * np.log(1 - chance + 1e-12)
        slope = scaled.T @ (counts * (chance - wanted)) + 2 * JUDGING_L2 * np.append(weights[:-1], 0)
        return -(counts * each).sum() + JUDGING_L2 * weights[:-1] @ weights[:-1], slope

    weights = minimize(loss, np.zeros(len(names) + 1), jac=True, method="L-BFGS-B").x
    plain = weights[:-1] / spread
    return {**dict(zip(names, map(float, plain), strict=True)), "bias": float(weights[-1] - mean @ plain)}


def left_out_rankings(cases: Cases) -> list[Vector]:
    """Weights fitted without each part."""
    both = (*cases.own, *cases.shared)
    return [fit_ranking([case for case in both if case.part != part]) for part in range(PARTS)]


def print_ranking(cases: Cases, rankings: Sequence[Vector]) -> None:
    """How many questions the best 1, 2, 3, 5 clauses answer wholly, on their own and on the shared base."""
    for name, some in (("own base", cases.own), ("one base of all", cases.shared)):
        answerable = [case for case in some if case.answerable]
        line = []
        for k in (1, 2, 3, 5):
            hits = [_all_held(case, np.argsort(-(case.values @ rankings[case.part]))[:k]) for case in answerable]
            line.append(f"@{k} {np.mean(hits):.3f}")
        print(f"left out, {name}: " + "  ".join(line))


def _all_held(case: Case, rows: Iterable[int]) -> bool:
    text = normal(" ".join(_text(case, int(case.retrieved.rows[i])) for i in rows))
    return all(any(contains(text, one) for one in group) for group in case.gold.groups)


def _text(case: Case, row: int) -> str:
    chunk = case.base.chunks[row]
    return f"{chunk.display} {case.base.documents[chunk.document_id].title}"


def chance(model: dict[str, float], found: dict[str, float]) -> float:
    """The probability that the judge gives."""
    return float(1 / (1 + np.exp(-(model["bias"] + sum(model[name] * value for name, value in found.items())))))


def print_judging(found: Sequence[Judged]) -> None:
    """How well the judge tells right answers from questions without one, left out, and its curve on their own bases."""
    values = np.zeros(len(found))
    for part in range(PARTS):
        model = fit_judging([one for one in found if one.case.part != part])
        for number, one in enumerate(found):
            if one.case.part == part:
                values[number] = chance(model, one.signals)
    answerable = np.array([one.case.answerable for one in found])
    right = np.array([one.right for one in found])
    own = np.array([one.case.gold.answerable == one.case.answerable for one in found])
    foreign = np.array([one.weight == FOREIGN_WEIGHT for one in found])
    removed = ~own & ~foreign
    for name, rest in (("none in the base", own & ~answerable), ("documents taken out", removed), ("foreign", foreign)):
        above = (values[right][:, None] > values[rest][None, :]).mean()
        print(f"AUROC, right answer against {name}: {above:.3f}")
    for limit in LIMITS:
        keeps = [(values[some] >= limit).mean() for some in (answerable, right)]
        drops = [(values[some] < limit).mean() for some in (own & ~answerable, removed, foreign)]
        print(
            f"  p>={limit:.2f}: keeps {keeps[0]:.2f} of answerable, {keeps[1]:.2f} of right; refuses"
            f" {drops[0]:.2f} without an answer, {drops[1]:.2f} with documents taken out, {drops[2]:.2f} foreign"
        )


def main() -> int:
    """Fit, print, and keep the weights where asked to."""
    parser = argparse.ArgumentParser(description="Fit ranking and judging.")
    parser.add_argument("sets", nargs="+", type=Path)
    parser.add_argument("--write", action="store_true", help="keep the weights of a fit on all questions")
    options = parser.parse_args()
    cases = all_cases(options.sets)
    rankings = left_out_rankings(cases)
    print_ranking(cases, rankings)
    found = judged_left_out(cases, rankings)
    print_judging(found)
    weights = fit_ranking([*cases.own, *cases.shared])
    model = fit_judging(found)
    for name, weight in sorted(model.items(), key=lambda pair: -abs(pair[1])):
        print(f"  {name:20} {weight:+.2f}")
    if options.write:
        _write("ranking.json", dict(zip(cases.own[0].names, map(float, weights), strict=True)))
        _write("judging.json", model)
    return 0


def _write(name: str, values: dict[str, float]) -> None:
    place = Path(ranking.__file__).parent / name
    place.write_text(
        json.dumps({key: round(value, 3) for key, value in values.items()}, indent=1) + "\n", encoding="utf-8"
    )


if __name__ == "__main__":
    sys.exit(main())
