"""Third step of ingestion, part: where an event takes place, who invites, and whether it was moved."""

import re
from collections.abc import Sequence

from ingest.facts.clauses import Clause, shortened
from ingest.facts.phrases import dated_parts, pattern
from ingest.facts.publishers import named_host
from knowledge.model import DocumentKind, Fact, FactKind

_PLACE_LABEL = pattern(r"^(?:ort|wo|veranstaltungsort|treffpunkt)$")
_AT = r"(?:im|in der|in dem|in|auf dem|auf der|an der|am)"
_HOUSE = r"[A-ZÄÖÜ][\w.-]*(?: (?:[A-ZÄÖÜ][\w./-]*|der|des|in|im|für|und|zur|zum)(?=[ ,.;]|$))*"
_WHERE = re.compile(rf"\b{_AT} (?P<place>{_HOUSE})")
_TIME_WORD = pattern(
    r"^(?:januar|februar|märz|april|mai|juni|juli|august|september|oktober|november|dezember|uhr|jahr|rahmen|regierungsbezirk"
    r"|anschluss|mittelpunkt|ende|beginn|(?:mon|diens|donners|frei|sams|sonn)tag|mittwoch|westfalen|nordrhein)\b"
)
_TRAILING = re.compile(r"(?:\s(?:der|des|in|im|für|und|zur|zum|statt))+$")
_PIECE = re.compile(r"\s*[,·|]\s*")
_HOURS = re.compile(r"^(?:\d|von \d|ab \d|uhr\b|beginn|ende|bis \d)", re.IGNORECASE)
_BUILDING = re.compile(
    r"\b\w*(?:[Hh]alle|[Hh]aus|[Bb]ahnhof|[Rr]athaus|[Zz]entrum|[Ss]aal|[Cc]ampus|[Ss]chule|[Hh]of|[Hh]otel|[Ff]orum|[Kk]irche"
    r"|[Ss]chloss|[Mm]useum|[Bb]ücherei|[Gg]asthaus|[Kk]aserne|[Ww]erk)\b"
)
_ONLINE = pattern(
    r"\bvideokonferenz\b", r"\bonline\b", r"\bvirtuell\b", r"\bper (?:zoom|teams|video)\b", r"\bwebinar\b"
)
_HAPPENS = pattern(
    r"\b(?:findet|fand|finden|fanden)\b.*\bstatt\b",
    r"\btr(?:effen|ifft|afen) sich\b",
    r"\bhaben sich\b.*\bgetroffen\b",
    r"\bneuer termin\b",
    r"\btreffpunkt (?:ist|war)\b",
    r"\binformiert\b",
    r"\blädt\b|\bladen\b.*\bein\b",
)
_MOVED = pattern(
    r"\bneuer termin\b", r"\bverschoben\b", r"\bverlegt (?:auf|nach)\b",
    r"\bursprünglich\b.*\b(?:geplant|vorgesehen)\b", r"\bfür den\b.*\bangesetzte?\w*\b", r"\bfindet (?:später|erst)\b",
)  # fmt: skip
_OLD_DAY = pattern(r"\b(?:für den|vom|ursprünglich(?: am| für den)?|statt(?: am)?)\s*$")
_CANCELLED = pattern(
    r"\b(?:ist|wird|wurde|sind|werden|wurden) (?:\w+ ){0,3}abgesagt\b", r"\bfällt (?:\w+ ){0,3}aus\b", r"\bentfällt\b",
    r"\bfindet (?:\w+ ){0,3}nicht statt\b", r"\bmuss (?:\w+ ){0,3}(?:entfallen|ausfallen|abgesagt werden)\b",
)  # fmt: skip
_NO_EVENT = pattern(r"\bprogrammpunkt", r"\bauf\b.*\bentfällt\b", r"\bkosten\b", r"\bgebühr")
_INVITES = pattern(r"^(?:veranstalter|gastgeber|einladende?)(?:in|innen)?$")
_LET_IN = re.compile(r"^(?:Die|Der|Das) (?P<host>[A-ZÄÖÜ].{3,70}?) (?:laden|lädt|veranstaltet|veranstalten)\b")


def occasion_facts(document_id: str, kind: DocumentKind, found: Sequence[Clause]) -> list[Fact]:
    """Venue, organiser and a change of day, of events and of press texts that speak of one."""
    facts: dict[tuple[FactKind, str], Fact] = {}
    for clause in found:
        for fact_kind, value, wording in (*_venues(clause, kind), *_hosts(clause, kind)):
            facts.setdefault((fact_kind, value), Fact(document_id, fact_kind, value, wording, clause.chunk.page))
    return [*facts.values(), *_change(document_id, found)]


def _venues(clause: Clause, kind: DocumentKind) -> list[tuple[FactKind, str, str]]:
    if _PLACE_LABEL.search(clause.label):
        return [(FactKind.VENUE, clause.value(labelled=False), clause.text)]
    if clause.row:
        cell = re.search(r"(?:^|[,;] |: )Ort (?P<place>[^;]+)", clause.shown)
        return [(FactKind.VENUE, cell["place"].strip(), clause.text)] if cell else []
    for text in dict.fromkeys((clause.text, clause.chunk.heading[-1] if clause.chunk.heading else "")):
        told = kind is DocumentKind.EVENT or _HAPPENS.search(text)
        if told and dated_parts(text) and (place := _place(text)):
            return [(FactKind.VENUE, place, text)]
    return []


def _place(text: str) -> str:
    """The place that a sentence with a day names: a house, else whatever follows "in"; "online" without one."""
    pieces = [piece.strip(" .") for piece in _PIECE.split(text)]
    house = next((p for p in pieces[1:] if _BUILDING.search(p) and not _HOURS.match(p) and len(p.split()) <= 6), "")
    if house:
        found = _WHERE.search(house)
        return _TRAILING.sub("", found["place"]) if found else house
    if _HAPPENS.search(text):
        for found in _WHERE.finditer(text):
            if not _TIME_WORD.match(found["place"]):
                return _TRAILING.sub("", found["place"].rstrip(".,"))
    return "online" if _ONLINE.search(text) else ""


def _hosts(clause: Clause, kind: DocumentKind) -> list[tuple[FactKind, str, str]]:
    if _INVITES.search(clause.label):
        return [(FactKind.ORGANISER, clause.value(labelled=False), clause.text)]
    let_in = _LET_IN.match(clause.text)
    if let_in:
        return [(FactKind.ORGANISER, let_in["host"], clause.text)]
    host = named_host(clause.text) if kind is DocumentKind.EVENT and not clause.row else None
    return [(FactKind.ORGANISER, host, clause.text)] if host else []


def _change(document_id: str, found: Sequence[Clause]) -> list[Fact]:
    """One change at most: moved, with the day that no longer holds or else the wording, or cancelled."""
    changes = [clause for clause in found if _MOVED.search(clause.text)]
    for clause in changes:
        for mention, before, _ in dated_parts(clause.text):
            if _OLD_DAY.search(before):
                return [Fact(document_id, FactKind.MOVED, mention.value, clause.text, clause.chunk.page)]
    for clause in changes[:1]:
        return [Fact(document_id, FactKind.MOVED, shortened(clause.text), clause.text, clause.chunk.page)]
    for clause in found:
        if _CANCELLED.search(clause.text) and not _NO_EVENT.search(clause.text):
            return [Fact(document_id, FactKind.CANCELLED, shortened(clause.text), clause.text, clause.chunk.page)]
    return []
