"""The buttons under a draft: try it out, approve it, change it, give it up, take the approval back."""

from dataclasses import replace
from pathlib import Path

from bot.broadcasts.approval import COMMAND_LINE
from bot.broadcasts.buttons import TAP
from bot.broadcasts.chat import TEXT, TOPIC, WHO, office_of, preview, shown, trial
from bot.broadcasts.draft import draft_of
from bot.broadcasts.errors import BroadcastRefused
from bot.broadcasts.placeholders import fill
from bot.broadcasts.schedule import shown as shown_time
from bot.conversation.actions import Action, Edit, Notice, Send, SendFile, Span, say
from bot.conversation.desk import Desk
from bot.conversation.events import Button, Keyboard, Tap
from bot.conversation.stored import to_json
from bot.people.model import Role
from bot.storage.broadcasts import Broadcast, Phase
from bot.texts import broadcasts as texts
from bot.texts import conversation
from knowledge.clock import BERLIN

KIND = "approval"


def test(desk: Desk, tap: Tap, number: int) -> list[Action]:
    """The message to oneself, as the first recipient would get it."""
    office = office_of(desk)
    draft = draft_of(office.find(number).draft)
    people = office.plan(draft).people
    own = next((person for person in office.world().people if person.member.chat == tap.chat), people[0])
    # Whoever tries it out may lack a value that all recipients have.
    text = fill(draft.text, own if "{" not in fill(draft.text, own) else people[0])
    sent: list[Action] = [trial(draft, text)]
    if draft.file:
        sent.append(SendFile(Path(draft.file.path), draft.file.name))
    return sent


def approve(desk: Desk, tap: Tap, number: int, digest: str) -> list[Action]:
    """One approval; the last that is needed starts the time to undo, before that the others are asked."""
    found = office_of(desk).approve(number, tap.chat, digest)
    if found.phase is Phase.WAITING:
        asked = _ask_others(desk, found, digest)
        sentence = texts.OTHERS_ASKED.format(count=asked) if asked else texts.NO_OTHER
        return [Edit(tap.message, (Span(texts.WAITING_HEAD.format(number=number, sentence=sentence)),), _back(number))]
    assert found.not_before is not None
    until = f"{found.not_before.astimezone(BERLIN):%H:%M}"
    count = sum(office_of(desk).stores.deliveries.counts(number).values())
    said = texts.APPROVED_IN_CHAT.format(number=number, count=count, time=shown_time(found.due_at), until=until)
    if found.author not in (tap.chat, COMMAND_LINE):
        _tell(desk, found, found.author, say(said, _undo(number)), "approved")
    return [Edit(tap.message, (Span(said),), _undo(number))]


def discard(desk: Desk, tap: Tap, number: int) -> list[Action]:
    """Give the draft up."""
    office_of(desk).discard(number, tap.chat)
    return [Edit(tap.message, (Span(texts.DISCARDED.format(number=number)),))]


def take_back(desk: Desk, tap: Tap, number: int) -> list[Action]:
    """Undo an approval; the draft is shown again."""
    found = office_of(desk).take_back(number, tap.chat)
    return [Notice(texts.TAKEN_BACK), Edit(tap.message, (Span(texts.TAKEN_BACK),)), shown(desk, found)]


def change_text(desk: Desk, tap: Tap, number: int) -> list[Action]:
    """Ask for another text."""
    desk.stores.dialogues.begin(tap.chat, TEXT, desk.clock(), {"id": number})
    return [say(texts.ASK_OTHER_TEXT)]


def change_who(desk: Desk, tap: Tap, number: int) -> list[Action]:
    """Ask for another audience and time."""
    desk.stores.dialogues.begin(tap.chat, WHO, desk.clock(), {"id": number})
    return [say(texts.ASK_WHO)]


def change_topic(desk: Desk, tap: Tap, number: int) -> list[Action]:
    """Ask what it is about."""
    desk.stores.dialogues.begin(tap.chat, TOPIC, desk.clock(), {"id": number})
    return [say(texts.ASK_TOPIC)]


def show_again(desk: Desk, _: Tap, number: int) -> list[Action]:
    """The draft once more."""
    return [shown(desk, office_of(desk).find(number))]


def follow(desk: Desk, tap: Tap, topic: str) -> list[Action]:
    """A recipient wants to hear more about a topic."""
    changed = desk.stores.members.change(
        tap.chat,
        lambda m: replace(m, topics=tuple(dict.fromkeys((*m.topics, topic))), unsubscribed=m.unsubscribed - {topic}),
    )
    return [Notice(texts.FOLLOWS.format(topic=topic) if changed else conversation.NO_RIGHT_BUTTON)]


def refused(exc: BroadcastRefused) -> list[Action]:
    """What can't be done, in a sentence."""
    return [say(str(exc))]


def _ask_others(desk: Desk, found: Broadcast, digest: str) -> int:
    """Every other organiser gets the draft with a button to approve it; how many they are."""
    plan = office_of(desk).plan(draft_of(found.draft))
    approved = {one["actor"] for one in found.approvals}
    text = (Span(f"{texts.PLEASE_APPROVE}\n\n"), *preview(desk, found, plan))
    buttons: Keyboard = (
        (Button(texts.APPROVE, f"{TAP}:ok:{found.id}:{digest}"), Button(texts.DISCARD, f"{TAP}:drop:{found.id}")),
    )
    chats = {member.chat for member in desk.stores.members.all() if Role.ORGANISER in desk.access.rights(member.chat)}
    others = (chats | desk.access.admins) - approved
    for chat in sorted(others):
        _tell(desk, found, chat, Send(text, buttons), f"ask:{digest}")
    return len(others)


def _tell(desk: Desk, found: Broadcast, chat: str, message: Send, what: str) -> None:
    key = f"approval:{found.id}:{what}:{chat}:{desk.clock():%Y%m%d%H%M}"
    desk.stores.deliveries.put(key, chat, to_json(message), KIND, desk.clock())


def _back(number: int) -> Keyboard:
    return ((Button(texts.SHOW_DRAFT, f"{TAP}:show:{number}"), Button(texts.DISCARD, f"{TAP}:drop:{number}")),)


def _undo(number: int) -> Keyboard:
    return ((Button(texts.TAKE_BACK, f"{TAP}:back:{number}"),),)
