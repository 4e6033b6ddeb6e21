"""`/termine`: what takes place, with the own answers; and, apart from it, what the documents say will take place."""

import datetime as dt
from dataclasses import dataclass

from bot.conversation import buttons
from bot.conversation.actions import Action, Send, Span, Style
from bot.conversation.desk import Desk
from bot.conversation.events import Button, Keyboard
from bot.conversation.rendering import shortened
from bot.events import wording
from bot.events.creating import begin
from bot.events.model import Event, Status
from bot.events.showing import EVENT, ORGANISE, View, answer_line
from bot.events.viewing import manages
from bot.texts import events as texts
from knowledge.model import Document, Fact, FactKind

SHOWN = 8
_SHOWN_FACTS = 5
_LONGEST_WORDING = 110
_LONGEST_LABEL = 28


def events(desk: Desk, chat: str, argument: str) -> list[Action]:
    """The list; "neu" begins a new event. Raises CatalogueError."""
    if argument.casefold() == "neu":
        return begin(desk, chat)
    coming = desk.stores.events.coming(desk.clock())
    announced = _announced(desk)
    spans = [Span(texts.HEAD, Style.BOLD), Span(f"\n{_lines(desk, coming, chat) or texts.NONE}")]
    if announced:
        lines = "\n".join(_announced_line(number, found) for number, found in enumerate(announced, 1))
        spans += [Span(f"\n\n{texts.FROM_DOCUMENTS}", Style.BOLD), Span(f"\n{lines}")]
    return [Send(tuple(spans), _keyboard(desk, chat, coming, announced))]


def _lines(desk: Desk, coming: list[Event], chat: str) -> str:
    lines = [_line(desk, number, event, chat) for number, event in enumerate(coming[:SHOWN], 1)]
    more = [texts.MORE.format(count=len(coming) - SHOWN)] if len(coming) > SHOWN else []
    return "\n".join(lines + more)


def _line(desk: Desk, number: int, event: Event, chat: str) -> str:
    answer = answer_line(View(event, desk.stores.registrations.of_event(event.id), chat, desk.clock()))
    mine = texts.MINE_SHORT.format(answer=answer) if answer else ""
    return texts.LINE.format(
        number=number, when=wording.begins(event), title=wording.named(event),
        place=texts.PLACE_SHORT.format(place=event.place) if event.place else "",
        mine=texts.CANCELLED_SHORT if event.status is Status.CANCELLED else mine,
    )  # fmt: skip


def _keyboard(desk: Desk, chat: str, coming: list[Event], announced: list["Announced"]) -> Keyboard:
    rows = [(Button(_label(number, event), f"{EVENT}:{event.id}"),) for number, event in enumerate(coming[:SHOWN], 1)]
    found = tuple(
        Button(texts.PLACE_BUTTON.format(number=number), f"{buttons.PASSAGE}:{one.chunk_id}")
        for number, one in enumerate(announced, 1)
        if one.chunk_id
    )
    new = [(Button(texts.NEW_BUTTON, f"{ORGANISE}:new"),)] if manages(desk, chat) else []
    return (*rows, *([found] if found else []), *new)


def _label(number: int, event: Event) -> str:
    title = event.title if len(event.title) <= _LONGEST_LABEL else f"{event.title[: _LONGEST_LABEL - 2].rstrip()} …"
    return texts.OPEN_BUTTON.format(number=number, day=wording.short_day(event.starts.date()), title=title)


@dataclass(frozen=True, slots=True)
class Announced:
    """A day that a document names, with the wording it was read from and the passage it stands in."""

    day: dt.date
    fact: Fact
    document: Document
    chunk_id: str


def _announced(desk: Desk) -> list[Announced]:
    """The next days of events in documents that are in force, each document's day once."""
    catalogue = desk.knowledge.catalogue
    documents = {document.id: document for document in catalogue.documents() if document.superseded_by is None}
    cancelled = {fact.document_id for fact in catalogue.facts(kind=FactKind.CANCELLED)}
    found: dict[tuple[str, dt.date], Fact] = {}
    for fact in catalogue.facts(kind=FactKind.EVENT_DATE):
        day = _day_of(fact.value)
        if day and day >= desk.today and fact.document_id in documents and fact.document_id not in cancelled:
            found.setdefault((fact.document_id, day), fact)
    next_ones = sorted(found.items(), key=lambda item: (item[0][1], item[0][0]))[:_SHOWN_FACTS]
    return [
        Announced(day, fact, documents[document_id], _passage(desk, fact)) for (document_id, day), fact in next_ones
    ]


def _day_of(value: str) -> dt.date | None:
    """The day of "2027-01-20T10:00/15:30"; None where only a month is known."""
    try:
        return dt.date.fromisoformat(value.partition("T")[0])
    except ValueError:
        return None


def _passage(desk: Desk, fact: Fact) -> str:
    """The passage that holds the wording, empty where it can't be found."""
    chunks = desk.knowledge.catalogue.chunks(fact.document_id)
    return next((chunk.id for chunk in chunks if fact.wording in chunk.text or chunk.text in fact.wording), "")


def _announced_line(number: int, found: Announced) -> str:
    said = shortened(" ".join(found.fact.wording.split()), _LONGEST_WORDING)
    document = found.document
    dated = f"{document.date:%d.%m.%Y}" if document.date else ""
    source = ", ".join(part for part in (document.title, document.publisher, dated) if part)
    return texts.DOCUMENT_LINE.format(when=wording.day(found.day), wording=said, source=f"{source} [{number}]")
