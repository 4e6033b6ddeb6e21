"""Beside everything that is sent or deleted by the clock: whether the clock can be believed."""

import datetime as dt
from dataclasses import dataclass

_JUMP = dt.timedelta(minutes=5)
SETTLED_S = 600.0
"""After a jump the clock is watched for so long."""


@dataclass(slots=True)
class Steadiness:
    """Whether the wall clock can be believed: after a jump it is watched for ten minutes before anything is written.

    A process that was stopped for a while looks the same and waits as long.
    """

    _seen: tuple[dt.datetime, float] | None = None
    _since: float | None = None

    def trusts(self, wall: dt.datetime, monotonic: float) -> bool:
        """Give the present readings of both clocks."""
        if self._seen is not None:
            passed = dt.timedelta(seconds=monotonic - self._seen[1])
            if abs(wall - self._seen[0] - passed) > _JUMP:
                self._since = monotonic
        self._seen = (wall, monotonic)
        if self._since is not None and monotonic - self._since >= SETTLED_S:
            self._since = None
        return self._since is None
