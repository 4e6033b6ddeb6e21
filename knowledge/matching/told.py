"""Beside matching: what a clause of a start-up's or a project's document tells, by its label, heading or wording."""

import re
from enum import StrEnum
from functools import lru_cache

from knowledge.german.amounts import AmountKind, amounts
from knowledge.matching.model import Stage
from knowledge.model import Chunk


class Role(StrEnum):
    """What a clause tells of its start-up or project."""

    OFFER = "offer"
    REFERENCE = "reference"
    NO_REFERENCE = "no_reference"
    PRICE = "price"
    SEAT = "seat"
    CONTACT = "contact"
    CREDIT = "credit"
    PROFILE = "profile"


_CREDIT = re.compile(r"^(?:Quellen?|Stand|Foto|Bild|Herausgeber|\(Quelle):?\b|^\S+ vom \d|^Dieses Blatt|^Hinweis:")
_CONTACT = re.compile(r"@(?<=[\w.+-]@)[\w-]|\b0\d{2,5}[ /-]?\d{3,}|^(?:Kontakt|Ansprech\w+)\b")
_NO_REFERENCE = re.compile(r"\b[Kk]eine (?:\w+ ){0,2}Referenz|\bReferenz\w*:? ?(?:Keine|keine|–|-$)|nicht belegt")
_REFERENCE_LABEL = re.compile(
    r"^(?:\W|\d)*(?:Referenz|Kund(?:e|in|schaft)|Verbreitung|Im Einsatz|Anwender)", re.IGNORECASE
)
_REFERENCE = re.compile(
    r"\bReferenz(?:en)?\b|\bim Einsatz\b|\bKund(?:en|schaft)\b|\b(?:nutzt|nutzen) (?:die|das|den) [A-Z]"
    r"|\bVersuche gab es\b"
)
_PRICE_LABEL = re.compile(
    r"^(?:\W|\d)*(?:Preis|Kosten|Laufende Kosten|Tarif|Betrieb|Kauf|Lizenz|Konditionen)", re.IGNORECASE
)
_SEAT = re.compile(r"^(?:Sitz|Firmensitz|Ort|Wo|Standort|Anschrift|Adresse)\b|\bSitz (?:in )?[A-ZÄÖÜ]")
_FROM = re.compile(r"\b(?:aus|sitzt in|Sitz (?:in|ist)?|sitzt|GmbH,|UG,|eG,|AG,) ?[A-ZÄÖÜ]|\bmit Sitz in\b")
_PROFILE = re.compile(
    r"^(?:Gründung|Gegründet|Team|Leute|Beschäftigte|Chef(?:in)?|Geschäftsführ\w+|Unternehmen|Batterie)\b"
    r"|\bEinwohner\w*\b.*\bKreis\b|\bKreis\b.*\bEinwohner|\bRegierungsbezirk \w+$|^(?:Stadt|Gemeinde) [A-ZÄÖÜ]\S+$"
)
_SHORT = 90
"""A clause up to so many characters with an amount is a price, one with a telephone number a contact."""

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
    r"|\bweitere (?:Gemeinden|Kommunen|Partner)\b"
    r"|\bsuch(?:t|en) (?:\w+ ){0,3}(?:Gemeinde|Kommune|Partner|Stadt|Mitstreiter)"
    r"|\b(?:darf|dürfen|können?) (?:sich |ab \d{4} |noch |gern )*(?:anschließen|beitreten|mitmachen)"
)
_SHARES = re.compile(
    r"\b(?:teilen wir|wir teilen|stellen wir|zeigen wir|erzählen (?:wir )?offen|geben wir|übernommen werden"
    r"|öffentlich|für alle zugänglich|Übertragbar|Zum Mitnehmen|Weitergabe)\b",
    re.IGNORECASE,
)


@lru_cache(100_000)
def role_of(chunk: Chunk) -> Role:
    """What a clause of a start-up's document tells first of all."""
    text, shown = chunk.text, chunk.display
    heading = chunk.heading[-1] if len(chunk.heading) > 1 else ""
    signs = (
        (Role.CREDIT, _CREDIT.search(text)),
        (Role.NO_REFERENCE, _NO_REFERENCE.search(shown)),
        (Role.SEAT, _SEAT.search(text)),
        (Role.REFERENCE, _REFERENCE_LABEL.search(text) or _REFERENCE_LABEL.search(heading)),
        (Role.PRICE, _PRICE_LABEL.search(text) or _PRICE_LABEL.search(heading) or _is_price(text)),
        (Role.CONTACT, len(text) <= _SHORT and _CONTACT.search(text)),
        (Role.PROFILE, _PROFILE.search(text)),
        (Role.REFERENCE, _REFERENCE.search(shown)),
    )
    return next((role for role, sign in signs if sign), Role.OFFER)


def _is_price(text: str) -> bool:
    return len(text) <= _SHORT and any(amount.kind is AmountKind.EURO for amount in amounts(text))


def names_seat(chunk: Chunk) -> bool:
    """Whether a clause may say where a company sits."""
    return bool(_SEAT.search(chunk.text) or _FROM.search(chunk.text))


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
    """Whether a clause says more than who, where, whom to call and from which source."""
    return role_of(chunk) not in (Role.CREDIT, Role.PROFILE, Role.CONTACT)
