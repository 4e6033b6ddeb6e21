"""After ranking: what is said of a start-up: quotations for it, and what speaks against it or is not known."""

from knowledge.german.municipalities import STATE_KEY
from knowledge.matching import texts
from knowledge.matching.entries import Entry
from knowledge.matching.fit import Fit
from knowledge.matching.geography import BAND, SMALL, kilometres, nearness, size
from knowledge.matching.model import Need, StartUp
from knowledge.matching.need import says_something
from knowledge.matching.objections import of_age
from knowledge.matching.quotes import wordings_first
from knowledge.matching.told import Wording
from knowledge.model import Municipality

FAR_KM = 60
MOST_AGAINST = 2


def present(need: Need, entry: Entry, value: float, found: Fit) -> StartUp:
    """What is said of one start-up: its best offer, the nearest reference, a price; then what speaks against it."""
    offers = wordings_first(entry.offers, found, 1)
    others = [
        *([] if says_something(need) else [one for _, one in entry.seats[:1]]),
        *([reference[1]] if (reference := _reference(need, entry)) else []),
    ]
    prices = wordings_first(entry.prices, found, 1)
    reasons = {quote.text: quote for quote in (*offers, *wordings_first(others, found, len(others)), *prices)}
    return StartUp(entry.name, entry.document, value, tuple(reasons.values()), _against(need, entry))


def _reference(need: Need, entry: Entry) -> tuple[Municipality, Wording] | None:
    """The reference most like the asker's municipality: by size and nearness."""

    def alike(one: tuple[Municipality, Wording]) -> float:
        return size(need.home, one[0]).value + nearness(need.home, one[0]).value

    return max(entry.references, key=alike, default=None)


def _against(need: Need, entry: Entry) -> tuple[str, ...]:
    """What speaks against it or is not known, weightiest first; never empty."""
    here = [place for place, _ in entry.references if place.ags.startswith(STATE_KEY)]
    said = [] if here else [texts.NO_STATE_REFERENCE if entry.elsewhere else texts.NO_REFERENCE]
    if here and all(place.population > SMALL + BAND for place in here):
        said.append(texts.LARGE_REFERENCE.format(names=", ".join(dict.fromkeys(place.name for place in here))))
    elif here and need.home:
        home = need.home
        distance, near = min(((kilometres(home, place), place) for place in here), key=lambda pair: pair[0])
        if distance > FAR_KM:
            said.append(texts.FAR_REFERENCE.format(distance=round(distance), name=near.name))
    said += of_age(entry.document.date, need.today)
    if not entry.prices:
        said.append(texts.NO_PRICE)
    return tuple(said[:MOST_AGAINST]) or (texts.NOT_CHECKED,)


def few_said(count: int) -> str:
    """The sentence for fewer than three, empty for more."""
    return {0: texts.NONE, 1: texts.ONLY_ONE, 2: texts.ONLY_TWO}.get(count, "")
