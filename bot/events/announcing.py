"""From what happened to an event to the messages for those concerned; each is written down once, by its key."""

import datetime as dt
from collections.abc import Iterable

from bot.conversation.actions import RichText, Send, Span, Style
from bot.conversation.desk import Desk
from bot.conversation.stored import to_json
from bot.events import wording
from bot.events.asked import concerned
from bot.events.model import Event, Registration, Status
from bot.events.showing import View, answer_rows, event_buttons, event_text
from bot.people.model import Member, Role
from bot.storage.deliveries import NewDelivery, Priority
from bot.texts import events as texts

ABOUT, INVITATION = "event", "invitation"
"""Kinds of deliveries: news of an event one has to do with, and invitations."""
_LOOK_BACK = dt.timedelta(days=2)
"""How long after a crash those who moved up are still told."""


def uninvited(desk: Desk, event: Event) -> list[str]:
    """Mayors who can be reached, want invitations, and were neither asked nor answered. Raises CatalogueError."""
    known = set(concerned(desk.stores, event.id))
    return [
        member.chat
        for member in desk.stores.members.all()
        if member.role is Role.MAYOR
        and member.blocked_at is None
        and member.chat not in known
        and not _declines(member, event)
    ]


def _declines(member: Member, event: Event) -> bool:
    """Whether the member wants no invitations, or none on any topic of this event."""
    muted = member.unsubscribed
    return INVITATION in muted or (bool(event.topics) and set(event.topics) <= muted)


def invite(desk: Desk, event: Event, chats: Iterable[str]) -> int:
    """Ask these chats to answer; how many had not been asked before. Raises CatalogueError."""
    now = desk.clock()
    new = desk.stores.registrations.invite(event.id, chats, now)
    message = to_json(invitation(event, now))
    desk.stores.deliveries.put_all([
        NewDelivery(
            f"event:{event.id}:invite:{chat}", chat, message, INVITATION, now, event.closes, _topic(event),
            priority=Priority.BROADCAST,
        )
        for chat in new
    ])  # fmt: skip
    return len(new)


def invitation(event: Event, now: dt.datetime) -> Send:
    """The message that asks for an answer, the same for all."""
    text = (Span(f"{texts.INVITATION}: "), *event_text(View(event, (), "", now)))
    return Send(text, tuple(answer_rows(event.id)))


def tell_change(desk: Desk, event: Event, before: Event | None = None) -> int:
    """Tell all who answered or were asked what is new; how many. Raises CatalogueError.

    What was written down before and has not gone out is taken back: nobody is to read an old time.
    """
    now = desk.clock()
    answers = desk.stores.registrations.of_event(event.id)
    chats = concerned(desk.stores, event.id)
    for written in ("invite", "change"):
        desk.stores.deliveries.cancel_keys(f"event:{event.id}:{written}:", now)
    desk.stores.deliveries.cancel_keys(f"reminder:event:{event.id}:", now)
    desk.stores.deliveries.put_all([
        NewDelivery(
            f"event:{event.id}:change:{event.sequence}:{chat}", chat,
            to_json(_changed(View(event, answers, chat, now), before)), ABOUT, now, event.ends,
        )
        for chat in chats
    ])  # fmt: skip
    desk.stores.events.mark_told(event)
    return len(chats)


def tell_moved_up(desk: Desk, now: dt.datetime) -> None:
    """Tell those who got a seat from the waiting list. Raises CatalogueError."""
    for found in desk.stores.registrations.moved_up(now - _LOOK_BACK):
        event = desk.stores.events.find(found.event_id)
        if event and event.status is Status.PLANNED and now < event.starts:
            desk.stores.deliveries.put_all([_up(event, found, now)])


def catch_up(desk: Desk) -> None:
    """Write down what a crash kept from being written. Raises CatalogueError."""
    now = desk.clock()
    for event in desk.stores.events.untold(now):
        tell_change(desk, event)
    tell_moved_up(desk, now)


def _up(event: Event, found: Registration, now: dt.datetime) -> NewDelivery:
    assert found.moved_up_at
    text = texts.TOLD_UP.format(title=wording.named(event), when=wording.when(event))
    view = View(event, (found,), found.chat, now)
    key = f"event:{event.id}:up:{found.moved_up_at:%Y%m%d%H%M%S%f}:{found.chat}"
    return NewDelivery(key, found.chat, to_json(Send((Span(text),), event_buttons(view))), ABOUT, now, event.starts)


def _changed(view: View, before: Event | None) -> Send:
    event = view.event
    if event.status is Status.CANCELLED:
        text = texts.TOLD_CANCELLED.format(title=wording.named(event), when=wording.when(event))
        return Send((Span(text, Style.BOLD),), event_buttons(view))
    return Send((*_headline(event, before), Span("\n\n"), *event_text(view)), event_buttons(view))


def _headline(event: Event, before: Event | None) -> RichText:
    title = wording.named(event)
    if before is None:
        return (Span(texts.TOLD_CHANGED.format(title=title), Style.BOLD),)
    if before.status is Status.CANCELLED:
        return (Span(texts.TOLD_REVIVED.format(title=title), Style.BOLD),)
    if (before.starts, before.ends) == (event.starts, event.ends):
        return (Span(texts.TOLD_CHANGED.format(title=title), Style.BOLD),)
    was = texts.TOLD_BEFORE.format(when=wording.when(before))
    now = texts.TOLD_NOW.format(when=wording.when(event))
    return Span(texts.TOLD_MOVED.format(title=title), Style.BOLD), Span(f"\n{was}\n{now}")


def _topic(event: Event) -> str | None:
    """The topic whose mute spares a member; with several, none decides."""
    return event.topics[0] if len(event.topics) == 1 else None
