"""Between a tap and its handler: the same button pressed twice in a row does what it does once."""

import datetime as dt
from collections.abc import Sequence

from bot.conversation.actions import Action, Send, SendFile, SendPicture
from bot.conversation.events import Event, Tap

SPAN = dt.timedelta(seconds=10)
"""A tap that repeats the chat's last one within this time is a slip of the thumb or impatience."""


class DoubleTaps:
    """The last thing each chat did, where that was a tap that brought a new message.

    A channel keeps the order within one chat, so only different chats call at once. What a tap
    edits or stores needs no guard: every choice says what it sets.
    """

    def __init__(self) -> None:
        self._last: dict[str, tuple[str, str, dt.datetime]] = {}

    def repeats(self, event: Event, now: dt.datetime) -> bool:
        """Whether this tap is the second half of a double tap; anything else ends the wait for one."""
        last = self._last.pop(event.chat, None)
        if last is None or not isinstance(event, Tap):
            return False
        reference, data, at = last
        if (reference, data) != (event.message.reference, event.data) or now - at > SPAN:
            return False
        self._last[event.chat] = last
        return True

    def note(self, event: Event, actions: Sequence[Action], now: dt.datetime) -> None:
        """Remember a tap whose actions hold a new message."""
        if isinstance(event, Tap) and any(isinstance(action, Send | SendFile | SendPicture) for action in actions):
            self._last[event.chat] = (event.message.reference, event.data, now)
