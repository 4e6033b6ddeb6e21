"""Beside matching: the market of possibilities: all start-ups by topic, and given ones described."""

from collections import Counter
from collections.abc import Sequence

from knowledge.index.base import Base
from knowledge.matching import texts
from knowledge.matching.atlas import Atlas
from knowledge.matching.entries import is_open, name_of, read_entry, topics_of
from knowledge.matching.fit import fit
from knowledge.matching.model import Need, StartUps
from knowledge.matching.presenting import few_said, present
from knowledge.matching.start_ups import rotated
from knowledge.matching.told import told
from knowledge.model import Document, FactKind


def topics_of_start_ups(base: Base) -> dict[str, int]:
    """How many start-ups there are on each topic, most first, then those on none: what the market is browsed by."""
    counts = Counter(topic for document in _explained(base) for topic in _listed_under(document, base))
    return dict(sorted(counts.items(), key=lambda item: (item[0] == texts.OTHER_TOPICS, -item[1], item[0])))


def names_of_start_ups(base: Base) -> list[str]:
    """All that can be found, by name."""
    return sorted({name_of(document, base) for document in base.in_order if is_open(document)})


def unexplained(base: Base) -> list[str]:
    """The start-ups of which no document says what they do."""
    entries = [document for document in base.in_order if is_open(document)]
    return [name_of(document, base) for document in entries if not told(base, document.id, FactKind.OFFER)]


def browse(topic: str, need: Need, base: Base, atlas: Atlas) -> StartUps:
    """All start-ups on a topic of the controlled list, or on none of it, in an order that changes daily."""
    on_topic = [document for document in _explained(base) if topic in _listed_under(document, base)]
    entries = (read_entry(document, atlas) for document in on_topic)
    chosen = sorted(((1.0, entry) for entry in entries), key=lambda pair: pair[1].name)
    found = fit(need, base)
    shown = tuple(present(need, entry, value, found) for value, entry in rotated(chosen, need))
    return StartUps(shown, few_said(len(shown)))


def describe(documents: Sequence[Document], need: Need, base: Base, atlas: Atlas) -> StartUps:
    """Given start-ups in the order given, with what their documents tell, whatever the need."""
    found = fit(need, base)
    entries = [read_entry(document, atlas) for document in documents if is_open(document)]
    return StartUps(tuple(match for entry in entries if (match := present(need, entry, 0.0, found)).reasons))


def _explained(base: Base) -> list[Document]:
    """The documents that present a start-up and say what it does."""
    return [document for document in base.in_order if is_open(document) and told(base, document.id, FactKind.OFFER)]


def _listed_under(document: Document, base: Base) -> frozenset[str]:
    return topics_of(document, base) or frozenset({texts.OTHER_TOPICS})
