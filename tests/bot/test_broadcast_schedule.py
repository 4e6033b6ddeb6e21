"""What organisers type about time means one moment, shown before anything is sent; nights and holidays are quiet."""

import datetime as dt

import pytest

from bot.broadcasts.errors import BroadcastRefused, NotUnderstood
from bot.broadcasts.schedule import When, at_once, hold, public_holiday, read_time, shown
from knowledge.clock import BERLIN

WEDNESDAY = dt.datetime(2026, 11, 25, 12, 0, tzinfo=BERLIN)


def moment(text: str, now: dt.datetime = WEDNESDAY) -> str:
    return f"{read_time(text, now).at:%Y-%m-%d %H:%M %Z}"


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("Do 9 Uhr", "2026-11-26 09:00 CET"),
        ("do 9 uhr", "2026-11-26 09:00 CET"),
        ("Donnerstag, 9 Uhr", "2026-11-26 09:00 CET"),
        ("am kommenden Donnerstag um 9", "2026-11-26 09:00 CET"),
        ("Mi 9 Uhr", "2026-12-02 09:00 CET"),
        ("Mi 15 Uhr", "2026-11-25 15:00 CET"),
        ("So 10 Uhr", "2026-11-29 10:00 CET"),
        ("morgen 8:30", "2026-11-26 08:30 CET"),
        ("morgen früh um 8", "2026-11-26 08:00 CET"),
        ("übermorgen um 9", "2026-11-27 09:00 CET"),
        ("heute 17 Uhr", "2026-11-25 17:00 CET"),
        ("heute abend um 7", "2026-11-25 19:00 CET"),
        ("in zwei Stunden", "2026-11-25 14:00 CET"),
        ("in 30 Minuten", "2026-11-25 12:30 CET"),
        ("in einer Woche um 9", "2026-12-02 09:00 CET"),
        ("in 3 Tagen um 9.30 Uhr", "2026-11-28 09:30 CET"),
        ("3.12. um 9", "2026-12-03 09:00 CET"),
        ("3.12.2026 9:15", "2026-12-03 09:15 CET"),
        ("03.12.26 um 9", "2026-12-03 09:00 CET"),
        ("am 3. Dezember um 9 Uhr", "2026-12-03 09:00 CET"),
        ("2026-12-03 09:00", "2026-12-03 09:00 CET"),
        ("2026-12-03T09:00", "2026-12-03 09:00 CET"),
        ("um 15", "2026-11-25 15:00 CET"),
        ("9 Uhr", "2026-11-26 09:00 CET"),
        ("15 Uhr 45", "2026-11-25 15:45 CET"),
        ("neun Uhr", "2026-11-26 09:00 CET"),
        ("halb neun Uhr", "2026-11-26 08:30 CET"),
        ("3.2. um 9", "2027-02-03 09:00 CET"),
        ("31.12. 23:30", "2026-12-31 23:30 CET"),
        ("1.1. 9 Uhr", "2027-01-01 09:00 CET"),
        ("29.2.2028 um 9", "2028-02-29 09:00 CET"),
        ("1.7. um 9 Uhr", "2027-07-01 09:00 CEST"),
        ("sofort", "2026-11-25 12:00 CET"),
    ],
)
def test_a_german_time_means_one_moment(text: str, meant: str) -> None:
    assert moment(text) == meant


@pytest.mark.parametrize("text", ["bald", "Donnerstag oder Freitag 9 Uhr", "9 Uhr 3.12. vielleicht", "", "xyz 9 Uhr"])
def test_what_can_not_be_read_is_asked_for_with_examples(text: str) -> None:
    with pytest.raises(NotUnderstood, match="Do 9 Uhr"):
        read_time(text, WEDNESDAY)


def test_a_day_without_a_time_of_day_is_asked_for() -> None:
    with pytest.raises(NotUnderstood, match=r"Um wie viel Uhr am Do, 26\.11\.2026"):
        read_time("Donnerstag", WEDNESDAY)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("heute 9 Uhr", "schon vorbei"),
        ("3.11.2026 9 Uhr", "schon vorbei"),
        ("29.2.2027 um 9", "29.02.2027 gibt es nicht"),
        ("31.11. um 9", "gibt es nicht"),
        ("morgen 25 Uhr", "25 Uhr"),
    ],
)
def test_a_time_that_is_past_or_does_not_exist_is_refused_in_a_sentence(text: str, said: str) -> None:
    with pytest.raises(BroadcastRefused, match=said):
        read_time(text, WEDNESDAY)


def test_a_time_that_the_clock_skips_moves_on_and_says_so() -> None:
    found = read_time("28.3.2027 um 2:30", WEDNESDAY)
    assert f"{found.at:%H:%M %Z}" == "03:00 CEST"
    assert "gibt es am 28.03.2027 nicht" in found.notes[0]


def test_a_time_that_the_clock_shows_twice_is_the_first_one_and_says_so() -> None:
    found = read_time("31.10.2027 um 2:30", WEDNESDAY)
    assert f"{found.at:%H:%M %Z}" == "02:30 CEST"
    assert "zweimal" in found.notes[0]


def test_hours_from_now_are_hours_also_in_the_night_of_the_clock_change() -> None:
    before = dt.datetime(2027, 3, 28, 1, 0, tzinfo=BERLIN)
    assert moment("in zwei Stunden", before) == "2027-03-28 04:00 CEST"


@pytest.mark.parametrize(
    ("asked", "held"),
    [
        ("25.11.2026 12:00", "Mi, 25.11.2026, 12:00 Uhr"),
        ("26.11.2026 7:30", "Do, 26.11.2026, 7:30 Uhr"),
        ("26.11.2026 7:29", "Do, 26.11.2026, 7:30 Uhr"),
        ("25.11.2026 20:00", "Do, 26.11.2026, 7:30 Uhr"),
        ("25.11.2026 23:30", "Do, 26.11.2026, 7:30 Uhr"),
        ("28.11.2026 22:00", "Mo, 30.11.2026, 7:30 Uhr"),
        ("29.11.2026 11:00", "Mo, 30.11.2026, 7:30 Uhr"),
        ("24.12.2026 21:00", "Mo, 28.12.2026, 7:30 Uhr"),
        ("31.12.2026 23:30", "Sa, 02.01.2027, 7:30 Uhr"),
        ("27.5.2027 10:00", "Fr, 28.05.2027, 7:30 Uhr"),
        ("28.3.2027 3:00", "Di, 30.03.2027, 7:30 Uhr"),
        ("31.10.2027 2:30", "Di, 02.11.2027, 7:30 Uhr"),
        ("29.2.2028 6:00", "Di, 29.02.2028, 7:30 Uhr"),
    ],
)
def test_nights_sundays_and_holidays_hold_a_broadcast_until_the_next_allowed_minute(asked: str, held: str) -> None:
    found = hold(read_time(asked, WEDNESDAY))
    assert shown(found.at) == held
    assert bool(found.notes) == (shown(found.at) != shown(read_time(asked, WEDNESDAY).at))


def test_why_a_time_was_moved_is_said() -> None:
    night, holiday = hold(read_time("25.11.2026 23:30", WEDNESDAY)), hold(read_time("25.12.2026 9:00", WEDNESDAY))
    assert "Ruhezeit" in night.notes[-1]
    assert "Weihnachtstag" in holiday.notes[-1]


def test_urgent_or_switched_off_nothing_is_held() -> None:
    late = dt.datetime(2026, 11, 29, 23, 30, tzinfo=BERLIN)
    assert hold(at_once(late), quiet=False) == When(late.replace(tzinfo=None), late)


@pytest.mark.parametrize(
    ("day", "name"),
    [
        ("2026-10-03", "Tag der Deutschen Einheit"),
        ("2026-11-01", "Allerheiligen"),
        ("2026-06-04", "Fronleichnam"),
        ("2026-10-31", None),
        ("2027-01-06", None),
    ],
)
def test_holidays_are_those_of_north_rhine_westphalia(day: str, name: str | None) -> None:
    assert public_holiday(dt.date.fromisoformat(day)) == name
