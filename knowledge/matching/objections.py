"""Inside matching: what speaks against a municipality or is not known of it; always something."""

import datetime as dt
import re
from collections.abc import Sequence

from knowledge.german.numbers import grouped
from knowledge.matching import texts
from knowledge.matching.geography import BAND, SMALL, kilometres
from knowledge.matching.model import Need, Stage
from knowledge.model import Municipality

MOST = 2
TIMES = 2.5
"""From so many times the population on, two municipalities are not alike."""
FAR_KM = 80
OLD_AFTER_YEARS = 3
_CONTACT = re.compile(r"@|\b0\d{2,5}[ /-]?\d{3,}|\b(?:Ansprech|Kontakt|Auskunft|Leitung|Koordination)\w*")


def objections(
    need: Need, place: Municipality, stage: Stage | None, day: dt.date | None, told: Sequence[str]
) -> tuple[str, ...]:
    """German sentences, weightiest first; the last resort is what is simply not known."""
    said = []
    if stage is Stage.FAILED:
        said.append(texts.FAILED)
    if stage is Stage.PLANNED:
        said.append(texts.PLANNED)
    said += _of_size(need.home, place)
    if day or told:
        said += of_age(day, need.today)
    distance = kilometres(need.home, place) if need.home else 0.0
    if distance > FAR_KM:
        said.append(texts.FAR.format(name=place.name, distance=round(distance)))
    if told and not any(_CONTACT.search(text) for text in told):
        said.append(texts.NO_CONTACT)
    return tuple(said[:MOST]) or (texts.WILLING_UNKNOWN,)


def of_age(day: dt.date | None, today: dt.date) -> list[str]:
    """What is to be said of a source's date: that it is missing, or long ago."""
    if day is None:
        return [texts.UNDATED]
    return [texts.OLD.format(year=day.year)] if today.year - day.year >= OLD_AFTER_YEARS else []


def _of_size(home: Municipality | None, place: Municipality) -> list[str]:
    people = grouped(place.population)
    if home is None:
        return [texts.LARGE.format(name=place.name, people=people)] if place.population > SMALL + BAND else []
    if place.population > TIMES * home.population:
        return [texts.LARGER.format(name=place.name, people=people)]
    if home.population > TIMES * place.population:
        return [texts.SMALLER.format(name=place.name, people=people)]
    return []
