"""Once a minute: writes down the reminders that are due, puts new deadlines before the organisers, forgets notes."""

import datetime as dt
import time
from collections.abc import Mapping

from bot.broadcasts.schedule import closed_at
from bot.conversation.desk import Desk
from bot.conversation.stored import to_json
from bot.events import announcing
from bot.operations.steadiness import Steadiness
from bot.reminders.planning import Planned, plan
from bot.reminders.radar import put_before_organisers
from bot.reminders.rules import end_of_day, night
from bot.storage.deliveries import NewDelivery, State
from knowledge.clock import BERLIN

EVERY_S = 60.0
KIND = "reminder"
AGAIN = ":late"
_DROPPED = (State.EXPIRED, State.CANCELLED)


class Reminding:
    """One step of it at a time; any number of processes may take steps."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._clock = Steadiness()

    def __call__(self) -> int:
        """Take a step, unless the clock has just jumped; how many messages were written. Raises CatalogueError."""
        return step(self._desk) if self._clock.trusts(self._desk.clock(), time.monotonic()) else 0


def step(desk: Desk) -> int:
    """Write down what is due and was not written before; how many messages. Raises CatalogueError."""
    now = desk.clock()
    announcing.catch_up(desk)
    over = [event.id for event in desk.stores.events.all() if event.ends < now]
    if over:
        desk.stores.registrations.forget_notes(over)
    if night(now):
        return 0
    return desk.stores.deliveries.put_all(due_now(desk)) + (0 if closed_at(now) else put_before_organisers(desk))


def due_now(desk: Desk) -> list[NewDelivery]:
    """The messages of all reminders whose time has come and not gone, without those written before."""
    now, written, resting = desk.clock(), desk.stores.reminders.written(), closed_at(desk.clock())
    return [
        _delivery(planned, key, now)
        for planned in plan(desk)
        if planned.window[0] <= now < planned.window[1]
        and not (planned.rests and resting)
        and (key := _open_key(planned.key, written))
    ]


def _open_key(key: str, written: Mapping[str, State]) -> str | None:
    """The key to write under: the reminder's own; a second one where the first went stale before it was sent."""
    if key not in written:
        return key
    again = key + AGAIN
    return again if written[key] in _DROPPED and again not in written else None


def _delivery(planned: Planned, key: str, now: dt.datetime) -> NewDelivery:
    """Worded for today, hence not to be sent any more when the day is over."""
    today = now.astimezone(BERLIN).date()
    until = min(planned.window[1], end_of_day(today))
    topic = planned.topics[0] if len(planned.topics) == 1 else None
    return NewDelivery(key, planned.chat, to_json(planned.say(today)), KIND, now, until, topic)
