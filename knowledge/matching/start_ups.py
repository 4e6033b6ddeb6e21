"""From a need to start-ups: ranked, each with quoted reasons, something against it, and no recommendation to buy."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from knowledge.german.sentences import sentences
from knowledge.german.topics import shipped_topics
from knowledge.index.base import Base
from knowledge.matching import texts
from knowledge.matching.atlas import Atlas
from knowledge.matching.fit import Fit, fit
from knowledge.matching.geography import BAND, SMALL, kilometres, nearness, size, within
from knowledge.matching.model import AreaKind, Need, StartUp, StartUps
from knowledge.matching.need import says_something
from knowledge.matching.quotes import wordings_first
from knowledge.matching.told import Wording, tells_something, told
from knowledge.model import Document, DocumentKind, FactKind, Municipality

LEAST = 0.17
"""With less fit than this an entry is no match at all …"""
CLOSE = 0.6
"""… and beside the best one an alternative has at least this share of its fit …"""
SAME_THING = 0.7
"""… and shares a topic with it, or holds at least this share of what it holds of the need."""
SAME_TOPIC = 0.06
"""What a topic of the controlled list shared with the need's own words adds to the fit."""
ALIKE = 0.01
"""Fits this near to each other are equal; their order changes from day to day."""
OLD_AFTER_YEARS = 3
FAR_KM = 60
MOST_AGAINST = 2
_BESIDE_OFFERS = (FactKind.OFFER, FactKind.PRICE, FactKind.REFERENCE, FactKind.SEAT)


@dataclass(frozen=True, slots=True)
class _Entry:
    """One start-up's document, read: what it offers, at what price, where it sits and whom it worked for."""

    document: Document
    name: str
    offers: tuple[Wording, ...]
    prices: tuple[Wording, ...]
    seats: tuple[tuple[Municipality, Wording], ...]
    references: tuple[tuple[Municipality, Wording], ...]
    elsewhere: bool
    topics: frozenset[str]


def match_start_ups(need: Need, base: Base, atlas: Atlas, most: int = 3) -> StartUps:
    """The start-ups whose own documents show that they fit, best first, at most `most`."""
    found = fit(need, base)
    fits = found.documents()
    least = LEAST - SAME_TOPIC if says_something(need) else 0.0
    near = [document for document, value in zip(base.in_order, fits, strict=True) if value >= least]
    entries = [_read(document, base, atlas) for document in near if _is_open(document)]
    chosen = _by_fit(need, entries, found) if says_something(need) else _by_place(need, entries)
    matches = [_match(need, entry, value, found) for value, entry in _rotated(chosen, need)]
    shown = tuple(match for match in matches if match.reasons)[:most]
    few = {0: texts.NONE, 1: texts.ONLY_ONE, 2: texts.ONLY_TWO}
    return StartUps(shown, few.get(len(shown), ""))


def topics_of_start_ups(base: Base) -> dict[str, int]:
    """How many start-ups there are on each topic, most first, then those on none: what the market is browsed by."""
    counts: Counter[str] = Counter()
    for document in base.in_order:
        if _is_open(document) and told(base, document.id, FactKind.OFFER):
            counts.update(topics_of(document, base) or (texts.OTHER_TOPICS,))
    return dict(sorted(counts.items(), key=lambda item: (item[0] == texts.OTHER_TOPICS, -item[1], item[0])))


def names_of_start_ups(base: Base) -> list[str]:
    """All that can be found, by name."""
    return sorted({_name(document, base) for document in base.in_order if _is_open(document)})


def unexplained(base: Base) -> list[str]:
    """The start-ups of which no document says what they do."""
    entries = [document for document in base.in_order if _is_open(document)]
    return [_name(document, base) for document in entries if not told(base, document.id, FactKind.OFFER)]


def browse(topic: str, need: Need, base: Base, atlas: Atlas) -> StartUps:
    """All start-ups on a topic of the controlled list, or on none of it, in an order that changes daily."""
    entries = [_read(document, base, atlas) for document in base.in_order if _is_open(document)]
    entries = [entry for entry in entries if told(base, entry.document.id, FactKind.OFFER)]
    on_topic = [entry for entry in entries if topic in (entry.topics or (texts.OTHER_TOPICS,))]
    chosen = sorted(((1.0, entry) for entry in on_topic), key=lambda pair: pair[1].name)
    found = fit(need, base)
    shown = tuple(_match(need, entry, value, found) for value, entry in _rotated(chosen, need))
    return StartUps(shown, {0: texts.NONE, 1: texts.ONLY_ONE, 2: texts.ONLY_TWO}.get(len(shown), ""))


def describe(documents: Sequence[Document], need: Need, base: Base, atlas: Atlas) -> StartUps:
    """Given start-ups in the order given, with what their documents tell, whatever the need."""
    found = fit(need, base)
    entries = [_read(document, base, atlas) for document in documents if _is_open(document)]
    return StartUps(tuple(match for entry in entries if (match := _match(need, entry, 0.0, found)).reasons))


def _is_open(document: Document) -> bool:
    return document.kind is DocumentKind.START_UP and document.superseded_by is None


def _read(document: Document, base: Base, atlas: Atlas) -> _Entry:
    references = told(base, document.id, FactKind.REFERENCE)
    known = [(place, one) for one in references if (place := atlas.place(one.value))]
    seats = [(place, one) for one in told(base, document.id, FactKind.SEAT) for place in atlas.placed(one.value)]
    return _Entry(
        document, _name(document, base), _offers(document, base), tuple(told(base, document.id, FactKind.PRICE)),
        tuple(seats), tuple(known), len(known) < len(references), topics_of(document, base),
    )  # fmt: skip


def _name(document: Document, base: Base) -> str:
    names = (fact.value for fact in base.facts.get(document.id, ()) if fact.kind is FactKind.START_UP)
    return next(names, document.title)


def _offers(document: Document, base: Base) -> tuple[Wording, ...]:
    """What it offers, as ingestion read it, then what else its document tells beside price, seat and references."""
    offers = told(base, document.id, FactKind.OFFER)
    known = {one.chunk.id for one in told(base, document.id, *_BESIDE_OFFERS)}
    further = [
        Wording("", sentence, chunk)
        for chunk in base.chunks_of(document.id)
        if chunk.id not in known and tells_something(chunk)
        for sentence in sentences(chunk.text)
        if sentence in chunk.text
    ]
    return (*offers, *further)


def topics_of(document: Document, base: Base) -> frozenset[str]:
    """The topics of a start-up: those of its document, and those that what it offers points to."""
    topics = told(base, document.id, FactKind.TOPIC)
    said = [one.value for one in topics if one.text in document.title or tells_something(one.chunk)]
    offers = " ".join(one.text for one in told(base, document.id, FactKind.OFFER))
    return frozenset((*said, *shipped_topics().count(f"{document.title} {offers}")))


def _by_fit(need: Need, entries: Sequence[_Entry], found: Fit) -> list[tuple[float, _Entry]]:
    base = found.base
    numbers = {document.id: number for number, document in enumerate(base.in_order)}
    fits = found.documents()
    asked = frozenset(shipped_topics().count(need.text))
    rated = sorted(
        ((float(fits[numbers[e.document.id]]) + SAME_TOPIC * bool(e.topics & asked), e) for e in entries),
        key=lambda pair: (-pair[0], pair[1].name),
    )
    rated = [(value, entry) for value, entry in rated if value >= LEAST]
    if not rated:
        return []
    best_value, best = rated[0]
    wanted = best.topics | asked
    most = _held(best, found)
    near = [
        (value, entry)
        for value, entry in rated
        if value >= CLOSE * best_value
        and ((held := _held(entry, found)) > 0 or entry.topics & asked)
        and (entry is best or entry.topics & wanted or held >= SAME_THING * most)
    ]
    return sorted(near, key=lambda pair: not _in_area(need, pair[1]))


def _held(entry: _Entry, found: Fit) -> float:
    """The share of the need that the entry's offer holds."""
    rows = [found.base.row_of[one.chunk.id] for one in entry.offers]
    return float(found.weights @ found.held[:, rows].max(axis=1)) if rows else 0.0


def _by_place(need: Need, entries: Sequence[_Entry]) -> list[tuple[float, _Entry]]:
    """Where only a place is asked for: those who sit there, then those who worked there."""
    if need.area is None:
        return []
    seated = [entry for entry in entries if any(within(need.area, place) for place, _ in entry.seats)]
    worked = [e for e in entries if e not in seated and any(within(need.area, p) for p, _ in e.references)]
    return [*((1.0, entry) for entry in seated), *((0.5, entry) for entry in worked)]


def _in_area(need: Need, entry: _Entry) -> bool:
    if need.area is None or need.area.kind is AreaKind.NEAR:
        return True
    return any(within(need.area, place) for place, _ in (*entry.seats, *entry.references))


def _rotated(rated: Sequence[tuple[float, _Entry]], need: Need) -> list[tuple[float, _Entry]]:
    """Equal ones in an order that changes from day to day; the same day always gives the same order."""
    turned: list[tuple[float, _Entry]] = []
    group: list[tuple[float, _Entry]] = []
    for one in rated:
        if group and (group[0][0] - one[0] > ALIKE or _in_area(need, group[0][1]) != _in_area(need, one[1])):
            turned += _turned(group, need)
            group = []
        group.append(one)
    return [*turned, *_turned(group, need)]


def _turned(group: list[tuple[float, _Entry]], need: Need) -> list[tuple[float, _Entry]]:
    by = need.today.toordinal() % len(group) if group else 0
    return group[by:] + group[:by]


def _match(need: Need, entry: _Entry, value: float, found: Fit) -> StartUp:
    offers = wordings_first(entry.offers, found, need.query)
    others = wordings_first(
        [
            *([] if says_something(need) else [one for _, one in entry.seats[:1]]),
            *([reference[1]] if (reference := _reference(need, entry)) else []),
        ],
        found, need.query,
    )  # fmt: skip
    prices = wordings_first(entry.prices, found, need.query)
    reasons = {quote.text: quote for quote in (*offers[:1], *others, *prices[:1])}
    return StartUp(entry.name, entry.document, value, tuple(reasons.values()), _against(need, entry))


def _reference(need: Need, entry: _Entry) -> tuple[Municipality, Wording] | None:
    """The reference most like the asker's municipality: by size and nearness."""

    def alike(one: tuple[Municipality, Wording]) -> float:
        return size(need.home, one[0]).value + nearness(need.home, one[0]).value

    return max(entry.references, key=alike, default=None)


def _against(need: Need, entry: _Entry) -> tuple[str, ...]:
    """What speaks against it or is not known, weightiest first; never empty."""
    here = [place for place, _ in entry.references if place.ags.startswith(texts.STATE_KEY)]
    said = [] if here else [texts.NO_STATE_REFERENCE if entry.elsewhere else texts.NO_REFERENCE]
    if here and all(place.population > SMALL + BAND for place in here):
        said.append(texts.LARGE_REFERENCE.format(names=", ".join(dict.fromkeys(place.name for place in here))))
    elif here and need.home:
        near = min(here, key=lambda place: kilometres(need.home, place) if need.home else 0.0)
        distance = kilometres(need.home, near)
        if distance > FAR_KM:
            said.append(texts.FAR_REFERENCE.format(distance=round(distance), name=near.name))
    date = entry.document.date
    if date is None:
        said.append(texts.UNDATED)
    elif need.today.year - date.year >= OLD_AFTER_YEARS:
        said.append(texts.OLD.format(year=date.year))
    if not entry.prices:
        said.append(texts.NO_PRICE)
    return tuple(said[:MOST_AGAINST]) or (texts.NOT_CHECKED,)
