"""Asks a base all questions of a file, with the product's own steps, and judges the answers."""

import time
from pathlib import Path

from knowledge.build import Knowledge
from knowledge.evaluation.score import GoldQuestion, Verdict, judge, load_questions


def run_questions(knowledge: Knowledge, path: Path) -> list[Verdict]:
    """One verdict per line of the file, in its order; how long each answer took starts with the base in memory."""
    questions = load_questions(path, knowledge.gazetteer.by_ags_or_name)
    knowledge.base()
    return [_verdict(knowledge, gold) for gold in questions]


def _verdict(knowledge: Knowledge, gold: GoldQuestion) -> Verdict:
    started = time.perf_counter()
    answer = knowledge.answer(gold.question)
    return judge(gold, answer, (time.perf_counter() - started) * 1000)
