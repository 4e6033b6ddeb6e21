"""From an event to what a member reads: its facts, the own answer, the buttons to answer with."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from bot.conversation.actions import RichText, Span, Style
from bot.conversation.events import Button, Keyboard
from bot.events import wording
from bot.events.model import Choice, Event, Registration, Status
from bot.texts import events as texts

EVENT, ORGANISE, TABLES = "event", "organise", "tables"
"""Prefixes of buttons: event:<id>[:<what>], organise:…, tables:<event id>[:<what>]."""
CODES = {Choice.YES: "y", Choice.MAYBE: "m", Choice.NO: "n", Choice.DEPUTY: "d"}
_ROWS = ((Choice.YES, Choice.MAYBE), (Choice.NO, Choice.DEPUTY))


@dataclass(frozen=True, slots=True)
class View:
    """An event as one chat sees it: all answers, which of them is its own, its table, whether it may manage."""

    event: Event
    answers: Sequence[Registration]
    chat: str
    now: dt.datetime
    table: str = ""
    tables: bool = False
    manages: bool = False

    @property
    def mine(self) -> Registration | None:
        """The chat's own answer."""
        return next((found for found in self.answers if found.chat == self.chat), None)


def event_text(view: View) -> RichText:
    """Title, time, place, programme, seats, deadline, the own answer: without what is not known."""
    event = view.event
    cancelled = event.status is Status.CANCELLED
    facts = [
        wording.when(event),
        texts.PLACE.format(place=event.place) if event.place else "",
        texts.TOPICS.format(topics=", ".join(event.topics)) if event.topics else "",
        _seats(event, view.answers),
        "" if cancelled else _registration(view),
    ]
    lines = "\n".join(fact for fact in facts if fact)
    mine = [] if cancelled and not view.mine else [f"\n\n{_mine(view)}"]
    programme = f"\n{texts.PROGRAMME.format(programme=event.programme)}" if event.programme else ""
    spans = [
        Span(f"{texts.CANCELLED}: " if cancelled else "", Style.BOLD),
        Span(wording.named(event), Style.BOLD),
        Span(f"\n{lines}"),
        Span(programme, Style.FOLD),
        *(Span(part) for part in mine),
    ]
    return tuple(span for span in spans if span.text)


def answer_line(view: View) -> str:
    """The own answer in words, with the place on the waiting list; empty where there is none."""
    mine = view.mine
    if mine is None:
        return ""
    if mine.waiting:
        in_line = [found.chat for found in view.answers if found.waiting]
        return texts.WAITING.format(place=in_line.index(view.chat) + 1)
    if mine.choice is Choice.DEPUTY:
        return texts.DEPUTY_NAMED.format(deputy=mine.deputy or texts.SOMEBODY)
    return texts.ANSWERS[mine.choice]


def event_buttons(view: View) -> Keyboard:
    """Answers while they can be given, the calendar file, and what else there is."""
    event = view.event
    rows: list[tuple[Button, ...]] = []
    if event.open_at(view.now):
        rows += answer_rows(event.id, view.mine)
    if view.mine:
        more = [Button(texts.CALENDAR_BUTTON, f"{EVENT}:{event.id}:ics")]
        if view.mine.choice.takes_seat and event.status is Status.PLANNED and view.now < event.ends:
            more.append(Button(texts.NOTE_BUTTON, f"{EVENT}:{event.id}:note"))
        rows.append(tuple(more))
    if view.tables:
        rows.append((Button(texts.TABLES_BUTTON, f"{TABLES}:{event.id}"),))
    if view.manages:
        rows.append((Button(texts.MANAGE_BUTTON, f"{ORGANISE}:{event.id}"),))
    return tuple(rows)


def answer_rows(event_id: int, mine: Registration | None = None) -> list[tuple[Button, ...]]:
    """The four answers, the own one marked; for any message about an event."""
    return [
        tuple(
            Button(
                texts.CHOSEN.format(label=texts.ANSWERS[choice])
                if mine and mine.choice is choice
                else texts.ANSWERS[choice],
                f"{EVENT}:{event_id}:{CODES[choice]}",
            )
            for choice in row
        )
        for row in _ROWS
    ]


def _seats(event: Event, answers: Sequence[Registration]) -> str:
    if event.capacity is None:
        return ""
    taken = sum(found.seated for found in answers)
    waiting = sum(found.waiting for found in answers)
    line = texts.SEATS.format(taken=taken, capacity=event.capacity)
    return line + (texts.SEATS_WAITING.format(waiting=waiting) if waiting else "")


def _registration(view: View) -> str:
    closes = wording.moment(view.event.closes)
    if not view.event.open_at(view.now):
        return texts.REGISTRATION_CLOSED.format(when=closes)
    return texts.REGISTER_UNTIL.format(when=closes) if view.event.deadline else ""


def _mine(view: View) -> str:
    mine = view.mine
    if mine is None:
        return texts.NOT_ANSWERED
    lines = [
        texts.YOUR_ANSWER.format(answer=answer_line(view)),
        texts.YOUR_NOTE.format(note=mine.note) if mine.note else "",
        texts.YOUR_TABLE.format(table=view.table) if view.table else "",
    ]
    return "\n".join(line for line in lines if line)
