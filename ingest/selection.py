"""Between the base and staff: the documents that need a look: undated, expired, contradicting, or found by words."""

import datetime as dt
from collections.abc import Collection
from enum import StrEnum

from ingest.conflicts import conflicts_of, in_conflict
from knowledge.german.words import fold
from knowledge.model import Document
from knowledge.ports import Catalogue


class Look(StrEnum):
    """Why a document is looked at."""

    WITHOUT_DATE = "without_date"
    EXPIRED = "expired"
    CONFLICTS = "conflicts"


def selected(catalogue: Catalogue, looks: Collection[Look], today: dt.date) -> list[Document]:
    """The documents that fit one of the looks, all of them where none is named, by file name."""
    documents = catalogue.documents()
    if not looks:
        return documents
    contradicting = in_conflict(conflicts_of(catalogue)) if Look.CONFLICTS in looks else set()
    return [
        document
        for document in documents
        if (Look.WITHOUT_DATE in looks and document.date is None)
        or (Look.EXPIRED in looks and document.valid_until is not None and document.valid_until < today)
        or document.id in contradicting
    ]


def searched(documents: Collection[Document], words: str) -> list[Document]:
    """The documents whose title, publisher or file name has all these words, blind to case and umlauts."""
    wanted = fold(words.casefold()).split()
    return [document for document in documents if all(word in _named(document) for word in wanted)]


def _named(document: Document) -> str:
    return fold(f"{document.title} {document.publisher or ''} {document.name}".casefold())
