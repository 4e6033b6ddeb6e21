"""Under the vocabulary: a date as far as it is known, as it is written in German and in ISO 8601."""

import datetime as dt

_MONTHS = (
    "Januar", "Februar", "März", "April", "Mai", "Juni",
    "Juli", "August", "September", "Oktober", "November", "Dezember",
)  # fmt: skip


def german_date(date: dt.date | None, *, month_only: bool) -> str | None:
    """A date as it is written in German; without its day where only the month is known."""
    if date is None:
        return None
    return f"{_MONTHS[date.month - 1]} {date.year}" if month_only else f"{date:%d.%m.%Y}"


def iso_date(date: dt.date | None, *, month_only: bool) -> str | None:
    """A date in ISO 8601 as far as it is known: "2021-08-31", "2021-08"."""
    return date.isoformat()[:7] if date and month_only else date.isoformat() if date else None
