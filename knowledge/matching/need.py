"""Before matching: a question becomes a need: asking words count little, names of places say where to look."""

import datetime as dt
import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from knowledge.german.concepts import ConceptBase
from knowledge.german.places import Gazetteer, PlaceKind
from knowledge.german.questions import asks_only
from knowledge.german.words import content_words, stem, words
from knowledge.index.clauses import Query
from knowledge.matching.model import Area, AreaKind, Need
from knowledge.model import Municipality

ASKING = 0.1
"""What a word counts that belongs to the asking, not to the thing looked for."""
BESIDE_NOUNS = 0.6
"""What a word counts that is written small where others are written with a capital: nouns name the thing."""
_ASKING_WORDS = """
startup unternehmen dienstleister hersteller jung helfen hilft unterstützen kennen kennt geben gibt passen passt
eignen sitz sitzen sitzt verwaltung referenz sagt sagen schickt liefert liefern macht bietet anbieten verkaufen
meldet finden gesucht suchen sucht brauchen brauche partner kommune gemeinde stadt ort nachbar nachbarn rathaus
nachbarschaft nachbarkommune funktioniert geklappt gescheitert schief gegangen fehler problem hürde schwierigkeit
nähe gegend ecke umgebung region kreis bezirk regierungsbezirk land nrw bürgermeister kollege kollegin sprechen reden
redet drüber darüber berichten erfahrung austauschen austausch schon bereits haben nutzen nutzt einsetzen arbeiten
ähnlich groß größe klein thema projekt lösung vergleichbar anrufen zusammen gemeinsam zusammenarbeit zusammentun
möglichkeit beispiel vorbild umgesetzt umsetzen eingeführt einführen gemacht machen lieb überhaupt einwohner neu
"""
_ASKING = frozenset(map(stem, _ASKING_WORDS.split()))
BY_MEANS = 0.4
"""What a word counts that says by what means, not what for: a device, or what follows "mit" and "per"."""
_WITH = re.compile(
    r"\b(?:mit|per|mittels|anhand) (?:(?:de[rnm]|einer|einem|eine|das|die|ihren|unserem|unserer) )?([\w-]+)",
    re.IGNORECASE,
)
_MEANS_WORDS = "handy smartphone telefon app software programm computer kamera ki internet netz homepage digital"
_MEANS = frozenset(map(stem, _MEANS_WORDS.split()))
_OWN_COUNTY = re.compile(r"\b(?:bei uns im|(?:in )?unsere[mr]|userem|im eigenen|im selben|im gleichen) kreis\b")
_OWN_DISTRICT = re.compile(r"\b(?:unsere[mr]|im eigenen) (?:regierungs)?bezirk\b")
_STATE = re.compile(r"\b(?:nrw|nordrhein-westfalen)\b", re.IGNORECASE)
_REGIONS = {
    "münsterland": "Münster", "ostwestfalen": "Detmold", "owl": "Detmold", "südwestfalen": "Arnsberg",
    "sauerland": "Arnsberg", "siegerland": "Arnsberg", "niederrhein": "Düsseldorf", "eifel": "Köln",
}  # fmt: skip
"""Landscapes that people name, to the district that holds most of them."""
_NEAR = re.compile(
    r"\b(?:in der nähe|nahe|nebenan|umgebung|nachbar\w*|um die ecke|in der ecke|in unserer ecke|in der gegend"
    r"|bei uns)\b"
)
_COUNTY_WORDS = re.compile(r"kreis(?:es)?\b|\w*region\b", re.IGNORECASE)
_WORD = re.compile(r"\w+(?:-\w+)*")
_FAILURES = re.compile(
    r"\b(?:nicht|nie) (?:funktioniert|geklappt|aufgegangen)\b|\bschief\s?gegangen\b|\bgescheitert\b|\bscheiter\w+"
    r"|\b(?:Fehler|Probleme?n?|Hürden|Schwierigkeiten|Stolperst\w+)\b",
    re.IGNORECASE,
)
_SHORTEST = 4


@dataclass(frozen=True, slots=True)
class Asker:
    """Who asks and when."""

    today: dt.date
    home: Municipality | None = None


def read_need(text: str, concepts: ConceptBase, gazetteer: Gazetteer, asker: Asker) -> Need:
    """The need that a text of its own states."""
    named = [word for word in dict.fromkeys(content_words(text)) if not concepts.means_nothing(word)]
    return need_of(text, Query(dict.fromkeys(named, 1.0), tuple(concepts.expand(named))), gazetteer, asker)


def need_of(text: str, query: Query, gazetteer: Gazetteer, asker: Asker) -> Need:
    """The need behind a question whose words and concepts are known (words of earlier turns included)."""
    area, named = _area(text, query, gazetteer, asker.home)
    nouns = _nouns(text)
    means = {word for found in _WITH.finditer(text) for word in content_words(found[1])}
    weights = {
        word: _weight(word, weight, named, means) * (1.0 if not nouns or word in nouns else BESIDE_NOUNS)
        for word, weight in query.words.items()
    }
    if not any(weight > ASKING for weight in weights.values()):
        weights = {word: _weight(word, weight, named, ()) for word, weight in query.words.items()}
    return Need(text, Query(weights, query.expansions), asker.today, asker.home, area)


def _weight(word: str, weight: float, named: Collection[str], means: Collection[str]) -> float:
    if word in named:
        return 0.0
    if (stem(word) in _MEANS or word in means) and stem(word) not in _ASKING:
        return weight * BY_MEANS
    return weight * ASKING if stem(word) in _ASKING or asks_only(word) else weight


def _nouns(text: str) -> frozenset[str]:
    """The words with a capital that name a thing; the first word has one in any case."""
    written = _WORD.findall(text)[1:]
    capital = {word for token in written if token[:1].isupper() for word in content_words(token)}
    return frozenset(word for word in capital if stem(word) not in _ASKING and not asks_only(word))


def asks_for_failures(need: Need) -> bool:
    """Whether it is about what went wrong elsewhere."""
    return bool(_FAILURES.search(need.text))


def says_something(need: Need) -> bool:
    """Whether a need names a thing beside asking and places."""
    return any(weight > ASKING for weight in need.query.words.values())


def _area(
    text: str, query: Query, gazetteer: Gazetteer, home: Municipality | None
) -> tuple[Area | None, frozenset[str]]:
    """Where to look, and the words that say so."""
    lower = text.lower()
    for kind, value, wording in _named(text, query, gazetteer):
        return Area(kind, value), frozenset(content_words(wording))
    for region, district in _REGIONS.items():
        if re.search(rf"\b{region}\b", lower):
            return Area(AreaKind.DISTRICT, district), frozenset({region})
    if home and _OWN_COUNTY.search(lower):
        return Area(AreaKind.COUNTY, home.county), frozenset()
    if home and _OWN_DISTRICT.search(lower):
        return Area(AreaKind.DISTRICT, home.district), frozenset()
    if _STATE.search(" ".join((text, *query.words))):
        return Area(AreaKind.STATE), frozenset()
    return (Area(AreaKind.NEAR) if _NEAR.search(lower) else None), frozenset()


def _named(text: str, query: Query, gazetteer: Gazetteer) -> Iterator[tuple[AreaKind, str, str]]:
    """Places that the text names: in full first, then counties by their short names ("im Hochsauerland")."""
    kinds = {PlaceKind.COUNTY: AreaKind.COUNTY, PlaceKind.DISTRICT: AreaKind.DISTRICT}
    places = gazetteer.find(text)
    for place in places:
        if place.kind in kinds:
            yield kinds[place.kind], place.value, place.wording
    spoken = [word for word in words(text) if len(word) >= _SHORTEST]
    counties = sorted({m.county for m in gazetteer.municipalities if _COUNTY_WORDS.search(m.county)})
    short = {name: one.span for one in query.expansions for name in one.others}
    for county in counties:
        if tuple(content_words(county)) in short:
            yield AreaKind.COUNTY, county, " ".join(short[tuple(content_words(county))])
        parts = words(_COUNTY_WORDS.sub(" ", county))
        if parts and all(any(stem(part) == stem(word) for word in spoken) for part in parts):
            yield AreaKind.COUNTY, county, " ".join(w for w in spoken if stem(w) in set(map(stem, parts)))
    for place in places:
        if place.kind is PlaceKind.MUNICIPALITY:
            yield AreaKind.MUNICIPALITY, place.value, place.wording
