"""Beside a municipality: its number of inhabitants in words, never without the date."""

import datetime as dt

from bot.texts import profile as texts
from knowledge.model import Municipality


def population(place: Municipality) -> str:
    """The number of inhabitants with the date it is of: "7.103 Einwohner (31.12.2022)"."""
    people = f"{place.population:,}".replace(",", ".")
    return texts.POPULATION.format(people=people, as_of=_day(place.population_as_of))


def _day(as_of: str) -> str:
    try:
        return f"{dt.date.fromisoformat(as_of):%d.%m.%Y}"
    except ValueError:
        return as_of
