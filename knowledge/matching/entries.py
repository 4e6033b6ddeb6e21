"""Before matching start-ups: a start-up's document, read by its facts: offer, price, seat, references, topics."""

from dataclasses import dataclass

from knowledge.german.sentences import sentences
from knowledge.german.topics import topics_in
from knowledge.index.base import Base
from knowledge.matching.atlas import Atlas
from knowledge.matching.told import Wording, tells_something, told
from knowledge.model import Document, DocumentKind, FactKind, Municipality

_BESIDE_OFFERS = (FactKind.OFFER, FactKind.PRICE, FactKind.REFERENCE, FactKind.SEAT)


@dataclass(frozen=True, slots=True)
class Entry:
    """One start-up's document, read: what it offers, at what price, where it sits and whom it worked for."""

    document: Document
    name: str
    offers: tuple[Wording, ...]
    prices: tuple[Wording, ...]
    seats: tuple[tuple[Municipality, Wording], ...]
    references: tuple[tuple[Municipality, Wording], ...]
    elsewhere: bool
    topics: frozenset[str]


def is_open(document: Document) -> bool:
    """Whether a document presents a start-up and has not been replaced."""
    return document.kind is DocumentKind.START_UP and document.superseded_by is None


def read_entry(document: Document, base: Base, atlas: Atlas) -> Entry:
    """Read one start-up's document; references outside the directory only count as being elsewhere."""
    references = told(base, document.id, FactKind.REFERENCE)
    known = [(place, one) for one in references if (place := atlas.place(one.value))]
    seats = [(place, one) for one in told(base, document.id, FactKind.SEAT) for place in atlas.placed(one.value)]
    return Entry(
        document, name_of(document, base), _offers(document, base), tuple(told(base, document.id, FactKind.PRICE)),
        tuple(seats), tuple(known), len(known) < len(references), topics_of(document, base),
    )  # fmt: skip


def name_of(document: Document, base: Base) -> str:
    """The start-up's name as ingestion read it, else the title."""
    names = (fact.value for fact in base.facts_of(document.id, FactKind.START_UP))
    return next(names, document.title)


def _offers(document: Document, base: Base) -> tuple[Wording, ...]:
    """What it offers, as ingestion read it, then what else its document tells beside price, seat and references."""
    offers = told(base, document.id, FactKind.OFFER)
    known = {one.chunk.id for one in told(base, document.id, *_BESIDE_OFFERS)}
    further = [
        Wording("", sentence, chunk)
        for chunk in base.chunks_of(document.id)
        if chunk.id not in known and tells_something(chunk)
        for sentence in sentences(chunk.text)
        if sentence in chunk.text
    ]
    return (*offers, *further)


def topics_of(document: Document, base: Base) -> frozenset[str]:
    """The topics of a start-up: those of its document, and those that what it offers points to."""
    topics = told(base, document.id, FactKind.TOPIC)
    said = [one.value for one in topics if one.text in document.title or tells_something(one.chunk)]
    offers = " ".join(one.text for one in told(base, document.id, FactKind.OFFER))
    return topics_in(f"{document.title} {offers}") | frozenset(said)
