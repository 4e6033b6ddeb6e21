"""Third step of ingestion, part: which earlier version a programme replaces, by its own words only."""

import datetime as dt
import re
from collections.abc import Sequence

from knowledge.german.dates import dates
from knowledge.german.sentences import sentences
from knowledge.german.words import content_words, stem
from knowledge.model import Chunk, Document, DocumentKind
from ingest.model import Description

_RULES = (
    r"(?:Richtlinie\w*|Förder\w+|Bestimmung\w*|Grundsätze?n?|Regel\w*|Fassung|Ausgabe|Merkblatt\w*|Programm\w*|Konditionen\w*|\w*erlass\w*"
    r"|Satzung\w*|Aufruf\w*|Leitfaden\w*|Version|Vorgänger\w*|Handreichung\w*|Infokarte\w*|Regelung\w*|Baustein\w*|Linie\w*"
    r"|[A-ZÄÖÜ][A-ZÄÖÜ-]+(?:[ -]?\w{1,3})?[ -]\d{2,4})"
)
_REPLACES = re.compile(
    rf"\b(?:ersetz(?:t|en)|abgelöst|löst\b(?=.*\bab\b)|lösen\b(?=.*\bab\b)|(?:tritt|treten) an die Stelle|an (?:die )?Stelle de[rs]"
    rf"|hebt\b(?=.*\bauf\b)|aufgehoben|nicht mehr anzuwenden|Nachfolge\w*|anstelle de[rs]|folgt auf|verlier(?:t|en) (?:damit )?ihre Gültigkeit"
    rf"|(?:zugleich|gleichzeitig|damit)\b.*\baußer Kraft|überholt|hinfällig|abgelöst|abgelösten)\b",
    re.IGNORECASE,
)
_NEW_VERSION = re.compile(r"\b(?:Neufassung|Fortschreibung|überarbeitete Fassung|geänderte Fassung|Änderung der)\b")
_OLD = re.compile(rf"\b{_RULES}")
_NOTHING = re.compile(
    r"\b(?:keine?n?|nicht|ohne)\b(?![^.]*nicht mehr anzuwenden)[^.]{0,40}$|\bgibt es nicht\b", re.IGNORECASE
)
_YEAR = re.compile(r"\b(?:20)(\d\d)\b|\b[A-ZÄÖÜ][A-ZÄÖÜ-]+[ -](\d\d)\b")
_GENERIC = frozenset(
    stem(word)
    for word in (
        "richtlinie förderrichtlinie richtlinien neufassung fassung merkblatt aufruf förderung förderprogramm programm regelwerk leitfaden"
        " handreichung infokarte konditionenblatt konditionen förderkonditionen förderbestimmungen bestimmungen fördergrundsätze grundsätze"
        " förderbaustein baustein förderlinie linie zuschuss satzung ab jahr stand version ausgabe digital kommunen kommunal"
    ).split()
)
SAME_PROGRAMME = 0.6
"""So large a share of all the words of two titles has to be common, kinds of document and years left aside."""


def find_wordings(chunks: Sequence[Chunk]) -> list[tuple[str, int | None]]:
    """The sentences that say this document replaces an earlier one, with their page; the plainest first."""
    plain, weak = [], []
    for chunk in chunks:
        for sentence in sentences(chunk.text):
            match = _REPLACES.search(sentence)
            if (
                match
                and _OLD.search(sentence)
                and not _NOTHING.search(sentence[: match.start()])
                and _names_something(sentence, match)
            ):
                plain.append((sentence, chunk.page))
            elif _NEW_VERSION.search(sentence) and len(sentence) < 200:
                weak.append((sentence, chunk.page))
    return plain + weak


def _names_something(sentence: str, match: re.Match[str]) -> bool:
    """Whether something named, dated or called earlier is replaced, not an expense or a permit."""
    rest = sentence[match.end() :]
    old = re.search(
        r"\b(?:bisherige|frühere|alte|vorige|Vorgänger|vom \d|aus dem Jahr|von (?:20)\d\d|20\d\d)", sentence
    )
    return bool(old or (_OLD.search(rest) and _YEAR.search(rest)) or "nicht mehr anzuwenden" in sentence)


def find_predecessor(
    description: Description, chunks: Sequence[Chunk], documents: Sequence[Document]
) -> Document | None:
    """The known document that this one says it replaces: same programme, older, the newest of several; else None."""
    if description.kind is not DocumentKind.FUNDING or description.supersedes is None:
        return None
    wordings = [wording for wording, _ in find_wordings(chunks)]
    fitting = [
        document
        for document in documents
        if document.kind is DocumentKind.FUNDING and replaces(description.title, description.date, wordings, document)
    ]
    return max(fitting, key=lambda document: document.date or dt.date.min, default=None)


def replaces(title: str, date: dt.date | None, wordings: Sequence[str], older: Document) -> bool:
    """Whether a document of this title and date, with these wordings, is the successor of `older`.

    The programmes must be called alike (SAME_PROGRAMME), or the wording must give the older one's exact
    date and share a word of its name. A day or year in the wording that the older one has not excludes it.
    """
    if not wordings or (date and older.date and older.date >= date):
        return False
    named_days = {mention.exact for wording in wordings for mention in dates(wording) if mention.exact}
    past_days = {day for day in named_days if day and (date is None or day < date)}
    mine, its = _programme(title), _programme(older.title)
    common = len(mine & its) / max(len(mine | its), 1)
    if older.date and older.date in past_days:
        return bool(mine & its)
    years = {int(f"20{match[1] or match[2]}") for wording in wordings for match in _YEAR.finditer(wording)}
    past_years = {year for year in years if date is None or year < date.year}
    if past_years and not past_days and not past_years & _years_of(older):
        return False
    return common >= SAME_PROGRAMME


def _programme(title: str) -> frozenset[str]:
    """The stems that name a programme: its title without years, abbreviations in brackets and kinds of document."""
    plain = re.sub(r"\([^)]*\)|\b20\d\d\b", " ", title)
    return frozenset(stem(word) for word in content_words(plain) if not word.isdigit()) - _GENERIC


def _years_of(document: Document) -> set[int]:
    years = {document.date.year} if document.date else set()
    return years | {int(found) for found in re.findall(r"\b(20\d\d)\b", document.title)}
