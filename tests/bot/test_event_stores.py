"""Events, answers, topic tables and reminders as rows: what holds on SQLite and on PostgreSQL."""

import datetime as dt
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest

from bot.events.model import Choice, Event, Registration, Status
from bot.storage import Stores, open_stores
from bot.storage.deliveries import State
from bot.storage.reminders import DeadlineKey, Wish
from knowledge.catalogue import open_database
from knowledge.clock import BERLIN
from knowledge.errors import NotFound

NOW = dt.datetime(2026, 11, 22, 12, tzinfo=dt.UTC)
MEETING = Event(
    "a@lotse", "Digitalforum", dt.datetime(2027, 2, 11, 10, tzinfo=BERLIN), dt.datetime(2027, 2, 11, 15, tzinfo=BERLIN),
    capacity=2, topics=("IT-Sicherheit",), deadline=dt.datetime(2027, 2, 4, 18, tzinfo=BERLIN),
)  # fmt: skip


@pytest.fixture
def stores(database: str) -> Iterator[Stores]:
    opened = open_database(database)
    yield open_stores(opened)
    opened.dispose()


def answer(stores: Stores, event: Event, chat: str, choice: Choice, minute: int = 0) -> Registration:
    at = NOW + dt.timedelta(minutes=minute)
    return stores.registrations.answer(Registration(event.id, chat, choice, at), event.capacity).registration


def seated(stores: Stores, event: Event) -> list[str]:
    return [found.chat for found in stores.registrations.of_event(event.id) if found.seated]


def test_an_event_comes_back_as_it_was_written(stores: Stores) -> None:
    (event,) = stores.events.add([MEETING], NOW)
    assert stores.events.find(event.id) == event == replace(MEETING, id=event.id)
    assert stores.events.by_uid("a@lotse") == event
    assert stores.events.coming(NOW) == [event]
    assert stores.events.coming(MEETING.ends + dt.timedelta(minutes=1)) == []


def test_only_changes_that_calendars_follow_raise_the_sequence(stores: Stores) -> None:
    (event,) = stores.events.add([MEETING], NOW)
    _, same = stores.events.change(replace(event, capacity=40, topics=()), NOW)
    assert same.sequence == 0
    assert stores.events.untold(NOW) == []
    _, moved = stores.events.change(replace(event, starts=event.starts - dt.timedelta(hours=1)), NOW)
    _, gone = stores.events.change(replace(moved, status=Status.CANCELLED), NOW)
    assert (moved.sequence, gone.sequence) == (1, 2)
    assert stores.events.untold(NOW) == [gone]
    stores.events.mark_told(gone)
    assert stores.events.untold(NOW) == []
    with pytest.raises(NotFound):
        stores.events.change(replace(event, id=999), NOW)


def test_who_comes_after_the_last_seat_waits_and_moves_up_in_line(stores: Stores) -> None:
    (event,) = stores.events.add([MEETING], NOW)
    for minute, chat in enumerate("abcd"):
        answer(stores, event, chat, Choice.YES, minute)
    assert seated(stores, event) == ["a", "b"]
    answer(stores, event, "a", Choice.NO, 10)
    assert seated(stores, event) == ["b", "c"]
    (up,) = stores.registrations.moved_up(NOW)
    assert (up.chat, up.moved_up_at) == ("c", NOW + dt.timedelta(minutes=10))
    assert answer(stores, event, "a", Choice.YES, 11).waiting
    stores.events.change(replace(event, capacity=3), NOW)
    assert seated(stores, event) == ["b", "c", "d"]


def test_sending_somebody_else_keeps_the_seat_and_a_second_tap_changes_nothing(stores: Stores) -> None:
    (event,) = stores.events.add([MEETING], NOW)
    for minute, chat in enumerate("abc"):
        answer(stores, event, chat, Choice.YES, minute)
    again = stores.registrations.answer(Registration(event.id, "a", Choice.YES, NOW + dt.timedelta(hours=1)), 2)
    assert (again.changed, again.registration.since) == (False, NOW)
    deputy = Registration(event.id, "a", Choice.DEPUTY, NOW, deputy="Frau Kamp")
    assert stores.registrations.answer(deputy, 2).registration.seated
    assert seated(stores, event) == ["a", "b"]


def test_many_who_answer_at_once_get_no_more_seats_than_there_are(stores: Stores) -> None:
    (event,) = stores.events.add([MEETING], NOW)
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda number: answer(stores, event, f"chat{number}", Choice.YES), range(16)))
    assert len(seated(stores, event)) == 2


def test_notes_and_deputies_are_forgotten_and_each_is_invited_once(stores: Stores) -> None:
    (event,) = stores.events.add([MEETING], NOW)
    assert not stores.registrations.note(event.id, "a", "vegan")
    answer(stores, event, "a", Choice.YES)
    assert stores.registrations.note(event.id, "a", "vegan")
    assert stores.registrations.of_chat("a")[event.id].note == "vegan"
    assert stores.registrations.forget_notes([event.id]) == 1
    assert stores.registrations.of_chat("a")[event.id].note is None
    assert stores.registrations.invite(event.id, ["a", "b", "a"], NOW) == ["a", "b"]
    assert stores.registrations.invite(event.id, ["b", "c"], NOW) == ["c"]
    assert list(stores.registrations.invited(event.id)) == ["a", "b", "c"]


def test_a_chat_has_three_votes_and_can_take_them_back(stores: Stores) -> None:
    (event,) = stores.events.add([MEETING], NOW)
    assert all(stores.topic_tables.suggest(event.id, title, "a", NOW) for title in ("Pegel", "Wärme", "Cloud", "OZG"))
    assert not stores.topic_tables.suggest(event.id, "PEGEL", "b", NOW)
    tables = {table.title: table.id for table in stores.topic_tables.of_event(event.id)}
    assert [stores.topic_tables.vote(event.id, number, "a", NOW) for number in tables.values()] == [True] * 3 + [False]
    assert stores.topic_tables.vote(event.id, tables["Pegel"], "a", NOW)
    assert stores.topic_tables.vote(event.id, tables["OZG"], "a", NOW)
    assert stores.topic_tables.vote(event.id, tables["OZG"], "b", NOW)
    assert not stores.topic_tables.vote(event.id, 999, "b", NOW)
    assert stores.topic_tables.of_event(event.id)[0].title == "OZG"
    stores.topic_tables.seat(event.id, {"a": tables["OZG"], "b": tables["Cloud"]})
    stores.topic_tables.seat(event.id, {"a": tables["Cloud"]})
    assert stores.topic_tables.seats(event.id) == {"a": tables["Cloud"]}


def test_wishes_stops_and_the_radar_remember_each_thing_once(stores: Stores) -> None:
    deadline = DeadlineKey("aaaaaaaaaaaa", dt.date(2026, 12, 31))
    assert stores.reminders.wish("a", deadline, NOW)
    assert not stores.reminders.wish("a", deadline, NOW)
    assert stores.reminders.wishes(dt.date(2026, 12, 31)) == [Wish("a", deadline, NOW)]
    assert stores.reminders.wishes(dt.date(2027, 1, 1)) == []
    stores.reminders.stop("a", "event:1", NOW)
    stores.reminders.stop("a", "event:1", NOW)
    assert stores.reminders.stops() == {("a", "event:1")}
    stores.reminders.go_on("a", "event:1")
    assert stores.reminders.stops() == set()
    assert stores.reminders.last_reported() is None
    stores.reminders.report([(deadline, 60), (deadline, 60)], NOW)
    assert stores.reminders.decide((deadline, 60), "sent", "o")
    assert not stores.reminders.decide((deadline, 60), "dropped", "p")
    assert stores.reminders.last_reported() == NOW
    stores.reminders.report([(deadline, 60)], NOW)
    assert stores.reminders.reported() == {(deadline, 60): "sent"}


def test_a_stop_said_many_times_at_once_is_one_stop(stores: Stores) -> None:
    with ThreadPoolExecutor(6) as pool:
        list(pool.map(lambda _: stores.reminders.stop("a", "event:1", NOW), range(6)))
    assert stores.reminders.stops() == {("a", "event:1")}


def test_a_stop_takes_back_what_was_written_for_this_chat_and_subject_alone(stores: Stores) -> None:
    for key in ("reminder:event:1:x:day:a", "reminder:event:12:x:day:a", "event:1:change:1:a"):
        stores.deliveries.put(key, "a", {"text": [], "keyboard": []}, "reminder", NOW)
    stores.deliveries.put("reminder:event:1:x:day:b", "b", {"text": [], "keyboard": []}, "reminder", NOW)
    stores.reminders.take_back("a", "event:1", NOW)
    assert stores.reminders.written() == {
        "reminder:event:1:x:day:a": State.CANCELLED,
        "reminder:event:12:x:day:a": State.PENDING,
        "reminder:event:1:x:day:b": State.PENDING,
    }
