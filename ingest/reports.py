"""Between the stores and staff: what is known of a document as one line of a report."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import cached_property

from ingest import texts
from ingest.incoming import Incoming
from ingest.model import FileReport, Outcome
from ingest.readers import LARGEST
from ingest.understanding import Understood
from knowledge.errors import RefusalReason
from knowledge.model import Document, Fact, FactKind
from knowledge.stores import Stores


def report_of(stores: Stores, document: Document, names: Mapping[str, str]) -> FileReport:
    """What was understood of a stored document; `names` are the municipalities by AGS."""
    found = _report(document, stores.catalogue.facts(document.id), names)
    chunks = stores.catalogue.chunk_counts().get(document.id, 0)
    return replace(found, chunks=chunks, addresses=tuple(stores.accessions.addresses(document.id)))


class Reports:
    """The reports of many documents of one base: whatever is needed of all of them is read once, when first needed.

    What another process changes meanwhile is seen by the next run.
    """

    def __init__(self, stores: Stores, names: Mapping[str, str]) -> None:
        self._stores = stores
        self._names = names

    def stored(self, item: Incoming) -> Document | None:
        """The document of a file that has not changed; a mail is put in after what is attached to it."""
        found = self._documents.get(item.id)
        try:
            same = found is not None and item.path.stat().st_size <= LARGEST and found.digest == item.digest()
        except OSError:
            return None
        return found if same else None

    def of(self, document: Document) -> FileReport:
        """Its report, without its further addresses."""
        found = _report(document, self._facts.get(document.id, ()), self._names)
        return replace(found, chunks=self._counts.get(document.id, 0))

    @cached_property
    def _documents(self) -> dict[str, Document]:
        return {found.id: found for found in self._stores.catalogue.documents()}

    @cached_property
    def _counts(self) -> dict[str, int]:
        return self._stores.catalogue.chunk_counts()

    @cached_property
    def _facts(self) -> dict[str, list[Fact]]:
        found: dict[str, list[Fact]] = {}
        for fact in self._stores.catalogue.facts():
            found.setdefault(fact.document_id, []).append(fact)
        return found


def preview_of(understood: Understood, names: Mapping[str, str]) -> FileReport:
    """The same of a file that is not stored yet; its outcome is what would become of it."""
    found = _report(understood.document, understood.facts, names)
    old = understood.replaces
    return replace(
        found,
        outcome=Outcome.DUPLICATE if understood.twin else Outcome.REPLACED if old else Outcome.ADDED,
        chunks=len(understood.chunks),
        reason=texts.REPLACES.format(title=old.title) if old else None,
        supersedes=old.id if old else None,
        notes=(*understood.notes, *found.notes),
        quality=understood.quality,
    )


def refused(name: str, reason: RefusalReason) -> FileReport:
    """A file that can't be taken in."""
    return FileReport(name, Outcome.REFUSED, reason=texts.REFUSED[reason])


def _report(document: Document, facts: Iterable[Fact], names: Mapping[str, str]) -> FileReport:
    values: dict[FactKind, list[str]] = {}
    for fact in facts:
        values.setdefault(fact.kind, []).append(fact.value)
    return FileReport(
        file=document.name,
        outcome=Outcome.UNCHANGED,
        document_id=document.id,
        title=document.title,
        date=document.date,
        month_only=document.month_only,
        publisher=document.publisher,
        kind=document.kind,
        pages=document.pages,
        topics=tuple(values.get(FactKind.TOPIC, ())),
        municipalities=tuple(names.get(ags, ags) for ags in values.get(FactKind.MUNICIPALITY, ())),
        deadlines=tuple(values.get(FactKind.DEADLINE, ())),
        notes=(texts.NO_DATE,) if document.date is None else (),
    )
