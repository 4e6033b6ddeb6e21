"""Before anything about a person is kept for others: the consent, its version and time, asked again when it changes."""

from dataclasses import replace

from bot.conversation.actions import Action, Edit, Notice, Send, Span, say
from bot.conversation.desk import Desk
from bot.conversation.events import Button, Keyboard, Tap
from bot.conversation.features import OnCommand
from bot.people.model import Member, Role
from bot.texts import conversation
from bot.texts import joining as texts
from knowledge.ports import KEPT_TURNS

VERSION = 1
"""Raise it when texts.joining.CONSENT or PRIVACY changes in meaning: everybody is then asked again."""
PREFIX = "consent"
TOWN = "profile.town"
"""Step of a dialogue: waiting for the municipality (data, where a command needs it first: then, argument)."""
KEPT = "consent.kept"
"""Step of a dialogue: what was written behind the command that the question interrupted (data: then, argument)."""


def question(then: str = "") -> Send:
    """The consent text with its two buttons; `then` is the command that the answer leads back to."""
    return say(texts.CONSENT, _buttons(then))


def _buttons(then: str) -> Keyboard:
    yes, no = (Button(label, f"{PREFIX}:{sign}:{then}") for label, sign in _ANSWERS.items())
    return ((yes, no),)


_ANSWERS = {texts.CONSENT_YES: "+", texts.CONSENT_NO: "-"}


def given(member: Member | None) -> bool:
    """Whether a member has agreed to the present version."""
    return member is not None and member.consent_version >= VERSION


_AFTERWARDS: dict[str, OnCommand] = {}
"""Commands by name that go on once the question in their way is answered; the features fill it."""


def go_on(desk: Desk, chat: str, name: str, argument: str = "") -> list[Action]:
    """The command that a question interrupted; nothing where there was none."""
    handler = _AFTERWARDS.get(name)
    return handler(desk, chat, argument) if handler else []


def with_consent(name: str, handler: OnCommand) -> OnCommand:
    """The command, but whoever has not agreed to the present version is asked first, and then it goes on."""
    _AFTERWARDS[name] = handler

    def asked(desk: Desk, chat: str, argument: str) -> list[Action]:
        if given(desk.stores.members.find(chat)):
            return handler(desk, chat, argument)
        if argument:
            desk.stores.dialogues.begin(chat, KEPT, desk.clock(), {"then": name, "argument": argument})
        return [question(name)]

    return asked


def ask_town(desk: Desk, chat: str, sentence: str, then: str = "", argument: str = "") -> Send:
    """The sentence that asks for the municipality; `then` is the command that goes on with the answer."""
    desk.stores.dialogues.begin(chat, TOWN, desk.clock(), {"then": then, "argument": argument} if then else None)
    return say(sentence)


def on_button(desk: Desk, tap: Tap, rest: str) -> list[Action]:
    """Note the answer with its time; a second tap changes nothing. Raises CatalogueError."""
    sign, _, then = rest.partition(":")
    if sign not in _ANSWERS.values():
        return [Notice(conversation.STALE_BUTTON)]
    member = desk.stores.members.find(tap.chat)
    argument = _kept(desk, tap.chat, then)
    if sign == "-":
        if given(member):
            desk.stores.members.change(tap.chat, lambda m: replace(m, consent_version=0, consent_at=None))
        return [Edit(tap.message, (Span(texts.CONSENT_REFUSED),))]
    if not given(member):
        member = _agree(desk, tap.chat)
    assert member is not None
    assert member.consent_at is not None
    said = texts.CONSENTED.format(day=f"{member.consent_at:%d.%m.%Y}")
    if then:
        return [Edit(tap.message, (Span(said),)), *go_on(desk, tap.chat, then, argument)]
    if member.ags is None:
        return [Edit(tap.message, (Span(said),)), ask_town(desk, tap.chat, texts.TOWN_NEXT)]
    return [Edit(tap.message, (Span(said),))]


def _kept(desk: Desk, chat: str, then: str) -> str:
    """The words kept for this command, empty where there are none; from now on they are no longer kept."""
    waiting = desk.stores.dialogues.open(chat)
    if waiting is None or waiting.step != KEPT or waiting.data.get("then") != then:
        return ""
    desk.stores.dialogues.end(chat)
    return str(waiting.data.get("argument", ""))


def _agree(desk: Desk, chat: str) -> Member:
    now = desk.clock()
    changed = desk.stores.members.change(chat, lambda m: replace(m, consent_version=VERSION, consent_at=now))
    if changed is not None:
        return changed
    # Served without being a member (an administrator of the settings, a trial): the row keeps the profile alone.
    role = Role.ADMIN if Role.ADMIN in desk.access.rights(chat) else Role.MAYOR
    member = Member(chat, role, now, consent_version=VERSION, consent_at=now, granted=False)
    desk.stores.members.put(member)
    return member


def privacy(desk: Desk, chat: str, _: str) -> list[Action]:
    """What is stored, why, who sees it, for how long. Raises CatalogueError."""
    member = desk.stores.members.find(chat)
    state = texts.STATE_OPEN
    if member and member.consent_at:
        state = texts.STATE_CONSENTED.format(version=member.consent_version, day=f"{member.consent_at:%d.%m.%Y}")
    said = texts.PRIVACY.format(version=VERSION, turns=KEPT_TURNS, state=state)
    return [say(said, () if given(member) or Role.MAYOR not in desk.access.rights(chat) else _buttons(""))]
