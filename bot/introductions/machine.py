"""The rules of an introduction as pure functions: what each event changes, and what it then lets happen.

draft ─approve→ asked ─accept→ agreed (both contacts pass, once)
  │               ├─decline→ declined
  └─withdraw, expire, leave→ closed
"""

import datetime as dt
from dataclasses import dataclass, replace
from enum import StrEnum

OPEN_FOR = dt.timedelta(days=14)
"""An unanswered request ends after this time."""
ASK_AGAIN = dt.timedelta(days=3)
"""How much later somebody is asked again who said "Später"."""
MOST_OPEN = 3
"""Requests that a member may have open at once."""


class State(StrEnum):
    """Where an introduction stands; all but DRAFT and ASKED are final."""

    DRAFT = "draft"
    ASKED = "asked"
    AGREED = "agreed"
    DECLINED = "declined"
    CLOSED = "closed"


OPEN = (State.DRAFT, State.ASKED)


@dataclass(frozen=True, slots=True)
class Introduction:
    """`asker` and `asked` are chats; each contact is what that person released for this one introduction."""

    id: str
    asker: str
    asked: str
    about: str
    state: State
    made_at: dt.datetime
    expires_at: dt.datetime
    asker_contact: str | None = None
    asked_contact: str | None = None

    def open(self, at: dt.datetime) -> bool:
        """Whether it still can come about."""
        return self.state in OPEN and at < self.expires_at


class Effect(StrEnum):
    """What an event lets happen; only REVEAL passes contact data, and only to the two."""

    ASK = "ask"
    ASK_LATER = "ask_later"
    REVEAL = "reveal"
    TELL_ASKER_NO = "tell_asker_no"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class Approve:
    """The asker has read the text and releases this contact."""

    contact: str


@dataclass(frozen=True, slots=True)
class Accept:
    """The asked one says yes and releases this contact."""

    contact: str


class Event(StrEnum):
    """Everything else that can happen. LEAVE: one of the two has deleted his or her data or is no member any more."""

    LATER = "later"
    DECLINE = "decline"
    WITHDRAW = "withdraw"
    EXPIRE = "expire"
    ASKER_LEAVES = "asker_leaves"
    ASKED_LEAVES = "asked_leaves"


def step(intro: Introduction, event: Approve | Accept | Event, at: dt.datetime) -> tuple[Introduction, Effect]:
    """The introduction after an event, and what happens. An event that comes too late or twice changes nothing."""
    if intro.state not in OPEN:
        return intro, Effect.NOTHING
    if at >= intro.expires_at and event not in (Event.ASKER_LEAVES, Event.ASKED_LEAVES):
        event = Event.EXPIRE
    after, effect = intro, Effect.NOTHING
    match event, intro.state:
        case Approve(contact=contact), State.DRAFT if contact:
            after, effect = (
                replace(intro, state=State.ASKED, asker_contact=contact, expires_at=at + OPEN_FOR),
                Effect.ASK,
            )
        case Accept(contact=contact), State.ASKED if contact and intro.asker_contact:
            after, effect = replace(intro, state=State.AGREED, asked_contact=contact), Effect.REVEAL
        case Event.LATER, State.ASKED if at + ASK_AGAIN < intro.expires_at:
            effect = Effect.ASK_LATER
        case Event.DECLINE, State.ASKED:
            after, effect = _without_contacts(intro, State.DECLINED), Effect.TELL_ASKER_NO
        case Event.EXPIRE | Event.ASKED_LEAVES, State.ASKED:
            after, effect = _without_contacts(intro, State.CLOSED), Effect.TELL_ASKER_NO
        case Event.EXPIRE | Event.ASKED_LEAVES | Event.WITHDRAW | Event.ASKER_LEAVES, _:
            after = _without_contacts(intro, State.CLOSED)
    return after, effect


def _without_contacts(intro: Introduction, state: State) -> Introduction:
    return replace(intro, state=state, asker_contact=None, asked_contact=None)


def revealed(intro: Introduction) -> dict[str, str]:
    """Which contact each of the two may read, by chat; empty before both have said yes."""
    if intro.state is not State.AGREED or not intro.asker_contact or not intro.asked_contact:
        return {}
    return {intro.asker: intro.asked_contact, intro.asked: intro.asker_contact}
