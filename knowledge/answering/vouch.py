"""Between a chat model and the reader: a sentence stays only where the passage that it cites says the same.

Figures, dates, places, names and addresses must occur in the passage, most content words too, and a
sentence may not deny what its passage affirms, or the other way round.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from knowledge.answering.check import numbers
from knowledge.answering.understand import Understood
from knowledge.german.concepts import ConceptBase, key
from knowledge.german.numbers import WORDS
from knowledge.german.places import Gazetteer
from knowledge.german.sentences import sentences
from knowledge.german.words import content_words
from knowledge.model import Evidence

LEAST_SHARE = 0.6
"""Share of a sentence's content words that its passage holds, in any inflection."""
LEAST_WORDS = 2
"""A bare figure or name says nothing."""
_ADDRESS = re.compile(r"https?://\S+|www\.\S+|\S+@\S+")
_NAME = re.compile(r"\b[A-ZÄÖÜ][\w-]{2,}")
_CERTAIN_NAME = re.compile(
    r"\b(?:Firma|Unternehmen|Anbieter|Agentur|Verein|Stiftung|Partei|Herrn?|Frau)\s+([A-ZÄÖÜ][\w-]+)|\b([A-ZÄÖÜ]{3,})\b"
)
"""A name even where it is a common word as well: after these words, or in capitals throughout."""
_TIME = frozenset({
    "januar", "februar", "märz", "april", "mai", "juni", "juli", "august", "september", "oktober", "november",
    "dezember", "montag", "dienstag", "mittwoch", "donnerstag", "freitag", "samstag", "sonntag", "prozent",
})  # fmt: skip
_ARTICLES = frozenset({"ein", "eine", "einem", "einen", "einer", "eines", "eins"})
_DENIAL = re.compile(
    r"\b(?:nicht|nie|niemals|kein\w*|weder|ohne|ausgeschlossen|ausgenommen|unzulässig|entfällt|abgelehnt|nur|höchstens"
    r"|maximal|mindestens|bis zu)\b",
    re.IGNORECASE,
)
_BOUNDS = {"höchstens": "limit", "maximal": "limit", "bis zu": "limit", "mindestens": "least", "nur": "only"}


@dataclass(frozen=True, slots=True)
class Lexicon:
    """What we know of German: common words, and places."""

    words: ConceptBase
    places: Gazetteer


def vouched(text: str, cited: Sequence[Evidence], understood: Understood, lexicon: Lexicon) -> Evidence | None:
    """The first of the cited passages that proves the whole sentence, None where none does."""
    return next((evidence for evidence in cited if _proves(evidence, text, understood, lexicon)), None)


def _proves(evidence: Evidence, text: str, understood: Understood, lexicon: Lexicon) -> bool:
    chunk, document = evidence.chunk, evidence.document
    passage = " ".join([document.title, *chunk.heading, chunk.lead, chunk.text, chunk.shown])
    return (
        sum(word.isalpha() for word in content_words(text)) >= LEAST_WORDS
        and numbers(text) <= numbers(passage)
        and _spoken(text) <= _spoken(passage)
        and all(address in passage for address in _addresses(text))
        and _places(text, lexicon.places) <= _places(passage, lexicon.places)
        and _names_known(text, passage, understood, lexicon.words)
        and _share(text, passage) >= LEAST_SHARE
        and _denials(text) == _denials(_nearest(text, chunk.display))
    )


def _spoken(text: str) -> frozenset[str]:
    """Number words, months, weekdays and the like: words that change a fact as a figure does."""
    found = re.findall(r"\w+", text.lower())
    return frozenset(word for word in found if (word in WORDS and word not in _ARTICLES) or word in _TIME)


def _addresses(text: str) -> list[str]:
    return [found.rstrip(".,;:)") for found in _ADDRESS.findall(text)]


def _places(text: str, places: Gazetteer) -> frozenset[str]:
    return frozenset(place.value for place in places.find(text))


def _names_known(text: str, passage: str, understood: Understood, words: ConceptBase) -> bool:
    """Whether each capitalised word stands in the passage or the question, or is a common noun that we know."""
    held = _keys(f"{passage} {understood.question.text}")
    certain = " ".join(first or second for first, second in _CERTAIN_NAME.findall(text))
    return _keys(certain) <= held and all(
        key(word) in held or words.knows(word)
        for name in _NAME.findall(text)
        for word in content_words(name)
    )  # fmt: skip


def _share(text: str, passage: str) -> float:
    mine, held = _keys(text), _keys(passage)
    return len(mine & held) / len(mine)


def _keys(text: str) -> frozenset[str]:
    return frozenset(key(word) for word in content_words(text))


def _nearest(text: str, passage: str) -> str:
    """The sentence of the passage that shares most words with the text."""
    mine = _keys(text)
    return max(sentences(passage), key=lambda one: len(mine & _keys(one)), default="")


def _denials(text: str) -> frozenset[str]:
    """Whether a sentence denies, and which bounds it sets: what turns a statement round."""
    found = {word.lower() for word in _DENIAL.findall(text)}
    return frozenset(_BOUNDS.get(word, "denies") for word in found)
