"""Inside elaborating: a procedure that is asked for, as the numbered steps of its document in their order."""

import re
from collections.abc import Sequence

from knowledge.answering.rank import Ranking
from knowledge.index.base import Base
from knowledge.model import Chunk, Evidence

LOOKED_AT = 20
FEWEST, MOST = 2, 8
_ASKS = re.compile(
    r"\bwie (?:\w+ ){0,3}?(?:beantrag\w*|stell\w*|läuft|laufen|bewerb\w*|geh\w*|mach\w*)\b"
    r"(?=.*\b(?:\w*antr[aä]g\w*|\w*förder\w*|\w*verfahren|bewerb\w*|ab|vor)\b)"
    r"|\bablauf\b|\bschritte?n?\b|\bvorgehensweise\b"
)
_STEP = re.compile(r"(\d{1,2})[.)] ")


def steps(question: str, clauses: Sequence[Evidence], base: Base, ranking: Ranking) -> list[Evidence]:
    """The steps that a quoted clause is one of, else those of the best step in the quoted documents; [] for others."""
    if not _ASKS.search(question.lower()):
        return []
    quoted = {clause.document.id for clause in clauses}
    near = (choice.evidence for choice in ranking.choices[:LOOKED_AT] if choice.evidence.document.id in quoted)
    for evidence in (*clauses, *near):
        if _number(evidence.chunk):
            found = _run(evidence.chunk, base.chunks_of(evidence.document.id))
            if len(found) >= FEWEST:
                return [Evidence(chunk, evidence.document, evidence.score) for chunk in found[:MOST]]
    return []


def _number(chunk: Chunk) -> int:
    match = _STEP.match(chunk.text)
    return int(match[1]) if match else 0


def _run(step: Chunk, chunks: Sequence[Chunk]) -> list[Chunk]:
    """The clauses under the heading of a step that count up from one."""
    found: list[Chunk] = []
    for chunk in chunks:
        if chunk.heading == step.heading and _number(chunk) == len(found) + 1:
            found.append(chunk)
    return found if step in found else []
