"""First step towards partners: every municipality of which a document or the board tells something that fits a need."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from knowledge.german.topics import topics_in, touches
from knowledge.matching.atlas import Atlas
from knowledge.matching.fit import Fit
from knowledge.matching.model import Need, Record
from knowledge.matching.quotes import share_named
from knowledge.matching.told import told
from knowledge.model import Chunk, ChunkKind, Document, DocumentKind, FactKind, Municipality

LEAST = 0.2
"""A document with less fit tells nothing that fits …"""
LEAST_CLAUSE = 0.12
"""… nor does a clause that holds less of the need in its own words."""
LEAST_ON_TOPIC = 0.1
"""… unless it shares a topic of the controlled list with the need."""
LOOKED_AT = 60
"""So many documents are looked at closely, those that fit best."""
SHARED_TOPIC = 0.1
"""What a shared topic adds to the fit of clauses, …"""
BY_CLAUSE_TOPIC = 0.25
"""… and how much of the need a clause of its topic holds at least."""
BYSTANDER = 0.8
"""Who is named in another's report tells less than the one whose report it is."""
HEADED = 0.5
"""A heading that names so much of the need says it of all that stands under it."""
MERELY_NAMES = 60
"""A list item or row up to so many characters may only name a municipality: what it is about stands above it."""
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
    asked = topics_in(need.text)
    fits = found.documents()
    in_order = found.base.in_order
    traced: list[Trace] = []
    for number in np.sort(np.argsort(-fits, kind="stable")[:LOOKED_AT]).tolist():
        on_topic = bool(asked & topics_of(in_order[number], found))
        if in_order[number].superseded_by is None and fits[number] >= (LEAST_ON_TOPIC if on_topic else LEAST):
            traced += _of_document(in_order[number], need, found, atlas)
    return [*traced, *_of_board(need, atlas, records)]


def topics_of(document: Document, found: Fit) -> frozenset[str]:
    """The topics that ingestion saw in a document."""
    return frozenset(fact.value for fact in found.base.facts_of(document.id, FactKind.TOPIC))


def _of_document(document: Document, need: Need, found: Fit, atlas: Atlas) -> Iterator[Trace]:
    asked = topics_in(need.text)
    topics = topics_of(document, found)
    if document.kind is DocumentKind.START_UP:
        yield from _of_references(document, topics, found, atlas)
        return
    if atlas.names_none(document):
        return
    owners, chunks = atlas.owners(document), atlas.telling(document.id)
    for place in owners:
        own = [chunk for chunk in chunks if place in (named := atlas.named(chunk)) or not named]
        value = _fit(own, asked, found, with_heads=True)
        if value >= LEAST:
            yield Trace(place, value, document, tuple(own), topics=topics)
    by_place: dict[Municipality, list[Chunk]] = {}
    for chunk in chunks:
        for place in atlas.named(chunk):
            if place not in owners:
                by_place.setdefault(place, []).extend((chunk, *_context(chunk, chunks, atlas)))
    for place, naming in by_place.items():
        told_of = dict.fromkeys(naming)
        telling = [c for c in told_of if _held(c, asked, found) >= LEAST_CLAUSE or _headed([c], document, need)]
        value = _fit(telling, asked, found, with_heads=_headed(telling, document, need)) * (BYSTANDER if owners else 1)
        if telling and value >= LEAST:
            yield Trace(place, value, document, tuple(telling), topics=topics)


def _headed(chunks: Sequence[Chunk], document: Document, need: Need) -> bool:
    """Whether all stand under a heading of their own that names most of the need."""
    heads = [" ".join(heading for heading in chunk.heading if heading != document.title) for chunk in chunks]
    return bool(heads) and all(share_named(need.query, head) >= HEADED for head in heads)


def _context(chunk: Chunk, chunks: Sequence[Chunk], atlas: Atlas) -> list[Chunk]:
    """What stands before a list item or row that merely names, under its heading or the one that opens the list."""
    if chunk.kind not in (ChunkKind.LIST_ITEM, ChunkKind.TABLE_ROW) or len(chunk.text) > MERELY_NAMES:
        return []
    opened = chunk.heading[:-1] if chunk.heading and chunk.heading[-1].endswith(":") else chunk.heading
    return [
        other
        for other in chunks
        if other.heading in (chunk.heading, opened) and other.ordinal < chunk.ordinal
        and other.kind not in (ChunkKind.LIST_ITEM, ChunkKind.TABLE_ROW) and not atlas.named(other)
    ]  # fmt: skip


def _fit(chunks: Sequence[Chunk], asked: frozenset[str], found: Fit, *, with_heads: bool) -> float:
    """The fit of some clauses; a topic of the controlled list that they share with the need counts too."""
    rows = np.array([found.base.row_of[chunk.id] for chunk in chunks], dtype=np.int64)
    shared = any(touches(chunk.text, asked) for chunk in chunks)
    return min(found.of_rows(rows, with_heads=with_heads) + SHARED_TOPIC * shared, 1.0)


def _held(chunk: Chunk, asked: frozenset[str], found: Fit) -> float:
    shared = touches(chunk.text, asked)
    return max(found.coverage(found.base.row_of[chunk.id]), BY_CLAUSE_TOPIC if shared else 0.0)


def _of_references(document: Document, topics: frozenset[str], found: Fit, atlas: Atlas) -> Iterator[Trace]:
    """The municipalities that a start-up names as references, with what it offers."""
    chunks = found.base.chunks_of(document.id)
    value = REFERENCE_SHARE * _fit(chunks, frozenset(), found, with_heads=True)
    offers = [one.chunk for one in told(found.base, document.id, FactKind.OFFER)]
    for one in told(found.base, document.id, FactKind.REFERENCE):
        place = atlas.place(one.value)
        if place is not None:
            yield Trace(place, value, document, (one.chunk, *offers), topics=topics)


def _of_board(need: Need, atlas: Atlas, records: Sequence[Record]) -> Iterator[Trace]:
    for record in records:
        place = atlas.place(record.ags)
        value = fit_of_record(need, record)
        if place is not None and value >= LEAST:
            yield Trace(place, value, record=record, topics=_topics(record))


def fit_of_record(need: Need, record: Record) -> float:
    """The share of the need's weighted words that a record holds by any name, or a topic shared, 0 to 1."""
    shared = _topics(record) & topics_in(need.text)
    return max(share_named(need.query, f"{record.topic} {record.text}"), BY_TOPIC if shared else 0.0)


def _topics(record: Record) -> frozenset[str]:
    return topics_in(f"{record.topic} {record.text}") | frozenset([record.topic] if record.topic else [])
