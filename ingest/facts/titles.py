"""Third step of ingestion, part: the title by which people know a document."""

import re
from pathlib import Path

from ingest.facts.phrases import pattern
from ingest.model import BlockKind, RawDocument
from knowledge.german.dates import dates
from knowledge.german.sentences import sentences
from knowledge.german.words import STOP_WORDS

LONGEST = 160
SHORTEST = 4
STORY = 200
"""A text that opens with a paragraph of so many characters has no title above it: later headings divide it."""
CUT = 90
"""A title made from the first sentence is cut near so many characters."""
_JUNK = pattern(
    r"^microsoft (?:word|powerpoint)",
    r"^(?:unbenannt|untitled|dokument|document|presentation|kein titel|scan|folie|seite)[ _\d]*$",
    r"\.(?:docx?|pdf|pptx?|xlsx?|indd|odt|html?)$",
    r"^[\w.-]*_[\w.-]*$",
    r"^[\W\d]*$",
)
_MASTHEAD = pattern(
    r"^presse(?:mitteilung|information|meldung|info)?(?: (?:nr\.?|nummer) ?[\d/]+)?$",
    r"^(?:aktuelles|einladung|projektblatt|nachrichten|bekanntmachung(?:en)?|start-up-profil|impressum|seite \d+.*)$",
)
_DATELINE = re.compile(r"^[A-ZÄÖÜ][\w/ -]{2,30}\. (?=[A-ZÄÖÜ„])")
_SHORT_FORM = 3
"""Words in capitals up to this length are abbreviations and keep them."""


def find_title(raw: RawDocument) -> str:
    """The stated title, else the first heading or short line, else the first sentence, else the file's name."""
    opening = next((block.text for block in raw.blocks if block.kind is BlockKind.PARAGRAPH), "")
    story = bool(raw.blocks) and raw.blocks[0].text == opening and len(opening) >= STORY
    headings = [] if story else [block.text for block in raw.blocks if block.kind is BlockKind.HEADING]
    lines = [block.text for block in raw.blocks[:4] if block.kind is BlockKind.PARAGRAPH and block.text[-1] not in ".:"]
    for candidate in (raw.title or "", *headings, *lines):
        if _fits(candidate, raw.name):
            return _readable(candidate)
    if opening:
        return _first_words(opening)
    return re.sub(r"[\s_-]+", " ", Path(raw.name).stem).strip() or raw.name


def _fits(text: str, name: str) -> bool:
    if not SHORTEST <= len(text) <= LONGEST or _JUNK.search(text) or _MASTHEAD.match(text):
        return False
    if text == Path(name).stem and " " not in text:
        return False
    found = dates(text)
    return not (found and len(found[0].wording) >= len(text) - SHORTEST)


def _first_words(text: str) -> str:
    """The first sentence without its dateline, cut at a word."""
    sentence = sentences(_DATELINE.sub("", text))[0]
    if len(sentence) <= CUT:
        return sentence.rstrip(".")
    return sentence[: sentence.rfind(" ", 0, CUT)].rstrip(" ,;:–-") + " …"


def _readable(text: str) -> str:
    """A title in capitals as it is usually written: "WAHLHELFER IM ORT" → "Wahlhelfer im Ort"."""
    text = " ".join(text.split())
    if not text.isupper() or len(text) <= SHORTEST:
        return text
    words = [_word(word) for word in text.split(" ")]
    return " ".join([words[0][:1].upper() + words[0][1:], *words[1:]])


def _word(word: str) -> str:
    if word.lower() in STOP_WORDS:
        return word.lower()
    if len(word) <= _SHORT_FORM or any(sign.isdigit() for sign in word):
        return word
    return "-".join(part[:1] + part[1:].lower() if len(part) > _SHORT_FORM else part for part in word.split("-"))
