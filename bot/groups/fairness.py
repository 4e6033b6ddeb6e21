"""From counts to a report for organisers: who is never suggested, who is asked too often, how evenly it is spread."""

import datetime as dt
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from bot.board.steps import visible
from bot.conversation.actions import Action, say
from bot.conversation.desk import Desk
from bot.people.consent import given
from bot.storage.exposure import What
from bot.texts import fairness as texts
from knowledge.matching.market import names_of_start_ups
from knowledge.model import DocumentKind, FactKind

PERIOD = dt.timedelta(days=365)
OFTEN, AT_LEAST = 3.0, 3
"""Asked too often is who got this many times the mean of those asked, and at least so many requests."""
_NAMED = 8


@dataclass(frozen=True, slots=True)
class Spread:
    """How suggestions are spread over all who could be suggested; `gini` 0 (alike) to 1 (all to one)."""

    possible: int
    shown: int
    times: int
    coverage: float
    gini: float
    never: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Fairness:
    """Counts since a day; names are those of municipalities and start-ups, never of people."""

    since: dt.date
    municipalities: Spread
    start_ups: Spread
    asked: int
    accepted: int
    refused: int
    acceptance_rate: float | None
    asked_too_often: tuple[tuple[str, int], ...]

    def record(self) -> dict[str, Any]:
        """What `--json` prints: the fields above, the day as ISO 8601."""
        return asdict(self) | {"since": self.since.isoformat()}


def gini(counts: Sequence[int]) -> float:
    """Gini coefficient of counts, 0 for none: sum of (2i - n - 1)·x_i over n·sum of x, x ascending, i from 1."""
    total, number = sum(counts), len(counts)
    if not total:
        return 0.0
    return sum((2 * i - number - 1) * count for i, count in enumerate(sorted(counts), 1)) / (number * total)


def spread(counts: Mapping[str, int], possible: Mapping[str, str]) -> Spread:
    """How counts by key are spread over all possible ones (key → name)."""
    found = {key: counts.get(key, 0) for key in {*possible, *counts}}
    names = {**{key: key for key in found}, **possible}
    shown = sum(count > 0 for count in found.values())
    return Spread(
        len(found), shown, sum(found.values()), round(shown / len(found), 3) if found else 0.0,
        round(gini(list(found.values())), 3), tuple(sorted(names[key] for key, count in found.items() if not count)),
    )  # fmt: skip


def fairness(desk: Desk) -> Fairness:
    """The counts of the last year. Raises CatalogueError."""
    since, exposure = desk.today - PERIOD, desk.stores.exposure
    counts = {what: exposure.counts(what, since) for what in What}
    asked, accepted = counts[What.ASKED], counts[What.ACCEPTED].total()
    refused = counts[What.REFUSED].total()
    decided = accepted + refused
    names = {place.ags: place.name for place in desk.knowledge.gazetteer.municipalities}
    return Fairness(
        since,
        spread(_named(counts[What.MUNICIPALITY], names), {ags: names[ags] for ags in _possible(desk) if ags in names}),
        spread(counts[What.START_UP], {name: name for name in names_of_start_ups(desk.knowledge.base())}),
        asked.total(), accepted, refused, round(accepted / decided, 3) if decided else None,
        tuple((names.get(ags, ags), count) for ags, count in asked.most_common() if _too_often(count, asked)),
    )  # fmt: skip


def _named(counts: Counter[str], names: Collection[str]) -> dict[str, int]:
    return {ags: count for ags, count in counts.items() if ags in names}


def _too_often(count: int, asked: Counter[str]) -> bool:
    return count >= AT_LEAST and count >= OFTEN * asked.total() / len(asked)


def _possible(desk: Desk) -> set[str]:
    """Municipalities that a member speaks for and shows, and those that projects in the documents are about."""
    shown = {m.ags for m in desk.stores.members.all() if m.ags and visible(m) and given(m)}
    documents = {d.id for d in desk.knowledge.catalogue.documents() if d.kind is DocumentKind.PROJECT}
    facts = desk.knowledge.catalogue.facts(kind=FactKind.MUNICIPALITY)
    return shown | {fact.value for fact in facts if fact.document_id in documents}


def report(desk: Desk, _: str, __: str) -> list[Action]:
    """The report in the chat. Raises CatalogueError."""
    return [say("\n".join(lines(fairness(desk))))]


def lines(found: Fairness) -> list[str]:
    """The report in words."""
    towns, start_ups = found.municipalities, found.start_ups
    if not towns.times + start_ups.times + found.asked:
        return [texts.EMPTY]
    rate = texts.NO_RATE
    if found.acceptance_rate is not None:
        rate = texts.RATE.format(percent=round(100 * found.acceptance_rate))
    return [
        texts.HEAD.format(since=f"{found.since:%d.%m.%Y}"),
        texts.SHOWN.format(**_figures(towns)),
        texts.NEVER.format(names=_some(towns.never)) if towns.never else texts.NEVER_NONE,
        texts.START_UPS.format(**_figures(start_ups)),
        *([texts.NEVER_START_UPS.format(names=_some(start_ups.never))] if start_ups.never else []),
        texts.GINI.format(towns=_decimal(towns.gini), start_ups=_decimal(start_ups.gini)),
        texts.ASKED.format(asked=found.asked, accepted=found.accepted, refused=found.refused, rate=rate),
        *([texts.OFTEN.format(names=_often(found.asked_too_often))] if found.asked_too_often else []),
        texts.POSSIBLE,
    ]


def _figures(found: Spread) -> dict[str, int]:
    return {"shown": found.shown, "all": found.possible, "coverage": round(100 * found.coverage), "times": found.times}


def _some(names: Sequence[str]) -> str:
    if len(names) <= _NAMED:
        return ", ".join(names)
    return texts.NEVER_MORE.format(names=", ".join(names[:_NAMED]), count=len(names) - _NAMED)


def _often(asked: Sequence[tuple[str, int]]) -> str:
    return ", ".join(texts.OFTEN_ONE.format(name=name, count=count) for name, count in asked[:_NAMED])


def _decimal(value: float) -> str:
    return f"{value:.2f}".replace(".", ",")
