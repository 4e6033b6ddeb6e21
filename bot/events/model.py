"""The vocabulary of events: what takes place when and where, and who answered what (all frozen)."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

COMMAND_LINE = "lotse"
"""The author of what was made at the command line: every organiser may manage it."""


class Choice(StrEnum):
    """A member's answer; the values are part of the command line's contract."""

    YES = "yes"
    MAYBE = "maybe"
    NO = "no"
    DEPUTY = "deputy"

    @property
    def takes_seat(self) -> bool:
        """Whether somebody comes for sure."""
        return self in (Choice.YES, Choice.DEPUTY)


class Status(StrEnum):
    """Whether it takes place; the values are part of the command line's contract."""

    PLANNED = "planned"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True)
class Event:
    """One meeting, or one part of a series (`series` names it, `part` of `parts` counts from 1).

    `starts`, `ends` and `deadline` (to register; None: until the start) are moments with the zone
    Europe/Berlin; with `all_day` only their days count. `capacity` None is without limit. `uid` and
    `sequence` are those of RFC 5545: the uid stays for good, the sequence rises with each change that
    calendars have to follow, and `told` is the last one that people were told about. `recurrence` is
    the start that an imported calendar names this part of a series by. `id` is 0 before it is stored.
    """

    uid: str
    title: str
    starts: dt.datetime
    ends: dt.datetime
    place: str = ""
    programme: str = ""
    capacity: int | None = None
    deadline: dt.datetime | None = None
    topics: tuple[str, ...] = ()
    all_day: bool = False
    series: str | None = None
    part: int = 1
    parts: int = 1
    recurrence: str | None = None
    created_by: str = ""
    id: int = 0
    sequence: int = 0
    told: int = 0
    status: Status = Status.PLANNED

    @property
    def closes(self) -> dt.datetime:
        """The moment from which answers no longer change."""
        return min(self.deadline, self.starts) if self.deadline else self.starts

    def open_at(self, moment: dt.datetime) -> bool:
        """Whether answers can be given and changed."""
        return self.status is Status.PLANNED and moment < self.closes


@dataclass(frozen=True, slots=True)
class Registration:
    """What one chat answered; `deputy` is who comes instead, `note` what the organisers should know (food, access).

    `waiting` says that all seats were taken; `since` orders the waiting list. `moved_up_at` is set
    when a seat became free for this chat.
    """

    event_id: int
    chat: str
    choice: Choice
    since: dt.datetime
    waiting: bool = False
    deputy: str | None = None
    note: str | None = None
    moved_up_at: dt.datetime | None = None

    @property
    def seated(self) -> bool:
        """Whether a seat is kept."""
        return self.choice.takes_seat and not self.waiting


def counted(answers: Iterable[Registration]) -> dict[str, int]:
    """How often each choice was made, and how many wait; who waits counts there alone."""
    found = Counter("waiting" if answer.waiting else answer.choice.value for answer in answers)
    return {name: found[name] for name in (*Choice, "waiting")}
