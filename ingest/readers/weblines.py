"""Shared by the readers of web pages and of texts copied from them: lines that are no part of the article."""

import re
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from ingest.cleaning import clean
from ingest.model import Block, BlockKind

LONGEST_META = 90
FIRST_TEXT = 60
"""A paragraph of this many characters begins the article: dates after it belong to what is told."""

_LINES = Path(__file__).with_name("web_lines.txt")
_DATE = re.compile(
    r"\b\d{1,2}\.\s?\d{1,2}\.\s?\d{2,4}\b|\b\d{1,2}\.\s?(?:Januar|Februar|März|April|Mai|Juni|Juli|August|September"
    r"|Oktober|November|Dezember)\s+\d{4}\b|\b\d{4}-\d{2}-\d{2}\b"
)
_KICKER = re.compile(r"presse(?:mitteilung|information|meldung|info)|aktuelles|meldung|news|nachrichten", re.IGNORECASE)
_META_WORDS = re.compile(
    r"\b(?:veröffentlicht|erstellt|aktualisiert|stand|datum|uhr|kategorie|aktuelles|lesezeit|min|minuten|am|vom|von"
    r"|den|redaktion|presse\w*|nr|autor\w*|lokales|meldung|news|nachrichten|ausgabe)\b",
    re.IGNORECASE,
)
_OFFER = re.compile(
    r"^(?:Zu dieser Press\w+ können wir Ihnen folgende Medien anbieten"
    r"|Wenn Sie diese Felder durch einen Klick aktivieren|Datenfeeds von sozialen Netzwerken"
    r"|Bitte beachten Sie unsere Informationen und Hinweise zum Datenschutz)"
)
_NETWORKS = re.compile(
    r"(?:(?:Facebook|X|Twitter|YouTube|Pinterest|Instagram|Flickr|Vimeo|LinkedIn|Xing|Mastodon|WhatsApp|Telegram|E-Mail)"
    r"[,/| ]*){2,}",
    re.IGNORECASE,
)
_CREDIT = re.compile(
    r".{0,400}©.{0,60}$|^(?:\(c\)\s|Foto:|Bild:|Quelle Foto|next prev|prev next|\{\w+\}$|\\$)", re.IGNORECASE
)
_PICTURE = re.compile(
    r"^(?:(?:Foto|Bild|Gruppenbild|Gruppenfoto|Porträt|Logo|Grafik) (?:mit|von|zeigt|der|des) .{0,60}(?<![.!?:])"
    r"|Bildergalerie\b.{0,60}(?<![.!?:])"
    r"|(?:eine?|zwei|drei|vier|fünf|sechs|mehrere|viele|\d+) (?:Person(?:en)?|Menschen|Männer|Frauen|Kinder))$"
)
"""What a page says instead of a picture, for those who can't see it."""
_SITE = re.compile(r"^[-–|\s]*[^.!?]{3,60} [-–|] https?://\S+[-–|\s]*$")
"""The head of a printed page: the site's name and address."""


@cache
def _around() -> frozenset[str]:
    lines = _LINES.read_text(encoding="utf-8").splitlines()
    return frozenset(line.strip().casefold() for line in lines if line.strip() and not line.startswith("#"))


def stands_around(text: str) -> bool:
    """Whether a line belongs to the page and not to the article: navigation, picture credits, galleries."""
    bare = clean(text)
    return bare.casefold() in _around() or any(
        (_CREDIT.match(bare), _OFFER.match(bare), _NETWORKS.fullmatch(bare), _PICTURE.match(bare), _SITE.match(bare))
    )


def is_meta(text: str) -> bool:
    """Whether a line only dates or files an article: "Veröffentlicht am 16.03.2026", "Pressemitteilung"."""
    if len(text) > LONGEST_META:
        return False
    rest = _META_WORDS.sub("", _DATE.sub("", text))
    bare = not any(sign.isalpha() for sign in rest)
    return bool(_KICKER.fullmatch(text)) or (bare and bool(_DATE.search(text)))


def without_meta(blocks: Sequence[Block]) -> tuple[tuple[Block, ...], tuple[str, ...]]:
    """The blocks of the article, and the lines before its first paragraph that only date or file it."""
    kept: list[Block] = []
    meta: list[str] = []
    begun = False
    for block in blocks:
        begun = begun or (block.kind is BlockKind.PARAGRAPH and len(block.text) >= FIRST_TEXT)
        if not begun and block.kind in {BlockKind.PARAGRAPH, BlockKind.HEADING} and is_meta(block.text):
            meta.append(block.text)
        elif not stands_around(block.text):
            kept.append(block)
    return tuple(kept), tuple(meta)
