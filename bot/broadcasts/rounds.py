"""Before each look into the queue: the next date of a series is due, a recall catches up with what was on its way."""

import datetime as dt
import logging
from dataclasses import replace

from bot.broadcasts import correction
from bot.broadcasts.approval import Broadcasting, deliveries_of, frozen_of
from bot.broadcasts.draft import Draft, draft_of
from bot.broadcasts.errors import BroadcastRefused
from bot.broadcasts.schedule import When, hold, on_wall
from bot.storage.broadcasts import Broadcast, Change, Phase
from knowledge.clock import BERLIN

LATE = dt.timedelta(hours=12)
"""A date of a series that was missed by more is left out, not made up for."""

_log = logging.getLogger(__name__)


def step(office: Broadcasting) -> None:
    """Raises CatalogueError."""
    correction.catch_up(office)
    known = office.stores.broadcasts.all()
    for first in known:
        if first.phase is Phase.APPROVED and first.series is None and first.draft["series"]:
            _repeat(office, first, [one for one in known if first.id in (one.id, one.series)])


def _repeat(office: Broadcasting, first: Broadcast, family: list[Broadcast]) -> None:
    """Freeze the audience of the next date once it has come; a broadcast of its own, approved with the first."""
    draft, now = draft_of(first.draft), office.clock()
    due = _next(office, draft, family, now)
    if due is None:
        return
    made = office.stores.broadcasts.repeat(first, due.at, lambda number: _written(office, draft, due, number), now)
    if made:
        office.stores.audit.note(first.author, "broadcast.repeated", f"{first.id} as {made.id}", now)


def _written(office: Broadcasting, draft: Draft, due: When, number: int) -> Change:
    """For the members as they are now; where nothing can be sent, the broadcast is there and says so."""
    try:
        planned = replace(office.plan(replace(draft, series=None, wall=None)), draft=draft, when=due)
    except BroadcastRefused as exc:
        _log.warning("broadcast %s was not repeated: %s", number, exc)
        return Change({"state": Phase.DISCARDED.value, "frozen": None})
    return Change({"frozen": frozen_of(planned, office.clock())}, deliveries_of(number, planned, due.at))


def _next(office: Broadcasting, draft: Draft, family: list[Broadcast], now: dt.datetime) -> When | None:
    """The latest date that has come and was not sent; None where none is."""
    assert draft.series is not None
    quiet = office.rules.quiet and not draft.urgent
    last = max(one.due_at for one in family)
    found = None
    for wall in draft.series.after(last.astimezone(BERLIN).replace(tzinfo=None)):
        when = hold(on_wall(wall), quiet=quiet)
        if when.at > now:
            return found
        if when.at > last and now - when.at < LATE:
            found = when
    return found
