"""A draft and the members as they are now → who would get what and when, who is left out and why."""

import datetime as dt
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from bot.broadcasts.audience import choose, describe
from bot.broadcasts.draft import Draft
from bot.broadcasts.errors import BroadcastRefused
from bot.broadcasts.people import Person, World
from bot.broadcasts.placeholders import check_filled, fill
from bot.broadcasts.rules import Rules
from bot.broadcasts.schedule import When
from bot.storage import Stores
from bot.texts import broadcasts as texts

KIND = "broadcast"
"""The kind of these messages in the ledger, and among what a member can unsubscribe from."""
WEEK = dt.timedelta(days=7)
MANY = 0.8
"""A greater share of all members is worth a warning."""
SAMPLES = 3
SMALL_CELLS, SMALL = 3, 2


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Somebody of the audience who gets nothing; `reason` is a key of texts.LEFT_OUT."""

    person: Person
    reason: str


@dataclass(frozen=True, slots=True)
class Plan:
    """What would happen; `described` is the audience in words that leave no doubt, `dates` the next of a series."""

    draft: Draft
    when: When
    described: str
    people: tuple[Person, ...]
    left_out: tuple[LeftOut, ...]
    members: int
    dates: tuple[When, ...] = ()

    @property
    def warnings(self) -> list[str]:
        """What an organiser should think about before approving."""
        share = len(self.people) / max(1, self.members)
        return [texts.NEARLY_ALL.format(share=round(100 * share), members=self.members)] if share > MANY else []

    @property
    def samples(self) -> list[tuple[Person, str]]:
        """The text as three members see it: the first, the one for whom it is longest, and the last."""
        by_length = max(self.people, key=lambda person: len(fill(self.draft.text, person)))
        chosen = dict.fromkeys((self.people[0], by_length, self.people[-1], *self.people[1:-1]))
        return [(person, fill(self.draft.text, person)) for person in list(chosen)[:SAMPLES]]

    @property
    def smallest(self) -> list[tuple[str, list[Person]]]:
        """The counties with one or two recipients, fewest first: a wrong audience shows there."""
        cells: dict[str, list[Person]] = defaultdict(list)
        for person in self.people:
            cells[person.place.county if person.place else texts.NO_PLACE].append(person)
        few = [(county, people) for county, people in cells.items() if len(people) <= SMALL]
        return sorted(few, key=lambda cell: (len(cell[1]), cell[0]))[:SMALL_CELLS]


def plan(draft: Draft, world: World, stores: Stores, rules: Rules, now: dt.datetime) -> Plan:
    """Raises BroadcastRefused: nobody, a gap without value, too long, a time that has passed."""
    when = draft.when(now, quiet=rules.quiet)
    chosen = choose(draft.audience, world)
    described = describe(draft.audience, world)
    left_out = [LeftOut(person, "unplaced") for person in chosen.unplaced]
    had = stores.deliveries.recent(KIND, when.at - WEEK, when.at)
    people = []
    for person in chosen.people:
        reason = _reason(person, draft, had[person.member.chat], rules.cap)
        if reason:
            left_out.append(LeftOut(person, reason))
        else:
            people.append(person)
    if not chosen.people:
        raise BroadcastRefused(texts.NOBODY.format(audience=described))
    if not people:
        said = "; ".join(f"{one.person.called}: {reason_of(one, rules)}" for one in left_out)
        raise BroadcastRefused(texts.NOBODY_LEFT.format(audience=described, left_out=said))
    check_filled(draft.text, people)
    check_length(draft, people)
    dates = draft.series.coming(now, quiet=rules.quiet and not draft.urgent) if draft.series else ()
    return Plan(draft, when, described, tuple(people), tuple(left_out), len(world.people), tuple(dates))


def reason_of(left_out: LeftOut, rules: Rules) -> str:
    """Why somebody is left out, in words."""
    return texts.LEFT_OUT[left_out.reason].format(most=rules.cap)


def _reason(person: Person, draft: Draft, had: int, cap: int) -> str | None:
    if person.member.blocked_at is not None:
        return "blocked"
    muted, named = person.member.unsubscribed, draft.audience.topics_of(person)
    if {KIND, draft.topic} & muted or (named and named <= muted):
        return "unsubscribed"
    return "cap" if had >= cap and not draft.urgent else None


def check_length(draft: Draft, people: Sequence[Person]) -> None:
    """Raises BroadcastRefused where the filled text is too long for somebody."""
    longest = max(people, key=lambda person: len(fill(draft.text, person)))
    length = len(fill(draft.text, longest))
    if length > draft.room:
        raise BroadcastRefused(texts.TOO_LONG.format(length=length, name=longest.called, most=draft.room))
