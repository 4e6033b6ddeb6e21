"""Between retrieval and ranking: each candidate clause as numbers that say how well it fits the question.

Coverage features are shares (0 to 1) of the question's weighted words found in a place. A word weighs
by its rarity in the base; in the `local` features also by its rarity in the clause's own document, so
that the name of a programme decides about documents, not about clauses within one.
"""

import re
from collections.abc import Collection
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from knowledge.answering.earlier import of_earlier_turns
from knowledge.answering.fitting import heading_fits, shared_numbers, unit_fits
from knowledge.answering.groups import Groups, groups_of
from knowledge.answering.stated import stated
from knowledge.answering.traits import traits
from knowledge.answering.understand import Intent, Understood
from knowledge.german.aspects import aspects_asked
from knowledge.german.questions import AnswerType, cue
from knowledge.index.base import Base
from knowledge.index.bm25 import rarity_of
from knowledge.index.clauses import LevelScores
from knowledge.index.held import Held
from knowledge.model import Chunk, ChunkKind, DocumentKind, FactKind

Rows = NDArray[np.int64]
Matrix = NDArray[np.float64]

SURE = 0.8
"""From this on a word counts as standing in a heading itself."""
FOUND, NOT_FOUND = 0.3, 0.3
"""A word that nothing holds by more than this share decides nothing between clauses: it counts this much."""
OPENING = 3
"""The first clauses of a document, where it says what it is and whose."""

KIND_OF_INTENT = {
    Intent.FUNDING: (DocumentKind.FUNDING,),
    Intent.CHANGE: (DocumentKind.FUNDING,),
    Intent.START_UP: (DocumentKind.START_UP,),
    Intent.PARTNER: (DocumentKind.PROJECT, DocumentKind.PRESS),
    Intent.EVENT: (DocumentKind.EVENT, DocumentKind.PRESS),
}


@dataclass(frozen=True, slots=True)
class Found:
    """How far chunks hold the question's words, with the weight of each; `weights` of shape (words,) sum to 1."""

    held: Held
    weights: NDArray[np.float64]

    @property
    def words(self) -> tuple[str, ...]:
        """The question's words."""
        return self.held.words

    def of(self, words: Collection[str]) -> "Found":
        """The same with weight on some of the words alone; on all of them where none of those carries any."""
        weights = self.weights * np.array([word in words for word in self.words])
        total = float(weights.sum())
        return Found(self.held, weights / total) if total else self


def look_up(understood: Understood, base: Base) -> Found:
    """Look every word of the question up in every chunk and its headings."""
    held = base.held(understood.query)
    weights = np.array(list(understood.query.words.values())) * held.rarity
    return Found(held, weights / (weights.sum() or 1.0))


def features(
    understood: Understood, base: Base, levels: LevelScores, found: Found, rows: Rows
) -> tuple[tuple[str, ...], Matrix]:
    """Names (features,) and values (rows, features) for the chunks with the given numbers."""
    index, held, w = base.index, found.held, _deciding(found)
    union = held.union
    linked = _linked(union, base, rows)
    here = union[:, rows]
    sections = groups_of(rows, index.section_of, index.section_starts)
    documents_of = groups_of(rows, index.document_of, index.document_starts)
    within = documents_of.chunks
    in_section = sections.greatest(union[:, sections.chunks])
    local = _local_weights(union[:, within], w, documents_of)
    local_sum = np.maximum(local.sum(axis=0), 1e-9)
    by_document = held.by_document
    of_document = index.document_of[rows]
    rare = _document_weights(by_document, w)
    identity = documents_of.greatest(held.literal[:, within] * (base.ordinals[within] < OPENING))
    title = documents_of.greatest(np.where(held.head[:, within] >= SURE, held.head[:, within], 0))
    columns: dict[str, NDArray[np.float64]] = {
        "document_rare": rare @ by_document[:, of_document],
        "identity": rare @ identity,
        "title": rare @ title,
        "literal": w @ held.literal[:, rows],
        "body": w @ held.body[:, rows],
        "head": w @ held.head[:, rows],
        "here": w @ here,
        "beside": w @ np.maximum(_beside(union, base, rows) - here, 0),
        "linked": w @ np.maximum(linked - here, 0),
        "section": w @ in_section,
        "document": w @ by_document[:, of_document],
        "local": (local * here).sum(axis=0) / local_sum,
        "local_literal": (local * held.literal[:, rows]).sum(axis=0) / local_sum,
        "local_body": (local * held.body[:, rows]).sum(axis=0) / local_sum,
        "local_linked": (local * np.maximum(linked - here, 0)).sum(axis=0) / local_sum,
        "left": local.sum(axis=0),
        "level_clause": levels[0, rows],
        "level_heading": levels[1, rows],
        "level_section": levels[2, rows],
        "level_document": levels[3, rows],
    }
    chunks = [base.chunks[int(row)] for row in rows]
    documents = [base.documents[chunk.document_id] for chunk in chunks]
    columns |= _of_aspects(understood, chunks)
    columns |= _of_kind(understood, chunks)
    wanted = KIND_OF_INTENT.get(understood.intent, ())
    for intent in (Intent.FUNDING, Intent.START_UP, Intent.PARTNER, Intent.EVENT):
        fits = np.array([float(document.kind in wanted) for document in documents])
        columns[f"kind_{intent}"] = fits * float(understood.intent is intent)
    columns["history"] = of_earlier_turns(understood, held)[of_document]
    columns |= stated(understood, base, rows)
    columns["who_may_apply"] = _who_may_apply(understood, base, chunks)
    return tuple(columns), np.array(list(columns.values()), dtype=np.float64).T


def _of_aspects(understood: Understood, chunks: list[Chunk]) -> dict[str, NDArray[np.float64]]:
    """The share of the aspects asked for that a clause tells, and that its headings announce; 0 where none is asked."""
    asked = aspects_asked(understood.question.text.lower())
    most = max(len(asked), 1)
    texts = [chunk.display.lower() for chunk in chunks]
    heads = [" ".join(chunk.heading[1:] or chunk.heading).lower() for chunk in chunks]
    said = np.array([sum(bool(one.says.search(text)) for one in asked) for text in texts]) / most
    headed = np.array([sum(bool(one.heads.search(head)) for one in asked) for head in heads]) / most
    return {"aspect": said, "aspect_head": headed, "aspect_both": said * headed}


def _of_kind(understood: Understood, chunks: list[Chunk]) -> dict[str, NDArray[np.float64]]:
    """What sort of clause each is, and whether it holds the kind of thing asked for."""
    kind = understood.kind
    described = [traits(chunk) for chunk in chunks]
    lower = understood.question.text.lower()
    answered = np.array([cue(understood.question.text, kind, chunk.display) for chunk in chunks])
    columns = {
        f"type_{kind_}": answered * float(kind is kind_) for kind_ in AnswerType if kind_ is not AnswerType.OTHER
    }
    lengths = np.array([len(chunk.display) for chunk in chunks], dtype=np.float64)
    columns |= {
        "length": np.log(lengths / 150),
        "short": (lengths < 45).astype(np.float64),
        "row": np.array([float(chunk.kind is ChunkKind.TABLE_ROW) for chunk in chunks]),
        "item": np.array([float(chunk.kind is ChunkKind.LIST_ITEM) for chunk in chunks]),
        "clause": np.array([float(chunk.kind is ChunkKind.CLAUSE) for chunk in chunks]),
        "opening": np.array([float(chunk.ordinal == 0) for chunk in chunks]),
        "contact": np.array([float(trait.contact) for trait in described]),
        "profile": np.array([float(trait.profile) for trait in described]),
        "plain": np.array([float(not (trait.money or trait.number or trait.date)) for trait in described]),
        "asks_who": np.array([float(trait.contact) for trait in described]) * float(understood.asks_contact),
        "excludes": np.array([float(trait.excludes) for trait in described]) * float(understood.asks_permission),
        "change": np.array([float(trait.change) for trait in described]) * float(understood.intent is Intent.CHANGE),
        "unit": np.array([unit_fits(lower, chunk.display) for chunk in chunks]),
        "numbers": np.array([shared_numbers(lower, chunk.display) for chunk in chunks]),
        "heading_type": np.array([heading_fits(kind, chunk) for chunk in chunks]),
        "asks_exclusion": np.array([float(trait.excludes) for trait in described]) * float(understood.asks_exclusion),
    }
    home = understood.question.municipality
    county = home.county.removeprefix("Kreis ") if home else ""
    own = (
        re.compile("|".join(map(re.escape, (home.name, county, f"Regierungsbezirk {home.district}")))) if home else None
    )
    near = np.array([float(bool(own and own.search(chunk.display))) for chunk in chunks])
    return columns | {"own": near, "own_asked": near * float(understood.asks_own)}


def _who_may_apply(understood: Understood, base: Base, chunks: list[Chunk]) -> NDArray[np.float64]:
    """1 for clauses that ingestion took for a condition of who may apply, where that is asked; else 0."""
    found = np.zeros(len(chunks))
    for place, chunk in enumerate(chunks) if understood.asks_eligibility else ():
        facts = base.facts_of(chunk.document_id, FactKind.ELIGIBLE)
        found[place] = any(fact.wording in chunk.display for fact in facts)
    return found


def topic_weights(understood: Understood, found: Found) -> NDArray[np.float64]:
    """The weights of the question's nouns alone; they sum to 1."""
    weights = found.weights * np.array([float(word in understood.nouns) for word in found.words])
    total = float(weights.sum())
    return weights / total if total else found.weights


def _deciding(found: Found) -> NDArray[np.float64]:
    """The words' weights with less for what stands nowhere and so decides nothing between clauses; they sum to 1."""
    weights: NDArray[np.float64] = found.weights * np.where(found.held.most > FOUND, 1.0, NOT_FOUND)
    return weights / (weights.sum() or 1.0)


def _document_weights(by_document: Matrix, weights: NDArray[np.float64]) -> NDArray[np.float64]:
    """The words' weights with their rarity among documents in place of that among clauses; they sum to 1."""
    found: NDArray[np.float64] = (weights > 0) * rarity_of(by_document.sum(axis=1), by_document.shape[1])
    return found / (found.sum() or 1.0)


def _linked(union: Matrix, base: Base, rows: Rows) -> Matrix:
    """The words held by the clauses that each candidate names."""
    found = np.zeros((len(union), len(rows)))
    for column, row in enumerate(rows):
        targets = base.index.references[int(row)]
        if targets:
            found[:, column] = union[:, list(targets)].max(axis=1)
    return found


def _beside(union: Matrix, base: Base, rows: Rows) -> Matrix:
    """The words held by the clause before and after in the same section."""
    section = base.index.section_of
    found = np.zeros((len(union), len(rows)))
    for step in (-1, 1):
        near = np.clip(rows + step, 0, len(section) - 1)
        same = section[near] == section[rows]
        found = np.maximum(found, union[:, near] * same)
    return found


def _local_weights(held_in: Matrix, weights: NDArray[np.float64], documents: Groups) -> Matrix:
    """Shape (words, rows): each word's weight times its rarity among the clauses of the candidate's own document.

    `held_in` says how far the chunks of `documents` hold each word.
    """
    held = np.add.reduceat(held_in, documents.firsts, axis=1)
    rarity = np.log((documents.sizes + 1) / (held + 0.5)) / np.log((documents.sizes + 1) / 0.5)
    found: Matrix = weights[:, None] * np.clip(rarity, 0, 1)[:, documents.place]
    return found
