"""Fourth step: decides whether there is enough to answer, something near, or nothing.

A logistic model over `signals.py`, fitted by `tests/evaluation/fit.py` on questions with their answer in the base,
without one, and on those whose documents were taken out (docs/quality.md).
"""

import math
from dataclasses import dataclass
from enum import StrEnum

from knowledge.answering.fitted import fitted
from knowledge.answering.rank import Ranking
from knowledge.answering.signals import names_the_unknown, signals
from knowledge.answering.understand import Understood
from knowledge.index.base import Base

ANSWER_FROM = 0.45
MISSING_BELOW = 0.28
NEAR_FROM = 0.04


class Enough(StrEnum):
    """Answer; show what comes nearest; the same, but saying that nothing was found; say so and show nothing.

    MISSING is NEAR for a question that names a thing which stands nowhere in the base (docs/quality.md).
    """

    YES = "yes"
    NEAR = "near"
    MISSING = "missing"
    NO = "no"


@dataclass(frozen=True, slots=True)
class Judgement:
    """The level, the probability that the best clauses answer (0 to 1), and the signals behind it."""

    enough: Enough
    probability: float
    signals: dict[str, float]


def judge(understood: Understood, base: Base, ranking: Ranking) -> Judgement:
    """Judge a ranking of at least one clause."""
    found = signals(understood, base, ranking)
    weights = fitted("judging")
    total = weights["bias"] + sum(weights[name] * value for name, value in found.items())
    probability = 1 / (1 + math.exp(-total))
    return Judgement(_level(probability, understood, ranking), probability, found)


def _level(probability: float, understood: Understood, ranking: Ranking) -> Enough:
    if probability >= ANSWER_FROM:
        return Enough.YES
    if probability < NEAR_FROM:
        return Enough.NO
    missing = probability < MISSING_BELOW and names_the_unknown(understood, ranking)
    return Enough.MISSING if missing else Enough.NEAR
