"""From a member to the words and buttons of /profil."""

from collections.abc import Collection, Sequence

from bot.conversation.actions import RichText, Span, Style
from bot.conversation.events import Button, Keyboard
from bot.conversation.paging import in_rows, page_of, turning
from bot.people.model import Member, Visible
from bot.people.sizes import Size, size_of
from bot.people.towns import label
from bot.texts import profile as texts
from bot.texts.people import ROLES
from knowledge.german.topics import shipped_topics
from knowledge.matching.texts import people
from knowledge.model import Municipality

PREFIX = "p"
ON_A_PAGE = 12
_IN_A_ROW = 2
_SIZES = {Size.SMALL: texts.SMALL, Size.BAND: texts.BAND, Size.LARGE: texts.LARGE}

Places = Sequence[Municipality]


def plain(text: str) -> RichText:
    """A text without any look."""
    return (Span(text),)


def profile_text(member: Member, place: Municipality | None, mark: bool | None) -> RichText:  # noqa: FBT001 - staff's word
    """Everything a member has told, a line each; `mark` is what staff decided about the municipality."""
    where = [texts.PLACE.format(place=label(place) if place else texts.NOT_GIVEN)]
    if place:
        size = _SIZES[size_of(place)] if mark is None else texts.MARKED if mark else texts.UNMARKED
        where.append(f"{people(place)}, {size}")
    lines = [
        *where,
        texts.ROLE.format(role=ROLES[member.role]),
        texts.NAME.format(name=member.name or texts.NOT_GIVEN),
        texts.DEPUTY.format(deputy=member.deputy or texts.NONE),
        texts.CONTACT.format(contact=member.contact or texts.NOT_GIVEN),
        texts.TOPICS.format(topics=", ".join(member.topics) or texts.NONE),
        texts.VISIBLE.format(what=_visible(member.visible)),
    ]
    return Span(texts.HEAD + "\n", Style.BOLD), Span("\n".join(lines))


def _visible(parts: Collection[Visible]) -> str:
    return ", ".join(texts.VISIBLE_PARTS[part] for part in Visible if part in parts) or texts.NOTHING_VISIBLE


def profile_buttons() -> Keyboard:
    """What can be changed, two buttons a row."""
    buttons = [Button(name, f"{PREFIX}:ask:{field}") for field, name in texts.CHANGE.items()]
    buttons += [Button(texts.CHANGE_TOPICS, f"{PREFIX}:topics:0"), Button(texts.CHANGE_VISIBLE, f"{PREFIX}:visible")]
    return in_rows(buttons, _IN_A_ROW)


def topic_buttons(chosen: Collection[str], page: int) -> Keyboard:
    """A page of the controlled list, the chosen ones marked."""
    shown, at = page_of(shipped_topics().names, ON_A_PAGE, page)
    buttons = [
        Button(_marked(name, on=name in chosen), f"{PREFIX}:{_sign(name in chosen)}:{at.page}:{name}") for name in shown
    ]
    return (*in_rows(buttons, _IN_A_ROW), *turning(at, lambda number: f"{PREFIX}:topics:{number}"), _back())


def visible_buttons(chosen: Collection[Visible]) -> Keyboard:
    """What may be shown to others, the chosen parts marked."""
    buttons = [
        Button(_marked(texts.VISIBLE_PARTS[part], on=part in chosen), f"{PREFIX}:v{_sign(part in chosen)}:{part.value}")
        for part in Visible
    ]
    return (*in_rows(buttons, _IN_A_ROW), _back())


def _back() -> tuple[Button, ...]:
    return (Button(texts.BACK, f"{PREFIX}:show"),)


def _marked(name: str, *, on: bool) -> str:
    return (texts.CHOSEN if on else texts.NOT_CHOSEN).format(label=name)


def _sign(on: bool) -> str:  # noqa: FBT001 - what is on is taken away by the next tap
    return "-" if on else "+"
