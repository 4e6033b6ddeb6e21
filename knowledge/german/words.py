"""Text to words, stems and character n-grams: the first step of indexing and of understanding a question."""

import re
import unicodedata
from functools import lru_cache
from pathlib import Path
from typing import Protocol

NGRAM = 4
"""Length of character n-grams; 4 and 5 measured alike on four German test sets."""

_FOLD = str.maketrans({"ä": "a", "ö": "o", "ü": "u", "ß": "ss", "é": "e", "è": "e"})
_DIGRAPH = re.compile(r"ae|oe|ue")
_WORD = re.compile(r"\w+")
_GENDER = re.compile(r"(?<=[a-zäöüß])(?:[*:_/](?=in(?:nen)?\b)|(?=Innen\b))")
_LINE_END_HYPHEN = re.compile(r"(?<=[a-zäöüß])[-\u2010]\s*\n\s*(?=[a-zäöüß])(?!(?:und|oder|bzw|sowie)\b)")
_START_UP = re.compile(r"\bstart[- ]ups?\b", re.IGNORECASE)
_ABBREVIATION_DOT = re.compile(r"\b([a-zäöü]\.(?:\s?[A-Za-zÄÖÜäöü]\.)+)")

STOP_WORDS = frozenset((Path(__file__).parent / "stop_words.txt").read_text(encoding="utf-8").split())
"""Function words: they carry no topic in a German question (list reviewed by hand)."""


class _Stemmer(Protocol):
    def stemWord(self, word: str) -> str: ...  # noqa: N802 - name given by PyStemmer


@lru_cache(1)
def _stemmer() -> _Stemmer:
    import Stemmer

    found: _Stemmer = Stemmer.Stemmer("german")
    return found


def fold(text: str) -> str:
    """Lower-case letters without umlauts and ß, so that "Grösse", "Größe" and "Groesse" come close."""
    return text.translate(_FOLD)


def join_hyphens(text: str) -> str:
    r"""Undo hyphenation at line ends: "Bewilli-\ngung" → "Bewilligung"; "Spiel- und" stays."""
    return _LINE_END_HYPHEN.sub("", text.replace("\u00ad", ""))


def words(text: str) -> list[str]:
    """All words in lower case and reading order; gender forms become one word, abbreviation dots go.

    "Bürgermeister*innen", "Bürgermeister:innen" and "BürgermeisterInnen" give "bürgermeisterinnen";
    "z. B." and "v. H." give their letters; "5.4" gives "5" and "4".
    """
    plain = _GENDER.sub("", unicodedata.normalize("NFC", join_hyphens(text)))
    plain = _ABBREVIATION_DOT.sub(lambda m: re.sub(r"[.\s]", "", m[1]) + " ", plain)
    return _WORD.findall(_START_UP.sub("startup", plain).lower())


def content_words(text: str) -> list[str]:
    """The words that carry meaning: `words` without STOP_WORDS."""
    return [word for word in words(text) if word not in STOP_WORDS]


@lru_cache(200_000)
def stem(word: str) -> str:
    """The folded Snowball stem of a lower-case word; spellings with ae, oe, ue meet those with umlauts."""
    return fold(_stemmer().stemWord(_umlauted(word)))


@lru_cache(200_000)
def ngrams(word: str) -> tuple[str, ...]:
    """Folded character n-grams of a word with its boundaries marked: "amt" → ("_amt", "amt_")."""
    marked = f"_{fold(_umlauted(word))}_"
    if len(marked) <= NGRAM:
        return (marked,)
    return tuple(marked[i : i + NGRAM] for i in range(len(marked) - NGRAM + 1))


@lru_cache(200_000)
def _umlauted(word: str) -> str:
    """Spell ae, oe, ue as umlauts: "foerderung" → "förderung"; after a vowel or q they stay ("neue", "steuer").

    Some true spellings change too ("aktuell"): harmless, since questions and texts take the same way.
    """

    def swap(match: re.Match[str]) -> str:
        start = match.start()
        before = word[start - 1] if start else ""
        if before and before in "aeiouäöüq":
            return match[0]
        return {"ae": "ä", "oe": "ö", "ue": "ü"}[match[0]]

    return _DIGRAPH.sub(swap, word)
