"""From events, wishes and followed topics to all reminders that are or will be due; nothing is written here."""

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from bot.conversation.actions import Send
from bot.conversation.desk import Desk
from bot.events.asked import asked_by_event
from bot.events.model import Event, Status
from bot.people.model import Member, Role
from bot.reminders import wording
from bot.reminders.deadlines import Deadline, deadlines
from bot.reminders.rules import STAGES, WISH_STAGES, Rule, Window, stage_window, window
from bot.storage.reminders import EVERYTHING, KEYS

GRACE = dt.timedelta(days=1)
"""Who was invited less than this ago is not yet asked for an answer again."""
SENT = "sent"
"""What an organiser decided about a deadline: tell those who follow its topics."""


@dataclass(frozen=True, slots=True)
class Planned:
    """A reminder for one chat: due from `window[0]`, wrong from `window[1]`; `say` words it for a day.

    `rests` says that it keeps Sundays and public holidays too. `subject` is what a stop names.
    """

    key: str
    chat: str
    subject: str
    window: Window
    say: Callable[[dt.date], Send]
    topics: tuple[str, ...] = ()
    rests: bool = False


def plan(desk: Desk) -> list[Planned]:
    """All reminders that are due or will be, the earliest first. Raises CatalogueError."""
    stops = desk.stores.reminders.stops()
    followers_of_any = {member.chat: member for member in desk.stores.members.following()}
    found = [
        planned
        for planned in (*_of_events(desk), *_of_deadlines(desk, followers_of_any))
        if not stops & {(planned.chat, planned.subject), (planned.chat, EVERYTHING)}
    ]
    # Once a minute, so only those are read whom it concerns.
    concerned = {planned.chat for planned in found if planned.topics}
    members = {member.chat: member for member in desk.stores.members.among(concerned)}
    heard = [planned for planned in found if not _muted(members.get(planned.chat), planned.topics)]
    return sorted(heard, key=lambda planned: (planned.window[0], planned.key))


def _muted(member: Member | None, topics: tuple[str, ...]) -> bool:
    """Whether the member wants to hear of none of these topics."""
    return member is not None and bool(topics) and set(topics) <= member.unsubscribed


def _of_events(desk: Desk) -> Iterator[Planned]:
    coming_up = [event for event in desk.stores.events.coming(desk.clock()) if event.status is Status.PLANNED]
    asked = asked_by_event(desk.stores, [event.id for event in coming_up if event.deadline])
    for event in coming_up:
        answers = desk.stores.registrations.of_event(event.id)
        coming = [(found.chat, max(found.since, found.moved_up_at or found.since)) for found in answers if found.seated]
        for rule in (Rule.DAY, Rule.HOURS):
            yield from _for(event, rule, coming)
        answered = {found.chat for found in answers}
        waited_for = [(chat, at + GRACE) for chat, at in asked.get(event.id, {}).items() if chat not in answered]
        yield from _for(event, Rule.ANSWER, waited_for)


def _for(event: Event, rule: Rule, chats: list[tuple[str, dt.datetime]]) -> Iterator[Planned]:
    """One reminder for each chat that was there before it became due."""
    when = window(event, rule)
    if when is None:
        return
    for chat, since in chats:
        if rule is Rule.ANSWER or since < when[0]:
            yield Planned(
                f"{KEYS}event:{event.id}:{event.starts:%Y%m%dT%H%M}:{rule}:{chat}", chat, f"event:{event.id}",
                (max(when[0], since) if rule is Rule.ANSWER else when[0], when[1]),
                lambda today: wording.of_event(event, rule, today), event.topics, rests=rule is Rule.ANSWER,
            )  # fmt: skip


def _of_deadlines(desk: Desk, members: dict[str, Member]) -> Iterator[Planned]:
    today = desk.today
    known = {deadline.key: deadline for deadline in deadlines(desk.knowledge.catalogue, today)}
    wishes = [wish for wish in desk.stores.reminders.wishes(today) if wish.deadline in known]
    for wish in wishes:
        for stage in WISH_STAGES:
            when = stage_window(wish.deadline.day, stage, WISH_STAGES)
            if wish.at < when[0]:
                yield _deadline(known[wish.deadline], stage, wish.chat, when, "")
    wished = {(wish.chat, wish.deadline) for wish in wishes}
    decided = desk.stores.reminders.reported()
    for deadline in known.values():
        for stage in STAGES:
            if decided.get((deadline.key, stage)) == SENT or (deadline.sure and stage != STAGES[0]):
                for chat, topic in followers(deadline, members).items():
                    if (chat, deadline.key) not in wished:
                        yield _deadline(deadline, stage, chat, stage_window(deadline.day, stage, STAGES), topic)


def followers(deadline: Deadline, members: dict[str, Member]) -> dict[str, str]:
    """Mayors who follow one of its topics and have not muted it, with that topic."""
    return {
        chat: topics[0]
        for chat, member in members.items()
        if member.role is Role.MAYOR
        and (topics := [t for t in deadline.topics if t in member.topics and t not in member.unsubscribed])
    }


def _deadline(deadline: Deadline, stage: int, chat: str, when: Window, topic: str) -> Planned:
    subject = deadline.key.subject
    return Planned(
        f"{KEYS}{subject}:{stage}:{chat}", chat, subject, when,
        lambda today: wording.of_deadline(deadline, today, topic), (topic,) if topic else (), rests=True,
    )  # fmt: skip
