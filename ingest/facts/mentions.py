"""Third step of ingestion, part: topics, places, companies and contacts that a document names."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from ingest.facts.names import LEGAL_FORM, companies, own_name
from ingest.facts.parts import Parts
from ingest.facts.phrases import pattern
from ingest.model import Block, BlockKind
from knowledge.german.places import Gazetteer, PlaceKind
from knowledge.german.topics import Topics
from knowledge.model import Chunk, DocumentKind, Fact, FactKind

TITLE_WEIGHT, HEADING_WEIGHT = 4, 2
"""A word of the title says more about the topic than one of the text."""
OFTEN = 6
"""A topic's words count so often at most in one part: a long annex must not drown the title."""
LEAST, SHARE, MOST = 2, 0.3, 4
"""A topic has at least LEAST points and SHARE of the best one's; no document has more than MOST."""
_OFFICES = ("Kreis", "Bezirksregierung", "Regierungsbezirk")
SHORT_ITEM = 40
"""An item of a list with so many characters at most may be a name alone."""
_KINDS = {
    PlaceKind.MUNICIPALITY: FactKind.MUNICIPALITY,
    PlaceKind.COUNTY: FactKind.COUNTY,
    PlaceKind.DISTRICT: FactKind.DISTRICT,
}
_SEAT = re.compile(r"(?:Sitz|Ort|Wo|Standort|Anschrift|Adresse)\b")
_SEATED = re.compile(
    rf"\b(?:{LEGAL_FORM},\s+(?=[A-ZÄÖÜ][\w-]+,)|Sitz (?:in )?"
    rf"|(?:{LEGAL_FORM}|Unternehmen|Start-up \S+|Firma) (?:aus|in) )[A-ZÄÖÜ][\w-]+"
)
_PHONE = re.compile(r"(?:\+49[\s\d()/-]{6,}\d|\b0\d{2,5}[\s/-]\d[\d\s-]{3,}\d)")
_MAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_PERSON = pattern(
    r"\bAnsprech(?:partner(?:in)?|person)\b",
    r"^(?:Kontakt|Leitung|Koordination|Auskunft|Rückfragen)\b",
    r"\b(?:Kontakt|Leitung|Koordination|Auskunft|Rückfragen):",
    r"\bFragen beantwortet\b",
    r"\bbei (?:Frau|Herrn)\b",
)


def topic_facts(document_id: str, parts: Parts, chunks: Sequence[Chunk], topics: Topics) -> list[Fact]:
    """The document's main topics, weightiest first, each with the first wording that points to it."""
    scores: Counter[str] = Counter()
    for weight, text in ((TITLE_WEIGHT, parts.title), (HEADING_WEIGHT, "\n".join(parts.headings)), (1, parts.text)):
        for topic, count in topics.count(text).items():
            scores[topic] += weight * min(count, OFTEN)
    best = max(scores.values(), default=0)
    least = min(best, max(LEAST, SHARE * best))
    chosen = [topic for topic, score in scores.most_common(MOST) if score >= least]
    first: dict[str, Fact] = {}
    for chunk in chunks:
        if first.keys() >= set(chosen):
            break
        for mention in topics.find(chunk.text):
            fact = Fact(document_id, FactKind.TOPIC, mention.topic, mention.wording, chunk.page)
            first.setdefault(mention.topic, fact)
    return [first.get(topic, Fact(document_id, FactKind.TOPIC, topic, parts.title)) for topic in chosen]


def place_facts(document_id: str, parts: Parts, blocks: Sequence[Block], gazetteer: Gazetteer) -> list[Fact]:
    """Municipalities (AGS), counties and districts, each once, those of title and margins first.

    A start-up's own seat is left out: it says nothing about whom it has worked for.
    """
    found: dict[tuple[FactKind, str], Fact] = {}
    for text, page in _placed_texts(parts, blocks):
        for place in gazetteer.find(text):
            kind = _KINDS.get(place.kind)
            if kind is not None:
                # The name alone where the office was added from the head of its column.
                wording = place.wording if place.wording in parts.text else place.wording.rsplit(" ", 1)[-1]
                found.setdefault((kind, place.value), Fact(document_id, kind, place.value, wording, page))
    return list(found.values())


def _placed_texts(parts: Parts, blocks: Sequence[Block]) -> Iterator[tuple[str, int | None]]:
    yield parts.title, None
    for line in parts.margins:
        yield line, None
    for block in _joined(blocks):
        if block.kind is BlockKind.TABLE_ROW and len(block.heads) == len(block.cells):
            for head, cell in zip(block.heads, block.cells, strict=True):
                yield _said_of(head, cell), block.page
        elif parts.kind is not DocumentKind.START_UP:
            yield block.text, block.page
        elif not _SEAT.match(block.text):
            yield _SEATED.sub("", block.text), block.page


def _said_of(head: str, cell: str) -> str:
    """A cell with what its column says of it: the names below "Bezirksregierung" are no towns."""
    office = next((word for word in _OFFICES if head.startswith(word)), "")
    return f"{office} {cell}" if office and not cell.startswith(office) else cell


def _joined(blocks: Sequence[Block]) -> Iterator[Block]:
    """The blocks, short items of one list together: a doubtful name is certain beside its neighbours."""
    items: list[str] = []
    first: Block | None = None
    for block in blocks:
        if (
            block.kind is BlockKind.LIST_ITEM
            and len(block.text) <= SHORT_ITEM
            and (not first or first.page == block.page)
        ):
            items.append(block.text.rstrip(",;."))
            first = first or block
            continue
        if first:
            yield replace(first, text=", ".join(items))
            items, first = [], None
        yield block
    if first:
        yield replace(first, text=", ".join(items))


def company_facts(document_id: str, parts: Parts, chunks: Sequence[Chunk]) -> list[Fact]:
    """Companies by name and legal form; of a start-up's own page only the start-up itself."""
    if parts.kind is DocumentKind.START_UP:
        name = own_name(parts.title)
        full = next((one for one in companies(chunk.text for chunk in chunks) if one.startswith(f"{name} ")), name)
        return [Fact(document_id, FactKind.START_UP, full, parts.title)]
    found: dict[str, Fact] = {}
    for chunk in chunks:
        for name in companies((chunk.text,)):
            found.setdefault(name, Fact(document_id, FactKind.START_UP, name, name, chunk.page))
    return list(found.values())


def contact_facts(document_id: str, chunks: Sequence[Chunk]) -> list[Fact]:
    """Whom to ask: value is the mail address or telephone number, else the wording itself."""
    found: dict[str, Fact] = {}
    for chunk in chunks:
        match = _MAIL.search(chunk.text) or _PHONE.search(chunk.text)
        heading = chunk.heading[-1] if chunk.heading else ""
        if match or _PERSON.search(chunk.text) or _PERSON.search(heading):
            value = match[0].strip() if match else chunk.text
            found.setdefault(value, Fact(document_id, FactKind.CONTACT, value, chunk.text, chunk.page))
    return list(found.values())
