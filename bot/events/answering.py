"""From a tap under an event to the stored answer; the message that was tapped shows it at once."""

from bot.conversation.actions import Action, Edit, Notice, Send, SendFile, say
from bot.conversation.desk import Desk
from bot.conversation.events import Message, Tap
from bot.events import wording
from bot.events.announcing import tell_moved_up
from bot.events.calendar_file import calendar_file, file_name
from bot.events.model import Choice, Event, Registration
from bot.events.showing import CODES, event_buttons, event_text
from bot.events.viewing import view_of
from bot.storage.dialogues import Dialogue
from bot.texts import events as texts

DEPUTY, NOTE = "event.deputy", "event.note"
MOST_NAME, MOST_NOTE = 120, 300
_CHOICES = {code: choice for choice, code in CODES.items()}


def on_tap(desk: Desk, tap: Tap, rest: str) -> list[Action]:
    """Show an event, take an answer, send its calendar file, ask for a note. Raises CatalogueError."""
    number, _, what = rest.partition(":")
    event = desk.stores.events.find(int(number)) if number.isascii() and number.isdecimal() else None
    if event is None:
        return [Notice(texts.GONE)]
    if what in _CHOICES:
        return _chosen(desk, tap, event, _CHOICES[what])
    if what == "ics":
        caption = texts.FILE_CAPTION.format(title=wording.named(event))
        return [SendFile(calendar_file([event], desk.clock()), file_name(event), caption)]
    if what == "note":
        desk.stores.dialogues.begin(tap.chat, NOTE, desk.clock(), {"event": event.id, "message": tap.message.reference})
        return [say(texts.ASK_NOTE)]
    return [show(desk, event, tap.chat)]


def show(desk: Desk, event: Event, chat: str) -> Send:
    """The event as a message of its own. Raises CatalogueError."""
    view = view_of(desk, event, chat)
    return Send(event_text(view), event_buttons(view))


def _chosen(desk: Desk, tap: Tap, event: Event, choice: Choice) -> list[Action]:
    if not event.open_at(desk.clock()):
        return [Notice(texts.CLOSED), _shown_again(desk, event, tap.chat, tap.message)]
    if choice is Choice.DEPUTY:
        data = {"event": event.id, "message": tap.message.reference}
        desk.stores.dialogues.begin(tap.chat, DEPUTY, desk.clock(), data)
        return [say(texts.WHO)]
    said = _take(desk, Registration(event.id, tap.chat, choice, desk.clock()), event)
    return [Notice(said), _shown_again(desk, event, tap.chat, tap.message)]


def name_deputy(desk: Desk, chat: str, text: str, waiting: Dialogue) -> list[Action]:
    """Who comes instead. Raises CatalogueError."""
    name = " ".join(text.split())
    if not 0 < len(name) <= MOST_NAME:
        return [say(texts.TOO_LONG.format(length=len(name), most=MOST_NAME) if name else texts.EMPTY)]
    event = desk.stores.events.find(waiting.data["event"])
    desk.stores.dialogues.end(chat)
    if event is None or not event.open_at(desk.clock()):
        return [say(texts.CLOSED if event else texts.GONE)]
    said = _take(desk, Registration(event.id, chat, Choice.DEPUTY, desk.clock(), deputy=name), event)
    return [_shown_again(desk, event, chat, Message(waiting.data["message"])), say(said)]


def keep_note(desk: Desk, chat: str, text: str, waiting: Dialogue) -> list[Action]:
    """What the organisers should know. Raises CatalogueError."""
    note = " ".join(text.split())
    if len(note) > MOST_NOTE:
        return [say(texts.TOO_LONG.format(length=len(note), most=MOST_NOTE))]
    event = desk.stores.events.find(waiting.data["event"])
    desk.stores.dialogues.end(chat)
    if event is None:
        return [say(texts.GONE)]
    dropped = note in ("", "–", "-")
    if not desk.stores.registrations.note(event.id, chat, None if dropped else note):
        return [say(texts.ANSWER_FIRST)]
    said = texts.NOTE_DROPPED if dropped else texts.NOTE_KEPT
    return [_shown_again(desk, event, chat, Message(waiting.data["message"])), say(said)]


def _take(desk: Desk, given: Registration, event: Event) -> str:
    """Store the answer, tell who moves up; the sentence for the one who answered."""
    taken = desk.stores.registrations.answer(given, event.capacity)
    if not taken.changed:
        return texts.NOTED_ALREADY
    tell_moved_up(desk, desk.clock())
    return texts.NOTED_WAITING if taken.registration.waiting else texts.NOTED[given.choice]


def _shown_again(desk: Desk, event: Event, chat: str, message: Message) -> Edit:
    view = view_of(desk, event, chat)
    return Edit(message, event_text(view), event_buttons(view))
