"""Third step of ingestion, part: the title by which people know a document."""

import re
from pathlib import Path

from ingest.model import BlockKind, RawDocument
from knowledge.german.dates import dates
from knowledge.german.words import STOP_WORDS

LONGEST = 160
SHORTEST = 4
_JUNK = re.compile(
    r"^(?:microsoft (?:word|powerpoint)|unbenannt|untitled|dokument\d*|document\d*|scan|seite \d|folie \d|presentation|kein titel)"
    r"|\.(?:docx?|pdf|pptx?|xlsx?|indd|odt)$|^[\w.-]*_[\w.-]*$|^\W*$|^\d[\d\s.-]*$",
    re.IGNORECASE,
)
_MASTHEAD = re.compile(
    r"^(?:presse(?:mitteilung|information|meldung|info)?(?: (?:nr\.?|nummer) ?[\d/]+)?|aktuelles|einladung|projektblatt"
    r"|nachrichten|bekanntmachung(?:en)?|start-up-profil|seite \d+.*)$",
    re.IGNORECASE,
)
_SHORT_FORM = 3
"""Words in capitals up to this length are abbreviations and keep them."""


def find_title(raw: RawDocument) -> str:
    """The stated title, else the first heading, else the first short line, else words made from the file's name."""
    headings = [block.text for block in raw.blocks if block.kind is BlockKind.HEADING]
    lines = [
        block.text for block in raw.blocks[:4] if block.kind is BlockKind.PARAGRAPH and not block.text.endswith(".")
    ]
    for candidate in (raw.title or "", *headings, *lines):
        if _fits(candidate, raw.name):
            return _readable(candidate)
    return re.sub(r"[\s_-]+", " ", Path(raw.name).stem).strip() or raw.name


def _fits(text: str, name: str) -> bool:
    if not SHORTEST <= len(text) <= LONGEST or _JUNK.search(text) or _MASTHEAD.match(text):
        return False
    if text == Path(name).stem and " " not in text:
        return False
    found = dates(text)
    return not (found and len(found[0].wording) >= len(text) - SHORTEST)


def _readable(text: str) -> str:
    """A title in capitals as it is usually written: "WAHLHELFER IM ORT" → "Wahlhelfer im Ort"."""
    text = " ".join(text.split())
    if not text.isupper() or len(text.split()) == 1 and len(text) <= SHORTEST:
        return text
    words = [_word(word) for word in text.split(" ")]
    return " ".join([words[0][:1].upper() + words[0][1:], *words[1:]])


def _word(word: str) -> str:
    if word.lower() in STOP_WORDS:
        return word.lower()
    if len(word) <= _SHORT_FORM or any(sign.isdigit() for sign in word):
        return word
    return "-".join(part[:1] + part[1:].lower() if len(part) > _SHORT_FORM else part for part in word.split("-"))
