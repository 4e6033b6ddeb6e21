"""Inside elaborating: a project report names a programme; what the programme's own document says stands beside it."""

import re

from knowledge.answering.naming import programme_names
from knowledge.answering.rank import Ranking
from knowledge.index.base import Base
from knowledge.model import Document, DocumentKind, Evidence

SHORTEST_NAME = 4
_ASKS_PROGRAMME = re.compile(
    r"\b\w*(?:programm|fonds|fördertopf|topf|förder|quote|zuschu|antrag|beantrag|frist|stichtag|richtlinie)\w*"
)


def programme_clause(question: str, document: Document, base: Base, ranking: Ranking) -> Evidence | None:
    """The best clause of a programme that a project or press document names, where the programme is asked for."""
    if document.kind not in (DocumentKind.PROJECT, DocumentKind.PRESS) or not _ASKS_PROGRAMME.search(question.lower()):
        return None
    told = "\n".join(chunk.display for chunk in base.chunks_of(document.id))
    named = {
        one.id
        for one in base.in_order
        if one.kind is DocumentKind.FUNDING
        and not one.superseded_by
        and any(name in told for name in _names(one, base))
    }
    return next((one.evidence for one in ranking.choices if one.evidence.document.id in named), None)


def _names(document: Document, base: Base) -> set[str]:
    return {name for name in (*programme_names(document, base), document.title) if len(name) >= SHORTEST_NAME}
