"""The figures of an evaluation and the answers that were not right, as text for people."""

from collections.abc import Iterable, Mapping, Sequence

from knowledge.evaluation.score import Verdict


def format_table(rows: Sequence[Mapping[str, float | int | str | None]]) -> str:
    """One line per kind of question; shares in per cent."""
    columns = [name for name in rows[0] if name not in ("kind", "n")] if rows else []
    lines = [f"{'kind':16}{'n':>5}" + "".join(f"{name:>17}" for name in columns)]
    lines += [f"{row['kind']:16}{row['n']:>5}" + "".join(f"{_cell(row[name]):>17}" for name in columns) for row in rows]
    return "\n".join(lines)


def _cell(value: float | str | None) -> str:
    return f"{value:.1%}" if isinstance(value, int | float) else "-"


def format_failures(verdicts: Iterable[Verdict]) -> str:
    """Question, what was expected, and what was said, one paragraph each."""
    return "\n\n".join(map(_failure, verdicts))


def _failure(verdict: Verdict) -> str:
    gold = verdict.gold
    expected = " & ".join(" / ".join(group) for group in gold.groups) or "(decline)"
    return (
        f"{gold.id} [{gold.kind}] {gold.question.text}\n"
        f"  expected: {expected}  in {', '.join(sorted(gold.documents)) or '-'}; found at {verdict.found_at}\n"
        f"  said: " + verdict.text.replace("\n", "\n        ")
    )
