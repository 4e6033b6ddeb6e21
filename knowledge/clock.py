"""The one place that knows what day it is, so that a question can be asked for any day."""

import datetime as dt
from zoneinfo import ZoneInfo

BERLIN = ZoneInfo("Europe/Berlin")


def now() -> dt.datetime:
    """The present moment in Europe/Berlin, with its zone."""
    return dt.datetime.now(BERLIN)


def today() -> dt.date:
    """The present day in Europe/Berlin."""
    return now().date()
