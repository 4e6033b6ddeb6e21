"""`make eval`: builds a fresh base for each question set, asks it everything, prints the figures, holds the floors.

    python tests/evaluation/run.py [DIR …] [--failures] [--only ID]

Without DIR: the shipped samples and their questions. Each DIR holds `docs/`, `questions.jsonl` and, if
its municipalities are invented, `gemeinden_fiktiv.csv`; where it has a `manifest.jsonl`, what ingestion
understood of its documents is compared with it. XQuAD is measured where --xquad names its file.
"""

import argparse
import sys
import time
from collections.abc import Mapping
from pathlib import Path

import documents
from bases import fresh_base
from pairs import figures, match_pairs, report

from knowledge.build import Knowledge
from knowledge.evaluation.figures import table
from knowledge.evaluation.report import format_failures, format_table
from knowledge.evaluation.run import run_questions
from knowledge.evaluation.score import Verdict
from knowledge.evaluation.xquad import measure_xquad

HERE = Path(__file__).parent
FLOORS = {"correct": 0.89, "document": 0.94, "page": 0.97, "declined": 0.8, "held back": 0.97}
"""Least shares on the shipped samples' own questions; they only rise."""
SEED_FLOORS = {"correct": 0.99, "document": 0.99}
PAIR_FLOORS = {
    "start_up first": 0.9, "start_up precision@3": 0.85, "start_up found": 0.95,
    "partner first": 0.88, "partner precision@3": 0.85, "partner found": 0.95, "evidence": 1.0,
}  # fmt: skip
"""Least shares on the labelled pairs of need and match (`pairs.jsonl`)."""
XQUAD_FLOORS = {"MRR@10": 0.94, "R@1": 0.91, "sentences@1": 0.76, "sentences@2": 0.85, "sentences@3": 0.89}


def main() -> int:
    """Print the figures of each set; 1 where a floor is missed."""
    options = _options()
    missed: list[str] = []
    with fresh_base(None) as knowledge:
        for name, floors in (("questions.jsonl", FLOORS), ("seed_questions.jsonl", SEED_FLOORS)):
            missed += _below(table(_ask(knowledge, HERE / name, options))[0], floors)
        pairs = list(match_pairs(knowledge))
        print("\n" + report(pairs, failures=options.failures))
        missed += _below(figures(pairs), PAIR_FLOORS)
    understood: list[documents.Finding] = []
    for folder in options.sets:
        with fresh_base(folder) as knowledge:
            _ask(knowledge, folder / "questions.jsonl", options)
            if (folder / documents.MANIFEST).exists():
                understood += documents.findings(knowledge, folder)
    missed += _understood(understood, options)
    if options.xquad:
        shares = measure_xquad(options.xquad)
        print("\nXQuAD-de: " + "  ".join(f"{name} {value:.3f}" for name, value in shares.items()))
        missed += _below(shares, XQUAD_FLOORS)
    for line in missed:
        print(line, file=sys.stderr)
    return 1 if missed else 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Score the answers on question sets.")
    parser.add_argument("sets", nargs="*", type=Path)
    parser.add_argument("--failures", action="store_true", help="list the answers that were not correct")
    parser.add_argument("--only", help="only questions whose id starts so")
    parser.add_argument("--xquad", type=Path, help="XQuAD file in German")
    return parser.parse_args()


def _ask(knowledge: Knowledge, path: Path, options: argparse.Namespace) -> list[Verdict]:
    started = time.perf_counter()
    verdicts = run_questions(knowledge, path)
    took = (time.perf_counter() - started) / max(len(verdicts), 1)
    print(f"\n== {path}: {len(verdicts)} questions, {took * 1000:.0f} ms each")
    print(format_table(table(verdicts)))
    if options.failures:
        print(format_failures(v for v in verdicts if not v.correct and v.gold.id.startswith(options.only or "")))
    return verdicts


def _understood(found: list[documents.Finding], options: argparse.Namespace) -> list[str]:
    """Print how much of what the sets' manifests say of their documents was understood."""
    shares = documents.shares(found)
    if shares:
        print("\nunderstood of documents: " + "  ".join(f"{field} {share:.3f}" for field, share in shares.items()))
    for field, met, said in found:
        if options.failures and not met:
            print(f"  {field}: {said}")
    return _below(dict(shares), {field: floor for field, floor in documents.FLOORS.items() if field in shares})


def _below(found: Mapping[str, float | int | str | None], floors: dict[str, float]) -> list[str]:
    return [
        f"below the floor: {name} {value:.3f} < {floor}"
        for name, floor in floors.items()
        if isinstance(value := found[name], int | float) and value < floor
    ]


if __name__ == "__main__":
    sys.exit(main())
