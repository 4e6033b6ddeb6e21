"""A broadcast's text with gaps → one text a recipient; a gap that can't be filled stops the whole broadcast."""

import re
from collections.abc import Callable, Mapping, Sequence

from bot.broadcasts.errors import BroadcastRefused
from bot.broadcasts.people import Person
from bot.texts import broadcasts as texts
from knowledge.german.numbers import grouped

_GAP = re.compile(r"\{([^{}\n]*)\}")
GAPS: Mapping[str, Callable[[Person], str | None]] = {
    "name": lambda person: person.member.name,
    "gemeinde": lambda person: person.place.name if person.place else None,
    "kreis": lambda person: person.place.county if person.place else None,
    "bezirk": lambda person: person.place.district if person.place else None,
    "einwohner": lambda person: grouped(person.place.population) if person.place else None,
}
MOST_NAMED = 5


def check_gaps(text: str) -> None:
    """Raises BroadcastRefused for a gap that does not exist, or a brace that opens none."""
    unknown = [name for name in _GAP.findall(text) if name.strip().lower() not in GAPS]
    known = ", ".join(f"{{{name}}}" for name in GAPS)
    if unknown:
        raise BroadcastRefused(texts.NO_SUCH_GAP.format(gap=f"{{{unknown[0]}}}", known=known))
    if set("{}") & set(_GAP.sub("", text)):
        raise BroadcastRefused(texts.LONE_BRACE.format(known=known))


def fill(text: str, person: Person) -> str:
    """The text for one recipient; gaps without a value stay, see `check_filled`."""
    return _GAP.sub(lambda said: GAPS[said[1].strip().lower()](person) or said[0], text)


def check_filled(text: str, people: Sequence[Person]) -> None:
    """Raises BroadcastRefused with those for whom a gap has no value."""
    for name in dict.fromkeys(said.strip().lower() for said in _GAP.findall(text)):
        without = [person.called for person in people if not GAPS[name](person)]
        if without:
            shown = ", ".join(without[:MOST_NAMED]) + (" …" if len(without) > MOST_NAMED else "")
            raise BroadcastRefused(texts.EMPTY_GAP.format(count=len(without), gap=f"{{{name}}}", names=shown))
