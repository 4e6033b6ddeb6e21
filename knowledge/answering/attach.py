"""Last step: every statement of the draft gets its source; no source, no statement."""

from dataclasses import replace

from knowledge.answering.sources import source_of
from knowledge.answering.suggesting import Suggester
from knowledge.answering.understand import Understood
from knowledge.answering.write import Draft
from knowledge.index.base import Base
from knowledge.matching.atlas import Atlas
from knowledge.model import Answer, AnswerStatus, Statement


def attach(draft: Draft, status: AnswerStatus, understood: Understood, base: Base, atlas: Atlas) -> Answer:
    """Turn a checked draft into an answer whose statements and suggestions point at their sources."""
    plain = sourced(draft, status)
    sources = list(plain.sources)
    quoted = [said.evidence for said in draft.said]
    suggester = Suggester(understood, quoted, base, atlas, sure=status is AnswerStatus.ANSWERED)
    start_ups, partners = suggester.start_ups(sources), suggester.partners(sources)
    return replace(plain, sources=tuple(sources), start_ups=start_ups, partners=partners)


def sourced(draft: Draft, status: AnswerStatus) -> Answer:
    """The same without suggestions."""
    return Answer(
        status,
        lead=draft.lead,
        statements=tuple(Statement(said.text, number, said.key) for number, said in enumerate(draft.said)),
        closing=draft.closing,
        sources=tuple(source_of(said.evidence) for said in draft.said),
    )
