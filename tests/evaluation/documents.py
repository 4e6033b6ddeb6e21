"""Compares what ingestion understood of a set of documents with its manifest.jsonl, field by field.

A line of the manifest names a file and what is true of it: kind, title, date, topics, munis or refs (names of
municipalities), deadline, valid_until, superseded_by, supersedes, event {date or start, place, deadline}.
"""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from knowledge.build import Knowledge
from knowledge.german.dates import dates
from knowledge.german.words import fold
from knowledge.model import Chunk, Document, Fact, FactKind

MANIFEST = "manifest.jsonl"
FLOORS = {
    "kind": 0.97, "title": 0.95, "date": 0.97, "topics": 0.90, "municipalities": 0.97, "deadline": 0.95,
    "valid_until": 0.95, "replaced": 1.0, "event": 0.95,
}  # fmt: skip
"""Least shares of expectations met, over all sets together; they only rise."""
Finding = tuple[str, bool, str]
"""Field, whether the expectation is met, and what was expected and found where it is not."""


def findings(knowledge: Knowledge, folder: Path) -> list[Finding]:
    """Every expectation of the set's manifest about documents that were taken in, met or not."""
    catalogue = knowledge.catalogue
    documents = {document.name: document for document in catalogue.documents()}
    names = {place.ags: place.name for place in knowledge.gazetteer.municipalities}
    found: list[Finding] = []
    for line in (folder / MANIFEST).read_text(encoding="utf-8").splitlines():
        expected = json.loads(line)
        document = documents.get(expected["file"])
        if document is not None:
            facts = catalogue.facts(document.id)
            found += [
                (field, met, f"{document.name}: {said}")
                for field, met, said in _of(expected, document, facts, names, documents)
                if field != "valid_until" or _said(expected[field], catalogue.chunks(document.id))
            ]
    return found


def shares(found: list[Finding]) -> dict[str, float]:
    """Field → share of expectations met."""
    fields = dict.fromkeys(field for field, _, _ in found)
    return {f: sum(met for field, met, _ in found if field == f) / sum(one[0] == f for one in found) for f in fields}


def _of(
    expected: dict[str, Any], document: Document, facts: list[Fact], names: dict[str, str], known: dict[str, Document]
) -> Iterator[Finding]:
    yield "kind", document.kind == expected["kind"], f"{expected['kind']} / {document.kind}"
    yield "title", _words(expected["title"]) <= _words(document.title), f"{expected['title']} / {document.title}"
    if document.date is not None:
        yield "date", _same_day(expected["date"], document), f"{expected['date']} / {document.dated}"
    topics = _values(facts, FactKind.TOPIC)
    for topic in expected.get("topics", ()):
        yield "topics", topic in topics, f"{topic} / {sorted(topics)}"
    places = {names.get(ags, ags) for ags in _values(facts, FactKind.MUNICIPALITY)}
    for place in (*expected.get("munis", ()), *expected.get("refs", ())):
        yield "municipalities", place in places, f"{place} / {sorted(places)}"
    deadlines = _values(facts, FactKind.DEADLINE)
    event = expected.get("event", {})
    for day in filter(None, (expected.get("deadline"), event.get("deadline"))):
        yield "deadline", day in deadlines, f"{day} / {sorted(deadlines)}"
    if "valid_until" in expected:
        until = document.valid_until.isoformat() if document.valid_until else None
        yield "valid_until", until == expected["valid_until"], f"{expected['valid_until']} / {until}"
    if "superseded_by" in expected:
        newer = known.get(expected["superseded_by"])
        yield "replaced", newer is not None and document.superseded_by == newer.id, expected["superseded_by"]
    if event:
        days = {value[:10] for value in _values(facts, FactKind.EVENT_DATE)}
        day = event.get("date") or event["start"]
        yield "event", day in days, f"{day} / {sorted(days)}"
    if "place" in event:
        venues = _values(facts, FactKind.VENUE)
        yield "event", any(event["place"] in venue for venue in venues), f"{event['place']} / {sorted(venues)}"


def _said(day: str, chunks: list[Chunk]) -> bool:
    """Whether a day stands in the text at all: a manifest may know more than its document says."""
    return any(mention.last and mention.last.isoformat() == day for chunk in chunks for mention in dates(chunk.text))


def _values(facts: list[Fact], kind: FactKind) -> set[str]:
    return {fact.value for fact in facts if fact.kind is kind}


def _words(title: str) -> set[str]:
    """The words of a title, umlauts written out or not; what stands in brackets only describes the file."""
    plain = title.split("(", maxsplit=1)[0].casefold()
    for written, letter in (("ae", "ä"), ("oe", "ö"), ("ue", "ü")):
        plain = plain.replace(written, letter)
    return {word.strip(":,.–-") for word in fold(plain).split()} - {""}


def _same_day(expected: str, document: Document) -> bool:
    assert document.date is not None
    found = document.date.isoformat()
    return found[:7] == expected[:7] if document.month_only else found == expected
