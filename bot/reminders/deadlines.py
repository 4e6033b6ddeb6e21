"""From the facts of documents to the deadlines still to come, each with what proves it and whether it is sure."""

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from bot.storage.reminders import DeadlineKey
from knowledge.model import Document, DocumentKind, Fact, FactKind
from knowledge.ports import Catalogue

_HEDGED = re.compile(
    r"\b(?:laut|voraussichtlich\w*|geplant\w*|soll(?:en)?|sei(?:en)?|vermutlich|angeblich|etwa|ca\.|Angabe|"
    r"un(?:bestätigt|gesichert)\w*|nicht (?:amtlich|offiziell|bestätigt|gesichert))(?!\w)",
    re.IGNORECASE,
)
"""Words of a writer who is not sure, or who passes on what others say."""


@dataclass(frozen=True, slots=True)
class Deadline:
    """A day to apply, hand in or register by, as one document in force says it.

    `sure` is False where the wording hedges, the document is not the issuer's own, or another document
    names another day for the same programme.
    """

    day: dt.date
    fact: Fact
    document: Document
    topics: tuple[str, ...]
    sure: bool

    @property
    def key(self) -> DeadlineKey:
        """What rows know it by."""
        return DeadlineKey(self.document.id, self.day)


def deadlines(catalogue: Catalogue, today: dt.date, only: Collection[str] | None = None) -> list[Deadline]:
    """All from today on, the next first; each document's day once. Raises CatalogueError.

    `only` names the documents to look into; whether another one contradicts is asked among all.
    """
    documents = {
        document.id: document
        for document in catalogue.documents()
        if document.superseded_by is None and not (document.valid_until and document.valid_until < today)
    }
    first: dict[DeadlineKey, Fact] = {}
    for fact in catalogue.facts(kind=FactKind.DEADLINE):
        day = day_of(fact.value)
        if day and day >= today and fact.document_id in documents:
            first.setdefault(DeadlineKey(fact.document_id, day), fact)
    held = {document_id: catalogue.facts(document_id) for document_id in {key.document_id for key in first}}
    contested = _contested(first, {name: _values(facts, FactKind.PROGRAMME) for name, facts in held.items()})
    found = [
        Deadline(
            key.day, fact, documents[key.document_id], tuple(_values(held[key.document_id], FactKind.TOPIC)),
            sure=_sure(documents[key.document_id], fact) and key not in contested,
        )
        for key, fact in first.items()
        if only is None or key.document_id in only
    ]  # fmt: skip
    return sorted(found, key=lambda deadline: (deadline.day, deadline.document.id))


def day_of(value: str) -> dt.date | None:
    """The day that a fact names; None where only a month is known."""
    try:
        return dt.date.fromisoformat(value)
    except ValueError:
        return None


def _sure(document: Document, fact: Fact) -> bool:
    return document.kind in (DocumentKind.FUNDING, DocumentKind.EVENT) and not _HEDGED.search(fact.wording)


def _values(facts: Sequence[Fact], kind: FactKind) -> list[str]:
    return list(dict.fromkeys(fact.value for fact in facts if fact.kind is kind))


def _contested(first: dict[DeadlineKey, Fact], programmes: dict[str, list[str]]) -> set[DeadlineKey]:
    """Deadlines of programmes for which another document names other days only."""
    days: dict[str, dict[str, set[dt.date]]] = defaultdict(lambda: defaultdict(set))
    for key in first:
        for programme in programmes[key.document_id]:
            days[programme][key.document_id].add(key.day)
    return {
        key
        for key in first
        for programme in programmes[key.document_id]
        if any(key.day not in others for others in days[programme].values())
    }
