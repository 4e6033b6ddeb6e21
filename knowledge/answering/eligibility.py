"""Inside elaborating: whether the asker's municipality may apply: a checklist, each line with its clause.

Three conditions are compared with the directory of municipalities: inhabitants, administrative district, county.
"""

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass

from knowledge.answering import texts
from knowledge.german.numbers import number
from knowledge.german.sentences import sentences
from knowledge.index.base import Base
from knowledge.model import Document, Evidence, FactKind, Municipality

_FIGURE = r"(\d{1,3}(?:[. \u00a0]\d{3})+|\d{3,6})"
_PEOPLE = r"(?:Einwohner\w*|Menschen|EW\b)"
_LESS = re.compile(
    rf"(unter|weniger als|bis(?: zu)?|höchstens|maximal|nicht mehr als|nicht über)\s+{_FIGURE}\s+{_PEOPLE}",
    re.IGNORECASE,
)
_MORE = re.compile(rf"(über|mehr als|mindestens|ab|wenigstens)\s+{_FIGURE}\s+{_PEOPLE}", re.IGNORECASE)
_STRICT = frozenset(("unter", "weniger als"))
_ABOVE = frozenset(("über", "mehr als"))
_DISTRICTS = ("Arnsberg", "Detmold", "Düsseldorf", "Köln", "Münster")
_REGION = re.compile(r"Regierungsbezirk\w*\s+((?:[A-ZÄÖÜ]\w+(?:,\s+|\s+und\s+|\s+oder\s+|\s+sowie\s+)?)+)")
_RESTRICTS = re.compile(
    r"\b(?:nur|nicht|kein\w*|ausschließlich|ausgenommen|ausgeschlossen|außer)\b|\bverbund", re.IGNORECASE
)
_COUNTY = re.compile(r"\b(?:aus|in|im) (?:dem|den|der)?\s*Kreis(?:en|es)?\s+((?:[A-ZÄÖÜ][\w-]+(?:,\s+|\s+und\s+)?)+)")
_PARTS = re.compile(r"\bOrt(?:e|en|steil\w*|schaft\w*)\b|\bStadtteil\w*|\bDörfer\w*")
"""A limit for places within a municipality cannot be checked against its own inhabitants."""
_MAY = re.compile(r"(?:[Bb]erechtigt|\bAntragsteller|beantragen|Zielgruppe|Empfänger|Kommunen|Gemeinden)")
NEAR_LIMIT = 0.05
"""Within this share of a limit the date of the count decides."""


@dataclass(frozen=True, slots=True)
class Checked:
    """One condition with the words of its clause: `met` is None where it needs a look (an exception, a bundle)."""

    name: str
    met: bool | None
    evidence: Evidence
    wording: str
    close: bool = False


@dataclass(frozen=True, slots=True)
class Checklist:
    """The conditions of one programme beside one municipality; `missing` are those that no clause names."""

    lead: str
    checked: tuple[Checked, ...]
    closing: str


def checklist(home: Municipality, document: Document, base: Base) -> Checklist | None:
    """The checklist of a programme for a municipality; None where the programme states no condition to compare."""
    checked: dict[str, Checked] = {}
    for sentence, evidence in _conditions(document, base):
        for found in _check(sentence, evidence, home):
            known = checked.get(found.name)
            if known is None or found.met is None or (known.met and not found.met):
                checked[found.name] = found
    if not checked:
        return None
    lead = texts.HOME.format(
        name=home.name,
        people=texts.plain(home.population),
        counted=_counted(home),
        county=home.county,
        district=home.district,
    )
    missing = [name for name in texts.CONDITIONS if name not in checked]
    closing = [texts.CLOSE_TO_LIMIT] if any(one.close for one in checked.values()) else []
    closing += [texts.NOT_STATED.format(names=", ".join(missing))] if missing else []
    return Checklist(lead, tuple(checked.values()), " ".join([*closing, texts.NO_APPROVAL]))


def _counted(home: Municipality) -> str:
    """The day of the count as in a letter; lists of staff may hold it so already."""
    try:
        return texts.day(dt.date.fromisoformat(home.population_as_of))
    except ValueError:
        return home.population_as_of


def _conditions(document: Document, base: Base) -> Iterator[tuple[str, Evidence]]:
    """The sentences of a programme that say who may apply, first those that ingestion took for it."""
    eligible = [fact.wording for fact in base.facts_of(document.id, FactKind.ELIGIBLE)]
    chunks = base.chunks_of(document.id)
    for chunk in chunks:
        for sentence in sentences(chunk.display):
            if any(sentence in wording or wording in sentence for wording in eligible):
                yield sentence, Evidence(chunk, document, 0.0)
    if not eligible:
        for chunk in chunks:
            for sentence in sentences(chunk.display):
                if _MAY.search(sentence):
                    yield sentence, Evidence(chunk, document, 0.0)


def _check(sentence: str, evidence: Evidence, home: Municipality) -> Iterator[Checked]:
    inhabitants, region, county = texts.CONDITIONS
    less, more = _LESS.search(sentence), _MORE.search(sentence)
    less_than, more_than = (_limit(less) if less else None), (_limit(more) if more else None)
    if less_than or more_than:
        within = home.population < less_than if less and less_than and less[1].lower() in _STRICT else True
        if less_than:
            within = within and home.population <= less_than
        if more and more_than:
            within = within and home.population >= more_than + (more[1].lower() in _ABOVE)
        met = None if not within and _PARTS.search(sentence) else within
        close = any(abs(home.population - at) <= NEAR_LIMIT * at for at in (less_than, more_than) if at)
        yield Checked(inhabitants, met, evidence, sentence, close)
    special = bool(_RESTRICTS.search(sentence))
    named = _REGION.search(sentence)
    districts = [name for name in _DISTRICTS if named and name in named[1]]
    if districts:
        inside = home.district in districts
        if inside or not special:
            yield Checked(region, None if special else inside, evidence, sentence)
    counties = _COUNTY.search(sentence)
    if counties:
        inside = home.county.removeprefix("Kreis ") in counties[1]
        if inside or not special:
            yield Checked(county, None if special else inside, evidence, sentence)


def _limit(match: re.Match[str]) -> float | None:
    return number(match[2])
