"""Fourth step: decides whether there is enough to answer, something near, or nothing.

A logistic model over signals of the best clauses, fitted by `tests/evaluation/fit.py` on questions with
their answer in the base and the same questions with those documents taken out (docs/quality.md).
"""

import math
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from knowledge.answering.features import topic_weights
from knowledge.answering.fitted import fitted
from knowledge.answering.rank import Ranking
from knowledge.answering.understand import Intent, Understood
from knowledge.german.questions import AnswerType, cue
from knowledge.index.base import Base

ANSWER_FROM = 0.5
NEAR_FROM = 0.06
LOOKED_AT = 3
"""So many of the best clauses are looked at together."""


class Enough(StrEnum):
    """Three levels: answer, show what comes nearest, say that nothing was found."""

    YES = "yes"
    NEAR = "near"
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
    level = Enough.YES if probability >= ANSWER_FROM else Enough.NEAR if probability >= NEAR_FROM else Enough.NO
    return Judgement(level, probability, found)


def signals(understood: Understood, base: Base, ranking: Ranking) -> dict[str, float]:
    """What the decision is made of: shares of the question's weighted words unless said otherwise."""
    found, choices = ranking.found.of(understood.words), ranking.choices
    union = np.maximum(found.body, found.head)
    top = choices[0].row
    rows = [choice.row for choice in choices[:LOOKED_AT]]
    linked = [*rows, *(target for row in rows for target in base.index.references[row])]
    document = np.flatnonzero(base.index.document_of == base.index.document_of[top])
    other = next((c.score for c in choices if c.evidence.document.id != choices[0].evidence.document.id), 0.0)
    topic = topic_weights(understood, found)
    anywhere = union.max(axis=1)
    literal = found.literal.max(axis=1)
    kind = understood.kind
    best = choices[0].evidence.chunk.display
    return {
        "top": float(found.weights @ union[:, [top, *base.index.references[top]]].max(axis=1)),
        "three": float(found.weights @ union[:, linked].max(axis=1)),
        "nouns": float(topic @ union[:, linked].max(axis=1)),
        "nouns_document": float(topic @ union[:, document].max(axis=1)),
        "noun_literal": float(topic @ found.literal[:, rows].max(axis=1)),
        "funding": float(understood.intent is Intent.FUNDING),
        "start_up": float(understood.intent is Intent.START_UP),
        "partner": float(understood.intent is Intent.PARTNER),
        "literal": float(found.weights @ found.literal[:, rows].max(axis=1)),
        "document": float(found.weights @ union[:, document].max(axis=1)),
        "weakest": float(np.sort(union[:, document].max(axis=1))[0]),
        "missing": float(found.weights @ (anywhere <= 0)),
        "unknown": float(found.weights @ (literal <= 0)),
        "score": choices[0].score / 10,
        "lead": min((choices[0].score - other) / 5, 1.0),
        "type": 1.0 if kind is AnswerType.OTHER else cue(understood.question.text, kind, best),
        "open": float(kind is AnswerType.OTHER),
        "words": len(found.words) / 5,
    }
