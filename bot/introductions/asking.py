"""The asker's side: /kontakt, the draft, approval, withdrawal."""

from collections.abc import Iterable

from bot.conversation.actions import Action, Edit, Notice, Send, Span, Style, say
from bot.conversation.desk import Desk
from bot.conversation.events import Button, Tap
from bot.conversation.stored import to_json
from bot.introductions import wording
from bot.introductions.machine import MOST_OPEN, Approve, Effect, Event, Introduction, State
from bot.people import consent
from bot.people.model import Member, Role, Visible
from bot.people.towns import label, town
from bot.storage.exposure import What
from bot.texts import introductions as texts
from knowledge.model import Municipality

MOST_ABOUT = 200
CONTACT, ABOUT = "intro.contact", "intro.about"
"""Steps of a dialogue (data: id of the introduction)."""


def command(desk: Desk, chat: str, argument: str) -> list[Action]:
    """/kontakt with a municipality asks for one, alone it lists what is open. Raises CatalogueError."""
    if not argument:
        return [listed(desk, chat)]
    meant = town(desk.knowledge.gazetteer, argument)
    if meant.found:
        return ask(desk, chat, meant.found, "")
    offered = meant.namesakes or meant.similar
    if not offered:
        return [say(texts.UNKNOWN.format(typed=argument[:60]))]
    sentence = texts.WHICH_ONE if meant.namesakes else texts.DID_YOU_MEAN
    rows = tuple((Button(label(place), f"{wording.PREFIX}:ask:{place.ags}"),) for place in offered)
    return [say(sentence.format(typed=argument[:60]), rows)]


def on_ask(desk: Desk, tap: Tap, rest: str) -> list[Action]:
    """A button "Kontakt anfragen": the municipality's key, and a topic after a colon where there is one."""
    ags, _, topic = rest.partition(":")
    places = desk.knowledge.gazetteer.by_ags_or_name(ags)
    return ask(desk, tap.chat, places[0], topic) if len(places) == 1 else [Notice(texts.OVER)]


def ask(desk: Desk, chat: str, place: Municipality, about: str) -> list[Action]:
    """A draft for somebody of that municipality, or why there is none. Raises CatalogueError."""
    home = desk.home(chat)
    if home and home.ags == place.ags:
        return [say(texts.OWN_TOWN)]
    other = reachable(desk.stores.members.all(), chat, place)
    if other is None:
        return [say(texts.NOBODY.format(town=place.name))]
    open_ = [intro for intro in desk.stores.introductions.of(chat) if _asked(desk, intro)]
    crossing = next((intro for intro in open_ if intro.asker == other.chat and not _blocked(desk, intro)), None)
    if crossing:
        return [say(texts.CROSSING), wording.question(desk, crossing)]
    mine = [intro for intro in open_ if intro.asker == chat]
    twice = next((intro for intro in mine if intro.asked == other.chat), None)
    if twice:
        return [say(texts.ALREADY.format(town=place.name, day=wording.day(twice)))]
    if len(mine) >= MOST_OPEN:
        return [say(texts.TOO_MANY.format(most=MOST_OPEN))]
    return [preview(desk, desk.stores.introductions.draft(chat, other.chat, about, desk.clock()))]


def reachable(members: Iterable[Member], chat: str, place: Municipality) -> Member | None:
    """Who of them speaks for a municipality and lets it be seen; a mayor before others, then who joined first."""
    found = [
        member for member in members
        if member.ags == place.ags and member.chat != chat and member.granted and member.blocked_at is None
        and Visible.MUNICIPALITY in member.visible and consent.given(member)
    ]  # fmt: skip
    return min(found, key=lambda member: member.role is not Role.MAYOR, default=None)


def _asked(desk: Desk, intro: Introduction) -> bool:
    return intro.state is State.ASKED and intro.open(desk.clock())


def _blocked(desk: Desk, intro: Introduction) -> bool:
    return desk.stores.introductions.blocked(intro.asked, intro.asker)


def preview(desk: Desk, intro: Introduction) -> Send:
    """What the asker approves; without a contact in the profile that is asked for first."""
    member = desk.stores.members.find(intro.asker)
    contact = wording.contact_of(member) if member else None
    if contact is None:
        desk.stores.dialogues.begin(intro.asker, CONTACT, desk.clock(), {"id": intro.id})
        return say(texts.ASK_CONTACT)
    return wording.preview(desk, intro, contact)


def approve(desk: Desk, tap: Tap, intro: Introduction) -> list[Action]:
    """The first yes: the asked one gets the text, never the contact. Raises CatalogueError."""
    member = desk.stores.members.find(tap.chat)
    contact = wording.contact_of(member) if member else None
    if contact is None:
        return [preview(desk, intro)]
    others = [other for other in desk.stores.introductions.of(tap.chat) if other.asker == tap.chat]
    if intro.state is State.DRAFT and sum(_asked(desk, other) for other in others) >= MOST_OPEN:
        return [Notice(texts.TOO_MANY.format(most=MOST_OPEN))]
    happened = desk.stores.introductions.happen(intro.id, Approve(contact), desk.clock())
    if happened is None or happened[0].state is not State.ASKED:
        return [Edit(tap.message, (Span(texts.OVER),))]
    after, effect = happened
    if effect is Effect.ASK:
        _send(desk, after)
    shown = wording.under_way(desk, after)
    return [Edit(tap.message, shown.text, shown.keyboard)]


def _send(desk: Desk, intro: Introduction) -> None:
    """The question now, and for its end a sentence to the asker; who blocked the asker gets nothing, unnoticed."""
    now, deliveries = desk.clock(), desk.stores.deliveries
    asked = desk.home(intro.asked)
    if asked:
        desk.stores.exposure.note(What.ASKED, [asked.ags], desk.today)
    if not _blocked(desk, intro):
        message = to_json(wording.question(desk, intro))
        deliveries.put(f"intro:{intro.id}:ask", intro.asked, message, "intro", now, intro.expires_at)
    end = to_json(say(texts.NOT_AGREED.format(town=wording.town_of(desk, intro.asked))))
    deliveries.put(f"intro:{intro.id}:end", intro.asker, end, "intro", intro.expires_at)


def withdraw(desk: Desk, tap: Tap, intro: Introduction) -> list[Action]:
    """Take a request back; what was not sent yet is not sent. Raises CatalogueError."""
    was_draft = intro.state is State.DRAFT
    happened = desk.stores.introductions.happen(intro.id, Event.WITHDRAW, desk.clock())
    if happened is None or happened[0].state is not State.CLOSED:
        return [Edit(tap.message, (Span(texts.OVER),))]
    desk.stores.deliveries.cancel_keys(f"intro:{intro.id}:", desk.clock())
    return [Edit(tap.message, (Span(texts.DROPPED if was_draft else texts.WITHDRAWN),))]


def ask_about(desk: Desk, tap: Tap, intro: Introduction) -> list[Action]:
    """Ask what the request is about."""
    desk.stores.dialogues.begin(tap.chat, ABOUT, desk.clock(), {"id": intro.id})
    return [say(texts.ASK_ABOUT.format(most=MOST_ABOUT))]


def listed(desk: Desk, chat: str) -> Send:
    """What is open on both sides, with buttons to take back and to answer. Raises CatalogueError."""
    open_ = [intro for intro in desk.stores.introductions.of(chat) if _asked(desk, intro)]
    sent = [intro for intro in open_ if intro.asker == chat]
    received = [intro for intro in open_ if intro.asked == chat and not _blocked(desk, intro)]
    lines = [_line(desk, intro, intro.asked, texts.LIST_SENT) for intro in sent]
    lines += [_line(desk, intro, intro.asker, texts.LIST_RECEIVED) for intro in received]
    rows = [_row(desk, intro, intro.asked, texts.TAKE_BACK, "withdraw") for intro in sent]
    rows += [_row(desk, intro, intro.asker, texts.ANSWER, "back") for intro in received]
    if desk.stores.introductions.blocks_of(chat):
        rows.append((Button(texts.UNBLOCK, f"{wording.PREFIX}:unblock:"),))
    said = "\n".join([*lines, "", texts.WHOM] if lines else [texts.LIST_NONE, texts.WHOM])
    return Send((Span(texts.LIST_HEAD + "\n", Style.BOLD), Span(said)), tuple(rows))


def _line(desk: Desk, intro: Introduction, chat: str, text: str) -> str:
    return text.format(town=wording.town_of(desk, chat), day=wording.day(intro))


def _row(desk: Desk, intro: Introduction, chat: str, text: str, what: str) -> tuple[Button, ...]:
    town_name = wording.town_of(desk, chat)
    return (Button(text.format(town=town_name), f"{wording.PREFIX}:{what}:{intro.id}"),)


def unblock(desk: Desk, tap: Tap, _: str) -> list[Action]:
    """Let everybody ask again. Raises CatalogueError."""
    desk.stores.introductions.unblock_all(tap.chat)
    return [Edit(tap.message, (Span(texts.UNBLOCKED),))]
