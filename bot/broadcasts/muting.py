"""Behind /stumm: what a member does not want to get, one tap each, in force before the next message."""

from dataclasses import replace

from bot.broadcasts.buttons import topic_named
from bot.broadcasts.errors import BroadcastRefused
from bot.broadcasts.plan import KIND
from bot.conversation.actions import Action, Edit, Notice, Send, Span, say
from bot.conversation.desk import Desk
from bot.conversation.events import Button, Keyboard, Tap
from bot.people.model import Member
from bot.texts import broadcasts as texts
from bot.texts import conversation

TAP = "mute"
KINDS = {KIND: texts.MUTE_BROADCASTS, "reminder": texts.MUTE_REMINDERS, "invitation": texts.MUTE_INVITATIONS}
"""Kinds of messages that may be muted; what answers a member's own step always comes."""


def show(desk: Desk, chat: str, argument: str) -> list[Action]:
    """What is on and what is off; with a topic behind the command, that one off. Raises CatalogueError."""
    if argument:
        return _mute(desk, chat, argument)
    member = desk.stores.members.find(chat)
    if member is None:
        return [say(texts.MEMBERS_ONLY)]
    return [Send((Span(texts.MUTE_HEAD),), _buttons(member))]


def _mute(desk: Desk, chat: str, words: str) -> list[Action]:
    try:
        topic = topic_named(words)
    except BroadcastRefused as exc:
        return [say(str(exc))]
    changed = desk.stores.members.change(
        chat, lambda member: replace(member, unsubscribed=member.unsubscribed | {topic})
    )
    if changed is None:
        return [say(texts.MEMBERS_ONLY)]
    return [Send((Span(texts.MUTED_TOPIC.format(topic=topic)),), _buttons(changed))]


def on_button(desk: Desk, tap: Tap, rest: str) -> list[Action]:
    """Turn one on or off. Raises CatalogueError."""
    changed = desk.stores.members.change(
        tap.chat, lambda member: replace(member, unsubscribed=member.unsubscribed ^ {_name(member, rest)})
    )
    if changed is None:
        return [Notice(conversation.STALE_BUTTON)]
    name = _name(changed, rest)
    off = name in changed.unsubscribed
    said = (texts.MUTED if off else texts.UNMUTED).format(what=KINDS.get(name, name))
    return [Notice(said), Edit(tap.message, (Span(texts.MUTE_HEAD),), _buttons(changed))]


def _names(member: Member) -> list[str]:
    """The kinds, then the topics followed or muted; in an order that a tap does not change."""
    return [*KINDS, *sorted({*member.topics, *member.unsubscribed} - KINDS.keys())]


def _name(member: Member, rest: str) -> str:
    """A kind by its name, a topic by the beginning that fits into a button."""
    return next((name for name in _names(member) if name == rest or _short(name) == rest), rest)


def _short(name: str) -> str:
    return name.encode()[:56].decode(errors="ignore")


def _buttons(member: Member) -> Keyboard:
    return tuple(
        (
            Button(
                (texts.IS_OFF if name in member.unsubscribed else texts.IS_ON).format(what=KINDS.get(name, name)),
                f"{TAP}:{_short(name)}",
            ),
        )
        for name in _names(member)
    )
