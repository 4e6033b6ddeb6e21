"""Between rows and people: moments are stored in UTC and always come back with their zone."""

import datetime as dt
from typing import overload

from knowledge.catalogue.rows import utc


@overload
def stored(moment: dt.datetime) -> dt.datetime: ...
@overload
def stored(moment: None) -> None: ...
def stored(moment: dt.datetime | None) -> dt.datetime | None:
    """The moment as a column takes it. Raises ValueError for one without a zone, which would mean nothing."""
    if moment is None:
        return None
    if moment.tzinfo is None:
        raise ValueError(f"moment without a zone: {moment}")
    return moment.astimezone(dt.UTC)


@overload
def loaded(moment: dt.datetime) -> dt.datetime: ...
@overload
def loaded(moment: None) -> None: ...
def loaded(moment: dt.datetime | None) -> dt.datetime | None:
    """The moment as a column gave it (SQLite drops the zone), in UTC."""
    return None if moment is None else utc(moment)
