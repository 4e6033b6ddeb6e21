"""Inside writing: whose clause it is, said before it where it does not say so."""

from knowledge.answering.understand import Intent
from knowledge.index.base import Base
from knowledge.matching.entries import name_of
from knowledge.model import Document, DocumentKind, FactKind


def named(document: Document, base: Base, intent: Intent, text: str) -> str:
    """A clause with the start-up or municipality it is about in front, where the question asks for those."""
    name = _name(document, base, intent)
    return text if name is None or name.casefold() in text.casefold() else f"{name}: {text}"


def _name(document: Document, base: Base, intent: Intent) -> str | None:
    if intent is Intent.START_UP and document.kind is DocumentKind.START_UP:
        return name_of(document, base)
    if intent is Intent.PARTNER and document.kind is DocumentKind.PROJECT:
        return _place(document, base)
    return None


def _place(document: Document, base: Base) -> str | None:
    """The one municipality a document is about: that of its title, or the only one it names."""
    names = [wording for wording, _ in municipalities(document, base)]
    titled = [name for name in names if name in document.title]
    return next(iter(titled or (names if len(names) == 1 else ())), None)


def programme_names(document: Document, base: Base) -> frozenset[str]:
    """The names, full and short, of the programmes that a document is about."""
    return frozenset(fact.value for fact in base.facts_of(document.id, FactKind.PROGRAMME, FactKind.SHORT_NAME))


def municipalities(document: Document, base: Base) -> list[tuple[str, str]]:
    """Name and key of the municipalities a document is about, weightiest first."""
    return [(fact.wording, fact.value) for fact in base.facts_of(document.id, FactKind.MUNICIPALITY)]
