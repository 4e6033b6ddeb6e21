"""Third step of ingestion: what a document says of itself, by rules: title, kind, dates, validity, places, topics."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace

from ingest.facts.clauses import clauses
from ingest.facts.dated import find_date
from ingest.facts.deadlines import Deadline, find_deadlines
from ingest.facts.events import EventDate, find_event_dates
from ingest.facts.fields import field_facts
from ingest.facts.firms import firm_facts, first_offer
from ingest.facts.kinds import find_kind
from ingest.facts.mentions import company_facts, contact_facts, place_facts, topic_facts
from ingest.facts.money import money_facts
from ingest.facts.occasions import occasion_facts
from ingest.facts.parts import Parts, parts_of
from ingest.facts.programmes import programme_facts
from ingest.facts.publishers import find_publisher
from ingest.facts.spans import span_facts
from ingest.facts.succession import find_predecessor, find_wordings
from ingest.facts.titles import find_title
from ingest.facts.validity import Stated, find_validity
from ingest.model import Description, RawDocument
from knowledge.german.places import Gazetteer
from knowledge.german.topics import shipped_topics
from knowledge.model import Chunk, DocumentKind, Fact, FactKind

__all__ = ["describe", "find_predecessor"]

REGISTRATION = dt.timedelta(days=120)
"""Without a date of issue, a day without a year lies at most so long before the first event of the document."""


def describe(
    document_id: str,
    raw: RawDocument,
    chunks: Sequence[Chunk],
    gazetteer: Gazetteer,
    kind: DocumentKind | None = None,
) -> Description:
    """Describe one document; every fact keeps the wording it was read from. `kind` where staff say it. Never fails.

    Days are ISO 8601; a deadline that returns every year is "--01-31", an event with its hours
    "2027-01-20T10:00/15:30".
    """
    parts = parts_of(raw, find_title(raw))
    parts = replace(parts, kind=kind or find_kind(parts))
    issued, month_only = find_date(raw, parts, parts.kind)
    deadlines, events = _days(chunks, parts.kind, issued)
    start, end = _validity(chunks, deadlines) if parts.kind is DocumentKind.FUNDING else (None, None)
    wordings = find_wordings(chunks) if parts.kind is DocumentKind.FUNDING else []
    facts = (
        *topic_facts(document_id, parts, chunks, shipped_topics()),
        *place_facts(document_id, parts, raw.blocks, gazetteer),
        *_stated(document_id, FactKind.VALID_FROM, start),
        *_stated(document_id, FactKind.VALID_UNTIL, end),
        *(Fact(document_id, FactKind.DEADLINE, one.value, one.wording, one.page) for one in deadlines),
        *(Fact(document_id, FactKind.SUPERSEDES, wording, wording, page) for wording, page in wordings[:1]),
        *(Fact(document_id, FactKind.EVENT_DATE, one.value, one.wording, one.page) for one in events),
        *company_facts(document_id, parts, chunks),
        *contact_facts(document_id, chunks),
        *_of_kind(document_id, parts, chunks, gazetteer, issued),
    )
    return Description(
        title=parts.title,
        kind=parts.kind,
        publisher=find_publisher(raw, parts, gazetteer),
        date=issued,
        month_only=month_only,
        valid_from=start.day if start else None,
        valid_until=end.day if end else None,
        supersedes=wordings[0][0] if wordings else None,
        facts=facts,
    )


def _of_kind(
    document_id: str, parts: Parts, chunks: Sequence[Chunk], gazetteer: Gazetteer, issued: dt.date | None
) -> list[Fact]:
    """What only documents of this kind state: programme, venue, cost, offer and the like."""
    found = list(clauses(chunks, parts.title))
    facts = [*field_facts(document_id, parts.kind, found), *money_facts(document_id, parts.kind, found)]
    match parts.kind:
        case DocumentKind.FUNDING:
            facts += programme_facts(document_id, parts.title, found)
        case DocumentKind.PROJECT:
            facts += span_facts(document_id, found, issued)
        case DocumentKind.START_UP:
            told = any(fact.kind is FactKind.OFFER for fact in facts)
            facts += [*([] if told else first_offer(document_id, found)), *firm_facts(document_id, found, gazetteer)]
        case DocumentKind.EVENT | DocumentKind.PRESS:
            facts += occasion_facts(document_id, parts.kind, found)
    return facts


def _days(
    chunks: Sequence[Chunk], kind: DocumentKind, issued: dt.date | None
) -> tuple[list[Deadline], list[EventDate]]:
    """Deadlines and event days; where the day of issue is unknown, the first event says which year is meant."""
    recurring = kind is DocumentKind.FUNDING
    deadlines = find_deadlines(chunks, issued, recurring=recurring)
    events = find_event_dates(chunks, kind, issued, [one.once for one in deadlines if one.once])
    if issued is None and events and not recurring:
        first = min(dt.date.fromisoformat(event.value[:10]) for event in events)
        deadlines = find_deadlines(chunks, first - REGISTRATION, recurring=False)
    return deadlines, events


def _validity(chunks: Sequence[Chunk], deadlines: Sequence[Deadline]) -> tuple[Stated | None, Stated | None]:
    """The stated validity; a call that closes on one day and says nothing else of its end is over after that day."""
    start, end = find_validity(chunks)
    if end is None and len(deadlines) == 1 and deadlines[0].once:
        end = Stated(deadlines[0].once, deadlines[0].wording, deadlines[0].page)
    return (None if start and end and start.day > end.day else start), end


def _stated(document_id: str, kind: FactKind, stated: Stated | None) -> list[Fact]:
    return [Fact(document_id, kind, stated.day.isoformat(), stated.wording, stated.page)] if stated else []
