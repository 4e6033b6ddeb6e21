"""Beside understanding: a message that asks two things ("Wann ist das Treffen und was kostet es?") is two questions."""

import re
from dataclasses import replace

from knowledge.answering.understand import Understood, understand
from knowledge.german.concepts import ConceptBase
from knowledge.index.clauses import Query

CONTEXT_WEIGHT = 0.5
"""Words of the other part count half: they name the matter, the part's own words ask."""
_ASK = (
    r"(?:(?:bis|ab|seit) )?(?:wann|wo|wohin|wer|wen|wem|was|wie|wieviel\w*|welche\w*|warum"
    r"|kann|muss|darf|gibt|ist|wird)\b"
)
_AND = rf"(?:,\s*und\s+|\s+und\s+|\?\s+(?:und\s+)?)(?={_ASK})"
_COMMA = rf",\s*(?={_ASK}[^,]*\b(?-i:[A-ZÄÖÜ0-9])\w*\W*$)"
"""A comma alone opens a second question unless a verb ends it ("Wer sagt uns, wann die Bäume Wasser brauchen?")."""
_BREAK = re.compile(f"{_AND}|{_COMMA}", re.IGNORECASE)
_BEGINS = re.compile(rf"\W*(?:und\s+)?{_ASK}", re.IGNORECASE)
MOST_PARTS = 3


def parts_of(understood: Understood, concepts: ConceptBase) -> tuple[Understood, ...]:
    """Each thing asked as a question of its own; empty where only one thing is asked."""
    texts = [part for part in _BREAK.split(understood.question.text) if part.strip()]
    if not 1 < len(texts) <= MOST_PARTS or not all(map(_asks, texts)):
        return ()
    return tuple(_part(understood, text, concepts) for text in texts)


def _asks(text: str) -> bool:
    """Whether a part can stand alone ("Wann" of "Wann und wo ist …" cannot)."""
    return len(text.split()) > 1 and bool(_BEGINS.match(text))


def _part(whole: Understood, text: str, concepts: ConceptBase) -> Understood:
    part = understand(replace(whole.question, text=text, history=()), concepts)
    others = {word: weight * CONTEXT_WEIGHT for word, weight in whole.query.words.items()}
    words = others | dict(part.query.words)
    nouns = part.nouns if part.words else whole.nouns
    query = Query(words, tuple(concepts.expand(list(words))))
    return replace(part, query=query, intent=whole.intent, nouns=nouns, wants_old=whole.wants_old)
