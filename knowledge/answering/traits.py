"""Beside ranking: what sort of text a clause is, whatever the question: amounts, contacts, exclusions, profiles."""

import re
from dataclasses import dataclass
from functools import lru_cache

from knowledge.model import Chunk

_MONEY = re.compile(r"\d[\d., ]*\s?(?:€|euro\b|eur\b)|\bprozent|%|\bv\. ?h\.", re.IGNORECASE)
_NUMBER = re.compile(r"\d")
_DATE = re.compile(
    r"\b\d{1,2}\.\s?(?:\d{1,2}\.|(?:januar|februar|märz|april|mai|juni|juli|august|september|oktober|november|dezember))"
    r"|\b(?:19|20)\d\d\b",
    re.IGNORECASE,
)
_CONTACT = re.compile(r"[\w.+-]+@[\w-]+|\b0\d{2,5}[ /-]?\d{3,}|\bAnsprech\w+|\bKontakt\b|\bRückfragen\b|\bTel\b")
_PROFILE = re.compile(r"\bEinwohner\w*\b.*\bKreis\b|\bKreis\b.*\bEinwohner|\bRegierungsbezirk\b")
_EXCLUDES = re.compile(
    r"\bnicht (?:\w+ ){0,2}(?:förder|bezuschuss|bezahlt|berechtigt|erstattet|zulässig|möglich|anerkannt)\w*"
    r"|\bausgeschlossen\b|\bkein\w*\b"
    r"|^Nein\b|\? Nein\b|\bausgenommen\b|\bunzulässig\b|\bnichts\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Traits:
    """What a clause holds; `profile` is a line that only says who and where a municipality is."""

    money: bool
    number: bool
    date: bool
    contact: bool
    profile: bool
    excludes: bool


@lru_cache(200_000)
def traits(chunk: Chunk) -> Traits:
    """The traits of one chunk."""
    text = chunk.display
    under = " ".join((*chunk.heading[-1:], text))
    return Traits(
        money=bool(_MONEY.search(text)),
        number=bool(_NUMBER.search(text)),
        date=bool(_DATE.search(text)),
        contact=bool(_CONTACT.search(text)),
        profile=bool(_PROFILE.search(text)),
        excludes=bool(_EXCLUDES.search(under)),
    )
