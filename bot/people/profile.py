"""Behind /profil: municipality, name, deputy, contact, topics and visibility, each changed by a tap or a line."""

import re
from collections.abc import Callable, Mapping
from dataclasses import replace

from bot.conversation.actions import Action, Edit, Notice, Send, say
from bot.conversation.desk import Desk
from bot.conversation.events import Button, Keyboard, Location, Tap
from bot.people import consent
from bot.people import profile_view as view
from bot.people.model import Member, Visible
from bot.people.towns import label, nearest, town
from bot.storage.dialogues import Dialogue
from bot.texts import conversation
from bot.texts import profile as texts
from knowledge.german.topics import shipped_topics
from knowledge.matching.geography import kilometres

PREFIX, STEP = view.PREFIX, "profile"
FIELDS = tuple(texts.CHANGE)
MOST = {"name": 80, "deputy": 80, "contact": 160}
"""Characters of each free line."""
FARTHEST_KM = 60.0
"""A shared location farther than this from every municipality known is no help."""
_READABLE = re.compile(r"[^\W_]")


def show(desk: Desk, chat: str, _: str) -> list[Action]:
    """The profile with its buttons. Raises CatalogueError."""
    member = desk.stores.members.find(chat)
    if member is None:
        return [consent.question("profil")]
    if member.ags is None:
        return [_shown(desk, member), *_ask(desk, chat, "town")]
    return [_shown(desk, member)]


def _shown(desk: Desk, member: Member) -> Send:
    place = desk.home_of(member)
    mark = desk.stores.eligibility.marks().get(member.ags) if member.ags else None
    return Send(view.profile_text(member, place, mark), view.profile_buttons())


def on_button(desk: Desk, tap: Tap, rest: str) -> list[Action]:
    """Show, ask for a line, choose. Every choice says what it sets, so that tapping twice sets it once."""
    member = desk.stores.members.find(tap.chat)
    if not consent.given(member) or member is None:
        return [consent.question("profil")]
    what, _, value = rest.partition(":")
    handler = _BUTTONS.get(what)
    return handler(desk, tap, what, value) if handler else [Notice(conversation.STALE_BUTTON)]


def _show_again(desk: Desk, tap: Tap, _: str, __: str) -> list[Action]:
    return _edited(desk, tap, desk.stores.members.find(tap.chat))


def _edited(desk: Desk, tap: Tap, member: Member | None) -> list[Action]:
    if member is None:
        return [Notice(conversation.STALE_BUTTON)]
    shown = _shown(desk, member)
    return [Edit(tap.message, shown.text, shown.keyboard)]


def _ask_for(desk: Desk, tap: Tap, _: str, field: str) -> list[Action]:
    return _ask(desk, tap.chat, field) if field in FIELDS else [Notice(conversation.STALE_BUTTON)]


def _clear(desk: Desk, tap: Tap, _: str, field: str) -> list[Action]:
    if field not in MOST:
        return [Notice(conversation.STALE_BUTTON)]
    desk.stores.dialogues.end(tap.chat)
    member = desk.stores.members.change(tap.chat, lambda m: _with_line(m, field, None))
    return [Notice(texts.SAVED), *_edited(desk, tap, member)]


def _set_town(desk: Desk, tap: Tap, _: str, ags: str) -> list[Action]:
    if not desk.knowledge.gazetteer.by_ags_or_name(ags):
        return [Notice(conversation.STALE_BUTTON)]
    waiting = desk.stores.dialogues.open(tap.chat)
    then = _afterwards(waiting)
    desk.stores.dialogues.end(tap.chat)
    member = desk.stores.members.change(tap.chat, lambda m: replace(m, ags=ags))
    return [Notice(texts.SAVED), *_edited(desk, tap, member), *consent.go_on(desk, tap.chat, *then)]


def _ask(desk: Desk, chat: str, field: str) -> list[Action]:
    desk.stores.dialogues.begin(chat, f"{STEP}.{field}", desk.clock())
    clear: Keyboard = ((Button(texts.CLEAR, f"{PREFIX}:clear:{field}"),),) if field in MOST else ()
    return [say(texts.ASK[field], clear)]


def _topics(desk: Desk, tap: Tap, what: str, value: str) -> list[Action]:
    page, _, topic = value.partition(":")
    names = shipped_topics().names
    if not page.isdecimal() or (what != "topics" and topic not in names):
        return [Notice(conversation.STALE_BUTTON)]

    def change(member: Member) -> Member:
        others = tuple(name for name in member.topics if name != topic)
        return replace(member, topics=(*others, topic) if what == "+" else others)

    member = desk.stores.members.find(tap.chat) if what == "topics" else desk.stores.members.change(tap.chat, change)
    if member is None:
        return [Notice(conversation.STALE_BUTTON)]
    return [Edit(tap.message, view.plain(texts.CHOOSE_TOPICS), view.topic_buttons(member.topics, int(page)))]


def _visible(desk: Desk, tap: Tap, what: str, value: str) -> list[Action]:
    if what != "visible" and value not in set(Visible):
        return [Notice(conversation.STALE_BUTTON)]

    def change(member: Member) -> Member:
        part = {Visible(value)}
        return replace(member, visible=member.visible | part if what == "v+" else member.visible - part)

    member = desk.stores.members.find(tap.chat) if what == "visible" else desk.stores.members.change(tap.chat, change)
    if member is None:
        return [Notice(conversation.STALE_BUTTON)]
    return [Edit(tap.message, view.plain(texts.CHOOSE_VISIBLE), view.visible_buttons(member.visible))]


def typed(desk: Desk, chat: str, text: str, waiting: Dialogue) -> list[Action]:
    """The line that was asked for; one that does not fit is asked for again, nothing is lost. Raises CatalogueError."""
    field = waiting.step.partition(".")[2]
    text = " ".join(text.split())
    if not _READABLE.search(text):
        return [say(texts.NO_WORDS)]
    most = MOST.get(field, max(MOST.values()))
    if len(text) > most:
        return [say(texts.TOO_LONG.format(length=len(text), most=most))]
    if field == "town":
        return _typed_town(desk, chat, text, waiting)
    desk.stores.dialogues.end(chat)
    member = desk.stores.members.change(chat, lambda m: _with_line(m, field, text))
    return [_shown(desk, member)] if member else [consent.question("profil")]


def _with_line(member: Member, field: str, text: str | None) -> Member:
    match field:
        case "name":
            return replace(member, name=text)
        case "deputy":
            return replace(member, deputy=text)
        case _:
            return replace(member, contact=text)


def _typed_town(desk: Desk, chat: str, text: str, waiting: Dialogue) -> list[Action]:
    meant = town(desk.knowledge.gazetteer, text)
    if meant.found is None:
        offered = meant.namesakes or meant.similar
        if not offered:
            return [say(texts.UNKNOWN_TOWN.format(typed=text))]
        sentence = texts.WHICH_ONE if meant.namesakes else texts.DID_YOU_MEAN
        return [say(sentence.format(typed=text), _towns(offered))]
    desk.stores.dialogues.end(chat)
    ags = meant.found.ags
    member = desk.stores.members.change(chat, lambda m: replace(m, ags=ags))
    if member is None:
        return [consent.question("profil")]
    return consent.go_on(desk, chat, *_afterwards(waiting)) or [_shown(desk, member)]


def _afterwards(waiting: Dialogue | None) -> tuple[str, str]:
    """The command that asked for the town, and what was written behind it."""
    if waiting is None or waiting.step != consent.TOWN:
        return "", ""
    return str(waiting.data.get("then", "")), str(waiting.data.get("argument", ""))


def _towns(places: view.Places) -> Keyboard:
    return tuple((Button(label(place), f"{PREFIX}:ags:{place.ags}"),) for place in places)


def located(desk: Desk, event: Location) -> list[Action]:
    """The three municipalities nearest to a shared location, to choose from; the location is not kept."""
    if not consent.given(desk.stores.members.find(event.chat)):
        return [consent.question("profil")]
    near = nearest(desk.knowledge.gazetteer, event.latitude, event.longitude)
    here = replace(near[0], latitude=event.latitude, longitude=event.longitude)
    if kilometres(here, near[0]) > FARTHEST_KM:
        return [say(texts.FAR_AWAY.format(kilometres=round(FARTHEST_KM)))]
    return [say(texts.NEAREST, _towns(near))]


_BUTTONS: Mapping[str, Callable[[Desk, Tap, str, str], list[Action]]] = {
    "show": _show_again, "ask": _ask_for, "clear": _clear, "ags": _set_town,
    "topics": _topics, "+": _topics, "-": _topics, "visible": _visible, "v+": _visible, "v-": _visible,
}  # fmt: skip
"""By what follows the prefix of a button's data."""
