"""German text → topics of the controlled list in topics.toml: for facts of documents and for matching partners."""

import re
import tomllib
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from knowledge.german.abbreviations import shipped_abbreviations

_FILE = Path(__file__).parent / "topics.toml"
_ENDINGS = r"(?:e|en|er|es|s|n|em|innen|in)?"
_UMLAUT = re.compile("[äöüß]", re.IGNORECASE)
_SPELLINGS = {"ä": "(?:ä|ae)", "ö": "(?:ö|oe)", "ü": "(?:ü|ue)", "ß": "(?:ß|ss)"}
_WRITTEN_OUT = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue"})
_BLANK = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class TopicMention:
    """A word that points to a topic; `start` and `end` count characters."""

    topic: str
    wording: str
    start: int
    end: int


class Topics:
    """A controlled list: each topic with its words ("*" stands for the rest of a compound).

    An abbreviation (short form, long form) is a word of every topic that its long form names as a
    whole: "IKZ" of the one called "Interkommunale Zusammenarbeit", "DMS" of the one with
    "Dokumentenmanagement*". One with two long forms is left out, for nothing says which is meant.
    """

    def __init__(self, words: Mapping[str, Sequence[str]], abbreviations: Sequence[tuple[str, str]] = ()) -> None:
        self.names = tuple(words)
        self._terms = {name: _any_of(terms) for name, terms in words.items()}
        self._needles = {name: frozenset(map(_needle, terms)) for name, terms in words.items()}
        self._patterns: dict[str, re.Pattern[str]] = {}
        meanings = Counter(short for short, _ in abbreviations)
        meant = [(short, long, _folded(long)) for short, long in abbreviations if meanings[short] == 1]
        known = {name: list(self._short_forms(name, terms, meant)) for name, terms in words.items()}
        for name, shorts in known.items():
            self._terms[name] = "|".join((self._terms[name], *map(_exactly, shorts)))
            self._needles[name] |= frozenset(map(_needle, shorts))
        self._all_needles = frozenset().union(*self._needles.values())

    def _short_forms(self, name: str, terms: Sequence[str], meant: Sequence[tuple[str, str, str]]) -> Iterator[str]:
        """The abbreviations whose long form (in its third place folded) a topic's name or one of its words is."""
        anywhere = [_needle(term) for term in terms if term.startswith("*")]
        beginnings = tuple(_needle(term) for term in terms if not term.startswith("*"))
        for short, long, folded in meant:
            likely = folded.startswith(beginnings) or any(needle in folded for needle in anywhere)
            if long.casefold() == name.casefold() or (likely and re.fullmatch(self._terms[name], long, re.IGNORECASE)):
                yield short

    def _pattern(self, name: str) -> re.Pattern[str]:
        """What finds a topic, compiled when a text first needs it: all of them together take 0.2 s."""
        if name not in self._patterns:
            self._patterns[name] = re.compile(self._terms[name], re.IGNORECASE)
        return self._patterns[name]

    def find(self, text: str) -> list[TopicMention]:
        """Every word of the text that points to a topic, in order; a word may point to several."""
        # A plain search rules out most topics before their patterns, which are slow, are tried.
        folded = _folded(text)
        hits = {needle for needle in self._all_needles if needle in folded}
        likely = [name for name, needles in self._needles.items() if not needles.isdisjoint(hits)]
        mentions = [
            TopicMention(name, match[0], match.start(), match.end())
            for name in likely
            for match in self._pattern(name).finditer(text)
        ]
        return sorted(mentions, key=lambda mention: mention.start)

    def touches(self, text: str, names: Collection[str]) -> bool:
        """Whether a text points to one of some topics; the others are not looked for."""
        folded = _folded(text)
        likely = (name for name in names if any(needle in folded for needle in self._needles[name]))
        return any(self._pattern(name).search(text) for name in likely)

    def count(self, text: str) -> Counter[str]:
        """How often a text points to each topic."""
        return Counter(mention.topic for mention in self.find(text))


def _folded(text: str) -> str:
    """In small letters, umlauts written out: every spelling that a pattern takes for one word is one."""
    return text.casefold().translate(_WRITTEN_OUT)


def _needle(term: str) -> str:
    """A part of every text in which the term's pattern finds it: its first word."""
    return _folded(term.strip("*").split()[0])


def _any_of(terms: Sequence[str]) -> str:
    """The terms, longest first; the edge of a word is looked for once, not once a term at every letter."""
    return rf"\b(?:{'|'.join(map(_pattern, sorted(terms, key=len, reverse=True)))})"


def _exactly(short: str) -> str:
    return rf"(?<!\w)(?-i:{re.escape(short)})(?!\w)"


def _pattern(term: str) -> str:
    core = _BLANK.sub(r"\\s+", re.escape(term.strip("*")).replace(r"\ ", " "))
    before = r"\w*" if term.startswith("*") else ""
    after = r"[\w-]*" if term.endswith("*") else rf"{_ENDINGS}\b"
    exact = (
        f"(?-i:{core})" if term.strip("*-").isupper() else _UMLAUT.sub(lambda found: _SPELLINGS[found[0].lower()], core)
    )
    return f"{before}{exact}{after}"


@lru_cache(1)
def shipped_topics() -> Topics:
    """The controlled list that comes with the program."""
    return Topics(tomllib.loads(_FILE.read_text(encoding="utf-8"))["topics"], shipped_abbreviations())


@lru_cache(50_000)
def topics_in(text: str) -> frozenset[str]:
    """The shipped topics that a text touches; matching asks for the same needs and clauses again and again."""
    return frozenset(shipped_topics().count(text))


def touches(text: str, names: Collection[str]) -> bool:
    """Whether a text touches one of some of the shipped topics."""
    return bool(names) and shipped_topics().touches(text, names)
