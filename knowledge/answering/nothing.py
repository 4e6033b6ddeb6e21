"""Where an answer ends because nothing was found: what comes near, and who could know."""

from collections.abc import Sequence

from knowledge.answering import texts
from knowledge.model import Answer, AnswerStatus, Evidence, Question

LOOKED_AT, MOST_TITLES = 3, 2


def nothing(lead: str, question: Question, passages: Sequence[Evidence]) -> Answer:
    """The answer that nothing was found, with the titles that come nearest."""
    found = passages[:LOOKED_AT]
    near = list({evidence.document.id: evidence.document for evidence in found}.values())[:MOST_TITLES]
    closing = " ".join(part for part in (texts.near_titles(near) if near else "", office(question)) if part)
    return Answer(AnswerStatus.NO_EVIDENCE, lead=lead, closing=closing)


def office(question: Question) -> str:
    """Who could know what the documents do not say."""
    home = question.municipality
    return texts.ASK_DISTRICT.format(office=f"Bezirksregierung {home.district}") if home else texts.ASK_ANY_DISTRICT
