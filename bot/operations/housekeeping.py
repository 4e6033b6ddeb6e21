"""Beside the running bot: once an hour what is kept too long goes, unless the clock seems to be wrong."""

import datetime as dt
import logging
import time
from collections.abc import Callable
from typing import TYPE_CHECKING

from knowledge.clock import now

if TYPE_CHECKING:
    from bot.storage.notes import Notes
    from bot.storage.retention import Retention

EVERY_S = 3600.0
LEAP = dt.timedelta(days=7)
"""So long without a run means that the machine was off, or that its clock jumped."""
DOUBT_S = 24 * EVERY_S
"""After a leap nothing is deleted before this process has run for a day: time for the clock to be set right."""
_LAST = "retention"

_log = logging.getLogger(__name__)


def last_run(notes: "Notes") -> dt.datetime | None:
    """When the rules were kept to last, by whichever process. Raises CatalogueError."""
    found = notes.get(_LAST)
    return dt.datetime.fromisoformat(found) if found else None


class Housekeeping:
    """`step` may be called by any number of processes, as often as they like."""

    def __init__(
        self, retention: "Retention", notes: "Notes", clock: Callable[[], dt.datetime] = now,
        uptime: Callable[[], float] = time.monotonic,
    ) -> None:  # fmt: skip
        self._retention, self._notes = retention, notes
        self._clock, self._uptime = clock, uptime
        self._began = uptime()

    def step(self) -> dict[str, int]:
        """Apply the rules of keeping; kind → rows touched, empty where it is not time. Raises CatalogueError."""
        moment = self._clock()
        last = last_run(self._notes)
        since = moment - last if last else LEAP
        if dt.timedelta(0) <= since < dt.timedelta(seconds=EVERY_S):
            return {}
        if last and abs(since) > LEAP and self._uptime() - self._began < DOUBT_S:
            _log.warning("the clock leapt by %s; nothing is deleted for a day", since)
            return {}
        touched = self._retention.apply(moment)
        self._notes.put(_LAST, moment.isoformat())
        _log.info("kept to the periods: %s", {kind: rows for kind, rows in touched.items() if rows})
        return touched
