"""From the first message of a stranger to a member: by an invitation's code, or by an administrator's approval."""

import datetime as dt
import re
from dataclasses import replace

from bot.conversation import welcome
from bot.conversation.actions import Action, Edit, Notice, Send, Span, say
from bot.conversation.desk import Desk
from bot.conversation.events import Button, Keyboard, Tap
from bot.conversation.stored import to_json
from bot.people import consent
from bot.people.model import Member, Role
from bot.people.offices import administrators
from bot.storage.dialogues import Dialogue
from bot.storage.requests import RequestState
from bot.texts import conversation
from bot.texts import joining as texts
from bot.texts.people import ROLES

PREFIX = "join"
ASK = "ask"
WHO = "join.who"
MOST_WORDS = 300
"""Characters that a stranger may introduce himself or herself with."""
AFTER_A_NO = dt.timedelta(days=30)
"""So long a declined stranger can't ask again."""
_WORD = re.compile(r"[^\W\d_]{2,}")


def start(desk: Desk, chat: str, code: str) -> list[Action]:
    """/start, alone or with the code of an invitation. Raises CatalogueError."""
    if code:
        return _by_invitation(desk, chat, code)
    if Role.MAYOR not in desk.access.rights(chat):
        return refusal()
    member = desk.stores.members.find(chat)
    asked = [consent.question()] if member and not consent.given(member) else []
    return [*welcome.start(desk, chat, ""), *asked]


def refusal() -> list[Action]:
    """What a stranger hears whatever he or she sends, with the button to ask."""
    return [say(conversation.INVITED_ONLY, ((Button(texts.ASK_TO_JOIN, f"{PREFIX}:{ASK}"),),))]


def _by_invitation(desk: Desk, chat: str, code: str) -> list[Action]:
    invitation = desk.stores.invitations.find(code)
    if invitation is None:
        return _not_joined(desk, chat, texts.UNKNOWN)
    member = desk.stores.members.find(chat)
    if invitation.role in replace(desk.access, everybody=False).rights(chat):
        role = member.role if member and member.granted else Role.ADMIN
        return [say(texts.ALREADY.format(role=ROLES[role]))]
    now = desk.clock()
    if not desk.stores.invitations.take(code, now):
        day = f"{invitation.expires_at:%d.%m.%Y}"
        return _not_joined(desk, chat, texts.EXPIRED.format(day=day) if invitation.expires_at <= now else texts.USED)
    desk.stores.audit.note(chat, "member.joined", invitation.role.value, now)
    if member and member.granted:
        desk.stores.members.change(chat, lambda m: replace(m, role=invitation.role))
        return [say(texts.NEW_ROLE.format(role=ROLES[invitation.role], before=ROLES[member.role]))]
    return [say(texts.JOINED.format(role=ROLES[let_in(desk, chat, invitation.role).role])), *_consent(desk, chat)]


def _not_joined(desk: Desk, chat: str, sentence: str) -> list[Action]:
    """A member with a stale code is served all the same; a stranger may ask to be let in."""
    if Role.MAYOR in desk.access.rights(chat):
        return [say(sentence)]
    return [say(sentence, ((Button(texts.ASK_TO_JOIN, f"{PREFIX}:{ASK}"),),))]


def let_in(desk: Desk, chat: str, role: Role) -> Member:
    """Make somebody a member with this role; what he or she told before stays. Raises CatalogueError."""
    changed = desk.stores.members.change(chat, lambda m: replace(m, role=role, granted=True))
    if changed is None:
        changed = Member(chat, role, desk.clock())
        desk.stores.members.put(changed)
    return changed


def _consent(desk: Desk, chat: str) -> list[Send]:
    return [] if consent.given(desk.stores.members.find(chat)) else [consent.question()]


def on_button(desk: Desk, tap: Tap, rest: str) -> list[Action]:
    """A stranger asks; an administrator decides. Raises CatalogueError."""
    if rest == ASK:
        return _ask(desk, tap.chat)
    choice, _, chat = rest.partition(":")
    if Role.ADMIN not in desk.access.rights(tap.chat):
        return [Notice(conversation.NO_RIGHT_BUTTON)]
    return _decide(desk, tap, choice, chat)


def _ask(desk: Desk, chat: str) -> list[Action]:
    if Role.MAYOR in desk.access.rights(chat):
        return [Notice(texts.NOTHING_TO_ASK)]
    before = desk.stores.requests.find(chat)
    if before and before.state is RequestState.OPEN:
        return [Notice(texts.ASKED_ALREADY)]
    if before and before.state is RequestState.DECLINED and desk.clock() - before.at < AFTER_A_NO:
        return [Notice(texts.DECIDED_ALREADY)]
    desk.stores.dialogues.begin(chat, WHO, desk.clock())
    return [say(texts.WHO_ARE_YOU)]


def introduce_oneself(desk: Desk, chat: str, text: str, _: Dialogue) -> list[Action]:
    """The stranger's words go to every administrator, with buttons. Raises CatalogueError."""
    words = " ".join(text.split())
    if not _WORD.search(words):
        return [say(texts.NO_WORDS)]
    if len(words) > MOST_WORDS:
        return [say(texts.TOO_MANY_WORDS.format(length=len(words), most=MOST_WORDS))]
    now = desk.clock()
    desk.stores.dialogues.end(chat)
    desk.stores.requests.put(chat, words, now)
    message = to_json(say(texts.REQUEST.format(chat=chat, words=words), _decisions(chat)))
    for admin in administrators(desk):
        desk.stores.deliveries.put(f"join:{chat}:{now:%Y%m%d%H%M%S}:{admin}", admin, message, "join", now)
    return [say(texts.ASKED)]


def _decisions(chat: str) -> Keyboard:
    approve = tuple((Button(label, f"{PREFIX}:{role}:{chat}"),) for role, label in texts.APPROVE.items())
    return (*approve, (Button(texts.DECLINE, f"{PREFIX}:no:{chat}"),))


def _decide(desk: Desk, tap: Tap, choice: str, chat: str) -> list[Action]:
    request = desk.stores.requests.find(chat)
    known = choice in texts.APPROVE or choice == "no"
    if request is None or not known:
        return [Notice(conversation.STALE_BUTTON)]
    state = RequestState.DECLINED if choice == "no" else RequestState.APPROVED
    if not desk.stores.requests.decide(chat, state):
        return [Notice(texts.DONE_BY_OTHERS)]
    now = desk.clock()
    desk.stores.audit.note(tap.chat, f"member.{state.value}", chat, now)
    if state is RequestState.DECLINED:
        _tell(desk, chat, say(texts.NOT_LET_IN), "declined")
        return [Edit(tap.message, (Span(texts.DECLINED.format(words=request.words)),))]
    role = let_in(desk, chat, Role(choice)).role
    question = consent.question()
    _tell(desk, chat, say(f"{texts.LET_IN.format(role=ROLES[role])}\n\n{texts.CONSENT}", question.keyboard), "approved")
    return [Edit(tap.message, (Span(texts.APPROVED.format(role=ROLES[role], words=request.words)),))]


def _tell(desk: Desk, chat: str, message: Send, what: str) -> None:
    now = desk.clock()
    desk.stores.deliveries.put(f"join:{chat}:{what}:{now:%Y%m%d%H%M%S}", chat, to_json(message), "join", now)
