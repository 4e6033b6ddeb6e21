"""Beside ranking: how far each document is the one that the earlier turns of the conversation spoke of."""

import numpy as np
from numpy.typing import NDArray

from knowledge.answering.understand import Understood
from knowledge.index.bm25 import rarity_of
from knowledge.index.held import Held


def of_earlier_turns(understood: Understood, held: Held) -> NDArray[np.float64]:
    """The share (0 to 1) of the earlier turns' words in the query that each document holds, shape (documents,).

    Words weigh by their rarity among the documents; all 0 for a question that does not lean on earlier ones.
    """
    by_document = held.by_document
    count = by_document.shape[1]
    earlier = np.array([word not in understood.words for word in held.words])
    if not understood.follow_up or not earlier.any():
        return np.zeros(count)
    weights = rarity_of(by_document[earlier].sum(axis=1), count)
    share: NDArray[np.float64] = weights @ by_document[earlier] / (weights.sum() or 1.0)
    return share
