"""Calendar files: what we write is read back by a calendar library, what others write becomes events or a sentence."""

import datetime as dt
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from icalendar import Calendar
from talking import Office

from bot.events.calendar_file import calendar_file, file_name
from bot.events.calendar_import import MOST_BYTES, MOST_PARTS, read_calendar
from bot.events.errors import CalendarRefused
from bot.events.importing import take_in
from bot.events.model import Choice, Event, Registration, Status
from knowledge.clock import BERLIN

NOW = dt.datetime(2026, 11, 22, 12, tzinfo=dt.UTC)
FORUM = Event(
    "a@lotse", "Forum; „Ämter“, Wege", dt.datetime(2027, 7, 1, 10, tzinfo=BERLIN),
    dt.datetime(2027, 7, 1, 15, tzinfo=BERLIN), place="Rathaus, Saal 2", programme="10 Uhr: Beginn\n12 Uhr: Essen",
    topics=("E-Government",), sequence=3,
)  # fmt: skip


def ics(*lines: str, start: str = "DTSTART;TZID=Europe/Berlin:20270305T090000", method: str = "") -> bytes:
    inner = ("UID:modul@beispiel", "SUMMARY:Workshop", "DURATION:PT3H", start, *lines)
    head = (f"METHOD:{method}",) if method else ()
    return "\r\n".join(
        ("BEGIN:VCALENDAR", "VERSION:2.0", *head, "BEGIN:VEVENT", *inner, "END:VEVENT", "END:VCALENDAR")
    ).encode()


def test_a_calendar_reads_back_what_was_written() -> None:
    calendar = Calendar.from_ical(calendar_file([FORUM], NOW))
    (event,) = calendar.events
    assert (event.uid, event.sequence, str(calendar["METHOD"]), event["STATUS"]) == (
        "a@lotse",
        3,
        "PUBLISH",
        "CONFIRMED",
    )
    assert (str(event["SUMMARY"]), str(event["LOCATION"])) == (FORUM.title, FORUM.place)
    assert str(event["DESCRIPTION"]) == FORUM.programme
    assert event.start == FORUM.starts
    assert event.end.astimezone(dt.UTC) == FORUM.ends.astimezone(dt.UTC)
    assert [zone.tz_name for zone in calendar.timezones] == ["Europe/Berlin"]
    assert calendar.validate() is None


@pytest.mark.parametrize(("day", "hours"), [("2027-01-15T12:00", 1), ("2027-07-15T12:00", 2), ("2027-03-28T03:00", 2)])
def test_its_own_zone_knows_summer_time(day: str, hours: int) -> None:
    calendar = Calendar.from_ical(calendar_file([FORUM], NOW))
    zone = calendar.timezones[0].to_tz()
    assert dt.datetime.fromisoformat(day).replace(tzinfo=zone).utcoffset() == dt.timedelta(hours=hours)


def test_a_cancelled_event_is_taken_out_of_calendars() -> None:
    calendar = Calendar.from_ical(calendar_file([replace(FORUM, status=Status.CANCELLED, sequence=4)], NOW))
    (event,) = calendar.events
    assert (str(calendar["METHOD"]), event["STATUS"], event.sequence) == ("CANCEL", "CANCELLED", 4)


def test_whole_days_have_no_hours_and_end_the_day_after() -> None:
    days = replace(
        FORUM,
        all_day=True,
        starts=dt.datetime(2027, 7, 1, tzinfo=BERLIN),
        ends=dt.datetime(2027, 7, 2, 23, 59, tzinfo=BERLIN),
    )
    (event,) = Calendar.from_ical(calendar_file([days], NOW)).events
    assert (event.start, event.end) == (dt.date(2027, 7, 1), dt.date(2027, 7, 3))
    (again,) = read_calendar(calendar_file([days], NOW), "x.ics")
    assert (again.starts, again.ends, again.all_day) == (days.starts, days.ends, True)


def test_a_file_has_a_name_that_every_system_takes() -> None:
    assert file_name(replace(FORUM, title="../Größe: 50 %?")) == "Größe-50.ics"
    assert file_name(replace(FORUM, title="…")) == "Termin.ics"


def test_what_is_written_is_read_as_the_same_event() -> None:
    (found,) = read_calendar(calendar_file([FORUM], NOW), "x.ics")
    assert (found.uid, found.title, found.starts, found.ends) == (FORUM.uid, FORUM.title, FORUM.starts, FORUM.ends)


@pytest.mark.parametrize(
    ("start", "wall"),
    [
        ("DTSTART;TZID=Europe/Berlin:20270305T090000", "2027-03-05T09:00"),
        ("DTSTART:20270701T070000Z", "2027-07-01T09:00"),
        ("DTSTART:20270305T090000", "2027-03-05T09:00"),
        ("DTSTART;TZID=Europe/London:20270305T080000", "2027-03-05T09:00"),
        ("DTSTART;TZID=Nirgendwo:20270305T090000", "2027-03-05T09:00"),
    ],
)
def test_every_zone_becomes_the_clock_in_berlin(start: str, wall: str) -> None:
    (found,) = read_calendar(ics(start=start), "x.ics")
    assert found.starts == dt.datetime.fromisoformat(wall).replace(tzinfo=BERLIN)


def test_a_series_becomes_its_parts_without_what_was_taken_out() -> None:
    found = read_calendar(ics("RRULE:FREQ=WEEKLY;COUNT=4", "EXDATE;TZID=Europe/Berlin:20270312T090000"), "x.ics")
    assert [(f"{e.starts:%d.%m. %H:%M}", e.part, e.parts) for e in found] == [
        ("05.03. 09:00", 1, 3), ("19.03. 09:00", 2, 3), ("26.03. 09:00", 3, 3),
    ]  # fmt: skip
    assert len({event.uid for event in found}) == 3


def test_a_series_keeps_its_hour_over_the_change_of_clocks_and_an_endless_one_ends() -> None:
    found = read_calendar(ics("RRULE:FREQ=WEEKLY"), "x.ics")
    assert len(found) == MOST_PARTS
    assert {f"{event.starts:%H:%M}" for event in found} == {"09:00"}
    assert {event.starts.utcoffset() for event in found} == {dt.timedelta(hours=1), dt.timedelta(hours=2)}


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"quatsch", "keine lesbare Kalenderdatei"),
        (b"", "keine lesbare Kalenderdatei"),
        (b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n", "steht kein Termin"),
        (b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nSUMMARY:x\r\n", "steht kein Termin"),
        (ics(start="X-NICHTS:1"), "hat der Termin „Workshop“ keinen Beginn"),
        (ics(start="DTSTART:quark"), "keinen Beginn"),
        (ics("DTEND;TZID=Europe/Berlin:20270304T090000"), "endet der Termin"),
        (ics().replace(b"SUMMARY:Workshop", b"COMMENT:x"), "keinen Titel"),
        (ics("RRULE:FREQ=SECONDLY;BYMONTH=2;BYMONTHDAY=30"), "Wiederholung"),
        (b"BEGIN:VCALENDAR" + b" " * MOST_BYTES, "zu groß"),
    ],
)  # fmt: skip
def test_what_is_no_calendar_is_refused_in_one_sentence(content: bytes, said: str) -> None:
    with pytest.raises(CalendarRefused) as caught:
        read_calendar(content, "x.ics")
    assert said in caught.value.sentence
    assert caught.value.sentence.count("x.ics") == 1


@given(st.data())
@settings(max_examples=150, deadline=None)
def test_a_damaged_file_never_breaks_the_reader(data: st.DataObject) -> None:
    content = bytearray(ics("RRULE:FREQ=WEEKLY;COUNT=4", "LOCATION:Saal", "STATUS:CONFIRMED"))
    for place in data.draw(st.lists(st.integers(16, len(content) - 1), min_size=1, max_size=8)):
        content[place] = data.draw(st.integers(0, 255))
    with suppress(CalendarRefused):
        assert read_calendar(bytes(content), "x.ics")


def test_an_import_adds_then_updates_then_cancels_and_tells_those_who_answered(tmp_path: Path) -> None:
    office = Office(tmp_path)
    rule = "RRULE:FREQ=WEEKLY;COUNT=3"
    first = take_in(office.desk, read_calendar(ics(rule), "x.ics"), "lotse")
    assert [one.outcome for one in first] == ["added"] * 3
    event = first[1].event
    office.stores.registrations.answer(Registration(event.id, "telegram:5", Choice.YES, NOW), None)
    assert {one.outcome for one in take_in(office.desk, read_calendar(ics(rule), "x.ics"), "lotse")} == {"unchanged"}
    later = ics(rule, start="DTSTART;TZID=Europe/Berlin:20270305T100000")
    moved = take_in(office.desk, read_calendar(later, "x.ics"), "lotse")
    assert [(one.outcome, one.told) for one in moved] == [("moved", 0), ("moved", 1), ("moved", 0)]
    assert [one.event.uid for one in moved] == [one.event.uid for one in first]
    shorter = take_in(
        office.desk,
        read_calendar(ics("RRULE:FREQ=WEEKLY;COUNT=2", start="DTSTART;TZID=Europe/Berlin:20270305T100000"), "x.ics"),
        "lotse",
    )
    assert [one.outcome for one in shorter] == ["changed", "changed", "cancelled"]
    gone = take_in(
        office.desk,
        read_calendar(ics(rule, method="CANCEL", start="DTSTART;TZID=Europe/Berlin:20270305T100000"), "x.ics"),
        "lotse",
    )
    assert {one.event.status for one in gone} == {Status.CANCELLED}


def test_what_is_past_is_not_taken_in(tmp_path: Path) -> None:
    (one,) = take_in(Office(tmp_path).desk, read_calendar(ics(start="DTSTART:20200305T090000Z"), "x.ics"), "lotse")
    assert one.outcome == "past"
