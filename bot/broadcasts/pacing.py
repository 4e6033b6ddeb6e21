"""Before every message of the queue: how fast a channel may be fed, and that answers to people go first."""

import time
from collections import deque
from collections.abc import Callable

WINDOW_S = 1.0
CHAT_S = 1.0
GROUP_S = 3.0
"""A group takes twenty messages a minute, a person one a second (Telegram's FAQ for bots)."""
EVENLY = 0.5
"""The share of the window that its messages are spread over at least: a burst would hold up answers."""
SLACK_S = 0.02
"""Added to every wait: two requests a moment too far apart here may arrive a moment too close there."""


class Pace:
    """At most `rate` messages in any rolling second, one a second in each chat; one event loop uses it.

    Answers to people are noted, never held: the queue waits for them instead. `clock` counts seconds
    and never goes back.
    """

    def __init__(self, rate: int, clock: Callable[[], float] = time.monotonic) -> None:
        self.rate = rate
        self._clock = clock
        self._sent: deque[float] = deque()
        self._chats: dict[str, float] = {}
        self._silent_until = 0.0
        self._next = 0.0

    def queued(self, chat: str) -> None:
        """A message of the queue leaves for this chat now."""
        self._next = self._clock() + EVENLY * WINDOW_S / self.rate
        self.note(chat)

    def note(self, chat: str) -> None:
        """A message leaves for this chat now, whatever it is."""
        now = self._clock()
        self._sent.append(now)
        self._chats[chat] = max(self._chats.get(chat, 0.0), now + (GROUP_S if _group(chat) else CHAT_S) + SLACK_S)

    def pause(self, seconds: float) -> None:
        """The channel wants silence: nothing of the queue leaves before, whoever was to get it."""
        self._silent_until = max(self._silent_until, self._clock() + seconds + SLACK_S)

    @property
    def silent(self) -> bool:
        """Whether the channel has asked for silence that is not over."""
        return self._clock() < self._silent_until

    def wait(self) -> float:
        """Seconds until the queue may send its next message, 0 for now."""
        now = self._clock()
        while self._sent and self._sent[0] <= now - WINDOW_S - SLACK_S:
            self._sent.popleft()
        room = 0.0
        if len(self._sent) >= self.rate:
            room = self._sent[len(self._sent) - self.rate] + WINDOW_S + SLACK_S - now
        return max(0.0, room, self._next - now, self._silent_until - now)

    def resting(self) -> set[str]:
        """Chats that got a message a moment ago."""
        now = self._clock()
        self._chats = {chat: until for chat, until in self._chats.items() if until > now}
        return set(self._chats)


def _group(chat: str) -> bool:
    return chat.partition(":")[2].startswith("-")
