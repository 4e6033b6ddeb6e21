"""Third step: decides whether there is enough to answer, something near, or nothing."""

import math
from dataclasses import dataclass
from enum import StrEnum


class Enough(StrEnum):
    """Three levels: answer, show what comes nearest, say that nothing was found."""

    YES = "yes"
    NEAR = "near"
    NO = "no"


@dataclass(frozen=True, slots=True)
class Signals:
    """What the decision is made of, each 0 to 1.

    `clause` is the weighted share of the question's words in the best clause and its neighbours,
    `section` in its whole passage, `margin` the lead of the best document over the next.
    """

    clause: float
    section: float
    margin: float

    @property
    def probability(self) -> float:
        """Probability that the best clause answers; a logistic fitted on questions with and without an answer."""
        return 1 / (1 + math.exp(-(4.69 * self.clause + 2.71 * self.margin + 5.45 * self.section - 5.75)))


ANSWER_FROM = 0.5
NEAR_FROM = 0.2


def judge(signals: Signals) -> Enough:
    """The level for the given signals (thresholds: docs/quality.md)."""
    if signals.probability >= ANSWER_FROM:
        return Enough.YES
    return Enough.NEAR if signals.probability >= NEAR_FROM else Enough.NO
