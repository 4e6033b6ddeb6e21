"""An organiser's dialogue: three questions, then a preview in which each answer can be corrected before it is saved."""

from bot.conversation.actions import Action, Edit, Notice, Send, Span, Style, say
from bot.conversation.desk import Desk
from bot.conversation.events import Button, Keyboard, Tap
from bot.events import wording
from bot.events.announcing import tell_change
from bot.events.answering import show
from bot.events.asked import concerned
from bot.events.drafts import Draft, changed, draft_of, from_json, new_events, to_json
from bot.events.fields import FieldUnclear, fill
from bot.events.model import Event
from bot.events.showing import ORGANISE
from bot.events.viewing import manages
from bot.storage.dialogues import PATIENCE, Dialogue
from bot.texts import events as texts

ASKED_FIRST = ("title", "when", "place")
STEP, PREVIEW = "organise.field", "organise.preview"
_ROWS = (("title", "when", "place"), ("capacity", "deadline"), ("programme", "topics", "series"))


def begin(desk: Desk, chat: str) -> list[Action]:
    """The first question of a new event. Raises CatalogueError."""
    if not manages(desk, chat):
        return [say(texts.NO_RIGHT)]
    return [_ask(desk, chat, Draft(), ASKED_FIRST[0], first=True)]


def change(desk: Desk, chat: str, event: Event) -> list[Action]:
    """The preview of an event that exists. Raises CatalogueError."""
    return [_preview(desk, chat, draft_of(event))]


def take(desk: Desk, chat: str, text: str, waiting: Dialogue) -> list[Action]:
    """An answer to one question; one that can't be read is asked for again. Raises CatalogueError."""
    draft, field = from_json(waiting.data["draft"]), waiting.data["field"]
    now = desk.clock()
    try:
        filled = fill(field, draft, text, now)
    except FieldUnclear as exc:
        return [say(str(exc), _suggested(field))]
    left = ASKED_FIRST[ASKED_FIRST.index(field) + 1 :] if waiting.data["first"] else ()
    if left:
        return [_ask(desk, chat, filled, left[0], first=True)]
    return [_preview(desk, chat, filled)]


def typed_at_preview(desk: Desk, chat: str, _: str, waiting: Dialogue) -> list[Action]:
    """Something typed where a button is expected: nothing is lost. Raises CatalogueError."""
    return [_preview(desk, chat, from_json(waiting.data["draft"]), texts.USE_BUTTONS)]


def on_tap(desk: Desk, tap: Tap, what: str) -> list[Action]:
    """ask:<field>, say:<number of a suggestion>, save, drop. Raises CatalogueError."""
    waiting = desk.stores.dialogues.open(tap.chat)
    if waiting is None or waiting.step not in (STEP, PREVIEW) or desk.clock() - waiting.at >= PATIENCE:
        return [Notice(texts.NO_DRAFT)]
    draft = from_json(waiting.data["draft"])
    action, _, rest = what.partition(":")
    if action == "ask" and rest in texts.FIELDS:
        return [_ask(desk, tap.chat, draft, rest)]
    if action == "say" and waiting.step == STEP:
        suggested = texts.SUGGESTIONS.get(waiting.data["field"], ())
        number = int(rest) if rest.isascii() and rest.isdecimal() else len(suggested)
        return take(desk, tap.chat, suggested[number], waiting) if number < len(suggested) else [Notice(texts.NO_DRAFT)]
    if action == "drop":
        desk.stores.dialogues.end(tap.chat)
        return [Edit(tap.message, (Span(texts.DROPPED),))]
    if action == "save" and draft.starts:
        return _save(desk, tap, draft)
    return [Notice(texts.NO_DRAFT)]


def _save(desk: Desk, tap: Tap, draft: Draft) -> list[Action]:
    now = desk.clock()
    desk.stores.dialogues.end(tap.chat)
    if draft.id:
        event = desk.stores.events.find(draft.id)
        if event is None:
            return [Notice(texts.GONE)]
        return _changed(desk, tap, event, draft)
    made = desk.stores.events.add(new_events(draft, tap.chat), now)
    for event in made:
        desk.stores.audit.note(tap.chat, "event.created", f"event {event.id}", now)
    said = texts.SAVED if len(made) == 1 else texts.SAVED_SERIES.format(count=len(made))
    return [Edit(tap.message, (Span(said),)), show(desk, made[0], tap.chat)]


def _changed(desk: Desk, tap: Tap, event: Event, draft: Draft) -> list[Action]:
    before, after = desk.stores.events.change(changed(event, draft), desk.clock())
    desk.stores.audit.note(tap.chat, "event.changed", f"event {event.id}", desk.clock())
    if after.sequence != before.sequence:
        tell_change(desk, after, before)
    return [Edit(tap.message, (Span(texts.SAVED),)), show(desk, after, tap.chat)]


def _ask(desk: Desk, chat: str, draft: Draft, field: str, *, first: bool = False) -> Send:
    data = {"draft": to_json(draft), "field": field, "first": first}
    desk.stores.dialogues.begin(chat, STEP, desk.clock(), data)
    return say(texts.ASK[field], _suggested(field))


def _suggested(field: str) -> Keyboard:
    labels = texts.SUGGESTIONS.get(field, ())
    return (tuple(Button(label, f"{ORGANISE}:say:{number}") for number, label in enumerate(labels)),) if labels else ()


def _preview(desk: Desk, chat: str, draft: Draft, note: str = "") -> Send:
    desk.stores.dialogues.begin(chat, PREVIEW, desk.clock(), {"draft": to_json(draft)})
    notes = [f"{draft.note}."] if draft.note else []
    notes += [note] if note else []
    if draft.id:
        chats = concerned(desk.stores, draft.id)
        notes += [texts.WILL_TELL.format(people=wording.people(len(chats)))] if chats else []
    lines = "\n".join(
        texts.DRAFT_LINE.format(field=name, value=_value(field, draft)) for field, name in _shown_fields(draft).items()
    )
    head = texts.DRAFT_CHANGE if draft.id else texts.DRAFT
    spans = [Span(head, Style.BOLD), Span(f"\n{lines}"), *(Span(f"\n\n{text}") for text in notes)]
    return Send(tuple(spans), _correcting(draft))


def _shown_fields(draft: Draft) -> dict[str, str]:
    """A part of a series that exists is changed alone, hence without the repetition."""
    return {field: name for field, name in texts.FIELDS.items() if field != "series" or not draft.id}


def _correcting(draft: Draft) -> Keyboard:
    fields = _shown_fields(draft)
    rows = [
        tuple(Button(fields[field], f"{ORGANISE}:ask:{field}") for field in row if field in fields) for row in _ROWS
    ]
    return ((Button(texts.SAVE, f"{ORGANISE}:save"), Button(texts.DROP, f"{ORGANISE}:drop")), *rows)


def _value(field: str, draft: Draft) -> str:
    assert draft.starts
    assert draft.ends
    days = [wording.short_day(at.date()) for at in (draft.starts, *draft.more)]
    return {
        "title": draft.title,
        "when": wording.when(Event("", draft.title, draft.starts, draft.ends)),
        "place": draft.place or texts.NOTHING,
        "capacity": str(draft.capacity) if draft.capacity else texts.UNLIMITED,
        "deadline": wording.moment(draft.deadline) if draft.deadline else texts.UNTIL_START,
        "programme": draft.programme or texts.NOTHING,
        "topics": ", ".join(draft.topics) or texts.NOTHING,
        "series": texts.PARTS.format(count=len(days), days=", ".join(days)) if draft.more else texts.ONCE,
    }[field]
