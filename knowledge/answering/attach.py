"""Last step: every statement of the draft gets its source; no source, no statement."""

from knowledge.answering.sources import source_of
from knowledge.answering.suggesting import Suggester
from knowledge.answering.understand import Understood
from knowledge.answering.write import Draft
from knowledge.index.base import Base
from knowledge.matching.atlas import Atlas
from knowledge.model import Answer, AnswerStatus, Statement


def attach(draft: Draft, status: AnswerStatus, understood: Understood, base: Base, atlas: Atlas) -> Answer:
    """Turn a checked draft into an answer whose statements and suggestions point at their sources."""
    sources = [source_of(said.evidence) for said in draft.said]
    quoted = [said.evidence for said in draft.said]
    suggester = Suggester(understood, quoted, base, atlas, sure=status is AnswerStatus.ANSWERED)
    start_ups, partners = suggester.start_ups(sources), suggester.partners(sources)
    return Answer(
        status,
        lead=draft.lead,
        statements=tuple(Statement(said.text, number, said.key) for number, said in enumerate(draft.said)),
        closing=draft.closing,
        sources=tuple(sources),
        start_ups=start_ups,
        partners=partners,
    )
