"""From an introduction to what each side reads; contact data appears only where it is one's own or was released."""

from bot.conversation.actions import Send, say
from bot.conversation.desk import Desk
from bot.conversation.events import Button, Keyboard
from bot.introductions.machine import Introduction
from bot.people.model import Member, Visible
from bot.people.towns import label
from bot.texts import introductions as texts

PREFIX = "i"
UNKNOWN_TOWN = "–"


def town_of(desk: Desk, chat: str) -> str:
    """A member's municipality with its county, a dash where it is not known (any more)."""
    place = desk.home(chat)
    return label(place) if place else UNKNOWN_TOWN


def contact_of(member: Member) -> str | None:
    """What a member would pass on: name and contact as in the profile; None without a contact."""
    return ", ".join(part for part in (member.name, member.contact) if part) if member.contact else None


def blurb(desk: Desk, intro: Introduction) -> str:
    """The neutral text that the asked one reads: the asker's town, the name where it is visible, the topic."""
    asker = desk.stores.members.find(intro.asker)
    town = town_of(desk, intro.asker)
    named = asker is not None and asker.name is not None and Visible.NAME in asker.visible
    who = texts.NAMED.format(name=asker.name, town=town) if asker and named else texts.SOMEBODY.format(town=town)
    return texts.BLURB.format(who=who, about=texts.ABOUT.format(about=intro.about) if intro.about else "")


def preview(desk: Desk, intro: Introduction, contact: str) -> Send:
    """What the asker approves: the text, and which contact would go."""
    said = texts.PREVIEW.format(town=town_of(desk, intro.asked), text=blurb(desk, intro), contact=contact)
    rows = (
        (_button(texts.APPROVE, "approve", intro),),
        (_button(texts.NEW_ABOUT, "about", intro), _button(texts.NEW_CONTACT, "contact", intro)),
        (_button(texts.DROP, "drop", intro),),
    )
    return say(said, rows)


def question(desk: Desk, intro: Introduction) -> Send:
    """What the asked one gets."""
    return say(texts.QUESTION.format(text=blurb(desk, intro), day=day(intro)), answers(intro))


def answers(intro: Introduction) -> Keyboard:
    """Yes, later, no; and no for good."""
    first = (_button(texts.YES, "yes", intro), _button(texts.LATER, "later", intro), _button(texts.NO, "no", intro))
    return (first, (_button(texts.NEVER, "never", intro),))


def release(desk: Desk, intro: Introduction, contact: str) -> Send:
    """The second look before the asked one's contact goes."""
    said = texts.RELEASE.format(town=town_of(desk, intro.asker), contact=contact)
    rows = (
        (_button(texts.RELEASE_YES, "release", intro),),
        (_button(texts.NEW_CONTACT, "contact", intro), _button(texts.RELEASE_BACK, "back", intro)),
    )
    return say(said, rows)


def under_way(desk: Desk, intro: Introduction) -> Send:
    """What the asker sees while the answer is awaited."""
    return say(
        texts.SENT.format(town=town_of(desk, intro.asked), day=day(intro)),
        ((_button(texts.WITHDRAW, "withdraw", intro),),),
    )


def day(intro: Introduction) -> str:
    """The last day of a request."""
    return f"{intro.expires_at:%d.%m.%Y}"


def _button(text: str, what: str, intro: Introduction) -> Button:
    return Button(text, f"{PREFIX}:{what}:{intro.id}")
