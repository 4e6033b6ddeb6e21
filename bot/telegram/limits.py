"""Before an update is written down: whether its chat has had its share, and whether all together ask too much."""

import datetime as dt
from collections import deque
from enum import StrEnum

MOST_A_MINUTE = 30
"""Of one chat; nobody types or taps so fast."""
MOST_WAITING = 2_000
"""Updates not done yet; at 30 answers a second the last one waits for about a minute."""
MINUTE = dt.timedelta(minutes=1)
_MOST_CHATS = 10_000


class Verdict(StrEnum):
    """What to do with an update."""

    TAKE = "take"
    TOO_MANY = "too_many"
    OVERLOAD = "overload"
    DROP = "drop"


class Limits:
    """Counts in memory, each process for itself: N replicas allow N times as much."""

    def __init__(self, most_a_minute: int = MOST_A_MINUTE, most_waiting: int = MOST_WAITING) -> None:
        self._most_a_minute, self._most_waiting = most_a_minute, most_waiting
        self._recent: dict[str, deque[dt.datetime]] = {}
        self._told: dict[str, dt.datetime] = {}

    def verdict(self, chat: str, at: dt.datetime, waiting: int) -> Verdict:
        """On an update of this moment while so many wait; who sends too much is told once a minute, else dropped."""
        if waiting >= self._most_waiting:
            return self._tell(chat, at, Verdict.OVERLOAD)
        recent = self._recent.setdefault(chat, deque(maxlen=self._most_a_minute))
        if len(recent) == self._most_a_minute and at - recent[0] < MINUTE:
            return self._tell(chat, at, Verdict.TOO_MANY)
        recent.append(at)
        self._forget(at)
        return Verdict.TAKE

    def take_back(self, chat: str, verdict: Verdict) -> None:
        """An update that was judged could not be written down and will be judged again."""
        if verdict is Verdict.TAKE and self._recent.get(chat):
            self._recent[chat].pop()
        elif verdict is not Verdict.TAKE:
            self._told.pop(chat, None)

    def _tell(self, chat: str, at: dt.datetime, verdict: Verdict) -> Verdict:
        told = self._told.get(chat)
        if told is not None and at - told < MINUTE:
            return Verdict.DROP
        self._told[chat] = at
        return verdict

    def _forget(self, at: dt.datetime) -> None:
        if len(self._recent) > _MOST_CHATS:
            self._recent = {chat: when for chat, when in self._recent.items() if at - when[-1] < MINUTE}
            self._told = {chat: when for chat, when in self._told.items() if at - when < MINUTE}
