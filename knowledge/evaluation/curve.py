"""From verdicts to the curve of holding back: what answering from each probability on would keep and stop."""

from collections.abc import Iterable

from knowledge.evaluation import texts
from knowledge.evaluation.score import Verdict

LIMITS = (0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8)


def format_curve(verdicts: Iterable[Verdict]) -> str:
    """One line per limit: shares of the answerable and the right that pass it, of the unanswerable that do not."""
    judged = [verdict for verdict in verdicts if verdict.probability is not None]
    answerable = [verdict.probability or 0.0 for verdict in judged if verdict.gold.answerable]
    right = [verdict.probability or 0.0 for verdict in judged if verdict.gold.answerable and verdict.correct]
    without = [verdict.probability or 0.0 for verdict in judged if not verdict.gold.answerable]
    widths = (6, 14, 10, 24)
    rows: list[tuple[str, ...]] = [texts.CURVE_COLUMNS]
    rows += [
        (_comma(limit), _share(answerable, limit), _share(right, limit), _share(without, limit, below=True))
        for limit in LIMITS
    ]
    lines = ["".join(f"{cell:>{width}}" for cell, width in zip(row, widths, strict=True)) for row in rows]
    return "\n".join([texts.CURVE, *lines])


def _share(values: list[float], limit: float, *, below: bool = False) -> str:
    if not values:
        return texts.NONE
    return f"{sum((value < limit) is below for value in values) / len(values):.0%}".replace("%", " %")


def _comma(limit: float) -> str:
    return f"{limit:.2f}".replace(".", ",")
