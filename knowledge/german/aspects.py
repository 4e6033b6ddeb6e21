"""Beside ranking: which aspect of a matter a question asks for (a deadline, what went wrong), and what clauses tell it.

An aspect joins how people ask with how papers say it where no single word does: "Wann ist das Geld auf dem Konto?"
is about what stands under "Auszahlung". The patterns are in aspects.toml.
"""

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

_FILE = Path(__file__).parent / "aspects.toml"


@dataclass(frozen=True, slots=True)
class Aspect:
    """Patterns for lower case: how it is asked for, how clauses tell it, what headings announce it."""

    name: str
    asks: re.Pattern[str]
    says: re.Pattern[str]
    heads: re.Pattern[str]


def aspects_asked(lower: str) -> tuple[Aspect, ...]:
    """The aspects that a question in lower case asks for, in the order of the file; often none, rarely over three."""
    return tuple(aspect for aspect in shipped_aspects() if aspect.asks.search(lower))


@cache
def shipped_aspects() -> tuple[Aspect, ...]:
    """All aspects of the file."""
    with _FILE.open("rb") as file:
        found = tomllib.load(file)
    return tuple(
        Aspect(name, *(_any_of(one[side]) for side in ("asks", "says", "heads"))) for name, one in found.items()
    )


def _any_of(alternatives: list[str]) -> re.Pattern[str]:
    return re.compile("|".join(alternatives))
