"""First step towards partners: every municipality of which a document or the board tells something that fits a need."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from knowledge.german.concepts import key
from knowledge.german.topics import shipped_topics
from knowledge.german.words import content_words
from knowledge.matching.atlas import Atlas
from knowledge.matching.fit import Fit
from knowledge.matching.model import Need, Record
from knowledge.matching.told import Role, role_of, tells_something
from knowledge.model import Chunk, Document, DocumentKind, Municipality

LEAST = 0.2
"""A document with less fit tells nothing that fits …"""
LEAST_CLAUSE = 0.12
"""… nor does a clause that holds less of the need in its own words."""
BY_TOPIC = 0.6
"""The fit of a record that shares a topic of the controlled list with the need."""
REFERENCE_SHARE = 0.9
"""A start-up's reference tells a little less than the municipality's own report."""


@dataclass(frozen=True, slots=True)
class Trace:
    """What one document, or one record, tells of one municipality: `fit` 0 to 1, the best clauses first."""

    place: Municipality
    fit: float
    document: Document | None = None
    chunks: tuple[Chunk, ...] = ()
    record: Record | None = None
    topics: frozenset[str] = frozenset()


def traces(need: Need, found: Fit, atlas: Atlas, records: Sequence[Record]) -> list[Trace]:
    """All traces with enough fit, in the order of the documents, then of the board."""
    fits = found.documents()
    told: list[Trace] = []
    for number, document in enumerate(found.base.in_order):
        if document.superseded_by is None and fits[number] >= LEAST:
            told += _of_document(document, float(fits[number]), found, atlas)
    return [*told, *_of_board(need, atlas, records)]


def topics_of(document: Document, found: Fit) -> frozenset[str]:
    """The topics that ingestion saw in a document."""
    facts = found.base.facts.get(document.id, ())
    return frozenset(fact.value for fact in facts if fact.kind.value == "topic")


def _of_document(document: Document, value: float, found: Fit, atlas: Atlas) -> Iterator[Trace]:
    chunks = [chunk for chunk in found.base.chunks_of(document.id) if tells_something(chunk)]
    topics = topics_of(document, found)
    owners = atlas.owners(document)
    for place in owners:
        yield Trace(place, value, document, tuple(chunks), topics=topics)
    if document.kind is DocumentKind.START_UP:
        yield from _of_references(document, value * REFERENCE_SHARE, found, atlas)
        return
    by_place: dict[str, list[Chunk]] = {}
    for chunk in chunks:
        for place in atlas.named(chunk):
            by_place.setdefault(place.ags, []).append(chunk)
    for ags, naming in by_place.items():
        place_found = atlas.place(ags)
        telling = [chunk for chunk in naming if found.coverage(found.base.row_of[chunk.id]) >= LEAST_CLAUSE]
        if place_found and place_found not in owners and telling:
            rows = np.array([found.base.row_of[chunk.id] for chunk in telling])
            own = found.of_rows(rows, with_heads=False)
            if own >= LEAST:
                yield Trace(place_found, own, document, tuple(telling), topics=topics)


def _of_references(document: Document, value: float, found: Fit, atlas: Atlas) -> Iterator[Trace]:
    """The municipalities that a start-up names as references, with what it offers."""
    chunks = found.base.chunks_of(document.id)
    offers = [chunk for chunk in chunks if role_of(chunk) is Role.OFFER]
    topics = topics_of(document, found)
    for chunk in chunks:
        if role_of(chunk) is Role.REFERENCE:
            for place in atlas.named(chunk):
                yield Trace(place, value, document, (chunk, *offers), topics=topics)


def _of_board(need: Need, atlas: Atlas, records: Sequence[Record]) -> Iterator[Trace]:
    for record in records:
        place = atlas.place(record.ags)
        value = fit_of_record(need, record)
        if place is not None and value >= LEAST:
            yield Trace(place, value, record=record, topics=_topics(record))


def fit_of_record(need: Need, record: Record) -> float:
    """The share of the need's weighted words that a record holds by any name, or a topic shared, 0 to 1."""
    held = {key(word) for word in content_words(f"{record.topic} {record.text}")}
    total = sum(need.query.words.values())
    names: dict[str, list[tuple[str, ...]]] = {}
    for expansion in need.query.expansions:
        for word in expansion.span:
            names.setdefault(word, []).extend((*expansion.others, *expansion.weaker))
    there = sum(
        weight
        for word, weight in need.query.words.items()
        if key(word) in held or any(set(map(key, name)) <= held for name in names.get(word, ()))
    )
    shared = _topics(record) & frozenset(shipped_topics().count(need.text))
    return max(there / total if total else 0.0, BY_TOPIC if shared else 0.0)


def _topics(record: Record) -> frozenset[str]:
    return frozenset(
        (*shipped_topics().count(f"{record.topic} {record.text}"), *([record.topic] if record.topic else []))
    )
