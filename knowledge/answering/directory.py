"""Before the search: questions for all of a kind ("Welche Start-ups kennst du?") are answered from the catalogue.

The list names them all, so none of them is suggested beside it.
"""

import datetime as dt
import re

from knowledge.answering.traits import traits
from knowledge.answering.understand import Understood
from knowledge.answering.write import REFERENCE
from knowledge.german.words import content_words, stem
from knowledge.index.base import Base
from knowledge.model import Chunk, Document, DocumentKind, Evidence, FactKind

SHORTEST = 31
"""A shorter clause is a heading, or a name."""
_KINDS = {
    DocumentKind.START_UP: r"start-?\s?ups?|anbieter|firmen|gründungen",
    DocumentKind.PROJECT: r"projekte?n?|vorhaben|praxisbeispiele?|beispiele?",
    DocumentKind.FUNDING: r"förder(?:programme?n?|töpfe|richtlinien?|ungen|möglichkeiten|mittel)|programme|richtlinien",
    DocumentKind.EVENT: r"veranstaltungen|termine|tagungen|treffen|workshops|messen",
}
_ASKING_WORDS = """
kennen kennst kennt verzeichnet gelistet aufgelistet liste bekannt vorhanden verfügbar geben stehen anstehen
anstehend kommend nächste aktuell derzeit momentan laufend laufen liegen sitzen kommen führen zeigen nennen
insgesamt unterlagen verzeichnis datenbank bestand regierungsbezirk bezirk kreis region gegend nrw land
kommunen gemeinden städte interkommunal digital
"""
_ASKING = frozenset(map(stem, _ASKING_WORDS.split()))
_PLACES = (FactKind.COUNTY, FactKind.DISTRICT, FactKind.MUNICIPALITY)


def listed(understood: Understood, base: Base) -> tuple[Evidence, ...] | None:
    """One clause a document for a question that asks for all of a kind; None for any other question."""
    kind = _kind(understood)
    if kind is None:
        return None
    left = {stem(word) for word in understood.words} - _ASKING - _kind_words(understood, kind)
    documents = [document for document in base.in_order if document.kind is kind and not document.superseded_by]
    if kind is DocumentKind.EVENT:
        documents = [document for document in documents if _comes(document, base, understood.question.today)]
    places = {document.id: _places(document, base) for document in documents}
    if not left <= set().union(*places.values(), set()):
        return None
    chosen = sorted((d for d in documents if left <= places[d.id]), key=lambda d: d.title.casefold())
    return tuple(_introduced(document, base) for document in chosen) or None


def _kind(understood: Understood) -> DocumentKind | None:
    text = understood.question.text.lower()
    if not understood.wants_list or understood.follow_up:
        return None
    return next((kind for kind, words in _KINDS.items() if re.search(rf"\b(?:{words})\b", text)), None)


def _kind_words(understood: Understood, kind: DocumentKind) -> set[str]:
    pattern = re.compile(rf"(?:{_KINDS[kind]})|startups?", re.IGNORECASE)
    return {stem(word) for word in understood.words if pattern.fullmatch(word)}


def _places(document: Document, base: Base) -> set[str]:
    named = [f"{fact.value} {fact.wording}" for fact in base.facts_of(document.id, *_PLACES)]
    return {stem(word) for text in named for word in content_words(text)}


def _comes(document: Document, base: Base, today: dt.date) -> bool:
    days = [fact.value[:10] for fact in base.facts_of(document.id, FactKind.EVENT_DATE)]
    return any(day >= today.isoformat() for day in days)


def _introduced(document: Document, base: Base) -> Evidence:
    """The first clause that says what it is about, not where it is or whom to call."""
    mine = base.chunks_of(document.id)
    told = (chunk for chunk in mine if _tells(chunk))
    return Evidence(next(told, mine[0]), document, 0.0)


def _tells(chunk: Chunk) -> bool:
    found = traits(chunk)
    return not (found.contact or found.profile or chunk.text.startswith(REFERENCE)) and len(chunk.text) >= SHORTEST
