"""Beside matching: what a document tells, as ingestion read it (facts with their clauses), and how far it has come."""

import re
from dataclasses import dataclass
from functools import lru_cache

from knowledge.index.base import Base
from knowledge.matching.model import Stage
from knowledge.model import Chunk, FactKind

_NO_REFERENCE = re.compile(r"\b[Kk]eine (?:\w+ ){0,2}Referenz|Thema unbekannt")
_CREDIT = re.compile(r"^(?:Quellen?|Stand|Foto|Bild|Herausgeber|\(Quelle):?\b|^\S+ vom \d|^Dieses Blatt|^Hinweis:")
_CONTACT = re.compile(r"@(?<=[\w.+-]@)[\w-]|\b0\d{2,5}[ /-]?\d{3,}|^(?:Kontakt|Ansprech\w+)\b")
_PROFILE = re.compile(
    r"^(?:Gründung|Gegründet|Team|Leute|Beschäftigte|Chef(?:in)?|Geschäftsführ\w+|Unternehmen|Batterie)\b"
    r"|\bEinwohner\w*\b.*\bKreis\b|\bKreis\b.*\bEinwohner|\bRegierungsbezirk \w+$|^(?:Stadt|Gemeinde) [A-ZÄÖÜ]\S+$"
)
_MEETING = re.compile(
    r"\b(?:Messe|Zukunftsmesse|Treffen|Forum|Tagung|Konferenz|Kongress|Workshop\w*)\b.*\b(?:fand|fanden|findet|finden|sind|war|kommt)\b"
    r"|\b(?:laden|luden|lädt|eingeladen)\b.*\b(?:ein|zusammen|Bürgermeister\w*)\b|^\S+ \d{2}\.\d{2}\.\d{4} "
)
_SHORT = 90
"""A clause up to so many characters that holds an address or a telephone number is no more than a contact."""

_MONTHS = "Januar|Februar|März|April|Mai|Juni|Juli|August|Sept|Okt|Nov|Dez"
_STAGES = {
    Stage.FAILED: re.compile(
        r"\b(?:gescheitert|scheiterte|eingestellt (?:wurde|worden|haben)|abgebrochen|nicht weitergeführt|aufgegeben"
        r"|wurde (?:wieder )?eingestellt|wieder abgeschafft|rückgängig gemacht|ohne Erfolg|nicht funktioniert)\b"
    ),
    Stage.PLANNED: re.compile(
        r"\b(?:geplant|plant|planen|prüft (?:einen|eine|den|die)|vorgesehen|beabsichtigt"
        r"|soll(?:en)? (?:\w+ ){0,6}(?:entstehen|starten|kommen))\b"
    ),
    Stage.FINISHED: re.compile(
        r"\b(?:abgeschlossen|Abschluss\w*|lief bis|endete|Bilanz|nach einem Jahr|im ersten Jahr|Ergebnis\w*)\b"
    ),
    Stage.RUNNING: re.compile(
        rf"\b[Ss]eit (?:dem )?(?:\d|{_MONTHS})|\b(?:betreib|nutz)\w+|\bhat\b.*\baufgebaut\b|\bin Betrieb\b"
    ),
}
"""By what is said first of all: a failure, then what is only planned."""
_SEEKS = re.compile(
    r"\b[Gg]esucht (?:wird|werden|sind)|\b[Ww]ir suchen\b|\bsind eingeladen\b"
    r"|\b[Ww]eitere (?:Gemeinden|Kommunen|Partner) (?:sind|können|dürfen|willkommen|gesucht)\b"
    r"|\bsuch(?:t|en) (?:\w+ ){0,3}(?:Gemeinde|Kommune|Partner|Stadt|Mitstreiter)"
    r"|\b(?:darf|dürfen|können?) (?:sich |ab \d{4} |noch |gern )*(?:anschließen|beitreten|mitmachen)"
)
_SHARES = re.compile(
    r"\b(?:teilen wir|wir teilen|stellen wir|zeigen wir|erzählen (?:wir )?offen|geben wir|übernommen werden"
    r"|öffentlich|für alle zugänglich|Übertragbar|Zum Mitnehmen|Weitergabe)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Wording:
    """What a fact says, in the words of its clause."""

    value: str
    text: str
    chunk: Chunk


def told(base: Base, document_id: str, *kinds: FactKind) -> list[Wording]:
    """The facts of these kinds with the clauses that hold their wording; a fact without one is no evidence."""
    chunks = base.chunks_of(document_id)
    found = []
    for fact in base.facts_of(document_id, *kinds):
        holding = next((chunk for chunk in chunks if fact.wording in chunk.text), None)
        found += [Wording(fact.value, fact.wording, holding)] if holding else []
    return found


@lru_cache(100_000)
def stage_of(text: str) -> Stage | None:
    """How far what a text tells of has come, None where it does not say."""
    return next((stage for stage, pattern in _STAGES.items() if pattern.search(text)), None)


def seeks_partners(text: str) -> bool:
    """Whether a text invites others to join or looks for them."""
    return bool(_SEEKS.search(text))


def shares(text: str) -> bool:
    """Whether a text offers what was made to others."""
    return bool(_SHARES.search(text))


def tells_something(chunk: Chunk) -> bool:
    """Whether a clause says more than who, where, whom to call, when people met and from which source."""
    text = chunk.text
    if _CREDIT.search(text) or _PROFILE.search(text) or _MEETING.search(text) or _NO_REFERENCE.search(text):
        return False
    return len(text) > _SHORT or not _CONTACT.search(text)
