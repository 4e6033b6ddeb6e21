"""Fifth step of ingestion: a file's chunks and facts into catalogue and index; writes only what differs."""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from ingest import texts, vectors
from ingest.corrections import Field
from ingest.incoming import Incoming, absolute, files_under, may_hold_others, unpacked
from ingest.linking import link
from ingest.model import FileReport, Outcome
from ingest.originals import Originals
from ingest.readers import LARGEST
from ingest.reading import Reading
from ingest.reports import Reports, preview_of, refused, report_of
from ingest.understanding import Understanding, Understood
from knowledge.accessions import BIN_DAYS, Accession
from knowledge.clock import now
from knowledge.errors import DocumentRefused, NotFound, RefusalReason
from knowledge.german.places import Gazetteer
from knowledge.model import Document
from knowledge.stores import Stores

SAMPLES = Path(__file__).parent / "samples"
SAMPLE_ORIGIN = "sample:"
UNFINISHED = ""
"""The digest of a document until all that belongs to it is stored."""
COMMAND_LINE = "lotse"
"""Who puts documents in where no chat does."""


class Ingestion:
    """Puts files in and takes documents out; the catalogue commits each file by itself."""

    def __init__(self, stores: Stores, originals: Originals, gazetteer: Gazetteer, reading: Reading) -> None:
        self.stores = stores
        self.originals = originals
        self.gazetteer = gazetteer
        self._catalogue = stores.catalogue
        self._reading = reading
        self._understanding = Understanding(stores, reading, gazetteer)

    def add(self, paths: Sequence[Path], replaces: str | None = None) -> Iterator[FileReport]:
        """Take in files and folders; one report a file, as soon as it is done. A bad file never stops the rest.

        `replaces` is the id of the document that the (one) file takes the place of. Raises NotFound
        where no such document is known, CatalogueError, VectorStoreError, ModelError.
        """
        if replaces is not None:
            self._catalogue.document(replaces)
        before = Reports(self.stores, self._understanding.names)
        for file in files_under(paths):
            plain = Incoming(file, file.name, str(absolute(file)))
            known = before.stored(plain) if replaces is None else None
            if known is not None:
                self._keep(file, known)
                yield before.of(known)
            else:
                yield from self._take(plain, replaces)
        self.sync_vectors()

    def add_samples(self) -> Iterator[FileReport]:
        """Take in the documents that come with the program."""
        for file in files_under([SAMPLES]):
            origin = SAMPLE_ORIGIN + file.relative_to(SAMPLES).as_posix()
            yield self._add(Incoming(file, file.name, origin), None)
        self.sync_vectors()

    def rebuild(self) -> Iterator[FileReport]:
        """Read every kept original again, for new reading rules, and make all vectors and kept terms anew."""
        for document in self._catalogue.documents():
            file = self.originals.path(document)
            if file is not None:
                yield self._read_anew(Incoming(file, document.name, document.origin), document)
        self.stores.renew_terms()
        # Marked first: a run that ends here is completed by the next one.
        self._catalogue.mark_all_vectors_stale()
        self.stores.vectors.clear()
        self.sync_vectors()

    def understand(self, item: Incoming, corrections: Mapping[str, str]) -> Understood:
        """What would be stored of a file. Raises DocumentRefused; CatalogueError."""
        return self._understanding.of(item, corrections)

    def preview(self, understood: Understood) -> FileReport:
        """What staff should see of it before it is stored."""
        return preview_of(understood, self._understanding.names)

    def members(self, item: Incoming) -> list[Incoming]:
        """The file itself, or what it holds; these files last until the next call. Raises DocumentRefused."""
        if not may_hold_others(item.path):
            return [item]
        return unpacked(item.path, item.origin, self._reading)

    def same_file(self, item: Incoming) -> Document | None:
        """The stored document of exactly these bytes, None where there is none. Raises OSError."""
        digest = item.digest()
        return next((document for document in self._catalogue.documents() if document.digest == digest), None)

    def take_in(self, item: Incoming, corrections: Mapping[str, str], by: str) -> FileReport:
        """Store a file that staff have looked at, with what they say of it, even where another has the same text.

        Raises DocumentRefused and what `add` raises.
        """
        understood = self._understanding.of(item, corrections)
        report = self._store(understood, by, said_so=bool(corrections.get(Field.REPLACES)))
        self.stores.accessions.correct(understood.document, corrections)
        self.sync_vectors()
        return report

    def correct(self, document_id: str, corrections: Mapping[str, str]) -> FileReport:
        """Store what staff say of a document, now and at every later reading of the same file.

        Raises NotFound, DocumentRefused, and what `add` raises; OSError where the original is gone.
        """
        document = self._catalogue.document(document_id)
        file = self.originals.path(document)
        if file is None:
            raise FileNotFoundError(document.name)
        if replaced := corrections.get(Field.REPLACES):
            self._catalogue.document(replaced)
        self.stores.accessions.correct(document, corrections)
        understood = self._understanding.of(Incoming(file, document.name, document.origin))
        report = self._store(understood, COMMAND_LINE, said_so=bool(corrections.get(Field.REPLACES)))
        self.sync_vectors()
        return report

    def remove(self, document_id: str, by: str = COMMAND_LINE) -> Document:
        """Put a document into the bin; no answer quotes it from now on. Raises NotFound."""
        found = self.stores.accessions.to_bin(document_id, by, now())
        self.empty_bin()
        self.sync_vectors()
        return found

    def restore(self, document_id: str) -> Document:
        """Take a document out of the bin again. Raises NotFound."""
        found = self.stores.accessions.restore(document_id)
        self.sync_vectors()
        return found

    def empty_bin(self) -> None:
        """Delete for good what was removed BIN_DAYS ago."""
        for gone in self.stores.accessions.empty_bin(now() - dt.timedelta(days=BIN_DAYS)):
            if self._known(gone.id) is None:
                self.originals.remove(gone)

    def reports(self, documents: Iterable[Document]) -> list[FileReport]:
        """What was understood of these documents."""
        read = Reports(self.stores, self._understanding.names)
        addresses = self.stores.accessions.addresses
        return [replace(read.of(document), addresses=tuple(addresses(document.id))) for document in documents]

    def report(self, document_id: str) -> FileReport:
        """What was understood of one document. Raises NotFound."""
        return self._report(self._catalogue.document(document_id))

    def sync_vectors(self) -> int:
        """Let the vectors follow the catalogue; how many chunks were embedded."""
        return vectors.sync_vectors(self.stores)

    def _take(self, plain: Incoming, replaces: str | None) -> Iterator[FileReport]:
        """A file, or what it holds; members that an archive no longer holds go."""
        file, origin = plain.path, plain.origin
        if not may_hold_others(file):
            yield self._add(plain, replaces)
            return
        try:
            items = unpacked(file, origin, self._reading)
        except DocumentRefused as exc:
            yield refused(file.name, exc.reason)
            return
        kept = {item.origin for item in items}
        for document in self._catalogue.documents():
            # First, so that no new member is taken for the copy of one that goes.
            if document.origin.startswith(f"{origin}/") and document.origin not in kept:
                gone = self.remove(document.id)
                yield FileReport(gone.name, Outcome.REMOVED, gone.id, title=gone.title)
        for item in items:
            yield self._add(item, replaces)

    def _add(self, item: Incoming, replaces: str | None) -> FileReport:
        try:
            if item.refused is not None:
                return refused(item.name, item.refused)
            if item.path.stat().st_size > LARGEST:
                return refused(item.name, RefusalReason.TOO_LARGE)
            digest = item.digest()
        except OSError:
            return refused(item.name, RefusalReason.MISSING)
        same = {document.id: document for document in self._catalogue.documents() if document.digest == digest}
        if item.id in same and replaces is None:
            self._keep(item.path, same[item.id])
            return self._report(same[item.id])
        if same and item.id not in same:
            return self._duplicate(item, next(iter(same.values())), texts.DUPLICATE)
        return self._read_in(item, replaces)

    def _keep(self, file: Path, document: Document) -> None:
        if self.originals.path(document) is None:
            self.originals.put(document, file)

    def _duplicate(self, item: Incoming, known: Document, sentence: str) -> FileReport:
        """A file that was another document until a copy of `known` took its place: that document is no more."""
        if self._known(item.id) is not None:
            self.originals.remove(self._catalogue.remove(item.id))
        reason = sentence.format(title=known.title, document_id=known.id)
        return FileReport(item.name, Outcome.DUPLICATE, known.id, reason, known.title)

    def _read_in(self, item: Incoming, replaces: str | None) -> FileReport:
        try:
            said = {Field.REPLACES.value: replaces} if replaces is not None else None
            understood = self._understanding.of(item, said)
        except DocumentRefused as exc:
            return refused(item.name, exc.reason)
        if understood.twin is not None and replaces is None:
            self.stores.accessions.add_address(understood.twin.id, understood.document.url or item.name)
            return self._duplicate(item, understood.twin, texts.TWIN)
        report = self._store(understood, COMMAND_LINE, said_so=replaces is not None)
        if said:
            self.stores.accessions.correct(understood.document, said)
        return report

    def _read_anew(self, item: Incoming, before: Document) -> FileReport:
        try:
            understood = self._understanding.of(item)
        except DocumentRefused as exc:
            return refused(item.name, exc.reason)
        self._put(understood, replace(understood.document, superseded_by=before.superseded_by))
        return replace(preview_of(understood, self._understanding.names), outcome=Outcome.UPDATED)

    def _store(self, understood: Understood, by: str, *, said_so: bool) -> FileReport:
        """Write all that differs, in steps of which each may be the last; the next run repeats them."""
        before = self._known(understood.document.id)
        document = replace(understood.document, superseded_by=before.superseded_by if before else None)
        # The digest last: where the file can't be kept, or the run ends here, the next one reads the file again.
        self.originals.put(document, understood.item.path)
        self._put(understood, replace(document, digest=UNFINISHED))
        self.stores.accessions.note(document.id, Accession(by, now()))
        self.stores.accessions.drop(document.id)
        link(self._catalogue, document, understood.replaces, said_so=said_so)
        linked = self._catalogue.document(document.id)
        self._catalogue.put(replace(linked, digest=document.digest), understood.chunks, understood.facts)
        shown = preview_of(understood, self._understanding.names)
        outcome = Outcome.UPDATED if before else Outcome.REPLACED if understood.replaces else Outcome.ADDED
        return replace(shown, outcome=outcome)

    def _put(self, understood: Understood, document: Document) -> None:
        self._catalogue.put(document, understood.chunks, understood.facts)
        self.stores.accessions.put_sketch(document.id, understood.sketch)

    def _known(self, document_id: str) -> Document | None:
        try:
            return self._catalogue.document(document_id)
        except NotFound:
            return None

    def _report(self, document: Document) -> FileReport:
        return report_of(self.stores, document, self._understanding.names)
