"""The vocabulary of the board: an entry, and how long it counts (frozen)."""

import datetime as dt
from dataclasses import dataclass

from knowledge.matching.model import RecordKind, Stage

VALID = dt.timedelta(days=365)
"""After a year the member is asked whether an entry still holds."""
GRACE = dt.timedelta(days=14)
"""So long an entry goes on counting while the question waits for its answer."""
MOST_TEXT = 500
"""Characters of a member's own words."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A need, an offer or a reported topic of a member; one for each kind and topic. `text` may be empty."""

    id: str
    chat: str
    kind: RecordKind
    topic: str
    text: str
    stage: Stage | None
    made_at: dt.datetime
    changed_at: dt.datetime
    expires_at: dt.datetime
    removed_at: dt.datetime | None = None

    def counts(self, at: dt.datetime) -> bool:
        """Whether it stands on the board at that moment."""
        return self.removed_at is None and at < self.expires_at + GRACE
