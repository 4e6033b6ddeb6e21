"""What an organiser types after /rundruf, audience and time in one sentence → both apart."""

import datetime as dt
import re
from dataclasses import dataclass, replace

from bot.broadcasts.audience import Audience
from bot.broadcasts.draft import Draft
from bot.broadcasts.people import World
from bot.broadcasts.schedule import find_time
from bot.broadcasts.series import Series, find_series
from bot.broadcasts.wording import find_audience

_URGENT = re.compile(r"\bdringend\b[!:,]?", re.IGNORECASE)
_TALK = re.compile(
    r"\b(?:schick\w*|send\w*|schreib\w*|bitte|mal|eben|eine?n?|ne|nachricht|rundruf|erinnerung|info|mitteilung|raus|um|am|"
    r"für|immer|das|mach\w*)\b|[,.!;:]",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Wish:
    """`wall` and `series` are both None for at once; `ignored` are words that mean something else."""

    words: str
    audience: Audience
    wall: dt.datetime | None
    series: Series | None
    urgent: bool
    ignored: str

    def draft(self, text: str = "") -> Draft:
        """A draft with this audience and time."""
        return self.applied(Draft(text=text, words=self.words, audience=self.audience))

    def applied(self, draft: Draft) -> Draft:
        """The draft with this audience and time in place of its own; a topic set by hand stays."""
        by_hand = None if draft.topic == draft.audience.topic else draft.topic
        return replace(
            draft, words=self.words, audience=self.audience, wall=self.wall, series=self.series, urgent=self.urgent,
            topic=by_hand or self.audience.topic,
        )  # fmt: skip


def read_wish(text: str, world: World, now: dt.datetime) -> Wish:
    """Raises NotUnderstood, BroadcastRefused."""
    rest = _URGENT.sub(" ", text)
    series, rest = find_series(rest, now)
    when = None
    if series is None:
        when, rest = find_time(rest, now)
    audience, left = find_audience(_TALK.sub(" ", rest), world)
    wall = when.wall.replace(second=0, microsecond=0) if when and when.at > now else None
    return Wish(" ".join(text.split()), audience, wall, series, _URGENT.search(text) is not None, left)
