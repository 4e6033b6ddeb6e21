"""Third step of ingestion, part: where a start-up sits and for which municipalities it has worked."""

import re
from collections.abc import Iterator, Sequence

from ingest.facts.clauses import Clause
from ingest.facts.names import LEGAL_FORM
from ingest.facts.phrases import pattern
from knowledge.german.places import Gazetteer, Place, PlaceKind
from knowledge.model import Fact, FactKind

_REFERENCE = pattern(
    r"^(?:referenz(?:en)?|kund(?:en|schaft)|verbreitung|im einsatz|eingesetzt|einsatzorte?|anwender|nutzer)\b",
    r"^beispiele$",
    r"^w(?:er|o)\b.*\b(?:schon|bereits|nutz\w+|einsetz\w+|eingesetzt|läuft|laufen|mitmach\w+|vertrau\w+)\b",
    r"^(?:schon|bereits|mit) (?:dabei|im einsatz|in betrieb)\b",
    r"^unsere (?:kund\w+|kommunen|städte|gemeinden|orte)\b",
)
"""Labels and headings over the places where something is in use."""
_IN_USE = pattern(
    r"\b(?:im einsatz in|nutzen|nutzt|setzt .* ein|versuche gab es .* in|referenz(?:en)?:)\b",
    r"\b(?:probebetrieb|in betrieb|eingeführt|ausgestattet|erprobt|testet|machen .* mit)\b",
    r"\b(?:läuft|laufen) (?:\w+ ){0,3}in\b",
)
_NOT_YET = pattern(r"\bgeplant\b", r"\bkeine? referenz", r"\bgespräche\b", r"\bnicht belegt\b", r"\bwelcher anbieter\b")
_SIZE = pattern(r"\bliegt im kreis\b", r"\büber 20\.000\b", r"\bstehen in den\b", r"\bstammen aus\b")
_SEAT_LABEL = pattern(r"^(?:sitz|ort|wo|standort|anschrift|adresse)$")
_TOWN = r"(?P<town>[A-ZÄÖÜ][\w-]+(?: [A-ZÄÖÜ][\w-]+)?)"
_SEATED = re.compile(
    rf"\b(?:Sitz(?: in)? |sitzt in |(?:{LEGAL_FORM}|Start-up [\w.-]+(?: [\w.-]+)?|Anbieter|Unternehmen|Firma)"
    rf" (?:aus|in) |{LEGAL_FORM}, (?=[A-ZÄÖÜ][\w-]+,)){_TOWN}"
)
_UNKNOWN = pattern(r"\bthema unbekannt\b", r"\bwomit es sich beschäftigt\b")
_NO_OFFER = pattern(r"\bunbekannt\b", r"\bgegründet\b", r"^(?:Quelle|Stand)\b")
_GENERIC = pattern(
    r"^(?:wasserwerk|wasserverband|stadtwerke|kommunen|städte|gemeinden|beispiele|anzahl|kunden|kreise|ort|land|stadt|gemeinde)\b"
)
_NAME = re.compile(r"[A-ZÄÖÜ][\w-]+(?: (?:am|an der|im|bei) [A-ZÄÖÜ]\w+| [A-ZÄÖÜ][\w-]+)*")


def first_offer(document_id: str, found: Sequence[Clause]) -> list[Fact]:
    """What a start-up says of itself first, where nothing on its page is marked as its offer."""
    if any(_UNKNOWN.search(clause.text) for clause in found):
        return []
    for clause in found:
        if not (clause.row or clause.heading or clause.label) and not _NO_OFFER.search(clause.text):
            return [Fact(document_id, FactKind.OFFER, clause.value(), clause.text, clause.chunk.page)]
    return []


def firm_facts(document_id: str, found: Sequence[Clause], gazetteer: Gazetteer) -> list[Fact]:
    """Seat and references of a start-up; a reference is the AGS, outside the directory the name."""
    facts: dict[tuple[FactKind, str], Fact] = {}
    for clause in found:
        seat = clause.value(labelled=False) if _SEAT_LABEL.search(clause.label) else ""
        match = None if seat else _SEATED.search(clause.text)
        seat = seat or (match["town"] if match else "")
        if seat and not any(kind is FactKind.SEAT for kind, _ in facts):
            facts[FactKind.SEAT, seat] = Fact(document_id, FactKind.SEAT, seat, clause.text, clause.chunk.page)
        for value in dict.fromkeys(_references(clause, gazetteer)):
            fact = Fact(document_id, FactKind.REFERENCE, value, clause.text, clause.chunk.page)
            facts.setdefault((FactKind.REFERENCE, value), fact)
    return list(facts.values())


def _references(clause: Clause, gazetteer: Gazetteer) -> Iterator[str]:
    listed = bool(_REFERENCE.search(clause.label) or _REFERENCE.search(clause.heading))
    if not (listed or _IN_USE.search(clause.text)) or _NOT_YET.search(clause.shown) or _SIZE.search(clause.text):
        return
    places: list[Place] = [p for p in gazetteer.find(clause.text) if p.kind is PlaceKind.MUNICIPALITY]
    yield from (place.value for place in places)
    if not listed or (places and not clause.row):
        return
    said = clause.value(labelled=False)
    if clause.row and not _REFERENCE.search(clause.label):
        said = clause.shown.partition(": ")[0]
    known = {place.wording for place in places}
    for piece in re.split(r", | und ", re.sub(r"\([^)]*\)|\b(?:Gemeinde|Stadt|Kommune|Ort) ", "", said)):
        name = _NAME.fullmatch(piece.strip(" ."))
        if (
            name
            and not _GENERIC.match(name[0])
            and name[0] not in known
            and not any(name[0] in place for place in known)
        ):
            yield name[0]
