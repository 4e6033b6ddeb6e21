"""Text to words, stems and character n-grams: the first step of indexing and of understanding a question."""

import re
import unicodedata
from functools import lru_cache
from typing import Protocol

NGRAM = 4
"""Length of character n-grams; 4 and 5 measured alike on four German test sets."""

_FOLD = str.maketrans({"ä": "a", "ö": "o", "ü": "u", "ß": "ss", "é": "e", "è": "e"})
_DIGRAPH = re.compile(r"ae|oe|ue")
_WORD = re.compile(r"\w+")
_GENDER = re.compile(r"(?<=[a-zäöüß])(?:[*:_/](?=in(?:nen)?\b)|(?=Innen\b))")
_LINE_END_HYPHEN = re.compile(r"(?<=[a-zäöüß])[-\u2010]\s*\n\s*(?=[a-zäöüß])(?!(?:und|oder|bzw|sowie)\b)")
_ABBREVIATION_DOT = re.compile(r"\b([a-zäöü]\.(?:\s?[A-Za-zÄÖÜäöü]\.)+)")

STOP_WORDS = frozenset(
    """
    aber als also am an auch auf aus bei beim bin bis bist da dabei dadurch dafür dagegen daher dahin damit danach
    daneben dann daran darauf daraus darf darin darum darunter das dass daß davon davor dazu dein deine dem den denen
    denn der deren des dessen dich die dies diese diesem diesen dieser dieses dir doch dort du durch dürfen ein eine
    einem einen einer eines er es etwa euch euer eure für gegen gewesen gibt gibts hab habe haben hast hat hatte hatten
    hätte hier hin hinter ich ihm ihn ihnen ihr ihre ihrem ihren ihrer ihres im in indem ins ist ja je jede jedem jeden
    jeder jedes jene jenem jenen jener jenes jetzt kann kannst können könnte könnten man mein meine meinem meinen
    meiner mich mir mit muss muß musst müssen musste nach nachdem noch nun nur ob obwohl oder ohne sehr seid sein seine
    seinem seinen seiner seines seit sich sie sind so sobald solche soll sollen sollte sollten sondern sonst soweit
    sowie über um und uns unser unsere unserem unseren unserer unter vom von vor wann war waren warst warum was weg
    weil weiter welche welchem welchen welcher welches wem wen wenn wer werde werden weshalb wessen wie wieso wird
    wirst wo woher wohin womit worden wozu wurde wurden würde würden während zu zum zur zwar zwischen wofür worin
    worauf woran wodurch wovon worüber wobei wieviel ne nen mal eigentlich eigendlich überhaupt denn bitte fürs ums
    übers beim aufs ans
    """.split()
)
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
    """Undo hyphenation at line ends: "Bewilli-\\ngung" → "Bewilligung"; "Spiel- und" stays."""
    return _LINE_END_HYPHEN.sub("", text.replace("\u00ad", ""))


def words(text: str) -> list[str]:
    """All words in lower case and reading order; gender forms become one word, abbreviation dots go.

    "Bürgermeister*innen", "Bürgermeister:innen" and "BürgermeisterInnen" give "bürgermeisterinnen";
    "z. B." and "v. H." give their letters; "5.4" gives "5" and "4".
    """
    plain = _GENDER.sub("", unicodedata.normalize("NFC", join_hyphens(text)))
    plain = _ABBREVIATION_DOT.sub(lambda m: re.sub(r"[.\s]", "", m[1]) + " ", plain)
    return _WORD.findall(plain.lower())


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
