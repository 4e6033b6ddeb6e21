"""Beside matching: which municipalities a document is about, and which each of its clauses names."""

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

from knowledge.german.places import Gazetteer, PlaceKind
from knowledge.index.base import Base
from knowledge.matching.told import tells_something
from knowledge.model import Chunk, ChunkKind, Document, DocumentKind, FactKind, Municipality

if TYPE_CHECKING:
    from knowledge.matching.entries import Entry

_TOOK_PLACE = re.compile(r"\b(?:in|nach|auf|bei) $")
OPENING = 5
"""So many clauses at the top may say whose document it is."""


class Atlas:
    """What matching reads in the documents of one base, each read once; any number of threads may ask.

    `entries` are the start-ups read so far, by document.
    """

    def __init__(self, base: Base, gazetteer: Gazetteer) -> None:
        self.base = base
        self.gazetteer = gazetteer
        self._places = {place.ags: place for place in gazetteer.municipalities}
        self._named: dict[str, tuple[str, ...]] = {}
        self._owners: dict[str, tuple[Municipality, ...]] = {}
        self._wordings: dict[str, tuple[str, ...]] = {}
        self._tells: dict[str, bool] = {}
        self.entries: dict[str, Entry] = {}

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
            texts = [text for text in (*above, chunk.display) if self._may_name(chunk.document_id, text)]
            found = dict.fromkeys(place for text in texts for place in self.placed(text))
            places = _without_county(found) if chunk.kind is ChunkKind.TABLE_ROW else tuple(found)
            self._named[chunk.id] = tuple(place.ags for place in places)
        return self._of(self._named[chunk.id])

    def _may_name(self, document_id: str, text: str) -> bool:
        """Whether a text holds one of the names that ingestion found in its document: spares most texts the look-up."""
        return any(wording in text for wording in self._names_in(document_id))

    def _names_in(self, document_id: str) -> tuple[str, ...]:
        """The names of municipalities that ingestion found in a document, as they stand there."""
        if document_id not in self._wordings:
            facts = self.base.facts_of(document_id, FactKind.MUNICIPALITY)
            self._wordings[document_id] = tuple(dict.fromkeys(fact.wording for fact in facts))
        return self._wordings[document_id]

    def names_none(self, document: Document) -> bool:
        """Whether a document is about no municipality and none of its clauses names one."""
        return not self._names_in(document.id) and not self.owners(document)

    def telling(self, document_id: str) -> tuple[Chunk, ...]:
        """The clauses of a document that say more than who, where and whom to call."""
        return tuple(filter(self.tells, self.base.chunks_of(document_id)))

    def tells(self, chunk: Chunk) -> bool:
        """Whether a clause says more than that."""
        if chunk.id not in self._tells:
            self._tells[chunk.id] = tells_something(chunk)
        return self._tells[chunk.id]

    def of_document(self, document: Document) -> tuple[Municipality, ...]:
        """All municipalities that ingestion found in a document."""
        return self._of(fact.value for fact in self.base.facts_of(document.id, FactKind.MUNICIPALITY))

    def _find_owners(self, document: Document) -> tuple[Municipality, ...]:
        if document.kind not in (DocumentKind.PROJECT, DocumentKind.PRESS):
            return ()
        every, told = self.of_document(document), self.base.chunks_of(document.id)
        opening = "\n".join(chunk.text for chunk in told[:OPENING] if "inwohner" in chunk.text)
        title, publisher = self._titled(document, every), self._publisher(document)
        for found in (title, self.placed(opening), publisher):
            if found:
                return found
        return every if len(every) == 1 and self._is_about(document, every[0]) else ()

    def _titled(self, document: Document, every: tuple[Municipality, ...]) -> tuple[Municipality, ...]:
        """The municipalities of a title; of a press text's not one where something merely took place."""
        found = self.placed(document.title)
        if document.kind is DocumentKind.PRESS and len(every) > 1:
            publisher = self._publisher(document)
            venue = {place.ags for place in found if _TOOK_PLACE.search(document.title.split(place.name)[0])}
            return tuple(place for place in found if place.ags not in venue or place in publisher)
        return found

    def _is_about(self, document: Document, place: Municipality) -> bool:
        """Whether the only municipality that a document names is its subject: a project's, or behind a dateline."""
        opening = [chunk.text for chunk in self.base.chunks_of(document.id)[:OPENING]]
        dateline = any(text.startswith(f"{place.name}. ") for text in opening)
        return document.kind is DocumentKind.PROJECT or dateline or place in self._publisher(document)

    def _publisher(self, document: Document) -> tuple[Municipality, ...]:
        publisher = document.publisher or ""
        return self.placed(publisher) if publisher.startswith(("Stadt ", "Gemeinde ")) else ()

    def placed(self, text: str) -> tuple[Municipality, ...]:
        """The municipalities that a text names."""
        places = self.gazetteer.find(text)
        return self._of(place.value for place in places if place.kind is PlaceKind.MUNICIPALITY)

    def _of(self, keys: Iterable[str]) -> tuple[Municipality, ...]:
        return tuple(self._places[ags] for ags in dict.fromkeys(keys) if ags in self._places)


def _without_county(places: Iterable[Municipality]) -> tuple[Municipality, ...]:
    """The towns of a table row; a county's bare name beside several of its towns means the county."""
    found = tuple(places)
    others = {place.ags: [other for other in found if other is not place] for place in found}
    return tuple(
        place
        for place in found
        if len(others[place.ags]) <= 1
        or place.county.removeprefix("Kreis ") != place.name
        or any(other.county != place.county for other in others[place.ags])
    )
