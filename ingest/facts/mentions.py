"""Third step of ingestion, part: topics, places, companies and contacts that a document names."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from ingest.facts.parts import Parts
from knowledge.german.places import Gazetteer, PlaceKind
from knowledge.german.topics import Topics
from knowledge.model import Chunk, DocumentKind, Fact, FactKind

TITLE_WEIGHT, HEADING_WEIGHT = 4, 2
"""A word of the title says more about the topic than one of the text."""
LEAST, SHARE, MOST = 2, 0.34, 4
"""A topic has at least LEAST points and SHARE of the best one's; no document has more than MOST."""
_KINDS = {
    PlaceKind.MUNICIPALITY: FactKind.MUNICIPALITY,
    PlaceKind.COUNTY: FactKind.COUNTY,
    PlaceKind.DISTRICT: FactKind.DISTRICT,
}
_SEAT = re.compile(r"^(?:Sitz|Ort|Wo|Standort|Anschrift|Adresse)\b", re.IGNORECASE)
_COMPANY = re.compile(r"(?<![\w-])((?:[A-ZÄÖÜ][\w&.-]* ){1,3}(?:gGmbH|GmbH|UG|eG|AG|GbR|KG))(?!\w)")
_NO_COMPANY = re.compile(r"^(?:Die|Der|Das|Den|Dem|Von|Mit|Bei|Eine|Einer|Durch|Technik|Software|Kamera|Anwendung)\s")
_SEATED = re.compile(r"\b(?:GmbH|UG|eG|AG|KG),\s+(?=[A-ZÄÖÜ][\w-]+,)|\bSitz (?:in )?(?=[A-ZÄÖÜ])")
_PHONE = re.compile(r"(?:Telefon:?|Tel\.:?)?\s*(?:\+49[\s\d()/-]{6,}\d|\b0\d{2,5}[\s/-]\d[\d\s-]{3,}\d)")
_MAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_PERSON = re.compile(
    r"\b(?:Ansprech(?:partner(?:in)?|person)|Kontakt|Leitung|Koordination|Auskunft|Rückfragen|Fragen beantwortet|bei Frau|bei Herrn)\b"
)


def topic_facts(document_id: str, parts: Parts, chunks: Sequence[Chunk], topics: Topics) -> list[Fact]:
    """The document's main topics, weightiest first, each with the first wording that points to it."""
    scores: Counter[str] = Counter()
    for weight, texts in ((TITLE_WEIGHT, (parts.title,)), (HEADING_WEIGHT, parts.headings), (1, (parts.text,))):
        for text in texts:
            for topic, count in topics.count(text).items():
                scores[topic] += weight * min(count, 6)
    best = max(scores.values(), default=0)
    chosen = [topic for topic, score in scores.most_common(MOST) if score >= max(LEAST, SHARE * best)]
    return [_topic(document_id, topic, parts, chunks, topics) for topic in chosen]


def _topic(document_id: str, topic: str, parts: Parts, chunks: Sequence[Chunk], topics: Topics) -> Fact:
    for chunk in chunks:
        for mention in topics.find(chunk.text):
            if mention.topic == topic:
                return Fact(document_id, FactKind.TOPIC, topic, mention.wording, chunk.page)
    return Fact(document_id, FactKind.TOPIC, topic, parts.title)


def place_facts(document_id: str, parts: Parts, chunks: Sequence[Chunk], gazetteer: Gazetteer) -> list[Fact]:
    """Municipalities (AGS), counties and districts, each once, those of title and margins first.

    A start-up's own seat is left out: it says nothing about whom it has worked for.
    """
    found: dict[tuple[FactKind, str], Fact] = {}
    for text, page in _placed_texts(parts, chunks, seats=parts.kind is not DocumentKind.START_UP):
        for place in gazetteer.find(text):
            kind = _KINDS.get(place.kind)
            if kind is not None:
                found.setdefault((kind, place.value), Fact(document_id, kind, place.value, place.wording, page))
    return list(found.values())


def _placed_texts(parts: Parts, chunks: Sequence[Chunk], *, seats: bool) -> Iterator[tuple[str, int | None]]:
    yield parts.title, None
    for line in parts.margins:
        yield line, None
    for chunk in chunks:
        text = chunk.text
        if not seats:
            if _SEAT.match(text):
                continue
            text = re.sub(rf"({_SEATED.pattern})[A-ZÄÖÜ][\w-]+", r"\1", text)
        yield text, chunk.page


def company_facts(document_id: str, parts: Parts, chunks: Sequence[Chunk]) -> list[Fact]:
    """Companies by name and legal form; of a start-up's own page only the start-up itself."""
    if parts.kind is DocumentKind.START_UP:
        own = next(_companies((parts.title, *(chunk.text for chunk in chunks))), parts.title)
        return [Fact(document_id, FactKind.START_UP, own, parts.title)]
    found: dict[str, Fact] = {}
    for chunk in chunks:
        for name in _companies((chunk.text,)):
            found.setdefault(name, Fact(document_id, FactKind.START_UP, name, name, chunk.page))
    return list(found.values())


def _companies(texts: Iterable[str]) -> Iterator[str]:
    for text in texts:
        for match in _COMPANY.finditer(text):
            name = match[1]
            while _NO_COMPANY.match(name):
                name = name.split(" ", 1)[1]
            if " " in name:
                yield name


def contact_facts(document_id: str, chunks: Sequence[Chunk]) -> list[Fact]:
    """The sentences that name whom to ask: value is the telephone number or mail address, else the wording."""
    found: dict[str, Fact] = {}
    for chunk in chunks:
        match = _MAIL.search(chunk.text) or _PHONE.search(chunk.text)
        named = _PERSON.search(chunk.text) or (chunk.heading and _PERSON.search(chunk.heading[-1]))
        if match or named:
            value = match[0].strip() if match else chunk.text[:120]
            found.setdefault(value, Fact(document_id, FactKind.CONTACT, value, chunk.text, chunk.page))
    return list(found.values())
