"""Times of day: each becomes one moment, also in the nights when the clock changes."""

import datetime as dt

import pytest

from knowledge.clock import on_the_clock


@pytest.mark.parametrize(
    ("wall", "utc", "moved", "twice"),
    [
        ("2026-12-24T09:00", "2026-12-24T08:00", False, False),
        ("2026-07-01T09:00", "2026-07-01T07:00", False, False),
        ("2027-03-28T01:59", "2027-03-28T00:59", False, False),
        ("2027-03-28T02:00", "2027-03-28T01:00", True, False),
        ("2027-03-28T02:30", "2027-03-28T01:00", True, False),
        ("2027-03-28T03:00", "2027-03-28T01:00", False, False),
        ("2026-10-25T02:30", "2026-10-25T00:30", False, True),
        ("2026-10-25T03:00", "2026-10-25T02:00", False, False),
        ("2028-02-29T09:00", "2028-02-29T08:00", False, False),
        ("2026-12-31T23:59", "2026-12-31T22:59", False, False),
    ],
)
def test_a_time_of_day_is_one_moment(wall: str, utc: str, moved: bool, twice: bool) -> None:  # noqa: FBT001
    found = on_the_clock(dt.datetime.fromisoformat(wall))
    assert found.at.astimezone(dt.UTC) == dt.datetime.fromisoformat(f"{utc}+00:00")
    assert (found.moved, found.twice) == (moved, twice)
