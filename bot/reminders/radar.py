"""Deadlines that come near, put before the organisers as drafts; one tap sends them to those who follow the topic."""

import datetime as dt
import hashlib

from bot.conversation.actions import Action, EditKeyboard, Notice, RichText, Send, Span, Style
from bot.conversation.desk import Desk
from bot.conversation.events import Button, Tap
from bot.conversation.stored import to_json
from bot.events import wording as event_wording
from bot.people.model import Member, Role
from bot.reminders import wording
from bot.reminders.deadlines import Deadline, day_of, deadlines
from bot.reminders.planning import SENT, followers
from bot.reminders.rules import STAGES, stage_window
from bot.storage.deliveries import NewDelivery
from bot.storage.reminders import DeadlineKey
from bot.texts import reminders as texts
from knowledge.clock import BERLIN

KIND = "radar"
DROPPED = "dropped"
AT_ONCE = 8
"""Deadlines of one message, the nearest first; there is one message a day."""

Item = tuple[Deadline, int]
"""A deadline and the days before it that are being reached."""


def put_before_organisers(desk: Desk) -> int:
    """Write the drafts down that no organiser has seen yet; how many messages. Raises CatalogueError."""
    chats, last = _organisers(desk), desk.stores.reminders.last_reported()
    told_today = last is not None and last.astimezone(BERLIN).date() == desk.clock().astimezone(BERLIN).date()
    items = open_items(desk)[:AT_ONCE] if chats and not told_today else []
    if not items:
        return 0
    members = {member.chat: member for member in desk.stores.members.following()}
    message = to_json(_draft(items, members))
    named = "/".join(f"{deadline.document.id}:{deadline.day}:{stage}" for deadline, stage in items)
    digest = hashlib.sha256(named.encode()).hexdigest()[:16]
    now, until = desk.clock(), min(stage_window(deadline.day, stage, STAGES)[1] for deadline, stage in items)
    written = desk.stores.deliveries.put_all(
        [NewDelivery(f"radar:{digest}:{chat}", chat, message, KIND, now, until) for chat in chats]
    )
    desk.stores.reminders.report([(deadline.key, stage) for deadline, stage in items], now)
    return written


def open_items(desk: Desk) -> list[Item]:
    """Deadlines within a stage that nobody was told of; sure ones go out by themselves after the first stage."""
    known, now = desk.stores.reminders.reported(), desk.clock()
    return [
        (deadline, stage)
        for deadline in deadlines(desk.knowledge.catalogue, desk.today)
        for stage in STAGES
        if _within(deadline.day, stage, now)
        and (deadline.key, stage) not in known
        and not (deadline.sure and stage != STAGES[0])
    ]


def on_tap(desk: Desk, tap: Tap, rest: str) -> list[Action]:
    """An organiser's word: send to those who follow its topics, or drop. Raises CatalogueError."""
    document_id, _, rest = rest.partition(":")
    day, _, rest = rest.partition(":")
    stage, _, what = rest.partition(":")
    date = day_of(day)
    known = {deadline.key: deadline for deadline in deadlines(desk.knowledge.catalogue, desk.today)}
    deadline = known.get(DeadlineKey(document_id, date)) if date else None
    if deadline is None or stage not in {str(one) for one in STAGES} or what not in ("send", "drop"):
        return [Notice(texts.RADAR_OVER)]
    decision = SENT if what == "send" else DROPPED
    if not desk.stores.reminders.decide((deadline.key, int(stage)), decision, tap.chat):
        return [Notice(texts.RADAR_DECIDED)]
    desk.stores.audit.note(tap.chat, f"radar.{decision}", f"{document_id} {date} {stage}", desk.clock())
    shown = event_wording.day(deadline.day)
    if decision == DROPPED:
        return [Notice(texts.RADAR_DROPPED.format(day=shown)), _without(tap)]
    people = followers(deadline, {member.chat: member for member in desk.stores.members.following()})
    said = texts.RADAR_SENT.format(day=shown, people=event_wording.people(len(people)))
    return [Notice(said), _without(tap), Send((Span(said),))]


def _without(tap: Tap) -> Action:
    """The same message without the two buttons that were decided on."""
    rows = tuple(row for row in tap.message.keyboard if all(button.data != tap.data for button in row))
    return EditKeyboard(tap.message, rows)


def _within(day: dt.date, stage: int, now: dt.datetime) -> bool:
    due, until = stage_window(day, stage, STAGES)
    return due <= now < until


def _organisers(desk: Desk) -> list[str]:
    chats = [
        member.chat
        for member in desk.stores.members.in_roles((Role.ORGANISER, Role.ADMIN))
        if member.granted and KIND not in member.unsubscribed
    ]
    return list(dict.fromkeys([*chats, *sorted(desk.access.admins)]))


def _draft(items: list[Item], members: dict[str, Member]) -> Send:
    """Without "today" or "in 30 days": it stays true until its stage is over."""
    spans: list[Span] = [Span(texts.RADAR_HEAD, Style.BOLD)]
    rows: list[tuple[Button, ...]] = []
    for number, (deadline, stage) in enumerate(items, 1):
        spans += _line(number, deadline, members)
        here = f"{wording.RADAR}:{deadline.document.id}:{deadline.day}:{stage}"
        rows.append((
            Button(texts.RADAR_SEND.format(number=number), f"{here}:send"),
            Button(texts.RADAR_DROP.format(number=number), f"{here}:drop"),
        ))  # fmt: skip
    return Send(tuple(spans), tuple(rows))


def _line(number: int, deadline: Deadline, members: dict[str, Member]) -> RichText:
    people = event_wording.people(len(followers(deadline, members)))
    topics = texts.RADAR_TOPICS.format(topics=", ".join(deadline.topics), people=people)
    lines = [
        texts.RADAR_LINE.format(
            number=number, day=event_wording.day(deadline.day), title=deadline.document.title,
            publisher=wording.publisher(deadline), dated=wording.dated(deadline),
        ),
        texts.RADAR_QUOTE.format(wording=wording.quoted(deadline)),
        "" if deadline.sure else texts.RADAR_UNCONFIRMED,
        topics if deadline.topics else texts.RADAR_NO_TOPICS,
    ]  # fmt: skip
    return (Span("\n\n" + "\n".join(line for line in lines if line)),)
