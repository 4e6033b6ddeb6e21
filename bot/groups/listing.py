"""Behind /netzwerke: the working groups, who has joined, contact and next date; joining and leaving by a tap."""

from bot.conversation.actions import Action, Edit, Notice, Send, Span, Style, say
from bot.conversation.desk import Desk
from bot.conversation.events import Button, Tap
from bot.events.wording import moment
from bot.groups.drafting import PREFIX
from bot.groups.model import Group, GroupState, Joining
from bot.people.consent import ask_town
from bot.people.model import Role
from bot.texts import groups as texts
from bot.texts.board import TOWN_FIRST
from knowledge.clock import BERLIN

MOST_SHOWN = 8


def show(desk: Desk, chat: str, _: str) -> list[Action]:
    """All groups; organisers see the drafts, too. Raises CatalogueError."""
    groups = desk.stores.groups.all()
    organises = Role.ORGANISER in desk.access.rights(chat)
    drafts = desk.stores.groups.all(GroupState.DRAFT) if organises else []
    joined = desk.stores.groups.joined_by(chat)
    keyboard = [
        *((_join_button(group, joined=group.id in joined),) for group in groups[:MOST_SHOWN]),
        *((_button(texts.MANAGE, "manage", group),) for group in groups[:MOST_SHOWN] if organises),
        *((_button(texts.OPEN_DRAFT, "manage", group),) for group in drafts[:MOST_SHOWN]),
    ]
    if not groups:
        return [say(texts.NONE, tuple(keyboard))]
    spans = [Span(texts.HEAD + "\n", Style.BOLD)]
    for group in groups:
        spans += [Span(f"\n{group.title}\n", Style.BOLD), Span(_lines(desk, group))]
    return [Send(tuple(spans), tuple(keyboard))]


def _lines(desk: Desk, group: Group) -> str:
    day = moment(group.meets_at.astimezone(BERLIN)) if group.meets_at and group.meets_at > desk.clock() else None
    lines = [towns_line(desk, group)]
    if group.contact:
        lines.append(texts.CONTACT.format(contact=group.contact))
    lines.append(texts.MEETS.format(day=day or texts.NO_MEETING))
    return "\n".join(lines) + "\n"


def towns_line(desk: Desk, group: Group) -> str:
    """The municipalities that have joined; who joins agrees to be named."""
    joined = desk.stores.members.among(desk.stores.groups.members(group.id))
    places = [desk.home_of(member) for member in joined]
    names = sorted({place.name for place in places if place})
    return texts.TOWNS.format(names=", ".join(names) or texts.NOBODY)


def _join_button(group: Group, *, joined: bool) -> Button:
    return _button(texts.LEAVE, "ask-leave", group) if joined else _button(texts.JOIN, "ask", group)


def _button(label: str, what: str, group: Group) -> Button:
    return Button(label.format(title=group.title), f"{PREFIX}:{what}:{group.id}")


def question(group: Group, text: str) -> Send:
    """Whether somebody joins, with what that shows to others."""
    yes, no = Button(texts.YES, f"{PREFIX}:yes:{group.id}"), Button(texts.NO, f"{PREFIX}:no:{group.id}")
    return say(text, ((yes, no),))


def ask(_: Desk, tap: Tap, group: Group) -> list[Action]:
    """Ask before somebody joins from the list."""
    asked = question(group, texts.QUESTION.format(title=group.title))
    return [Edit(tap.message, asked.text, asked.keyboard)]


def join(desk: Desk, tap: Tap, group: Group) -> list[Action]:
    """Join, and see who else has; a second tap changes nothing. Raises CatalogueError."""
    if group.state is not GroupState.CONFIRMED:
        return [Notice(texts.GONE)]
    if desk.home(tap.chat) is None:
        return [ask_town(desk, tap.chat, TOWN_FIRST)]
    desk.stores.groups.answer(group.id, tap.chat, Joining.JOINED, desk.clock())
    said = f"{texts.JOINED.format(title=group.title)}\n{_lines(desk, group)}".strip()
    return [Edit(tap.message, (Span(said),))]


def decline(desk: Desk, tap: Tap, group: Group) -> list[Action]:
    """Not now; the answer can be changed later. Raises CatalogueError."""
    was_in = group.id in desk.stores.groups.joined_by(tap.chat)
    desk.stores.groups.answer(group.id, tap.chat, Joining.DECLINED, desk.clock())
    return [Edit(tap.message, (Span(texts.LEFT.format(title=group.title) if was_in else texts.NOT_JOINED),))]


def ask_to_leave(_: Desk, tap: Tap, group: Group) -> list[Action]:
    """Nobody leaves before the second button."""
    leave, stay = (
        Button(texts.LEAVE_YES, f"{PREFIX}:no:{group.id}"),
        Button(texts.LEAVE_NO, f"{PREFIX}:yes:{group.id}"),
    )
    return [Edit(tap.message, (Span(texts.LEAVE_QUESTION.format(title=group.title)),), ((leave, stay),))]
