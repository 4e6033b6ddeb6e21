"""Inside elaborating: two or three documents that a question names, each with its own best clause, side by side."""

import re
from collections import Counter

from knowledge.answering.rank import Ranking
from knowledge.german.words import content_words, stem
from knowledge.index.base import Base
from knowledge.model import Document, Evidence

MOST, FEWEST = 3, 2
EACH = 2
"""So many clauses a document at most."""
_COMPARES = re.compile(
    r"\bvergleich\w*|\bunterschied\w*|\bunterscheid\w*|\bgegenüber\w*|\bim gegensatz\b|\bbeide[nrms]?\b|\boder\b"
    r"|\bbesser\b|\bmehr als\b|\bverglichen\b|\bjeweils\b|\bsowohl\b"
)
_RARE = 2
"""A word of a title names its document where no more documents than this have it in theirs."""


def compared(question: str, words: tuple[str, ...], base: Base, ranking: Ranking) -> list[list[Evidence]]:
    """The best clauses of each document that a comparing question names, in its order; [] for any other question."""
    if not _COMPARES.search(question.lower()):
        return []
    documents = _named(words, base)
    if not FEWEST <= len(documents) <= MOST:
        return []
    found = [_best(document, ranking) for document in documents]
    return found if all(found) else []


def _named(words: tuple[str, ...], base: Base) -> list[Document]:
    """Documents by the rare words of their titles, in the order in which the question names them."""
    current = [document for document in base.in_order if not document.superseded_by]
    titles = {document.id: {stem(word) for word in content_words(document.title)} for document in current}
    spread = Counter(word for title in titles.values() for word in title)
    named: dict[str, Document] = {}
    for word in map(stem, words):
        holders = [document for document in current if word in titles[document.id]]
        if 0 < spread[word] <= _RARE and len(holders) == 1:
            named.setdefault(holders[0].id, holders[0])
    return list(named.values())


def _best(document: Document, ranking: Ranking) -> list[Evidence]:
    """The best clause of a document, and the next where it is about as good."""
    mine = [choice for choice in ranking.choices if choice.evidence.document.id == document.id]
    return [choice.evidence for choice in mine[:EACH] if choice.score >= mine[0].score - 1]
