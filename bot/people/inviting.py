"""Behind /einladen: an administrator makes an invitation on the phone, for one person and two weeks."""

import datetime as dt

from bot.conversation.actions import Action, Edit, Notice, Span, say
from bot.conversation.desk import Desk
from bot.conversation.events import Button, Tap
from bot.people.links import deep_link
from bot.people.model import Role
from bot.storage.notes import TELEGRAM_NAME
from bot.texts import conversation
from bot.texts import joining as texts
from bot.texts.people import ROLES

PREFIX = "invite"
STEP = "invite.role"
"""Open from the question to the first tap, so that a second one makes no second code."""
VALID = dt.timedelta(days=14)


def ask(desk: Desk, chat: str, _: str) -> list[Action]:
    """Ask for which role."""
    desk.stores.dialogues.begin(chat, STEP, desk.clock())
    rows = tuple((Button(label, f"{PREFIX}:{role}"),) for role, label in texts.INVITE.items())
    return [say(texts.INVITE_WHOM, rows)]


def on_button(desk: Desk, tap: Tap, name: str) -> list[Action]:
    """The link, ready to be passed on. Raises CatalogueError."""
    if name not in texts.INVITE:
        return [Notice(conversation.STALE_BUTTON)]
    waiting = desk.stores.dialogues.open(tap.chat)
    if waiting is None or waiting.step != STEP:
        return [Notice(texts.INVITED_ALREADY)]
    desk.stores.dialogues.end(tap.chat)
    at, role = desk.clock(), Role(name)
    code = desk.stores.invitations.make(role, 1, at, at + VALID)
    desk.stores.audit.note(tap.chat, "member.invited", f"{role.value} x1", at)
    bot_name = desk.stores.notes.get(TELEGRAM_NAME)
    link = deep_link(bot_name, code) if bot_name else f"/start {code}"
    said = texts.INVITATION.format(link=link, role=ROLES[role], day=f"{at + VALID:%d.%m.%Y}")
    return [Edit(tap.message, (Span(said),))]
