"""Last step: every clause of the draft gets its source; no source, no statement."""

from knowledge.answering.write import Draft
from knowledge.model import Answer, AnswerStatus, Evidence, Source, Statement


def attach(draft: Draft, status: AnswerStatus) -> Answer:
    """Turn a checked draft into an answer whose statements point at their sources."""
    sources = tuple(source_of(evidence) for evidence in draft.clauses)
    statements = tuple(Statement(evidence.chunk.display, number) for number, evidence in enumerate(draft.clauses))
    return Answer(status, lead=draft.lead, statements=statements, sources=sources)


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
