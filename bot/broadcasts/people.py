"""What is known of each member when an audience is chosen: place, role, topics, answers to events."""

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from bot.board.towns import topics_by_chat
from bot.people.model import Member
from bot.storage import Stores
from knowledge.german.places import Gazetteer
from knowledge.model import Municipality

NO_ANSWER = "none"


@dataclass(frozen=True, slots=True)
class Person:
    """One possible recipient; `reported` are topics of the member's visible entries on the board."""

    member: Member
    place: Municipality | None = None
    reported: frozenset[str] = frozenset()

    @property
    def called(self) -> str:
        """A name for organisers: the person's own, else the chat's, with the municipality."""
        known = self.member.name or self.member.chat
        return f"{known}, {self.place.name}" if self.place else known


@dataclass(frozen=True, slots=True)
class Occasion:
    """An event that an audience may be chosen by."""

    id: int
    title: str
    starts: dt.datetime


@dataclass(frozen=True, slots=True)
class World:
    """All that audiences are made of. `answers` gives the answers to an event by chat ("yes", "maybe", "no", …)."""

    people: Sequence[Person]
    gazetteer: Gazetteer
    occasions: Sequence[Occasion] = ()
    answers: Callable[[int], Mapping[str, str]] = lambda _: {}


def world_of(stores: Stores, gazetteer: Gazetteer, now: dt.datetime) -> World:
    """The members as they are now, with what they report and the events to come. Raises CatalogueError."""
    places = {place.ags: place for place in gazetteer.municipalities}
    members = stores.members.all()
    reported = topics_by_chat(stores, members, now)
    people = [
        Person(member, places.get(member.ags or ""), reported.get(member.chat, frozenset())) for member in members
    ]
    occasions = [Occasion(event.id, event.title, event.starts) for event in stores.events.coming(now)]

    def answers(event: int) -> dict[str, str]:
        return {given.chat: given.choice.value for given in stores.registrations.of_event(event)}

    return World(people, gazetteer, occasions, answers)
