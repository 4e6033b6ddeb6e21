"""After ranking, where a reranker is configured: the best clauses in the order of a weighted sum with its scores.

Where it fails the ranking stays as it was; the reader is told nothing, since nothing is missing from the answer.
"""

from collections.abc import Callable
from dataclasses import replace

import numpy as np

from knowledge.answering import texts
from knowledge.answering.masking import Mask
from knowledge.answering.rank import Ranking
from knowledge.answering.understand import Understood
from knowledge.errors import ModelError
from knowledge.model import Evidence
from knowledge.ports import Reranker

LOOKED_AT = 30
STEP = 6.0
"""What a score of 1 gains at weight 1; scores of good and bad clauses lie about 6 apart."""


def rerank(
    reranker: Reranker, weight: float, understood: Understood, ranking: Ranking, sent: Callable[[str], None] | None
) -> Ranking:
    """The ranking in its new order; the best clause keeps the best score, by which the judge goes.

    Addresses are replaced by tokens before the call; `sent` is shown what goes out.
    """
    mask = Mask()
    question = mask.hide(understood.question.text)
    passages = [mask.hide(_passage(choice.evidence)) for choice in ranking.choices[:LOOKED_AT]]
    if sent is not None:
        sent(texts.TO_RERANKER.format(question=question, passages="\n".join(passages)))
    try:
        found = reranker.scores(question, passages)
    except ModelError:
        return ranking
    scores = np.array([choice.score for choice in ranking.choices])
    best = scores[0]
    scores[: len(found)] += weight * STEP * np.array(found)
    scores += best - scores.max()
    order = np.argsort(-scores, kind="stable")
    choices = tuple(replace(ranking.choices[i], score=float(scores[i])) for i in order)
    return replace(ranking, choices=choices, values=ranking.values[order])


def _passage(evidence: Evidence) -> str:
    """A clause with what a reader needs to know what it is about: title and nearest heading."""
    chunk = evidence.chunk
    return "\n".join([" · ".join([evidence.document.title, *chunk.heading[-1:]]), chunk.display])
