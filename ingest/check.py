"""Beside sync: what staff should look at in the documents they put in, and damage between the stores."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from ingest import texts
from ingest.sync import Ingestion
from knowledge.model import Document


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to look at; `document` is empty where it concerns the stores, `damage` says it must be repaired."""

    document: str
    text: str
    damage: bool = False


def findings_of(ingestion: Ingestion, today: dt.date) -> list[Finding]:
    """Undated, expired and replaced documents, lost originals, and chunks whose vector does not fit."""
    documents = {document.id: document for document in ingestion.stores.catalogue.documents()}
    found = [
        Finding(document.name, text, damage)
        for document in documents.values()
        for text, damage in _of_document(document, documents, ingestion, today)
    ]
    expected = {chunk.id for chunk in ingestion.stores.catalogue.chunks()}
    unfit = (expected ^ ingestion.stores.vectors.ids()) | set(ingestion.stores.catalogue.stale_vectors())
    if unfit:
        found.append(Finding("", texts.CHECK_VECTORS.format(count=len(unfit)), damage=True))
    return found


def _of_document(
    document: Document, documents: dict[str, Document], ingestion: Ingestion, today: dt.date
) -> Iterator[tuple[str, bool]]:
    if document.date is None:
        yield texts.NO_DATE_SHORT, False
    if document.superseded_by:
        yield texts.CHECK_SUPERSEDED.format(title=documents[document.superseded_by].title), False
    elif document.valid_until and document.valid_until < today:
        yield texts.CHECK_EXPIRED.format(day=f"{document.valid_until:%d.%m.%Y}"), False
    if ingestion.originals.path(document) is None:
        yield texts.CHECK_NO_FILE, True
