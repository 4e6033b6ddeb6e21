"""Whole answers, left out of the fit: each question is answered with weights that have not seen its documents.

    python tests/evaluation/left_out.py DIR … [--unseen DIR] [--failures]

As `fit.py`, and then all steps of the product, on the questions' own base and on one base of all sets. Questions
of --unseen, which takes part in no fit, are answered with the weights of all others.
"""

import argparse
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from cases import PARTS, Case, Cases, all_cases, cases_of
from fit import Vector, fit_judging, fit_ranking, judged_left_out, left_out_rankings

from knowledge.answering import judge as judging
from knowledge.answering import rank as ranking
from knowledge.answering.pipeline import Tools, answer
from knowledge.evaluation.figures import table
from knowledge.evaluation.report import format_failures, format_table
from knowledge.evaluation.score import Verdict, judge
from knowledge.german.concepts import shipped_concepts


def use(names: Sequence[str], weights: Vector, model: dict[str, float]) -> None:
    """Let ranking and judging run with other weights than the written ones, in this process."""
    of_ranking = dict(zip(names, map(float, weights), strict=True))
    ranking._weights.cache_clear()
    ranking.fitted = lambda _: of_ranking
    judging.fitted = lambda _: model


def verdicts(cases: Sequence[Case]) -> Iterator[Verdict]:
    """All steps of the product for each question."""
    for case in cases:
        yield judge(case.gold, answer(case.gold.question, case.base, Tools(shipped_concepts(), case.atlas)))


def left_out(cases: Cases) -> tuple[list[Verdict], list[Verdict]]:
    """Verdicts on the own and on the shared base; afterwards the weights of a fit on everything are in use."""
    rankings = left_out_rankings(cases)
    found = judged_left_out(cases, rankings)
    names = cases.own[0].names
    own: list[Verdict] = []
    shared: list[Verdict] = []
    for part in range(PARTS):
        use(names, rankings[part], fit_judging([one for one in found if one.case.part != part]))
        own += verdicts([case for case in cases.own if case.part == part])
        shared += verdicts([case for case in cases.shared if case.part == part])
    use(names, fit_ranking([*cases.own, *cases.shared]), fit_judging(found))
    return own, shared


def main() -> int:
    """Print the figures, and the failures where asked to."""
    parser = argparse.ArgumentParser(description="Whole answers to questions left out of the fit.")
    parser.add_argument("sets", nargs="+", type=Path)
    parser.add_argument("--unseen", type=Path, action="append", default=[])
    parser.add_argument("--failures", action="store_true")
    options = parser.parse_args()
    own, shared = left_out(all_cases(options.sets))
    measured = {"left out, own base": own, "left out, one base of all": shared}
    for folder in options.unseen:
        measured[str(folder)] = list(verdicts(cases_of(folder)))
    for name, found in measured.items():
        print(f"\n== {name}")
        print(format_table(table(found)))
        if options.failures:
            print(format_failures(one for one in found if not one.correct))
    return 0


if __name__ == "__main__":
    sys.exit(main())
