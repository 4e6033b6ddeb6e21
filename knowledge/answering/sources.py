"""Inside attaching: from a clause to what an answer shows under a statement: document, page and wording."""

from knowledge.model import Evidence, Source


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
        month_only=document.month_only,
        page=chunk.page,
        heading=chunk.heading[-1] if chunk.heading else None,
        url=document.url,
        valid_until=document.valid_until,
    )
