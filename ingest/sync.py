"""Fifth step of ingestion: a file's chunks and facts into catalogue and index; writes only what differs."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from ingest import texts
from ingest.chunking import chunk
from ingest.facts import describe, find_predecessor
from ingest.incoming import Incoming, absolute, files_under, may_hold_others, unpacked
from ingest.model import Description, FileReport, Outcome, RawDocument
from ingest.originals import Originals
from ingest.readers import LARGEST
from ingest.reading import Reading
from knowledge.errors import DocumentRefused, NotFound, RefusalReason
from knowledge.german.places import Gazetteer
from knowledge.index.embedded_text import embedded_text
from knowledge.model import Chunk, Document, FactKind
from knowledge.stores import Stores

SAMPLES = Path(__file__).parent / "samples"
SAMPLE_ORIGIN = "sample:"
BATCH = 256
"""So many chunks are embedded at once."""


class Ingestion:
    """Puts files in and takes documents out; the catalogue commits each file by itself."""

    def __init__(self, stores: Stores, originals: Originals, gazetteer: Gazetteer, reading: Reading) -> None:
        self.stores = stores
        self.originals = originals
        self._catalogue = stores.catalogue
        self._gazetteer = gazetteer
        self._reading = reading
        self._names = {place.ags: place.name for place in gazetteer.municipalities}

    def add(self, paths: Sequence[Path], replaces: str | None = None) -> Iterator[FileReport]:
        """Take in files and folders; one report a file, as soon as it is done. A bad file never stops the rest.

        `replaces` is the id of the document that the (one) file takes the place of. Raises NotFound
        where no such document is known, CatalogueError, VectorStoreError, ModelError.
        """
        if replaces is not None:
            self._catalogue.document(replaces)
        for file in files_under(paths):
            yield from self._take(file, str(absolute(file)), replaces)
        self.sync_vectors()

    def add_samples(self) -> Iterator[FileReport]:
        """Take in the documents that come with the program."""
        for file in files_under([SAMPLES]):
            origin = SAMPLE_ORIGIN + file.relative_to(SAMPLES).as_posix()
            yield self._add(Incoming(file, file.name, origin), None)
        self.sync_vectors()

    def rebuild(self) -> Iterator[FileReport]:
        """Read every kept original again, for new reading rules, and make all vectors anew."""
        for document in self._catalogue.documents():
            file = self.originals.path(document)
            if file is not None:
                kept = Incoming(file, document.name, document.origin)
                yield self._read_in(kept, document.id, document.superseded_by, anew=True)
        # Marked first: a run that ends here is completed by the next one.
        self._catalogue.mark_all_vectors_stale()
        self.stores.vectors.clear()
        self.sync_vectors()

    def remove(self, document_id: str) -> Document:
        """Take a document out; no answer quotes it from now on. Raises NotFound."""
        found = self._catalogue.remove(document_id)
        self.originals.remove(found)
        self.sync_vectors()
        return found

    def reports(self) -> list[FileReport]:
        """What was understood of every document, by file name."""
        return [self._report(document, Outcome.UNCHANGED) for document in self._catalogue.documents()]

    def report(self, document_id: str) -> FileReport:
        """What was understood of one document. Raises NotFound."""
        return self._report(self._catalogue.document(document_id), Outcome.UNCHANGED)

    def sync_vectors(self) -> int:
        """Let the vectors follow the catalogue; how many chunks were embedded. Repairs an interrupted run."""
        self._catalogue.use_embedder(self.stores.embedder.name)
        stale = self._catalogue.stale_vectors()
        if not stale:
            return 0
        self.stores.vectors.refresh(self._catalogue.generation())
        documents = self._catalogue.documents()
        wanted = set(stale)
        present = [found for found in self._catalogue.chunks() if found.id in wanted]
        self.stores.vectors.delete(sorted(wanted - {found.id for found in present}))
        for start in range(0, len(present), BATCH):
            batch = present[start : start + BATCH]
            vectors = self.stores.embedder.embed([embedded_text(found) for found in batch])
            self.stores.vectors.upsert(batch, documents, vectors)
        self._catalogue.settle_vectors(stale)
        return len(present)

    def _take(self, file: Path, origin: str, replaces: str | None) -> Iterator[FileReport]:
        """A file, or what it holds; members that an archive no longer holds go."""
        plain = Incoming(file, file.name, origin)
        if not may_hold_others(file) or self._is_known(plain):
            yield self._add(plain, replaces)
            return
        try:
            items = unpacked(file, origin, self._reading)
        except DocumentRefused as exc:
            yield _refused(file.name, exc.reason)
            return
        for item in items:
            yield self._add(item, replaces)
        kept = {item.origin for item in items}
        for document in self._catalogue.documents():
            if document.origin.startswith(f"{origin}/") and document.origin not in kept:
                gone = self.remove(document.id)
                yield FileReport(gone.name, Outcome.REMOVED, gone.id, title=gone.title)

    def _is_known(self, item: Incoming) -> bool:
        """Whether a file is in the base as it is; a mail is put in after what is attached to it."""
        known = self._known(item.id)
        try:
            return known is not None and known.digest == item.digest()
        except OSError:
            return False

    def _add(self, item: Incoming, replaces: str | None) -> FileReport:
        try:
            if item.refused is not None:
                return _refused(item.name, item.refused)
            if item.path.stat().st_size > LARGEST:
                return _refused(item.name, RefusalReason.TOO_LARGE)
            digest = item.digest()
        except OSError:
            return _refused(item.name, RefusalReason.MISSING)
        same = {document.id: document for document in self._catalogue.documents() if document.digest == digest}
        if item.id in same and replaces is None:
            return self._unchanged(item.path, same[item.id])
        if same and item.id not in same:
            return self._duplicate(item.name, item.id, next(iter(same.values())))
        return self._read_in(item, item.id, replaces)

    def _unchanged(self, file: Path, document: Document) -> FileReport:
        if self.originals.path(document) is None:
            self.originals.put(document, file)
        return self._report(document, Outcome.UNCHANGED)

    def _duplicate(self, name: str, document_id: str, known: Document) -> FileReport:
        """A file that was another document until a copy of `known` took its place: that document is no more."""
        if self._known(document_id) is not None:
            self.originals.remove(self._catalogue.remove(document_id))
        reason = texts.DUPLICATE.format(title=known.title, document_id=known.id)
        return FileReport(name, Outcome.DUPLICATE, known.id, reason, known.title)

    def _read_in(self, item: Incoming, document_id: str, replaces: str | None, *, anew: bool = False) -> FileReport:
        try:
            raw = self._reading.read(item.path, item.name)
        except DocumentRefused as exc:
            return _refused(item.name, exc.reason)
        chunks = chunk(document_id, raw)
        if not chunks:
            return _refused(item.name, RefusalReason.NO_TEXT)
        description = describe(document_id, raw, chunks, self._gazetteer)
        before = self._known(document_id)
        document = _document(document_id, item, raw, description)
        if before is not None:
            document = replace(document, superseded_by=before.superseded_by)
        # The file first: where it can't be kept, or the run ends here, the next one finds the digest differing.
        self.originals.put(document, item.path)
        self._catalogue.put(document, chunks, description.facts)
        old = None if anew else self._link(document, description, chunks, replaces)
        outcome = Outcome.UPDATED if before else Outcome.REPLACED if old else Outcome.ADDED
        return replace(self._report(document, outcome, old, _said(raw)), quality=raw.quality)

    def _known(self, document_id: str) -> Document | None:
        try:
            return self._catalogue.document(document_id)
        except NotFound:
            return None

    def _link(
        self, document: Document, description: Description, chunks: Sequence[Chunk], replaces: str | None
    ) -> Document | None:
        """Say which document this one replaces, and whether one that came earlier replaces it."""
        others = [other for other in self._catalogue.documents() if other.id != document.id]
        old = next((other for other in others if other.id == replaces), None)
        old = old or find_predecessor(description, chunks, others)
        if old is not None and (old.id == replaces or old.superseded_by is None) and document.superseded_by != old.id:
            self._catalogue.supersede(old.id, document.id)
        wordings = {fact.document_id: fact.wording for fact in self._catalogue.facts(kind=FactKind.SUPERSEDES)}
        for newer in others if document.superseded_by is None else ():
            wording = wordings.get(newer.id)
            if wording and newer.superseded_by is None and self._replaces(newer, wording, document):
                self._catalogue.supersede(document.id, newer.id)
        return old

    def _replaces(self, newer: Document, wording: str, older: Document) -> bool:
        said = Description(newer.title, newer.kind, newer.publisher, newer.date, supersedes=wording)
        return find_predecessor(said, self._catalogue.chunks(newer.id), [older]) is not None

    def _report(
        self, document: Document, outcome: Outcome, old: Document | None = None, said: Iterable[str] = ()
    ) -> FileReport:
        facts = self._catalogue.facts(document.id)
        notes = list(said)
        notes += [texts.NO_DATE] if document.date is None else []
        return FileReport(
            file=document.name,
            outcome=outcome,
            document_id=document.id,
            reason=texts.REPLACES.format(title=old.title) if old else None,
            title=document.title,
            date=document.date,
            publisher=document.publisher,
            kind=document.kind,
            pages=document.pages,
            chunks=self._catalogue.chunk_counts().get(document.id, 0),
            topics=tuple(f.value for f in facts if f.kind is FactKind.TOPIC),
            municipalities=tuple(self._names.get(f.value, f.value) for f in facts if f.kind is FactKind.MUNICIPALITY),
            deadlines=tuple(f.value for f in facts if f.kind is FactKind.DEADLINE),
            supersedes=old.id if old else None,
            notes=tuple(notes),
        )


def _said(raw: RawDocument) -> Iterator[str]:
    """What staff should know of how a file was read."""
    if raw.quality is not None:
        yield texts.RECOGNISED.format(percent=round(raw.quality * 100))
    yield from (texts.DROPPED.format(what=what) for what in raw.dropped)


def _document(document_id: str, item: Incoming, raw: RawDocument, said: Description) -> Document:
    return Document(
        id=document_id,
        name=item.name,
        title=said.title,
        kind=said.kind,
        digest=item.digest(),
        origin=item.origin,
        publisher=said.publisher,
        date=said.date,
        pages=raw.pages,
        url=said.url,
        valid_from=said.valid_from,
        valid_until=said.valid_until,
    )


def _refused(name: str, reason: RefusalReason) -> FileReport:
    return FileReport(name, Outcome.REFUSED, reason=texts.REFUSED[reason])
