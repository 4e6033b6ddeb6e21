"""Fifth step: the quoting writer puts an answer together from the best clauses, word for word."""

from collections.abc import Iterator
from dataclasses import dataclass

from knowledge.answering.rank import Ranking
from knowledge.answering.timing import opening_line
from knowledge.answering.understand import Understood
from knowledge.index.base import Base
from knowledge.model import Chunk, ChunkKind, Evidence

MOST_CLAUSES = 5
MOST_CHARACTERS = 620
"""About what fits on a phone's screen with the sources below."""
CLOSE_ENOUGH = 3.0
"""A further clause is quoted while its score lies within this of the best one's."""
MOST_IN_LIST = 12
LIST_KINDS = (ChunkKind.TABLE_ROW, ChunkKind.LIST_ITEM)
BY_REFERENCE = 0.08
"""From this share of the question on that only a named clause holds, that clause is quoted too."""


@dataclass(frozen=True, slots=True)
class Draft:
    """What the writer wants to say: an opening line and the clauses, best first."""

    lead: str
    clauses: tuple[Evidence, ...]


def write(understood: Understood, base: Base, ranking: Ranking) -> Draft:
    """Quote the best clause with what belongs to it, then those that come close; a list is quoted whole."""
    clauses = _listed(base, ranking) if understood.wants_list else ()
    clauses = clauses or tuple(_chosen(base, ranking))
    return Draft(opening_line(understood, base, clauses), clauses)


def _chosen(base: Base, ranking: Ranking) -> Iterator[Evidence]:
    said: list[str] = []
    for place, choice in enumerate(ranking.choices):
        if len(said) >= MOST_CLAUSES or (said and choice.score < ranking.choices[0].score - CLOSE_ENOUGH):
            return
        for evidence in (choice.evidence, *_belonging(base, ranking, place)):
            text = evidence.chunk.display
            full = said and sum(map(len, said)) + len(text) > MOST_CHARACTERS
            if not full and not any(text in other or other in text for other in said):
                said.append(text)
                yield evidence


def _belonging(base: Base, ranking: Ranking, place: int) -> Iterator[Evidence]:
    """The items that a sentence introduces; the clause that a row only names by its label."""
    choice = ranking.choices[place]
    chunk, document = choice.evidence.chunk, choice.evidence.document
    for row in range(choice.row + 1, min(choice.row + 1 + MOST_IN_LIST, len(base.chunks))):
        item = base.chunks[row]
        if item.document_id != chunk.document_id or not item.lead or not chunk.text.endswith(item.lead):
            break
        yield Evidence(item, document, choice.score)
    linked = float(ranking.values[place][ranking.names.index("linked")])
    if linked >= BY_REFERENCE:
        union = ranking.found.head, ranking.found.body
        best = max(
            base.index.references[choice.row],
            key=lambda row: float(ranking.found.weights @ (union[0][:, row] + union[1][:, row])),
        )
        yield Evidence(base.chunks[best], document, choice.score)


def _listed(base: Base, ranking: Ranking) -> tuple[Evidence, ...]:
    """All rows or items of the list that holds one of the best clauses; empty where none of them is in a list."""
    for choice in ranking.choices[:3]:
        chunk, document = choice.evidence.chunk, choice.evidence.document
        members = _siblings(base, choice.row) if chunk.kind in LIST_KINDS else []
        if len(members) > 1:
            return tuple(Evidence(member, document, choice.score) for member in members[:MOST_IN_LIST])
    return ()


def _siblings(base: Base, row: int) -> list[Chunk]:
    chunk = base.chunks[row]

    def alike(other: Chunk) -> bool:
        mine = (chunk.document_id, chunk.kind, chunk.heading, chunk.lead)
        return (other.document_id, other.kind, other.heading, other.lead) == mine

    first = last = row
    while first > 0 and alike(base.chunks[first - 1]):
        first -= 1
    while last + 1 < len(base.chunks) and alike(base.chunks[last + 1]):
        last += 1
    return list(base.chunks[first : last + 1])
