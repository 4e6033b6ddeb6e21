"""What members and organisers can do with working groups, by command and by button."""

from collections.abc import Callable, Mapping
from functools import partial

from bot.conversation.actions import Action, Notice
from bot.conversation.desk import Desk
from bot.conversation.events import Tap
from bot.conversation.features import Feature
from bot.groups import deciding, fairness, listing
from bot.groups.drafting import PREFIX
from bot.groups.model import Group
from bot.people import consent
from bot.people.model import Role
from bot.texts import conversation
from bot.texts import groups as texts

OnGroup = Callable[[Desk, Tap, Group], list[Action]]

_MEMBERS: Mapping[str, OnGroup] = {
    "ask": listing.ask, "yes": listing.join, "no": listing.decline, "ask-leave": listing.ask_to_leave,
}  # fmt: skip
_ORGANISERS: Mapping[str, OnGroup] = {
    "confirm": deciding.confirm, "decline": deciding.decline, "manage": deciding.manage,
    "close": deciding.ask_to_close, "close-yes": deciding.close,
} | {f"ask-{field}": partial(deciding.ask, field=field) for field in deciding.MOST}  # fmt: skip


def _on_button(desk: Desk, tap: Tap, rest: str) -> list[Action]:
    what, _, group_id = rest.partition(":")
    if what in _ORGANISERS and Role.ORGANISER not in desk.access.rights(tap.chat):
        return [Notice(conversation.NO_RIGHT_BUTTON)]
    handler = _ORGANISERS.get(what) or _MEMBERS.get(what)
    if handler is None:
        return [Notice(conversation.STALE_BUTTON)]
    if what in _MEMBERS and not consent.given(desk.stores.members.find(tap.chat)):
        return [consent.question()]
    group = desk.stores.groups.find(group_id)
    return handler(desk, tap, group) if group else [Notice(texts.GONE)]


GROUPS = (
    Feature(commands={"netzwerke": listing.show}, taps={PREFIX: _on_button}),
    Feature(
        role=Role.ORGANISER,
        commands={"fairness": fairness.report},
        replies={f"groups.{field}": deciding.typed for field in deciding.MOST},
    ),
)
