"""Part of sync: which document replaces which, by their own words or because staff say so."""

from collections.abc import Sequence

from ingest.facts import find_predecessor
from ingest.model import Description
from knowledge.model import Chunk, Document, FactKind
from knowledge.ports import Catalogue


def predecessor(
    catalogue: Catalogue, document: Document, said: Description, chunks: Sequence[Chunk], replaces: str | None
) -> Document | None:
    """The document that this one takes the place of: the one that staff name (none for ""), else by its own words."""
    others = [other for other in catalogue.documents() if other.id != document.id]
    if replaces is not None:
        return next((other for other in others if other.id == replaces), None)
    return find_predecessor(said, chunks, others)


def link(catalogue: Catalogue, document: Document, old: Document | None, *, said_so: bool) -> None:
    """Note what a stored document replaces, and whether one that came earlier replaces it.

    What staff say (`said_so`) counts even where another document has replaced the old one before.
    """
    if old is not None and (said_so or old.superseded_by is None) and document.superseded_by != old.id:
        catalogue.supersede(old.id, document.id)
    if document.superseded_by is not None:
        return
    wordings = {fact.document_id: fact.wording for fact in catalogue.facts(kind=FactKind.SUPERSEDES)}
    for newer in catalogue.documents():
        if newer.id != document.id and newer.superseded_by is None:
            said = Description(newer.title, newer.kind, newer.publisher, newer.date, supersedes=wordings.get(newer.id))
            chunks = catalogue.chunks(newer.id) if said.supersedes else ()
            if find_predecessor(said, chunks, [document]) is not None:
                catalogue.supersede(document.id, newer.id)
