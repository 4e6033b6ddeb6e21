"""Two runs over one question file side by side: the figures, and which answers became right, which wrong."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields
from pathlib import Path

from pydantic import RootModel

from knowledge.evaluation import texts
from knowledge.evaluation.figures import Measured, Row, table
from knowledge.evaluation.report import cell, kind_name
from knowledge.question_file import read_lines


class _Line(RootModel[Measured]):
    """One question of a run that was kept."""


def write_results(path: Path, measured: Iterable[Measured]) -> None:
    """Keep a run: one JSON line per question with its id, whether it was right, and all that was measured."""
    names = [field.name for field in fields(Measured)]
    lines = [json.dumps({name: getattr(one, name) for name in names}) for one in measured]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def read_results(path: Path) -> dict[str, Measured]:
    """A run that `write_results` kept; of each question at least `id` and `correct`. Raises QuestionsRefused."""
    return {found.root.id: found.root for found in read_lines(path, _Line)}


def format_changes(earlier: Mapping[str, Measured], measured: Iterable[Measured]) -> str:
    """The figures of both runs over the questions that they share, and what became right or wrong."""
    now = [one for one in measured if one.id in earlier]
    before = [earlier[one.id] for one in now]
    pairs = list(zip(before, now, strict=True))
    gained = [new.id for old, new in pairs if new.correct and not old.correct]
    lost = [new.id for old, new in pairs if old.correct and not new.correct]
    return "\n".join([
        texts.COMPARED.format(count=len(now)),
        *_figures(table(before), table(now)),
        texts.NOW_RIGHT.format(ids=" ".join(gained) or texts.NONE),
        texts.NOW_WRONG.format(ids=" ".join(lost) or texts.NONE),
    ])  # fmt: skip


def _figures(before: Sequence[Row], now: Sequence[Row]) -> list[str]:
    """A line for each figure of all questions, then one for each kind: how many were right."""
    if not now:
        return []
    earlier = {row["kind"]: row for row in before}
    lines = [(texts.COLUMNS[name], name, before[0], now[0]) for name in texts.COLUMNS]
    for row in now[1:]:
        if row["kind"] in earlier:
            label = texts.OF_KIND.format(column=texts.COLUMNS["correct"], kind=kind_name(row))
            lines.append((label, "correct", earlier[row["kind"]], row))
    return [
        f"{'':28}{texts.EARLIER:>10}{texts.NOW:>10}",
        *(f"{label:28}{cell(name, old[name]):>10}{cell(name, new[name]):>10}" for label, name, old, new in lines),
    ]
