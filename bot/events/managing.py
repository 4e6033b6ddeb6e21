"""What organisers do with an event: see the answers, invite, change, cancel, take the list with them."""

from dataclasses import replace

from bot.conversation.actions import Action, Edit, Notice, RichText, Send, SendFile, Span, Style
from bot.conversation.desk import Desk
from bot.conversation.events import Button, Keyboard, Tap
from bot.events import creating, wording
from bot.events.announcing import invitation, invite, tell_change, uninvited
from bot.events.asked import asked, concerned
from bot.events.calendar_file import file_name
from bot.events.model import Choice, Event, Status, counted
from bot.events.participants import as_file, rows_of
from bot.events.showing import ORGANISE, TABLES
from bot.events.viewing import sees_notes, title_of_person
from bot.texts import events as texts
from knowledge.clock import BERLIN


def on_tap(desk: Desk, tap: Tap, rest: str) -> list[Action]:
    """new, or <id>[:<what>], or a step of the dialogue. Raises CatalogueError."""
    number, _, what = rest.partition(":")
    if number == "new":
        return creating.begin(desk, tap.chat)
    if not (number.isascii() and number.isdecimal()):
        return creating.on_tap(desk, tap, rest)
    event = desk.stores.events.find(int(number))
    if event is None:
        return [Notice(texts.GONE)]
    if what in ("xlsx", "csv"):
        return [_list(desk, event, tap.chat, f".{what}")]
    if what == "change":
        return creating.change(desk, tap.chat, event)
    return _MOVES.get(what, _overview)(desk, event, tap)


def _overview(desk: Desk, event: Event, _: Tap) -> list[Action]:
    return [Send(_counts(desk, event), _buttons(event))]


def _counts(desk: Desk, event: Event) -> RichText:
    answers = desk.stores.registrations.of_event(event.id)
    invited = asked(desk.stores, event.id)
    still = len(set(invited) - {found.chat for found in answers})
    lines = [
        wording.when(event),
        texts.MANAGE_COUNTS.format(**counted(answers)),
        texts.MANAGE_INVITED.format(invited=len(invited), open=still),
    ]
    deputies = [found for found in answers if found.choice is Choice.DEPUTY and found.deputy]
    if deputies:
        said = [_deputy(desk, found.chat, found.deputy or "") for found in deputies]
        lines.append(texts.MANAGE_DEPUTIES.format(names="; ".join(said)))
    return Span(wording.named(event), Style.BOLD), Span("\n" + "\n".join(lines))


def _deputy(desk: Desk, chat: str, deputy: str) -> str:
    """Who comes, and for which municipality."""
    _, town = title_of_person(desk, chat)
    return f"{deputy} ({town})" if town else deputy


def _buttons(event: Event) -> Keyboard:
    here = f"{ORGANISE}:{event.id}"
    lists = (Button(texts.AS_SHEET, f"{here}:xlsx"), Button(texts.AS_CSV, f"{here}:csv"))
    if event.status is Status.CANCELLED:
        return (lists, (Button(texts.REVIVE, f"{here}:revive"),))
    return (
        (Button(texts.INVITE, f"{here}:invite"), Button(texts.TABLES_BUTTON, f"{TABLES}:{event.id}")),
        lists,
        (Button(texts.CHANGE, f"{here}:change"), Button(texts.CANCEL, f"{here}:cancel")),
    )


def _list(desk: Desk, event: Event, chat: str, kind: str) -> SendFile:
    rows = rows_of(desk, event, notes=sees_notes(desk, event, chat))
    caption = texts.LIST_CAPTION.format(count=len(rows), at=f"{desk.clock().astimezone(BERLIN):%d.%m.%Y %H:%M}")
    desk.stores.audit.note(chat, "event.list", f"event {event.id}", desk.clock())
    return SendFile(as_file(rows, event, kind), f"{file_name(event).removesuffix('.ics')}{kind}", caption)


def _ask_invite(desk: Desk, event: Event, _: Tap) -> list[Action]:
    chats = uninvited(desk, event)
    if not chats or not event.open_at(desk.clock()):
        return [Notice(texts.INVITE_NOBODY if event.open_at(desk.clock()) else texts.CLOSED)]
    said = Span(texts.INVITE_ASK.format(people=wording.people(len(chats))) + "\n\n")
    return [Send((said, *invitation(event, desk.clock()).text), _yes_no(event, texts.INVITE_YES, "inviteyes"))]


def _invite(desk: Desk, event: Event, tap: Tap) -> list[Action]:
    count = invite(desk, event, uninvited(desk, event)) if event.open_at(desk.clock()) else 0
    desk.stores.audit.note(tap.chat, "event.invited", f"event {event.id}", desk.clock())
    return [Edit(tap.message, (Span(texts.INVITED.format(people=wording.people(count))),))]


def _ask_cancel(desk: Desk, event: Event, _: Tap) -> list[Action]:
    people = wording.people(len(concerned(desk.stores, event.id)))
    said = texts.CANCEL_ASK.format(title=wording.named(event), people=people)
    return [Send((Span(said),), _yes_no(event, texts.CANCEL_YES, "cancelyes"))]


def _cancel(desk: Desk, event: Event, tap: Tap) -> list[Action]:
    count = set_status(desk, event, Status.CANCELLED, tap.chat)
    return [Edit(tap.message, (Span(texts.CANCELLED_NOW.format(people=wording.people(count))),))]


def _revive(desk: Desk, event: Event, tap: Tap) -> list[Action]:
    count = set_status(desk, event, Status.PLANNED, tap.chat)
    return [Edit(tap.message, (Span(texts.REVIVED.format(title=wording.named(event), people=wording.people(count))),))]


def set_status(desk: Desk, event: Event, status: Status, actor: str) -> int:
    """Cancel, or take it back; tells all concerned and says how many. Raises CatalogueError, NotFound."""
    before, after = desk.stores.events.change(replace(event, status=status), desk.clock())
    desk.stores.audit.note(actor, f"event.{status.value}", f"event {event.id}", desk.clock())
    if after.sequence != before.sequence:
        return tell_change(desk, after, before)
    return len(concerned(desk.stores, event.id))


def _keep(_: Desk, __: Event, tap: Tap) -> list[Action]:
    return [Edit(tap.message, (Span(texts.KEPT),))]


def _yes_no(event: Event, yes: str, what: str) -> Keyboard:
    here = f"{ORGANISE}:{event.id}"
    return ((Button(yes, f"{here}:{what}"), Button(texts.KEEP, f"{here}:keep")),)


_MOVES = {
    "invite": _ask_invite, "inviteyes": _invite, "cancel": _ask_cancel, "cancelyes": _cancel, "revive": _revive,
    "keep": _keep,
}  # fmt: skip
