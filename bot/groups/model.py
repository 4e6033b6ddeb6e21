"""The vocabulary of working groups (frozen)."""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

FROM_TOWNS = 3
"""So many municipalities with one topic make a draft (the threshold of the fairs behind this network)."""
CONTACT_KEPT = dt.timedelta(days=365)
"""So long a contact stands unless it is written down anew."""


class GroupState(StrEnum):
    """A draft waits for an organiser; a declined one is drafted again only when more municipalities report."""

    DRAFT = "draft"
    CONFIRMED = "confirmed"
    DECLINED = "declined"


class Joining(StrEnum):
    """What a member answered to an invitation."""

    INVITED = "invited"
    JOINED = "joined"
    DECLINED = "declined"


@dataclass(frozen=True, slots=True)
class Group:
    """A working group on a topic; `towns` is how many municipalities had reported it when it was drafted.

    `contact` is whom to ask, in an organiser's words, written down at `contact_at` and kept for CONTACT_KEPT.
    """

    id: str
    topic: str
    title: str
    state: GroupState
    towns: int
    made_at: dt.datetime
    contact: str | None = None
    meets_at: dt.datetime | None = None
    contact_at: dt.datetime | None = None
