"""Fifth step of ingestion: a file's chunks and facts into catalogue and index; writes only what differs."""

import hashlib
import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from ingest import texts
from ingest.chunking import chunk
from ingest.facts import describe, find_predecessor
from ingest.model import Description, FileReport, Outcome, RawDocument
from ingest.originals import Originals
from ingest.readers import LARGEST, read
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

    def __init__(self, stores: Stores, originals: Originals, gazetteer: Gazetteer) -> None:
        self.stores = stores
        self.originals = originals
        self._catalogue = stores.catalogue
        self._gazetteer = gazetteer
        self._names = {place.ags: place.name for place in gazetteer.municipalities}

    def add(self, paths: Sequence[Path], replaces: str | None = None) -> Iterator[FileReport]:
        """Take in files and folders; one report a file, as soon as it is done. A bad file never stops the rest.

        `replaces` is the id of the document that the (one) file takes the place of. Raises NotFound
        where no such document is known, CatalogueError, VectorStoreError, ModelError.
        """
        if replaces is not None:
            self._catalogue.document(replaces)
        for file in files_under(paths):
            yield self._add(file, str(absolute(file)), replaces)
        self.sync_vectors()

    def add_samples(self) -> Iterator[FileReport]:
        """Take in the documents that come with the program."""
        for file in files_under([SAMPLES]):
            yield self._add(file, SAMPLE_ORIGIN + file.relative_to(SAMPLES).as_posix(), None)
        self.sync_vectors()

    def rebuild(self) -> Iterator[FileReport]:
        """Read every kept original again, for new reading rules, and make all vectors anew."""
        for document in self._catalogue.documents():
            file = self.originals.path(document)
            if file is not None:
                yield self._read_in(file, document.id, document.origin, document.superseded_by, anew=True)
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

    def _add(self, file: Path, origin: str, replaces: str | None) -> FileReport:
        document_id = hashlib.sha256(origin.encode()).hexdigest()[:12]
        try:
            if file.stat().st_size > LARGEST:
                return _refused(file, RefusalReason.TOO_LARGE)
            digest = _digest(file)
        except OSError:
            return _refused(file, RefusalReason.MISSING)
        same = {document.id: document for document in self._catalogue.documents() if document.digest == digest}
        if document_id in same and replaces is None:
            return self._unchanged(file, same[document_id])
        if same and document_id not in same:
            return self._duplicate(file, document_id, next(iter(same.values())))
        return self._read_in(file, document_id, origin, replaces)

    def _unchanged(self, file: Path, document: Document) -> FileReport:
        if self.originals.path(document) is None:
            self.originals.put(document, file)
        return self._report(document, Outcome.UNCHANGED)

    def _duplicate(self, file: Path, document_id: str, known: Document) -> FileReport:
        """A file that was another document until a copy of `known` took its place: that document is no more."""
        if self._known(document_id) is not None:
            self.originals.remove(self._catalogue.remove(document_id))
        reason = texts.DUPLICATE.format(title=known.title, document_id=known.id)
        return FileReport(file.name, Outcome.DUPLICATE, known.id, reason, known.title)

    def _read_in(
        self, file: Path, document_id: str, origin: str, replaces: str | None, *, anew: bool = False
    ) -> FileReport:
        try:
            raw = read(file)
        except DocumentRefused as exc:
            return _refused(file, exc.reason)
        chunks = chunk(document_id, raw)
        if not chunks:
            return _refused(file, RefusalReason.NO_TEXT)
        description = describe(document_id, raw, chunks, self._gazetteer)
        before = self._known(document_id)
        document = _document(document_id, origin, file, raw, description)
        if before is not None:
            document = replace(document, superseded_by=before.superseded_by)
        # The file first: where it can't be kept, or the run ends here, the next one finds the digest differing.
        self.originals.put(document, file)
        self._catalogue.put(document, chunks, description.facts)
        old = None if anew else self._link(document, description, chunks, replaces)
        outcome = Outcome.UPDATED if before else Outcome.REPLACED if old else Outcome.ADDED
        return self._report(document, outcome, old, raw.dropped)

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
        self, document: Document, outcome: Outcome, old: Document | None = None, dropped: Iterable[str] = ()
    ) -> FileReport:
        facts = self._catalogue.facts(document.id)
        notes = [texts.DROPPED.format(what=what) for what in dropped]
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


def absolute(path: Path) -> Path:
    """The path from the root without "..", links as they are: what a file is known by wherever a command is called."""
    return Path(os.path.abspath(path))  # noqa: PTH100 - resolve() would follow links


def files_under(paths: Iterable[Path]) -> list[Path]:
    """The files named and those below the folders named, in order of name; hidden ones and links are left out."""
    found: list[Path] = []
    for path in paths:
        if path.is_dir():
            below = (file for file in sorted(path.rglob("*")) if file.is_file() and not file.is_symlink())
            found += [f for f in below if not any(part.startswith((".", "__")) for part in f.relative_to(path).parts)]
        else:
            found.append(path)
    return found


def _document(document_id: str, origin: str, file: Path, raw: RawDocument, said: Description) -> Document:
    return Document(
        id=document_id,
        name=file.name,
        title=said.title,
        kind=said.kind,
        digest=_digest(file),
        origin=origin,
        publisher=said.publisher,
        date=said.date,
        pages=raw.pages,
        url=said.url,
        valid_from=said.valid_from,
        valid_until=said.valid_until,
    )


def _digest(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()


def _refused(file: Path, reason: RefusalReason) -> FileReport:
    return FileReport(file.name, Outcome.REFUSED, reason=texts.REFUSED[reason])
