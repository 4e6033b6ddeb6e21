"""Before matching start-ups: a start-up's document, read by its facts: offer, price, seat, references, topics."""

from dataclasses import dataclass, field
from functools import cached_property

from knowledge.german.sentences import sentences
from knowledge.german.topics import topics_in
from knowledge.index.base import Base
from knowledge.matching.atlas import Atlas
from knowledge.matching.told import Wording, tells_something, told
from knowledge.model import Chunk, Document, DocumentKind, FactKind, Municipality

_BESIDE_OFFERS = (FactKind.OFFER, FactKind.PRICE, FactKind.REFERENCE, FactKind.SEAT)


@dataclass(frozen=True, eq=False)
class Entry:
    """One start-up's document: what it offers, at what price, where it sits and whom it worked for; read when asked."""

    document: Document
    _atlas: Atlas = field(repr=False)

    @cached_property
    def name(self) -> str:
        """The start-up's name."""
        return name_of(self.document, self._atlas.base)

    @cached_property
    def topics(self) -> frozenset[str]:
        """The topics of the controlled list that it is about."""
        return topics_of(self.document, self._atlas.base)

    @cached_property
    def offers(self) -> tuple[Wording, ...]:
        """What it offers, as ingestion read it, then what else its document tells beside price, seat and references."""
        further = (
            Wording("", sentence, chunk)
            for chunk in self._atlas.base.chunks_of(self.document.id)
            if self._tells_more(chunk)
            for sentence in sentences(chunk.text)
        )
        return (*self._offers, *further)

    def offers_in(self, chunk: Chunk) -> bool:
        """Whether one of its clauses holds an offer; the others need not be read for that."""
        return chunk.id in self._offering or (self._tells_more(chunk) and bool(chunk.text.strip()))

    def _tells_more(self, chunk: Chunk) -> bool:
        return chunk.id not in self._facts_in and self._atlas.tells(chunk)

    @cached_property
    def _offers(self) -> tuple[Wording, ...]:
        return tuple(told(self._atlas.base, self.document.id, FactKind.OFFER))

    @cached_property
    def _offering(self) -> frozenset[str]:
        return frozenset(one.chunk.id for one in self._offers)

    @cached_property
    def _facts_in(self) -> frozenset[str]:
        """The clauses that hold its offers, prices, references and seat as ingestion read them."""
        return frozenset(one.chunk.id for one in told(self._atlas.base, self.document.id, *_BESIDE_OFFERS))

    @cached_property
    def prices(self) -> tuple[Wording, ...]:
        """What it costs."""
        return tuple(told(self._atlas.base, self.document.id, FactKind.PRICE))

    @cached_property
    def seats(self) -> tuple[tuple[Municipality, Wording], ...]:
        """Where it sits."""
        seats = told(self._atlas.base, self.document.id, FactKind.SEAT)
        return tuple((place, one) for one in seats for place in self._atlas.placed(one.value))

    @cached_property
    def references(self) -> tuple[tuple[Municipality, Wording], ...]:
        """The municipalities of the directory that it worked for."""
        named = ((self._atlas.place(one.value), one) for one in self._references)
        return tuple((place, one) for place, one in named if place is not None)

    @property
    def elsewhere(self) -> bool:
        """Whether it names references outside the directory."""
        return len(self.references) < len(self._references)

    @cached_property
    def _references(self) -> tuple[Wording, ...]:
        return tuple(told(self._atlas.base, self.document.id, FactKind.REFERENCE))


def is_open(document: Document) -> bool:
    """Whether a document presents a start-up and has not been replaced."""
    return document.kind is DocumentKind.START_UP and document.superseded_by is None


def read_entry(document: Document, atlas: Atlas) -> Entry:
    """One start-up's document, the same object for all questions to one base."""
    return atlas.entries.setdefault(document.id, Entry(document, atlas))


def name_of(document: Document, base: Base) -> str:
    """The start-up's name as ingestion read it, else the title."""
    names = (fact.value for fact in base.facts_of(document.id, FactKind.START_UP))
    return next(names, document.title)


def topics_of(document: Document, base: Base) -> frozenset[str]:
    """The topics of a start-up: those of its document, and those that what it offers points to."""
    topics = told(base, document.id, FactKind.TOPIC)
    said = [one.value for one in topics if one.text in document.title or tells_something(one.chunk)]
    offers = " ".join(one.text for one in told(base, document.id, FactKind.OFFER))
    return topics_in(f"{document.title} {offers}") | frozenset(said)
