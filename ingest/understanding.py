"""Fourth step of ingestion: all that is understood of one file, before anything is stored."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from ingest import texts
from ingest.chunking import chunk
from ingest.corrections import Field, corrected, kind_of
from ingest.facts import describe
from ingest.facts.by_model import model_facts
from ingest.incoming import Incoming
from ingest.likeness import LIKELY, resemblance, same_text, sketch_of
from ingest.linking import predecessor
from ingest.model import RawDocument
from ingest.reading import Reading
from knowledge.errors import DocumentRefused, ModelError, RefusalReason
from knowledge.german.places import Gazetteer
from knowledge.model import Chunk, Document, DocumentKind, Fact
from knowledge.stores import Stores


@dataclass(frozen=True, slots=True)
class Understood:
    """A file as it would be stored: `replaces` is the document it takes the place of, `twin` one with the same text.

    `notes` are German sentences on how it was read, `quality` as in FileReport.
    """

    item: Incoming
    document: Document
    chunks: tuple[Chunk, ...]
    facts: tuple[Fact, ...]
    sketch: tuple[int, ...]
    notes: tuple[str, ...] = ()
    quality: float | None = None
    replaces: Document | None = None
    twin: Document | None = None


class Understanding:
    """Reads, cuts, describes and compares; writes nothing."""

    def __init__(self, stores: Stores, reading: Reading, gazetteer: Gazetteer) -> None:
        self._stores = stores
        self._reading = reading
        self._gazetteer = gazetteer
        self.names: Mapping[str, str] = {place.ags: place.name for place in gazetteer.municipalities}

    def of(self, item: Incoming, corrections: Mapping[str, str] | None = None) -> Understood:
        """What a file says, with what staff say of it. Raises DocumentRefused; CatalogueError."""
        raw = self._reading.read(item.path, item.name)
        chunks = tuple(chunk(item.id, raw))
        if not chunks:
            raise DocumentRefused(item.name, RefusalReason.NO_TEXT)
        digest = item.digest()
        said = corrections if corrections is not None else self._stores.accessions.corrections(item.id, digest)
        description = describe(item.id, raw, chunks, self._gazetteer, kind_of(said))
        found = Document(
            id=item.id,
            name=item.name,
            title=description.title,
            kind=description.kind,
            digest=digest,
            origin=item.origin,
            publisher=description.publisher,
            date=description.date,
            pages=raw.pages,
            url=raw.url,
            valid_from=description.valid_from,
            valid_until=description.valid_until,
            month_only=description.month_only,
        )
        pointed, silent = self._pointed_at(found, description.facts, chunks)
        document, facts = corrected(found, (*description.facts, *pointed), said, self.names)
        sketch = sketch_of(chunks)
        old = predecessor(self._stores.catalogue, document, description, chunks, said.get(Field.REPLACES))
        twin = self._twin(document, chunks, sketch)
        return Understood(item, document, chunks, facts, sketch, (*_notes(raw), *silent), raw.quality, old, twin)

    def _pointed_at(
        self, document: Document, found: Sequence[Fact], chunks: Sequence[Chunk]
    ) -> tuple[list[Fact], list[str]]:
        """What a chat model adds to the rules, or the note that it is silent."""
        if self._stores.model is None:
            return [], []
        try:
            return model_facts(self._stores.model, document.kind, found, chunks), []
        except ModelError:
            return [], [texts.MODEL_SILENT]

    def _twin(self, document: Document, chunks: Sequence[Chunk], sketch: Sequence[int]) -> Document | None:
        """The stored document that has the same text in another file, None where there is none."""
        catalogue = self._stores.catalogue
        sketches = self._stores.accessions.sketches()
        likely = {one for one, other in sketches.items() if resemblance(sketch, other) >= LIKELY} - {document.id}
        alike = [other for other in catalogue.documents() if other.id in likely and _may_be_one(document, other)]
        return next((one for one in alike if same_text(chunks, catalogue.chunks(one.id), document.kind)), None)


def _may_be_one(one: Document, other: Document) -> bool:
    """Two start-ups may offer the same in the same words; only their names tell them apart."""
    return one.kind is other.kind and (one.kind is not DocumentKind.START_UP or one.title == other.title)


def _notes(raw: RawDocument) -> Iterator[str]:
    """What staff should know of how a file was read."""
    if raw.quality is not None:
        yield texts.RECOGNISED.format(percent=round(raw.quality * 100))
    yield from (texts.DROPPED.format(what=what) for what in raw.dropped)
