"""Before judging: what speaks for and against the best clauses holding the answer, as named numbers.

Coverage signals are shares (0 to 1) of the question's words; `nouns` are its content nouns. Chosen one after the
other by what each took off the logistic loss on questions left out (docs/quality.md).
"""

import numpy as np
from numpy.typing import NDArray

from knowledge.answering.features import topic_weights
from knowledge.answering.rank import Ranking
from knowledge.answering.stated import STATES, asks_fact
from knowledge.answering.understand import Understood
from knowledge.german.questions import AnswerType
from knowledge.index.base import Base

LOOKED_AT = 3
"""So many of the best clauses are looked at together."""
NOWHERE, HARDLY = 0.2, 0.6
"""Below this share a word is held nowhere; below this mean share the nouns of a question are hardly found."""
OF_THE_BEST = ("document_rare", "level_section", "level_heading", "heading_type")
"""Features of the best clause that the judge weighs again."""


def signals(understood: Understood, base: Base, ranking: Ranking) -> dict[str, float]:
    """Signal name to value for a ranking of at least one clause."""
    found, choices = ranking.found.of(understood.words), ranking.choices
    held = found.held.union
    topic = topic_weights(understood, found)
    asked = found.weights > 0
    nouns = topic > 0 if (topic > 0).any() else asked
    top = choices[0].row
    document = np.flatnonzero(base.index.document_of == base.index.document_of[top])
    section = np.flatnonzero(base.index.section_of == base.index.section_of[top])
    best_rows = [choice.row for choice in choices[:LOOKED_AT]]
    three = held[:, best_rows].max(axis=1)
    states = ranking.values[:LOOKED_AT, [name.startswith(STATES) for name in ranking.names]].max(axis=1)
    of_kind = _of_kind_asked(understood, ranking)
    of_best = dict(zip(ranking.names, ranking.values[0], strict=True))
    return {
        "document_share": _document_share(ranking),
        "score": choices[0].score / 10,
        "nouns_in_three": float(three[nouns].mean()),
        "section": float(found.weights @ held[:, section].max(axis=1)),
        "noun_nowhere": 1 - float(found.held.most_literal[nouns].min()),
        "together": float(found.held.shares(found.weights).max()),
        "nouns_together": float(found.held.shares(topic).max()),
        "weakest_here": float(held[asked, top].min()),
        "weakest_noun_here": float(held[nouns, top].min()),
        "weakest_in_document": float(held[:, document].max(axis=1)[asked].min()),
        "nouns_said": float(topic @ found.held.literal[:, best_rows].max(axis=1)),
        "states": float(states[0]),
        "answer_beside_nouns": float((topic @ held[:, best_rows] * of_kind).max()),
        "lacks": float(asks_fact(understood) and not states.any()),
        "follow_up": float(understood.follow_up),
        "type": float(of_kind[0]),
    } | {name: float(of_best[name]) for name in OF_THE_BEST}


def _of_kind_asked(understood: Understood, ranking: Ranking) -> NDArray[np.float64]:
    """How far each of the best clauses holds the kind of thing asked for, 0 to 1; 1 where no kind is asked."""
    if understood.kind is AnswerType.OTHER:
        return np.ones(len(ranking.choices[:LOOKED_AT]))
    return ranking.values[:LOOKED_AT, ranking.names.index(f"type_{understood.kind}")]


def names_the_unknown(understood: Understood, ranking: Ranking) -> bool:
    """Whether a thing that is asked for stands nowhere in the base, by no name, and the others are hardly found."""
    found = ranking.found.of(understood.words)
    topic = topic_weights(understood, found)
    held = found.held.most[topic > 0]
    return bool(len(held)) and bool(held.min() < NOWHERE) and bool(held.mean() < HARDLY)


def _document_share(ranking: Ranking) -> float:
    """How much of the candidates' softmax weight lies on the best one's document: 1 where no other comes near."""
    scores = np.array([choice.score for choice in ranking.choices])
    weight = np.exp(scores - scores[0])
    document = ranking.choices[0].evidence.document.id
    own = np.array([choice.evidence.document.id == document for choice in ranking.choices])
    return float(weight[own].sum() / weight.sum())
