"""The topic tables of a World Café in the chat: suggest a topic, vote, and, for organisers, seat everybody."""

from bot.conversation.actions import Action, Edit, Notice, RichText, Send, Span, Style, say
from bot.conversation.desk import Desk
from bot.conversation.events import Button, Keyboard, Tap
from bot.conversation.stored import to_json
from bot.events import wording
from bot.events.announcing import ABOUT
from bot.events.assignment import Assigned, assign, tables_needed
from bot.events.model import Event
from bot.events.showing import TABLES
from bot.events.viewing import manages, title_of_person
from bot.storage.deliveries import NewDelivery
from bot.storage.dialogues import Dialogue
from bot.storage.topic_tables import MOST_VOTES, TopicTable
from bot.texts import events as texts

SUGGEST, SIZE = "tables.suggest", "organise.size"
MOST_TABLES, MOST_TITLE = 12, 60
MOST_SIZE = 100


def on_tap(desk: Desk, tap: Tap, rest: str) -> list[Action]:
    """Show the tables, vote, suggest; for organisers: seat and tell. Raises CatalogueError."""
    number, _, what = rest.partition(":")
    event = desk.stores.events.find(int(number)) if number.isascii() and number.isdecimal() else None
    if event is None:
        return [Notice(texts.GONE)]
    if what == "new":
        desk.stores.dialogues.begin(tap.chat, SUGGEST, desk.clock(), {"event": event.id})
        return [say(texts.ASK_TABLE.format(most=MOST_TITLE))]
    if what in ("assign", "tell"):
        return _organised(desk, tap, event, what) if manages(desk, tap.chat) else [Notice(texts.NO_RIGHT)]
    if what.isascii() and what.isdecimal():
        return _voted(desk, tap, event, int(what))
    return [Send(*_shown(desk, event, tap.chat))]


def _organised(desk: Desk, tap: Tap, event: Event, what: str) -> list[Action]:
    if what == "tell":
        return [Edit(tap.message, (Span(texts.ASSIGN_TOLD.format(people=wording.people(_tell(desk, event)))),))]
    desk.stores.dialogues.begin(tap.chat, SIZE, desk.clock(), {"event": event.id})
    return [say(texts.ASK_SIZE)]


def _voted(desk: Desk, tap: Tap, event: Event, table: int) -> list[Action]:
    if not desk.stores.topic_tables.vote(event.id, table, tap.chat, desk.clock()):
        return [Notice(texts.NO_VOTE.format(most=MOST_VOTES))]
    text, keyboard = _shown(desk, event, tap.chat)
    return [Edit(tap.message, text, keyboard)]


def suggest(desk: Desk, chat: str, text: str, waiting: Dialogue) -> list[Action]:
    """A topic for a table. Raises CatalogueError."""
    title = " ".join(text.split())
    if not 0 < len(title) <= MOST_TITLE:
        return [say(texts.TOO_LONG.format(length=len(title), most=MOST_TITLE) if title else texts.EMPTY)]
    event = desk.stores.events.find(waiting.data["event"])
    desk.stores.dialogues.end(chat)
    if event is None:
        return [say(texts.GONE)]
    if len(desk.stores.topic_tables.of_event(event.id)) >= MOST_TABLES:
        return [say(texts.TABLES_FULL.format(most=MOST_TABLES))]
    added = desk.stores.topic_tables.suggest(event.id, title, chat, desk.clock())
    said = texts.TABLE_ADDED.format(title=title) if added else texts.TABLE_KNOWN
    return [say(said), Send(*_shown(desk, event, chat))]


def seat(desk: Desk, chat: str, text: str, waiting: Dialogue) -> list[Action]:
    """The size of a table: seat everybody and show it, before anybody is told. Raises CatalogueError."""
    typed = text.strip()
    if not (typed.isascii() and typed.isdecimal() and 1 <= int(typed) <= MOST_SIZE):
        return [say(texts.NO_NUMBER.format(text=typed[:40], most=MOST_SIZE))]
    event = desk.stores.events.find(waiting.data["event"])
    desk.stores.dialogues.end(chat)
    if event is None:
        return [say(texts.GONE)]
    people = [found.chat for found in desk.stores.registrations.of_event(event.id) if found.seated]
    tables, size = desk.stores.topic_tables.of_event(event.id), int(typed)
    if not people:
        return [say(texts.ASSIGN_NOBODY)]
    if not tables:
        return [say(texts.TABLES_NONE)]
    missing = len(people) - len(tables) * size
    if missing > 0:
        counted = {"tables": len(tables), "size": size, "missing": missing}
        return [say(texts.ASSIGN_SHORT.format(people=wording.people(len(people)), **counted))]
    used = tables[: tables_needed(len(people), size)]
    assigned = assign(people, {table.id: table.voters for table in used}, size)
    desk.stores.topic_tables.seat(event.id, assigned.seats)
    tell = ((Button(texts.ASSIGN_TELL, f"{TABLES}:{event.id}:tell"),),)
    return [Send(_proposal(desk, used, assigned), tell)]


def _proposal(desk: Desk, tables: list[TopicTable], assigned: Assigned) -> RichText:
    lines = []
    for table in tables:
        chats = [chat for chat, seat in assigned.seats.items() if seat == table.id]
        names = [_person(desk, chat) for chat in chats]
        lines.append(texts.ASSIGNED_LINE.format(table=table.title, count=len(chats), names=", ".join(names)))
    happy = texts.ASSIGNED_HAPPY.format(happy=assigned.happy, voted=assigned.voted)
    head = Span(texts.ASSIGNED_HEAD.format(people=wording.people(len(assigned.seats)), tables=len(tables)), Style.BOLD)
    return (head, Span("\n" + "\n".join(lines) + (f"\n\n{happy}" if assigned.voted else "")))


def _person(desk: Desk, chat: str) -> str:
    name, town = title_of_person(desk, chat)
    return f"{name or texts.SOMEBODY} ({town})" if town else name or texts.SOMEBODY


def _tell(desk: Desk, event: Event) -> int:
    """Tell everybody who has a seat, once for each table; how many have one."""
    now = desk.clock()
    tables = {table.id: table.title for table in desk.stores.topic_tables.of_event(event.id)}
    seats = desk.stores.topic_tables.seats(event.id)
    desk.stores.deliveries.cancel_keys(f"event:{event.id}:table:", now)
    desk.stores.deliveries.put_all([
        NewDelivery(
            f"event:{event.id}:table:{table}:{now:%Y%m%d%H%M%S}:{chat}", chat,
            to_json(say(texts.TOLD_TABLE.format(title=wording.named(event), table=tables[table]))), ABOUT, now,
            event.ends,
        )
        for chat, table in seats.items()
    ])  # fmt: skip
    return len(seats)


def _shown(desk: Desk, event: Event, chat: str) -> tuple[RichText, Keyboard]:
    tables = desk.stores.topic_tables.of_event(event.id)
    lines = "\n".join(_line(table) for table in tables) or texts.TABLES_NONE
    how = f"\n\n{texts.TABLES_HOW.format(most=MOST_VOTES)}" if tables else ""
    head = Span(texts.TABLES_HEAD.format(title=wording.named(event)), Style.BOLD)
    rows = [(Button(_label(table, chat), f"{TABLES}:{event.id}:{table.id}"),) for table in tables]
    rows.append((Button(texts.SUGGEST_BUTTON, f"{TABLES}:{event.id}:new"),))
    if manages(desk, chat) and tables:
        rows.append((Button(texts.ASSIGN, f"{TABLES}:{event.id}:assign"),))
    return (head, Span(f"\n{lines}{how}")), tuple(rows)


def _line(table: TopicTable) -> str:
    line = texts.TABLE_LINE_ONE if len(table.voters) == 1 else texts.TABLE_LINE
    return line.format(title=table.title, votes=len(table.voters))


def _label(table: TopicTable, chat: str) -> str:
    label = texts.TABLE_BUTTON.format(title=table.title, votes=len(table.voters))
    return texts.CHOSEN.format(label=label) if chat in table.voters else label
