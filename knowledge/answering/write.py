"""Fourth step: the quoting writer puts an answer together from the best clauses, word for word."""

import datetime as dt
from dataclasses import dataclass

from knowledge.answering import texts
from knowledge.model import Document, DocumentKind, Evidence

MOST_CLAUSES = 3
MOST_CHARACTERS = 900
"""About what fits on two phone screens with the sources."""
CLOSE_ENOUGH = 0.55
"""A further clause is quoted from this share of the best clause's score on."""


@dataclass(frozen=True, slots=True)
class Choice:
    """A clause with its final score."""

    evidence: Evidence
    score: float


@dataclass(frozen=True, slots=True)
class Draft:
    """What the writer wants to say: an opening line and the clauses, best first."""

    lead: str
    clauses: tuple[Evidence, ...]


def write(ranked: tuple[Choice, ...], today: dt.date) -> Draft:
    """Quote the best clause and those that come close to it; the opening line says when a programme has ended."""
    chosen: list[Evidence] = []
    length = 0
    for choice in ranked:
        text = choice.evidence.chunk.display
        if len(chosen) == MOST_CLAUSES or (chosen and choice.score < CLOSE_ENOUGH * ranked[0].score):
            break
        if any(text in said.chunk.display or said.chunk.display in text for said in chosen):
            continue
        if chosen and length + len(text) > MOST_CHARACTERS:
            continue
        chosen.append(choice.evidence)
        length += len(text)
    lead = validity(chosen[0].document, today) if chosen else ""
    return Draft(lead, tuple(chosen))


def validity(document: Document, today: dt.date) -> str:
    """The sentence that must come first when a document does not hold today; empty where it does."""
    if document.kind is not DocumentKind.FUNDING:
        return ""
    if document.valid_until and document.valid_until < today:
        return texts.EXPIRED.format(day=texts.day(document.valid_until))
    if document.valid_from and document.valid_from > today:
        return texts.NOT_YET.format(day=texts.day(document.valid_from))
    return ""
