"""Two runs over one question file side by side: which answers became right, which wrong."""

import json
from collections.abc import Iterable, Mapping
from pathlib import Path

from pydantic import BaseModel

from knowledge.evaluation.score import Verdict
from knowledge.question_file import read_lines


class _Result(BaseModel):
    id: str
    correct: bool


def write_results(path: Path, verdicts: Iterable[Verdict]) -> None:
    """Keep a run: one JSON line per question with its id and whether it was right."""
    lines = [json.dumps({"id": v.gold.id, "correct": v.correct}) for v in verdicts]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def read_results(path: Path) -> dict[str, bool]:
    """A run that `write_results` kept. Raises QuestionsRefused."""
    return {found.id: found.correct for found in read_lines(path, _Result)}


def changes(earlier: Mapping[str, bool], verdicts: Iterable[Verdict]) -> str:
    """What changed since the earlier run, in two lines."""
    found = list(verdicts)
    gained = [v.gold.id for v in found if v.correct and earlier.get(v.gold.id) is False]
    lost = [v.gold.id for v in found if not v.correct and earlier.get(v.gold.id) is True]
    return f"now right: {' '.join(gained) or '-'}\nnow wrong: {' '.join(lost) or '-'}"
