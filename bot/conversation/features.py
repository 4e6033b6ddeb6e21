"""What the conversation can do: each feature brings its commands, buttons and replies, with who may use them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from bot.conversation.actions import Action
from bot.conversation.desk import Desk
from bot.conversation.events import Location, Tap, Upload
from bot.people.model import Role
from bot.storage.dialogues import Dialogue

OnCommand = Callable[[Desk, str, str], list[Action]]
"""(desk, chat, argument) → actions."""
OnTap = Callable[[Desk, Tap, str], list[Action]]
"""(desk, tap, what follows the prefix) → actions."""
OnReply = Callable[[Desk, str, str, Dialogue], list[Action]]
"""(desk, chat, text, the open dialogue) → actions; the handler ends or moves the dialogue on."""
OnUpload = Callable[[Desk, Upload], list[Action]]
OnLongText = Callable[[Desk, str, str], list[Action]]
"""(desk, chat, a text longer than a question may be) → actions."""
OnLocation = Callable[[Desk, Location], list[Action]]


@dataclass(frozen=True, slots=True)
class Feature:
    """One ability: its handlers may be used by chats with the right `role`, by strangers too where that is None.

    `commands` by name without slash, `taps` by the prefix before the first colon of a button's
    data, `replies` by the dialogue's step. Names are unique across all features.
    """

    role: Role | None = Role.MAYOR
    commands: Mapping[str, OnCommand] = field(default_factory=dict)
    taps: Mapping[str, OnTap] = field(default_factory=dict)
    replies: Mapping[str, OnReply] = field(default_factory=dict)
    upload: OnUpload | None = None
    location: OnLocation | None = None
    long_text: OnLongText | None = None

    def allows(self, rights: frozenset[Role]) -> bool:
        """Whether a chat with these roles may use it."""
        return self.role is None or self.role in rights
