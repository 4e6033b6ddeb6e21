"""Inside matching partners: the parts of a score, what each side gives the other, and the two made one."""

import datetime as dt
from collections.abc import Mapping

from knowledge.matching import texts
from knowledge.matching.model import Part, PartName, Stage

STAGES = {
    None: 0.55,
    Stage.IDEA: 0.35,
    Stage.PLANNED: 0.45,
    Stage.RUNNING: 0.9,
    Stage.FINISHED: 1.0,
    Stage.FAILED: 0.6,
}
"""What there is to be learnt from it; a failure teaches more than a plan."""
UNDATED = 0.4
FRESH_YEARS, STALE_YEARS, STALE = 1.0, 7.0, 0.2
GIVES: Mapping[PartName, float] = {
    PartName.TOPIC: 0.6,
    PartName.STAGE: 0.1,
    PartName.SIZE: 0.13,
    PartName.NEARNESS: 0.11,
    PartName.RECENCY: 0.06,
}
"""What the other municipality gives the asker: above all the topic, then how far it has come."""
GETS: Mapping[PartName, float] = {
    PartName.TOPIC: 0.42,
    PartName.COMPLEMENT: 0.28,
    PartName.SIZE: 0.16,
    PartName.NEARNESS: 0.14,
}
"""Why it may answer: the topic is its own, it seeks or shares, the asker is alike and near."""


def two_sided(gives: float, gets: float) -> float:
    """The harmonic mean of both directions, 0 to 1: one-sided .95/.1 gives .18, .55/.5 gives .52.

    Palomares et al., Reciprocal recommender systems, Information Fusion 69 (2021): both sides must gain.
    """
    return 2 * gives * gets / (gives + gets) if gives > 0 and gets > 0 else 0.0


def weighed(parts: Mapping[PartName, Part], weights: Mapping[PartName, float]) -> float:
    """The weighted mean of the parts that a direction counts."""
    return sum(weight * parts[name].value for name, weight in weights.items()) / sum(weights.values())


def recency(day: dt.date | None, today: dt.date) -> Part:
    """How fresh: 1 within a year, sinking to 0.2 at seven years."""
    if day is None:
        return Part(PartName.RECENCY, UNDATED, texts.UNDATED)
    years = max((today - day).days / 365.25, 0.0)
    share = min(max((years - FRESH_YEARS) / (STALE_YEARS - FRESH_YEARS), 0.0), 1.0)
    return Part(PartName.RECENCY, 1 - share * (1 - STALE), texts.AS_OF.format(day=f"{day:%d.%m.%Y}"))


def stage(found: Stage | None) -> Part:
    """How much there is to be learnt at this stage."""
    return Part(PartName.STAGE, STAGES[found], texts.STAGES[found.value] if found else texts.STAGE_UNKNOWN)
