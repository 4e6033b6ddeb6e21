"""German words for a group of members → facts that a member must have or must not have."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from bot.broadcasts.people import NO_ANSWER, Person, World
from bot.people.model import Role
from bot.texts import broadcasts as texts
from knowledge.german.numbers import grouped


@dataclass(frozen=True, slots=True)
class Facts:
    """What is asked of a member; an empty field asks nothing. Places are united, all else must hold together.

    `below` and `above` are numbers of inhabitants and exclude the number itself.
    """

    everyone: bool = False
    below: int | None = None
    above: int | None = None
    districts: frozenset[str] = frozenset()
    counties: frozenset[str] = frozenset()
    towns: frozenset[str] = frozenset()
    roles: frozenset[Role] = frozenset()
    followed: frozenset[str] = frozenset()
    reported: frozenset[str] = frozenset()
    event: int | None = None
    answers: frozenset[str] = frozenset()

    @property
    def by_place(self) -> bool:
        """Whether a member without municipality can't be judged."""
        return bool(self.below or self.above or self.districts or self.counties or self.towns)

    @property
    def asked(self) -> bool:
        """Whether anything narrows the audience down."""
        return replace(self, everyone=False) != Facts()


@dataclass(frozen=True, slots=True)
class Audience:
    """Whoever has all facts of `wanted` and not those of one of `without`."""

    wanted: Facts
    without: tuple[Facts, ...] = ()

    @property
    def topic(self) -> str | None:
        """The topic that members are chosen by, where it is exactly one."""
        named = self.wanted.followed | self.wanted.reported
        return next(iter(named)) if len(named) == 1 else None

    def topics_of(self, person: Person) -> frozenset[str]:
        """The topics for which this member is meant."""
        followed = self.wanted.followed & frozenset(person.member.topics)
        return followed | self.wanted.reported & person.reported

    def record(self) -> dict[str, Any]:
        """As JSON, in a fixed order: what an approval is bound to."""
        return {"wanted": _record(self.wanted), "without": [_record(facts) for facts in self.without]}


@dataclass(frozen=True, slots=True)
class Chosen:
    """Who is meant, and those that could not be judged because they named no municipality."""

    people: tuple[Person, ...]
    unplaced: tuple[Person, ...] = field(default=())


def audience_of(record: Mapping[str, Any]) -> Audience:
    """The audience again from `Audience.record`."""
    return Audience(_facts(record["wanted"]), tuple(_facts(facts) for facts in record["without"]))


def choose(audience: Audience, world: World) -> Chosen:
    """All members that are meant now. Raises CatalogueError."""
    answers = {
        facts.event: world.answers(facts.event)
        for facts in (audience.wanted, *audience.without)
        if facts.event is not None
    }
    chosen, unplaced = [], []
    for person in world.people:
        if any(_fits(facts, person, answers) for facts in audience.without):
            continue
        if person.place is None and audience.wanted.by_place:
            unplaced.append(person)
        elif _fits(audience.wanted, person, answers):
            chosen.append(person)
    return Chosen(tuple(chosen), tuple(unplaced))


def _fits(facts: Facts, person: Person, answers: Mapping[int, Mapping[str, str]]) -> bool:
    return (
        _size_fits(facts, person)
        and _place_fits(facts, person)
        and (not facts.roles or person.member.role in facts.roles)
        and (not facts.followed or bool(facts.followed & set(person.member.topics)))
        and (not facts.reported or bool(facts.reported & person.reported))
        and (facts.event is None or answers[facts.event].get(person.member.chat, NO_ANSWER) in facts.answers)
    )


def _size_fits(facts: Facts, person: Person) -> bool:
    if facts.below is None and facts.above is None:
        return True
    if person.place is None:
        return False
    people = person.place.population
    return (facts.below is None or people < facts.below) and (facts.above is None or people > facts.above)


def _place_fits(facts: Facts, person: Person) -> bool:
    if not (facts.districts or facts.counties or facts.towns):
        return True
    place = person.place
    return place is not None and (
        place.district in facts.districts or place.county in facts.counties or place.ags in facts.towns
    )


def describe(audience: Audience, world: World) -> str:
    """The audience in words that leave no doubt: "alle unter 20.000 Einwohner, RB Münster, ohne: Greven"."""
    said = _described(audience.wanted, world) or texts.EVERYONE
    without = "; ".join(_described(facts, world) for facts in audience.without)
    return f"{said}, {texts.WITHOUT.format(whom=without)}" if without else said


def _described(facts: Facts, world: World) -> str:
    titles = {occasion.id: occasion.title for occasion in world.occasions}
    answers = ", ".join(texts.ANSWERS[answer] for answer in sorted(facts.answers))
    parts = [
        ", ".join(texts.ROLES[role] for role in sorted(facts.roles)),
        texts.ABOVE.format(number=grouped(facts.above)) if facts.above is not None else "",
        texts.BELOW.format(number=grouped(facts.below)) if facts.below is not None else "",
        texts.OR.join(_places(facts, world)),
        texts.FOLLOWED.format(topics=", ".join(sorted(facts.followed))) if facts.followed else "",
        texts.REPORTED.format(topics=", ".join(sorted(facts.reported))) if facts.reported else "",
        texts.ANSWERED.format(answers=answers, title=titles.get(facts.event or 0, "")) if facts.answers else "",
    ]
    return ", ".join(part for part in parts if part)


def _places(facts: Facts, world: World) -> list[str]:
    names = {place.ags: place.name for place in world.gazetteer.municipalities}
    return [
        *(texts.DISTRICT.format(name=name) for name in sorted(facts.districts)),
        *sorted(facts.counties),
        *sorted(names.get(ags, ags) for ags in facts.towns),
    ]


_SETS = ("districts", "counties", "towns", "followed", "reported", "answers")


def _record(facts: Facts) -> dict[str, Any]:
    plain = {"everyone": facts.everyone, "below": facts.below, "above": facts.above, "event": facts.event}
    sets: dict[str, Iterable[str]] = {name: getattr(facts, name) for name in _SETS}
    roles = sorted(role.value for role in facts.roles)
    return plain | {name: sorted(values) for name, values in sets.items()} | {"roles": roles}


def _facts(record: Mapping[str, Any]) -> Facts:
    sets = {name: frozenset(record[name]) for name in _SETS}
    return Facts(
        everyone=record["everyone"], below=record["below"], above=record["above"], event=record["event"],
        roles=frozenset(map(Role, record["roles"])), **sets,
    )  # fmt: skip
