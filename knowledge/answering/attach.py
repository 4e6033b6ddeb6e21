"""Last step: every statement of the draft gets its source; no source, no statement."""

from knowledge.answering.naming import partners, start_ups
from knowledge.answering.understand import Intent, Understood
from knowledge.answering.write import Draft
from knowledge.index.base import Base
from knowledge.model import Answer, AnswerStatus, Evidence, Source, Statement


def attach(draft: Draft, status: AnswerStatus, understood: Understood, base: Base) -> Answer:
    """Turn a checked draft into an answer whose statements point at their sources."""
    sources = tuple(source_of(said.evidence) for said in draft.said)
    statements = tuple(Statement(said.text, number, said.key) for number, said in enumerate(draft.said))
    documents = [said.evidence.document for said in draft.said]
    asked = understood.intent
    return Answer(
        status,
        lead=draft.lead,
        statements=statements,
        closing=draft.closing,
        sources=sources,
        start_ups=start_ups(documents, statements, base),
        partners=partners(documents, statements, base, understood.question.today) if asked is Intent.PARTNER else (),
    )


def source_of(evidence: Evidence) -> Source:
    """Document, page and wording of one clause."""
    chunk, document = evidence.chunk, evidence.document
    return Source(
        chunk_id=chunk.id,
        document_id=document.id,
        document=document.name,
        title=document.title,
        quote=chunk.text,
        publisher=document.publisher,
        date=document.date,
        page=chunk.page,
        heading=chunk.heading[-1] if chunk.heading else None,
        url=document.url,
        valid_until=document.valid_until,
    )
