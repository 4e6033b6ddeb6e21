"""The asked one's side: yes with a second look, later, no; and the two messages that pass contacts after two yeses."""

from dataclasses import replace

from bot.conversation.actions import Action, Edit, Send, Span, say
from bot.conversation.desk import Desk
from bot.conversation.events import Tap
from bot.conversation.stored import to_json
from bot.introductions import asking, wording
from bot.introductions.machine import ASK_AGAIN, Accept, Effect, Event, Introduction, State, revealed
from bot.storage.dialogues import Dialogue
from bot.storage.exposure import What
from bot.texts import introductions as texts

MOST_CONTACT = 160


def yes(desk: Desk, tap: Tap, intro: Introduction) -> list[Action]:
    """Show which contact would go before anything goes; ask for one where there is none."""
    if intro.state is not State.ASKED or not intro.open(desk.clock()):
        return _over(tap)
    shown = _release(desk, tap.chat, intro)
    return [Edit(tap.message, shown.text, shown.keyboard)] if shown.keyboard else [shown]


def _release(desk: Desk, chat: str, intro: Introduction) -> Send:
    member = desk.stores.members.find(chat)
    contact = wording.contact_of(member) if member else None
    if contact is None:
        desk.stores.dialogues.begin(chat, asking.CONTACT, desk.clock(), {"id": intro.id})
        return say(texts.ASK_CONTACT)
    return wording.release(desk, intro, contact)


def release(desk: Desk, tap: Tap, intro: Introduction) -> list[Action]:
    """The second yes: each of the two gets the other's contact, once. Raises CatalogueError."""
    member = desk.stores.members.find(tap.chat)
    contact = wording.contact_of(member) if member else None
    if contact is None:
        return yes(desk, tap, intro)
    happened = desk.stores.introductions.happen(intro.id, Accept(contact), desk.clock())
    if happened is None:
        return _over(tap)
    after, effect = happened
    mine = revealed(after).get(tap.chat)
    if mine is None:
        return _over(tap)
    if effect is Effect.REVEAL:
        home = desk.home(tap.chat)
        if home:
            desk.stores.exposure.note(What.ACCEPTED, [home.ags], desk.today)
    # Also after a repeated tap: the key lets it be written once, and a crash in between loses nothing.
    desk.stores.deliveries.cancel_keys(f"intro:{after.id}:end", desk.clock())
    theirs = texts.AGREED.format(town=wording.town_of(desk, after.asked), contact=revealed(after)[after.asker])
    desk.stores.deliveries.put(f"intro:{after.id}:agreed", after.asker, to_json(say(theirs)), "intro", desk.clock())
    return [Edit(tap.message, (Span(texts.AGREED.format(town=wording.town_of(desk, after.asker), contact=mine)),))]


def later(desk: Desk, tap: Tap, intro: Introduction) -> list[Action]:
    """Ask again in a few days, while the request holds. Raises CatalogueError."""
    happened = desk.stores.introductions.happen(intro.id, Event.LATER, desk.clock())
    if happened is None or happened[0].state is not State.ASKED:
        return _over(tap)
    after, effect = happened
    if effect is not Effect.ASK_LATER:
        return [Edit(tap.message, (Span(texts.NO_LATER.format(day=wording.day(after))),), wording.answers(after))]
    at = desk.clock() + ASK_AGAIN
    message = to_json(wording.question(desk, after))
    desk.stores.deliveries.put(f"intro:{after.id}:ask:{at:%Y%m%d}", tap.chat, message, "intro", at, after.expires_at)
    return [Edit(tap.message, (Span(texts.AGAIN.format(day=f"{at:%d.%m.%Y}")),))]


def no(desk: Desk, tap: Tap, intro: Introduction) -> list[Action]:
    """Nothing passes, and no reason. Raises CatalogueError."""
    return _refused(desk, tap, intro, texts.REFUSED)


def never(desk: Desk, tap: Tap, intro: Introduction) -> list[Action]:
    """As `no`, and nothing more comes from there. Raises CatalogueError."""
    desk.stores.introductions.block(tap.chat, intro.asker, desk.clock())
    return _refused(desk, tap, intro, texts.BLOCKED)


def _refused(desk: Desk, tap: Tap, intro: Introduction, sentence: str) -> list[Action]:
    happened = desk.stores.introductions.happen(intro.id, Event.DECLINE, desk.clock())
    if happened is None or happened[0].state is not State.DECLINED:
        return _over(tap) if sentence == texts.REFUSED else [Edit(tap.message, (Span(sentence),))]
    end(desk, *happened)
    return [Edit(tap.message, (Span(sentence),))]


def end(desk: Desk, intro: Introduction, effect: Effect) -> None:
    """Take back what waits to be sent for an introduction that is over; the asker hears one neutral sentence."""
    desk.stores.deliveries.cancel_keys(f"intro:{intro.id}:", desk.clock())
    if effect is not Effect.TELL_ASKER_NO:
        return
    home = desk.home(intro.asked)
    if home:
        desk.stores.exposure.note(What.REFUSED, [home.ags], desk.today)
    sentence = texts.NOT_AGREED.format(town=wording.town_of(desk, intro.asked))
    desk.stores.deliveries.put(f"intro:{intro.id}:no", intro.asker, to_json(say(sentence)), "intro", desk.clock())


def back(desk: Desk, tap: Tap, intro: Introduction) -> list[Action]:
    """The question again."""
    if intro.state is not State.ASKED or not intro.open(desk.clock()):
        return _over(tap)
    shown = wording.question(desk, intro)
    return [Edit(tap.message, shown.text, shown.keyboard)]


def typed(desk: Desk, chat: str, text: str, waiting: Dialogue) -> list[Action]:
    """A contact or what it is about, as it was asked for; then the look before the yes again. Raises CatalogueError."""
    intro = desk.stores.introductions.find(str(waiting.data.get("id")))
    if intro is None or chat not in (intro.asker, intro.asked) or not intro.open(desk.clock()):
        desk.stores.dialogues.end(chat)
        return [say(texts.OVER)]
    text = " ".join(text.split())
    most = asking.MOST_ABOUT if waiting.step == asking.ABOUT else MOST_CONTACT
    if not any(sign.isalnum() for sign in text):
        return [say(texts.NO_WORDS)]
    if len(text) > most:
        return [say(texts.TOO_LONG.format(length=len(text), most=most))]
    desk.stores.dialogues.end(chat)
    if waiting.step == asking.ABOUT:
        intro = desk.stores.introductions.word(intro.id, text) or intro
    else:
        desk.stores.members.change(chat, lambda member: replace(member, contact=text))
    return [asking.preview(desk, intro) if chat == intro.asker else _release(desk, chat, intro)]


def ask_contact(desk: Desk, tap: Tap, intro: Introduction) -> list[Action]:
    """Ask for another contact."""
    desk.stores.dialogues.begin(tap.chat, asking.CONTACT, desk.clock(), {"id": intro.id})
    return [say(texts.ASK_CONTACT)]


def leave(desk: Desk, chat: str) -> None:
    """Before somebody's data go: all that the person takes part in ends. Raises CatalogueError."""
    for intro in desk.stores.introductions.of(chat):
        event = Event.ASKER_LEAVES if intro.asker == chat else Event.ASKED_LEAVES
        happened = desk.stores.introductions.happen(intro.id, event, desk.clock())
        if happened:
            end(desk, *happened)


def _over(tap: Tap) -> list[Action]:
    return [Edit(tap.message, (Span(texts.OVER),))]
