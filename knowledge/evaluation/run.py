"""Asks a base all questions of a file, with the product's own steps, and judges the answers."""

from pathlib import Path

from knowledge.build import Knowledge
from knowledge.evaluation.score import Verdict, judge, load_questions


def run_questions(knowledge: Knowledge, path: Path) -> list[Verdict]:
    """One verdict per line of the file, in its order."""
    questions = load_questions(path, knowledge.gazetteer.by_ags_or_name)
    return [judge(gold, knowledge.answer(gold.question)) for gold in questions]
