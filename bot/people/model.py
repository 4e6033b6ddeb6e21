"""The vocabulary of people: who may do what, and what a member has told us (all frozen)."""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    """What a member is here for; the values are part of the command line's contract."""

    MAYOR = "mayor"
    STAFF = "staff"
    ORGANISER = "organiser"
    ADMIN = "admin"

    @property
    def rights(self) -> frozenset["Role"]:
        """All roles that this one may act as: everybody may ask like a mayor, an administrator may do everything."""
        return frozenset(Role) if self is Role.ADMIN else frozenset({self, Role.MAYOR})


class Visible(StrEnum):
    """What a member may let other members see; nothing unless chosen, and contact data never through this."""

    MUNICIPALITY = "municipality"
    NAME = "name"


@dataclass(frozen=True, slots=True)
class Member:
    """One person in one chat (`chat` is the channel-qualified key, such as "telegram:4711").

    `ags` is the official key of the municipality, `name` what others would see; both None until
    given. `consent_version` is the version of the text agreed to, 0 before any. `blocked_at` is set
    while the channel refuses our messages. `contact` is what may be passed on after two yeses, in
    the member's own words; `deputy` who stands in. `topics` are followed topics (names of the
    controlled list), `unsubscribed` the kinds of messages the member does not want.
    With `granted` False the row gives no rights: its person is served for another reason (named in
    the settings, or a trial open to all).
    """

    chat: str
    role: Role
    joined_at: dt.datetime
    ags: str | None = None
    name: str | None = None
    consent_version: int = 0
    consent_at: dt.datetime | None = None
    blocked_at: dt.datetime | None = None
    contact: str | None = None
    deputy: str | None = None
    topics: tuple[str, ...] = ()
    visible: frozenset[Visible] = frozenset()
    unsubscribed: frozenset[str] = frozenset()
    granted: bool = True
