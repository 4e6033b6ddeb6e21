"""What organisers do with a working group: confirm, rename or decline a draft; set contact and date; close it."""

import datetime as dt
import re
from collections.abc import Iterable

from bot.conversation.actions import Action, Edit, Notice, Send, Span, say
from bot.conversation.desk import Desk
from bot.conversation.events import Button, Tap
from bot.conversation.stored import to_json
from bot.events.times import TimeUnclear, read_moment
from bot.events.wording import moment
from bot.groups.drafting import PREFIX, draft_message, reports
from bot.groups.listing import question, towns_line
from bot.groups.model import CONTACT_KEPT, Group, GroupState, Joining
from bot.storage.dialogues import Dialogue
from bot.texts import groups as texts
from knowledge.clock import BERLIN

MOST = {"title": 80, "contact": 160, "day": 60}
_ASK = {"title": texts.ASK_TITLE, "contact": texts.ASK_CONTACT, "day": texts.ASK_DAY}
_READABLE = re.compile(r"[^\W_]")
_NOON = dt.time(12)


def confirm(desk: Desk, tap: Tap, group: Group) -> list[Action]:
    """The draft becomes a group, and its members are asked whether they join. Raises CatalogueError."""
    if not desk.stores.groups.decide(group.id, GroupState.CONFIRMED):
        return [Notice(texts.DONE_BY_OTHERS)]
    desk.stores.audit.note(tap.chat, "group.confirmed", group.id, desk.clock())
    found = reports(desk, group.topic)
    asked = {member.chat for _, member in found}
    count = len({member.ags for _, member in found})
    for chat in asked:
        desk.stores.groups.answer(group.id, chat, Joining.INVITED, desk.clock())
    _tell(desk, group, asked, question(group, texts.INVITATION.format(title=group.title, count=count)), "invited")
    invited = texts.ONE_INVITED if len(asked) == 1 else texts.MANY_INVITED.format(count=len(asked))
    return [Edit(tap.message, (Span(texts.CONFIRMED.format(title=group.title, invited=invited)),))]


def decline(desk: Desk, tap: Tap, group: Group) -> list[Action]:
    """No group for now. Raises CatalogueError."""
    if not desk.stores.groups.decide(group.id, GroupState.DECLINED):
        return [Notice(texts.DONE_BY_OTHERS)]
    desk.stores.audit.note(tap.chat, "group.declined", group.id, desk.clock())
    return [Edit(tap.message, (Span(texts.DECLINED.format(title=group.title)),))]


def manage(desk: Desk, tap: Tap, group: Group) -> list[Action]:
    """The group with all that can be set, or the draft again."""
    shown = _managed(desk, group)
    return [Edit(tap.message, shown.text, shown.keyboard)]


def _managed(desk: Desk, group: Group) -> Send:
    if group.state is GroupState.DRAFT:
        return draft_message(desk, group)
    said = texts.MANAGED.format(
        title=group.title, towns=towns_line(desk, group),
        contact=_contact_line(group),
        meets=texts.MEETS.format(day=moment(group.meets_at.astimezone(BERLIN)) if group.meets_at else texts.NO_MEETING),
    )  # fmt: skip
    rows = (
        (Button(texts.SET_TITLE, f"{PREFIX}:ask-title:{group.id}"),
         Button(texts.SET_CONTACT, f"{PREFIX}:ask-contact:{group.id}")),
        (Button(texts.SET_DAY, f"{PREFIX}:ask-day:{group.id}"), Button(texts.CLOSE, f"{PREFIX}:close:{group.id}")),
    )  # fmt: skip
    return say(said, rows)


def _contact_line(group: Group) -> str:
    if group.contact is None or group.contact_at is None:
        return texts.NO_CONTACT
    until = (group.contact_at + CONTACT_KEPT).astimezone(BERLIN)
    return texts.CONTACT_UNTIL.format(contact=group.contact, day=f"{until:%d.%m.%Y}")


def ask(desk: Desk, tap: Tap, group: Group, field: str) -> list[Action]:
    """Ask for a line: title, contact or day."""
    desk.stores.dialogues.begin(tap.chat, f"groups.{field}", desk.clock(), {"id": group.id})
    return [say(_ASK[field].format(title=group.title, most=MOST[field]))]


def typed(desk: Desk, chat: str, text: str, waiting: Dialogue) -> list[Action]:
    """The line that was asked for; one that does not fit is asked for again. Raises CatalogueError."""
    field = waiting.step.partition(".")[2]
    text = " ".join(text.split())
    group = desk.stores.groups.find(str(waiting.data.get("id")))
    if group is None:
        desk.stores.dialogues.end(chat)
        return [say(texts.GONE)]
    if not _READABLE.search(text):
        return [say(texts.NO_WORDS)]
    if len(text) > MOST[field]:
        return [say(texts.TOO_LONG.format(length=len(text), most=MOST[field]))]
    if field == "day":
        return _day(desk, chat, group, text)
    desk.stores.dialogues.end(chat)
    if field == "title":
        changed = desk.stores.groups.change(group.id, title=text)
        return [_managed(desk, changed)] if changed else [say(texts.GONE)]
    changed = desk.stores.groups.name_contact(group.id, text, chat, desk.clock())
    if changed:
        told = say(texts.CONTACT_TOLD.format(title=changed.title, contact=text))
        _tell(desk, changed, desk.stores.groups.members(group.id), told, f"contact:{desk.clock():%Y%m%d%H%M%S}")
    return [_managed(desk, changed)] if changed else [say(texts.GONE)]


def _day(desk: Desk, chat: str, group: Group, text: str) -> list[Action]:
    try:
        at = read_moment(text, desk.clock(), _NOON)
    except TimeUnclear as exc:
        return [say(str(exc))]
    desk.stores.dialogues.end(chat)
    changed = desk.stores.groups.change(group.id, meets_at=at)
    if changed is None:
        return [say(texts.GONE)]
    told = say(texts.MEETS_TOLD.format(title=changed.title, day=moment(at)))
    _tell(desk, changed, desk.stores.groups.members(group.id), told, f"meets:{at:%Y%m%d%H%M}")
    return [_managed(desk, changed)]


def ask_to_close(_: Desk, tap: Tap, group: Group) -> list[Action]:
    """Nothing is closed before the second button."""
    yes, no = (
        Button(texts.CLOSE_YES, f"{PREFIX}:close-yes:{group.id}"),
        Button(texts.CLOSE_NO, f"{PREFIX}:manage:{group.id}"),
    )
    return [Edit(tap.message, (Span(texts.CLOSE_QUESTION.format(title=group.title)),), ((yes, no),))]


def close(desk: Desk, tap: Tap, group: Group) -> list[Action]:
    """The group is over; those who had joined hear it. Raises CatalogueError."""
    if group.state is GroupState.CONFIRMED:
        desk.stores.groups.close(group.id)
        desk.stores.audit.note(tap.chat, "group.closed", group.id, desk.clock())
        joined = desk.stores.groups.members(group.id)
        _tell(desk, group, joined, say(texts.CLOSED_TOLD.format(title=group.title)), "closed")
    return [Edit(tap.message, (Span(texts.CLOSED.format(title=group.title)),))]


def _tell(desk: Desk, group: Group, chats: Iterable[str], message: Send, what: str) -> None:
    written = to_json(message)
    for chat in sorted(chats):
        desk.stores.deliveries.put(f"group:{group.id}:{what}:{chat}", chat, written, "group", desk.clock())
