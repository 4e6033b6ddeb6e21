"""A member's own reminders in the chat: asked for under an answer, listed by /erinnerungen, stopped with one tap."""

import datetime as dt

from bot.conversation.actions import Action, Edit, EditKeyboard, Notice, Send, Span, Style
from bot.conversation.desk import Desk
from bot.conversation.events import Button, Keyboard, Tap
from bot.events import wording as event_wording
from bot.events.model import Status
from bot.reminders.deadlines import Deadline, day_of, deadlines
from bot.reminders.wording import REMIND
from bot.storage.reminders import EVERYTHING
from bot.texts import reminders as texts
from knowledge.clock import BERLIN
from knowledge.model import Answer, FactKind

OFFERED = 2
SHOWN = 8


def offers(desk: Desk, answer: Answer) -> Keyboard:
    """Buttons "Erinnern" for the deadlines to come that the quotations of an answer name. Raises CatalogueError."""
    base, buttons = desk.knowledge.base(), dict[str, Button]()
    for source in answer.sources:
        document = base.documents.get(source.document_id)
        if document is None or document.superseded_by is not None:
            continue
        for fact in base.facts_of(document.id, FactKind.DEADLINE):
            day = day_of(fact.value)
            if day and day > desk.today and _same_place(fact.wording, source.quote):
                button = _offer(document.id, day)
                buttons.setdefault(button.data, button)
    return tuple((button,) for button in list(buttons.values())[:OFFERED])


def _same_place(wording: str, quote: str) -> bool:
    """Whether a quotation holds the wording of a deadline, or is a part of it."""
    said, quoted = " ".join(wording.split()), " ".join(quote.split())
    return said in quoted or quoted in said


def _offer(document_id: str, day: dt.date) -> Button:
    return Button(texts.OFFER_BUTTON.format(day=f"{day:%d.%m.%Y}"), f"{REMIND}:wish:{document_id}:{day:%Y%m%d}")


def on_tap(desk: Desk, tap: Tap, rest: str) -> list[Action]:
    """wish:<document>:<day>, stop:<subject>, on:<subject>; off: and back: are those two in the list itself.

    Raises CatalogueError.
    """
    what, _, subject = rest.partition(":")
    if what == "wish":
        return [_wish(desk, tap.chat, subject)]
    if what in ("stop", "off") and subject:
        return _stopped(desk, tap, subject, in_list=what == "off")
    if what in ("on", "back") and subject:
        desk.stores.reminders.go_on(tap.chat, subject)
        shown = _shown(desk, tap.chat)
        edit = EditKeyboard(tap.message, ()) if what == "on" else Edit(tap.message, shown.text, shown.keyboard)
        return [Notice(texts.RESUMED), edit]
    return [Notice(texts.WISH_OVER)]


def _stopped(desk: Desk, tap: Tap, subject: str, *, in_list: bool) -> list[Action]:
    """Nothing more of this subject, with the way back under the same message."""
    desk.stores.reminders.stop(tap.chat, subject, desk.clock())
    desk.stores.reminders.take_back(tap.chat, subject, desk.clock())
    if not in_list:
        undo = (Button(texts.UNDO, f"{REMIND}:on:{subject}"),)
        return [Notice(texts.STOPPED), EditKeyboard(tap.message, (undo,))]
    shown = _shown(desk, tap.chat)
    if subject == EVERYTHING:
        return [Notice(texts.STOPPED_ALL), Edit(tap.message, shown.text, shown.keyboard)]
    undo = (Button(texts.UNDO, f"{REMIND}:back:{subject}"),)
    return [Notice(texts.STOPPED), Edit(tap.message, shown.text, (*shown.keyboard, undo))]


def _wish(desk: Desk, chat: str, subject: str) -> Notice:
    document_id, _, day = subject.partition(":")
    known = {f"{one.day:%Y%m%d}": one for one in deadlines(desk.knowledge.catalogue, desk.today, only={document_id})}
    deadline = known.get(day)
    if deadline is None:
        return Notice(texts.WISH_OVER)
    desk.stores.reminders.go_on(chat, deadline.key.subject)
    if not desk.stores.reminders.wish(chat, deadline.key, desk.clock()):
        return Notice(texts.WISHED_ALREADY)
    said = texts.WISHED if deadline.sure else texts.WISHED_UNCONFIRMED
    return Notice(said.format(day=event_wording.day(deadline.day)))


def show(desk: Desk, chat: str, _: str) -> list[Action]:
    """All that this chat will be reminded of, each with its stop. Raises CatalogueError."""
    return [_shown(desk, chat)]


def _shown(desk: Desk, chat: str) -> Send:
    stops = {subject for whose, subject in desk.stores.reminders.stops() if whose == chat}
    if EVERYTHING in stops:
        return Send((Span(texts.ALL_OFF),), ((Button(texts.ALL_ON, f"{REMIND}:back:{EVERYTHING}"),),))
    items = sorted(item for item in (*_events(desk, chat), *_wishes(desk, chat)) if item[2] not in stops)[:SHOWN]
    member = desk.stores.members.find(chat)
    topics = [t for t in member.topics if t not in member.unsubscribed] if member else []
    lines = [line.format(number=number) for number, (_, line, _) in enumerate(items, 1)]
    lines += [texts.LINE_TOPIC.format(topics=", ".join(topics))] if topics else []
    if not lines:
        return Send((Span(texts.NONE),))
    rows = [
        (Button(texts.STOP.format(number=number), f"{REMIND}:off:{subject}"),)
        for number, (_, _, subject) in enumerate(items, 1)
    ]
    everything = (Button(texts.ALL_STOP, f"{REMIND}:off:{EVERYTHING}"),)
    return Send((Span(texts.HEAD, Style.BOLD), Span("\n" + "\n".join(lines))), (*rows, everything))


Item = tuple[dt.date, str, str]
"""A day, a line with a place for its number, and the subject that a stop names."""


def _events(desk: Desk, chat: str) -> list[Item]:
    seated = {number for number, found in desk.stores.registrations.of_chat(chat).items() if found.seated}
    return [
        _item(event.starts.astimezone(BERLIN).date(), texts.LINE_EVENT, event_wording.named(event), f"event:{event.id}")
        for event in desk.stores.events.coming(desk.clock())
        if event.id in seated and event.status is Status.PLANNED
    ]


def _wishes(desk: Desk, chat: str) -> list[Item]:
    mine = [wish.deadline for wish in desk.stores.reminders.wishes(desk.today) if wish.chat == chat]
    known = {
        one.key: one for one in deadlines(desk.knowledge.catalogue, desk.today, only={k.document_id for k in mine})
    }
    return [_item(key.day, texts.LINE_DEADLINE, _title(known.get(key)), key.subject) for key in mine]


def _title(deadline: Deadline | None) -> str:
    return deadline.document.title if deadline else texts.LINE_GONE


def _item(day: dt.date, template: str, title: str, subject: str) -> Item:
    shown = title.replace("{", "(").replace("}", ")")
    return day, template.format(number="{number}", when=event_wording.day(day), title=shown), subject
