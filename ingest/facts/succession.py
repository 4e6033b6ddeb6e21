"""Third step of ingestion, part: which earlier version a programme replaces, by its own words only."""

import datetime as dt
import re
from collections.abc import Sequence

from ingest.facts.phrases import any_of, pattern, undotted
from ingest.model import Description
from knowledge.german.dates import dates
from knowledge.german.sentences import sentences
from knowledge.german.words import content_words, stem
from knowledge.model import Chunk, Document, DocumentKind

SAME_PROGRAMME = 0.6
"""So large a share of all the words of two titles has to be common, kinds of document and years left aside."""
LONGEST_NOTE = 200
_SHORT_NAME = r"(?-i:[A-ZÄÖÜ][A-ZÄÖÜ-]+(?:[ -]?[A-ZÄÖÜ]{1,3})?[ -]\d{2,4}\b)"
_RULES = any_of(
    r"\w*(?:[Rr]ichtlinie|[Bb]estimmung|[Bb]edingung|[Gg]rundsätz|[Pp]rogramm|[Kk]ondition|erlass|[Ff]assung)\w*",
    r"(?:Förder|Regel|Merkblatt|Satzung|Aufruf|Leitfaden|Vorgänger|Handreichung|Infokarte|Baustein|Linie)\w*",
    r"Ausgabe",
    r"Version",
    _SHORT_NAME,
)
_OLD = rf"(?:die|das|den|der|des|alle|unsere)\s(?:\w+\s){{0,3}}?{_RULES}|{_SHORT_NAME}"
_THIS = r"(?:diese[nrs]?|dies|(?:die|das|den) (?:vorliegende|neue)n?)"
_REPLACES = pattern(
    rf"\bersetz(?:t|en) (?:damit |zugleich |somit )?(?:{_OLD})",
    rf"\blös(?:t|en) (?:damit |zugleich |somit )?(?:{_OLD}).*\bab\b",
    r"\bsie löst .*\bab\b",
    r"\b(?:tritt|treten) (?:\w+ ){0,3}an (?:die )?Stelle (?:de[rs]|von)\b",
    r"\ban (?:die )?Stelle (?:de[rs]|von)\b.*\b(?:tritt|treten)\b",
    r"\banstelle (?:de[rs]|von)\b",
    rf"\bheb(?:t|en) (?:{_OLD}).*\bauf\b",
    r"\b(?:wird|werden|ist|sind) (?:\w+ ){0,4}aufgehoben\b",
    r"\bnicht (?:mehr|länger) anzuwenden\b",
    r"\b(?:gilt|gelten) (?:damit |ab dann |seitdem )?nicht (?:mehr|länger)\b",
    r"\bNachfolge(?:rin|r|regelung|programm|richtlinie)?\b",
    rf"\bfolg(?:t|en) auf (?:{_OLD})",
    rf"\bverlier(?:t|en) (?:damit )?(?:{_OLD}).*\bGültigkeit\b",
    rf"\b(?:zugleich|gleichzeitig|damit|Inkrafttreten[^.]*) (?:tritt|treten) (?:{_OLD}).*\baußer Kraft\b",
    rf"\b(?:{_OLD}).*\bdurch {_THIS}\b.*\b(?:ersetzt|abgelöst)\b",
    r"^(?:Vorgänger\w*|Ersatz für|Ersetzt):",
    rf"\b(?:{_OLD}).*\b(?:ausgedient|Geschichte|der Vergangenheit an|erledigt)\b",
    rf"\b(?:nach|aus) (?:{_OLD}).*\b(?:nichts|niemand\w*|kein\w* \w+) mehr\b",
    rf"\b(?:bisherige|alte|frühere|vorige)[nrs]? {_RULES}.*\b(?:überholt|hinfällig|gegenstandslos)\b",
    rf"\b{_RULES} vom \d.*\b(?:überholt|hinfällig|gegenstandslos)\b",
)
_REPLACED = pattern(
    r"\b(?:wurden?|wird|werden|ist|sind|worden)\b.{0,60}"
    rf"\b(?:durch|von) (?!{_THIS}).*\b(?:ersetzt|abgelöst|aufgehoben)\b",
    rf"\b(?:ersetzt|abgelöst) (?:worden|durch|von)\b(?! {_THIS})",
)
_NEW_VERSION = pattern(r"\b(?:Neufassung|Fortschreibung|überarbeitete Fassung|geänderte Fassung)\b")
_NONE = pattern(r"\b(?:keine?n?|nicht|nur)\b[^.]{0,40}$")
_EARLIER = pattern(
    r"\b(?:bisherig|früher|alt|vorig|vorherig|vorangegangen)e[nrs]?\b",
    r"\bVorgänger\w*",
    r"\bvom \d",
    r"\baus dem Jahr\b",
    r"\b20\d\d\b",
)
_OLD_NAME = re.compile(_RULES)
_SHORT_FORM = re.compile(_SHORT_NAME)
_YEAR = re.compile(r"\b20(\d\d)\b|\b[A-ZÄÖÜ][A-ZÄÖÜ-]+[ -](\d\d)\b")
_KIND_WORDS = (
    "richtlinie förderrichtlinie richtlinien neufassung fassung merkblatt aufruf förderung förderprogramm programm "
    "bedingungen regelwerk leitfaden handreichung infokarte konditionenblatt konditionen förderkonditionen "
    "förderbestimmungen bestimmungen fördergrundsätze grundsätze förderbaustein baustein förderlinie linie zuschuss "
    "satzung jahr stand version ausgabe digital digitale kommunen kommunal nrw"
)
_REGIONS = frozenset({"NRW", "OWL", "EU", "EFRE", "LEADER"})
_GENERIC = frozenset(map(stem, content_words(_KIND_WORDS)))


def find_wordings(chunks: Sequence[Chunk]) -> list[tuple[str, int | None]]:
    """The sentences that say this document replaces an earlier one, with their page; the plainest first."""
    plain, weak = [], []
    for chunk in chunks:
        for sentence in sentences(chunk.text):
            if _says_so(sentence):
                plain.append((sentence, chunk.page))
            elif _NEW_VERSION.search(sentence) and len(sentence) < LONGEST_NOTE and dates(sentence):
                weak.append((sentence, chunk.page))
    return plain + weak


def _says_so(sentence: str) -> bool:
    """Whether an earlier set of rules, not an expense or a permit, is said to be replaced by this one."""
    plain = undotted(sentence)
    match = _REPLACES.search(plain)
    if match is None or _REPLACED.search(plain) or _NONE.search(plain[: match.start()]) or not _OLD_NAME.search(plain):
        return False
    return bool(_EARLIER.search(plain) or _SHORT_FORM.search(plain))


def find_predecessor(
    description: Description, chunks: Sequence[Chunk], documents: Sequence[Document]
) -> Document | None:
    """The known document that this one replaces: same programme, older, the newest of several; else None.

    It says so itself, or bears the name of one that names its own end.
    """
    if description.kind is not DocumentKind.FUNDING:
        return None
    wordings = [wording for wording, _ in find_wordings(chunks)] if description.supersedes else []
    fitting = [
        document
        for document in documents
        if document.kind is DocumentKind.FUNDING
        and (replaces(description.title, description.date, wordings, document) or renews(description, document))
    ]
    return max(fitting, key=lambda document: document.date or dt.date.min, default=None)


def replaces(title: str, date: dt.date | None, wordings: Sequence[str], older: Document) -> bool:
    """Whether a document of this title and date, with these wordings, is the successor of `older`.

    The programmes must be called alike (SAME_PROGRAMME) or by the same abbreviation, or the wording must
    give the older one's exact date while the titles share a word. A year in the wording that the older
    one has not excludes it.
    """
    if not wordings or (date and older.date and older.date >= date):
        return False
    mine, its = programme_words(title), programme_words(older.title)
    days = {mention.exact for wording in wordings for mention in dates(wording) if mention.exact}
    past_days = {day for day in days if date is None or day < date}
    if older.date in past_days:
        return bool(mine & its)
    shared = abbreviations(title) & abbreviations(older.title)
    years = {int(f"20{match[1] or match[2]}") for wording in wordings for match in _YEAR.finditer(wording)}
    past_years = {year for year in years if date is None or year < date.year}
    if past_years and not past_years & _years_of(older):
        return False
    if shared and past_years:
        return True
    return len(mine & its) >= SAME_PROGRAMME * len(mine | its) > 0


def renews(description: Description, older: Document) -> bool:
    """Whether both bear the same name with another year, of one publisher, and the older names its end."""
    years, past = _years_in(description.title), _years_in(older.title)
    if not years or not past or years & past:
        return False
    if older.valid_until is None or older.date is None or description.date is None or older.date >= description.date:
        return False
    return description.publisher == older.publisher and _name(description.title) == _name(older.title)


def _name(title: str) -> str:
    return " ".join(re.findall(r"\w+", _unversioned(title))).casefold()


def programme_words(title: str) -> frozenset[str]:
    """The stems that name a programme: its title without years, additions in brackets and kinds of document."""
    return frozenset(stem(word) for word in content_words(_unversioned(title)) if not word.isdigit()) - _GENERIC


def _unversioned(title: str) -> str:
    """A title without what tells versions apart: years and additions in brackets."""
    return re.sub(r"\([^)]*\)|\b20\d\d\b", " ", title)


def abbreviations(title: str) -> frozenset[str]:
    """What a programme is called for short: "RLM", "IKZ", "FB-G"."""
    return frozenset(re.findall(r"\b[A-ZÄÖÜ]{2,}(?:-[A-ZÄÖÜ]+\b)?", title)) - _REGIONS


def _years_of(document: Document) -> set[int]:
    return ({document.date.year} if document.date else set()) | _years_in(document.title)


def _years_in(title: str) -> set[int]:
    return {int(found) for found in re.findall(r"\b20\d\d\b", title)}
