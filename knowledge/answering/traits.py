"""Beside ranking: what sort of text a clause is, whatever the question: amounts, contacts, exclusions, profiles."""

import re
from dataclasses import dataclass
from functools import lru_cache

from knowledge.model import Chunk

# Each pattern has one word boundary before all its words, and those without capitals are for texts in lower case:
# read several times as fast as a boundary before each word and as ignoring the case.
_MONEY = re.compile(r"%|\d[\d., ]*\s?(?:€|euro\b|eur\b)|\b(?:prozent|v\. ?h\.)")
_NUMBER = re.compile(r"\d")
_DATE = re.compile(
    r"\b(?:\d{1,2}\.\s?(?:\d{1,2}\.|januar|februar|märz|april|mai|juni|juli|august|september|oktober|november|dezember)"
    r"|(?:19|20)\d\d\b)"
)
_CONTACT = re.compile(r"\b(?:0\d{2,5}[ /-]?\d{3,}|Ansprech\w|Kontakt\b|Rückfragen\b|Tel\b)|@(?<=[\w.+-]@)[\w-]")
_PROFILE = re.compile(r"\bEinwohner\w*\b.*\bKreis\b|\bKreis\b.*\bEinwohner|\bRegierungsbezirk\b")
_EXCLUDES = re.compile(
    r"\b(?:nicht (?:\w+ ){0,2}(?:förder|bezuschuss|bezahlt|berechtigt|erstattet|zulässig|möglich|anerkannt)"
    r"|ausgeschlossen\b|kein|ausgenommen\b|unzulässig\b|nichts\b)|^nein\b|\? nein\b"
)
_CHANGE = re.compile(
    r"\b(?:(?:steigt|steigen|sinkt|sinken|stieg\w*|sank\w*|erhöht|gesenkt|erweitert|entfällt|entfallen|wegfällt|geändert"
    r"|statt|bisher|bislang|künftig|neuerdings|nunmehr|zuvor|früher)\b|neu (?:aufgenommen|ist|sind|hinzu)\b"
    r"|von \S+ auf \S)"
)
_MONEY_SIGNS = ("%", "€", "eur", "prozent", "h.")
_PROFILE_SIGNS = ("Einwohner", "Regierungsbezirk")
_EXCLUDES_SIGNS = ("nicht", "kein", "nein", "ausge", "unzulässig")
"""One of them stands wherever the pattern finds something: a plain search rules out most texts at once."""
_NUMBERING = re.compile(r"^(?:[§(]?\s?[\dA-Z]{1,3}[.)|]?\s+)(?=\S)")


def excluding_heading(chunk: Chunk) -> str:
    """The heading that turns a clause into its opposite ("Nicht förderfähig"), without its number; else empty."""
    heading = chunk.heading[-1].lower() if chunk.heading else ""
    if not _EXCLUDES.search(heading) or _EXCLUDES.search(chunk.display.lower()):
        return ""
    return _NUMBERING.sub("", chunk.heading[-1])


def _holds(text: str, pattern: re.Pattern[str], signs: tuple[str, ...]) -> bool:
    return any(sign in text for sign in signs) and bool(pattern.search(text))


@dataclass(frozen=True, slots=True)
class Traits:
    """What a clause holds; `profile` is a line that only says who and where a municipality is."""

    money: bool
    number: bool
    date: bool
    contact: bool
    profile: bool
    excludes: bool
    change: bool


@lru_cache(200_000)
def traits(chunk: Chunk) -> Traits:
    """The traits of one chunk."""
    text = chunk.display
    lower = text.lower()
    under = " ".join((*chunk.heading[-1:], text)).lower()
    number = bool(_NUMBER.search(text))
    return Traits(
        money=_holds(lower, _MONEY, _MONEY_SIGNS),
        number=number,
        date=number and bool(_DATE.search(lower)),
        contact=bool(_CONTACT.search(text)),
        profile=_holds(text, _PROFILE, _PROFILE_SIGNS),
        excludes=_holds(under, _EXCLUDES, _EXCLUDES_SIGNS),
        change=bool(_CHANGE.search(lower)),
    )
