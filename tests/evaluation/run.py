"""`make eval`: builds a fresh base for each question set, asks it everything, prints the figures, holds the floors.

    python tests/evaluation/run.py [DIR …] [--failures] [--only ID]

Without DIR: the shipped samples and their questions. Each DIR holds `docs/`, `questions.jsonl` and, if
its municipalities are invented, `gemeinden_fiktiv.csv`. XQuAD is measured where --xquad names its file.
"""

import argparse
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from ingest.build import build_ingestion
from ingest.places_cli import read_municipalities
from knowledge.build import Knowledge, build
from knowledge.evaluation.report import format_failures, format_table
from knowledge.evaluation.score import Verdict, judge, load_questions, table
from knowledge.evaluation.xquad import measure_xquad
from knowledge.settings import Settings

HERE = Path(__file__).parent
FLOORS = {"correct": 0.60, "document": 0.85, "page": 0.60, "declined": 0.80}
"""Least shares on the shipped samples' own questions; they only rise."""
XQUAD_FLOORS = {"MRR@10": 0.94, "R@1": 0.91, "sentences@1": 0.76, "sentences@2": 0.85, "sentences@3": 0.89}


def main() -> int:
    options = _options()
    missed: list[str] = []
    with _base() as (knowledge, ingestion):
        list(ingestion.add_samples())
        for name in ("questions.jsonl", "seed_questions.jsonl"):
            verdicts = _ask(knowledge, HERE / name)
            _report(f"samples: {name}", verdicts, options)
            if name == "questions.jsonl":
                missed += _below(table(verdicts)[0], FLOORS)
    for folder in options.sets:
        with _base() as (knowledge, ingestion):
            places = folder / "gemeinden_fiktiv.csv"
            if places.exists():
                knowledge.catalogue.put_municipalities(read_municipalities(places))
            list(ingestion.add([folder / "docs"]))
            _report(str(folder), _ask(knowledge, folder / "questions.jsonl"), options)
    if options.xquad:
        figures = measure_xquad(options.xquad)
        print("\nXQuAD-de: " + "  ".join(f"{name} {value:.3f}" for name, value in figures.items()))
        missed += _below(figures, XQUAD_FLOORS)
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


@contextmanager
def _base() -> Iterator[tuple[Knowledge, object]]:
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(data_dir=Path(folder), _env_file=None)
        knowledge = build(settings)
        try:
            yield knowledge, build_ingestion(settings)
        finally:
            knowledge.close()


def _ask(knowledge: Knowledge, path: Path) -> list[Verdict]:
    questions = load_questions(path, knowledge.gazetteer.by_ags_or_name)
    started = time.perf_counter()
    verdicts = [judge(gold, knowledge.answer(gold.question)) for gold in questions]
    took = (time.perf_counter() - started) / max(len(questions), 1)
    print(f"\n{path}: {len(questions)} questions, {took * 1000:.0f} ms each")
    return verdicts


def _report(name: str, verdicts: list[Verdict], options: argparse.Namespace) -> None:
    print(f"== {name}")
    print(format_table(table(verdicts)))
    if options.failures:
        print(format_failures(v for v in verdicts if not v.correct and v.gold.id.startswith(options.only or "")))


def _below(figures: dict[str, float | int | str | None], floors: dict[str, float]) -> list[str]:
    return [
        f"below the floor: {name} {value:.3f} < {floor}"
        for name, floor in floors.items()
        if isinstance(value := figures[name], int | float) and value < floor
    ]


if __name__ == "__main__":
    sys.exit(main())
