"""Beside matching: which municipalities a document is about, and which each of its clauses names."""

from collections.abc import Iterable

from knowledge.german.places import Gazetteer, PlaceKind
from knowledge.index.base import Base
from knowledge.model import Chunk, Document, DocumentKind, FactKind, Municipality

OPENING = 5
"""So many clauses at the top may say whose document it is."""


class Atlas:
    """Places named in the documents of one base, looked up once; any number of threads may ask."""

    def __init__(self, base: Base, gazetteer: Gazetteer) -> None:
        self.base = base
        self.gazetteer = gazetteer
        self._places = {place.ags: place for place in gazetteer.municipalities}
        self._named: dict[str, tuple[str, ...]] = {}
        self._owners: dict[str, tuple[Municipality, ...]] = {}

    def place(self, ags: str) -> Municipality | None:
        """The municipality of a key, None where the directory does not hold it."""
        return self._places.get(ags)

    def owners(self, document: Document) -> tuple[Municipality, ...]:
        """Whose project a document is about: named in its title, else where it introduces itself, else its only one."""
        if document.id not in self._owners:
            self._owners[document.id] = self._find_owners(document)
        return self._owners[document.id]

    def named(self, chunk: Chunk) -> tuple[Municipality, ...]:
        """The municipalities that a clause or a heading above it names (the document's title left out)."""
        if chunk.id not in self._named:
            title = self.base.documents[chunk.document_id].title
            above = [heading for heading in chunk.heading if heading != title]
            self._named[chunk.id] = tuple(place.ags for place in self._find("\n".join((*above, chunk.display))))
        return self._of(self._named[chunk.id])

    def of_document(self, document: Document) -> tuple[Municipality, ...]:
        """All municipalities that ingestion found in a document."""
        facts = self.base.facts.get(document.id, ())
        return self._of(fact.value for fact in facts if fact.kind is FactKind.MUNICIPALITY)

    def _find_owners(self, document: Document) -> tuple[Municipality, ...]:
        if document.kind not in (DocumentKind.PROJECT, DocumentKind.PRESS):
            return ()
        opening = [c.text for c in self.base.chunks_of(document.id)[:OPENING] if "inwohner" in c.text]
        for text in (document.title, "\n".join(opening), self._publisher(document)):
            found = self._find(text)
            if found:
                return found
        every = self.of_document(document)
        return every if len(every) == 1 else ()

    def _publisher(self, document: Document) -> str:
        publisher = document.publisher or ""
        return publisher if publisher.startswith(("Stadt ", "Gemeinde ")) else ""

    def _find(self, text: str) -> tuple[Municipality, ...]:
        places = self.gazetteer.find(text)
        return self._of(place.value for place in places if place.kind is PlaceKind.MUNICIPALITY)

    def _of(self, keys: Iterable[str]) -> tuple[Municipality, ...]:
        return tuple(self._places[ags] for ags in dict.fromkeys(keys) if ags in self._places)
