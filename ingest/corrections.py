"""Between understanding and the stores: what staff say of a document takes the place of what the rules found.

Corrections are texts by field, so that they can be stored and typed: dates as ISO 8601 ("2026-03" where only the
month is known, "" where there is none), lists with semicolons, topics by name, places by AGS.
"""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import replace
from enum import StrEnum

from knowledge.model import Document, DocumentKind, Fact, FactKind

SEPARATOR = ";"


class Field(StrEnum):
    """What can be corrected."""

    TITLE = "title"
    KIND = "kind"
    DATE = "date"
    PUBLISHER = "publisher"
    TOPICS = "topics"
    PLACES = "places"
    DEADLINES = "deadlines"
    VALID_UNTIL = "valid_until"
    REPLACES = "replaces"


_LISTS = {Field.TOPICS: FactKind.TOPIC, Field.PLACES: FactKind.MUNICIPALITY, Field.DEADLINES: FactKind.DEADLINE}


def kind_of(corrections: Mapping[str, str]) -> DocumentKind | None:
    """The kind that staff gave: the facts that are looked for depend on it."""
    return DocumentKind(corrections[Field.KIND]) if Field.KIND in corrections else None


def corrected(
    document: Document, facts: Sequence[Fact], corrections: Mapping[str, str], names: Mapping[str, str]
) -> tuple[Document, tuple[Fact, ...]]:
    """Document and facts with the corrections; `names` are the municipalities by AGS.

    A fact that only staff know keeps as wording what they said: the name of the topic or of the place, the date.
    """
    changed = document
    if title := corrections.get(Field.TITLE):
        changed = replace(changed, title=title)
    if Field.PUBLISHER in corrections:
        changed = replace(changed, publisher=corrections[Field.PUBLISHER] or None)
    if Field.KIND in corrections:
        changed = replace(changed, kind=DocumentKind(corrections[Field.KIND]))
    if Field.DATE in corrections:
        day, month_only = read_day(corrections[Field.DATE])
        changed = replace(changed, date=day, month_only=month_only)
    found = list(facts)
    if Field.VALID_UNTIL in corrections:
        day, _ = read_day(corrections[Field.VALID_UNTIL])
        changed = replace(changed, valid_until=day)
        found = _listed(document.id, found, FactKind.VALID_UNTIL, [corrections[Field.VALID_UNTIL]], names)
    for field, kind in _LISTS.items():
        if field in corrections:
            found = _listed(document.id, found, kind, corrections[field].split(SEPARATOR), names)
    return changed, tuple(found)


def read_day(value: str) -> tuple[dt.date | None, bool]:
    """A day as corrections hold it, and whether only its month is known. Raises ValueError."""
    if not value:
        return None, False
    month_only = len(value) == len("2026-03")
    return dt.date.fromisoformat(f"{value}-01" if month_only else value), month_only


def _listed(
    document_id: str, facts: Sequence[Fact], kind: FactKind, values: Sequence[str], names: Mapping[str, str]
) -> list[Fact]:
    known = {fact.value: fact for fact in facts if fact.kind is kind}
    wanted = [known.get(v) or Fact(document_id, kind, v, names.get(v, v)) for v in values if v]
    return [*(fact for fact in facts if fact.kind is not kind), *wanted]
