"""Inside writing: whose clause it is, said before it where it does not say so; and the suggestions made of it."""

import datetime as dt
from collections.abc import Sequence

from knowledge.answering import texts
from knowledge.answering.understand import Intent
from knowledge.index.base import Base
from knowledge.model import Document, DocumentKind, FactKind, Statement, Suggestion

OLD_AFTER_YEARS = 3
PARTNER_KINDS = (DocumentKind.PROJECT, DocumentKind.PRESS)


def named(document: Document, base: Base, intent: Intent, text: str) -> str:
    """A clause with the start-up or municipality it is about in front, where the question asks for those."""
    name = _name(document, base, intent)
    return text if name is None or name.casefold() in text.casefold() else f"{name}: {text}"


def _name(document: Document, base: Base, intent: Intent) -> str | None:
    if intent is Intent.START_UP and document.kind is DocumentKind.START_UP:
        return start_up(document, base)
    if intent is Intent.PARTNER and document.kind is DocumentKind.PROJECT:
        return _place(document, base)
    return None


def _place(document: Document, base: Base) -> str | None:
    """The one municipality a document is about: that of its title, or the only one it names."""
    names = [wording for wording, _ in municipalities(document, base)]
    titled = [name for name in names if name in document.title]
    return next(iter(titled or (names if len(names) == 1 else ())), None)


def start_up(document: Document, base: Base) -> str:
    """The name of the company a document presents."""
    facts = base.facts.get(document.id, ())
    return next((fact.value for fact in facts if fact.kind is FactKind.START_UP), document.title)


def municipalities(document: Document, base: Base) -> list[tuple[str, str]]:
    """Name and key of the municipalities a document is about, weightiest first."""
    facts = base.facts.get(document.id, ())
    return [(fact.wording, fact.value) for fact in facts if fact.kind is FactKind.MUNICIPALITY]


def start_ups(documents: Sequence[Document], statements: Sequence[Statement], base: Base) -> tuple[Suggestion, ...]:
    """The start-ups whose documents are quoted; `documents[i]` is the source of `statements[i]`."""
    found: dict[str, list[int]] = {}
    for place, document in enumerate(documents):
        if document.kind is DocumentKind.START_UP:
            found.setdefault(document.id, []).append(place)
    return tuple(
        Suggestion(
            name=start_up(base.documents[document_id], base),
            reasons=tuple(statements[place].text for place in places),
            sources=tuple(places),
            against=() if municipalities(base.documents[document_id], base) else (texts.NO_REFERENCE,),
        )
        for document_id, places in found.items()
    )


def partners(
    documents: Sequence[Document], statements: Sequence[Statement], base: Base, today: dt.date
) -> tuple[Suggestion, ...]:
    """The municipalities whose projects are quoted, each with the quotations as reasons."""
    found: dict[str, tuple[str, list[int]]] = {}
    for place, document in enumerate(documents):
        for name, ags in _meant(document, statements[place].text, base):
            found.setdefault(ags, (name, []))[1].append(place)
    return tuple(
        Suggestion(
            name=name,
            reasons=tuple(statements[place].text for place in places),
            sources=tuple(places),
            against=_against(documents[places[0]], today),
            ags=ags,
        )
        for ags, (name, places) in found.items()
    )


def _meant(document: Document, text: str, base: Base) -> list[tuple[str, str]]:
    """The municipalities that a quotation names, or the one that a project report is about."""
    if document.kind not in PARTNER_KINDS:
        return []
    place = _place(document, base) if document.kind is DocumentKind.PROJECT else None
    return [(name, ags) for name, ags in municipalities(document, base) if name in text or name == place]


def _against(document: Document, today: dt.date) -> tuple[str, ...]:
    if document.date is None:
        return (texts.UNDATED,)
    if today.year - document.date.year >= OLD_AFTER_YEARS:
        return (texts.OLD.format(year=document.date.year),)
    return ()
