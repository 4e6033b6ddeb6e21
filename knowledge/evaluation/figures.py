"""From verdicts to figures: shares, retrieval and latency, for all questions and for each kind."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

ALL = "ALL"
"""The row of all questions."""
Row = dict[str, float | int | str | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """What was right about one answer, as a run is kept; None where the question has no gold for it.

    `found_at` is the place (from 1) of the first passage of an accepted document, `ndcg` lies between 0 and 1;
    both say something only where passages were searched for. `took_ms` is how long the answer took.
    """

    id: str
    correct: bool
    kind: str = ""
    answerable: bool = True
    document: bool | None = None
    page: bool | None = None
    declined: bool | None = None
    held_back: bool | None = None
    searched: bool | None = None
    found_at: int | None = None
    ndcg: float | None = None
    entity_rank: float | None = None
    first_suggested: bool | None = None
    took_ms: float | None = None


def table(measured: Iterable[Measured]) -> list[Row]:
    """One row for all questions, then one per kind.

    Shares between 0 and 1, latency in milliseconds, None where nothing is to be measured.
    """
    rows: dict[str, list[Measured]] = defaultdict(list)
    for one in measured:
        for name in {ALL, one.kind or ALL}:
            rows[name].append(one)
    return [_row(name, found) for name, found in sorted(rows.items(), key=lambda row: (row[0] != ALL, row[0]))]


def _row(name: str, measured: Sequence[Measured]) -> Row:
    answerable = [one for one in measured if one.answerable]
    unanswerable = [one for one in measured if not one.answerable and one.kind != "smalltalk"]
    # What is answered from a list, without a search, says nothing about the search.
    places = [one.found_at or np.inf for one in answerable if one.searched]
    times = [one.took_ms for one in measured if one.took_ms is not None]
    return {
        "kind": name,
        "n": len(measured),
        "correct": _mean(one.correct for one in measured),
        "document": _mean(one.document for one in measured),
        "page": _mean(one.page for one in measured),
        "declined": _mean(one.declined for one in unanswerable),
        "held back": _mean(one.held_back for one in unanswerable),
        "wrongly declined": _mean(one.declined for one in answerable),
        "unsure": _mean(one.held_back for one in answerable),
        "first suggested": _mean(one.first_suggested for one in measured),
        "entity MRR": _mean(one.entity_rank for one in measured),
        "recall@1": _mean(place <= 1 for place in places),
        "recall@5": _mean(place <= 5 for place in places),
        "recall@10": _mean(place <= 10 for place in places),
        "nDCG@10": _mean(one.ndcg for one in answerable),
        "p50 ms": float(np.percentile(times, 50)) if times else None,
        "p95 ms": float(np.percentile(times, 95)) if times else None,
    }


def _mean(values: Iterable[float | None]) -> float | None:
    """The mean of what was measured, of flags their share."""
    found = [value for value in values if value is not None]
    return sum(found) / len(found) if found else None
