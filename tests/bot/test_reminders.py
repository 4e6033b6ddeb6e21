"""Reminders: due by rule, worded for the day, once for each, never for what is past, stopped with one tap."""

import datetime as dt
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from making import document
from sqlalchemy import select, update
from talking import NOW, Office, button_of, labels, lines_of, plain

from bot.conversation.actions import Notice, Send
from bot.conversation.core import Conversation
from bot.conversation.events import Message, Tap
from bot.conversation.stored import from_json
from bot.events.model import Choice, Event, Registration
from bot.operations.steadiness import Steadiness
from bot.people.model import Member, Role
from bot.reminders.deadlines import deadlines
from bot.reminders.rules import Rule, open_morning, stage_window, window
from bot.reminders.step import step
from bot.storage.deliveries import NewDelivery, State
from bot.storage.deliveries import deliveries as ledger
from knowledge.catalogue.engine import reading, writing
from knowledge.clock import BERLIN
from knowledge.model import DocumentKind, Fact, FactKind

ANNA, BEN, OLGA = "telegram:11", "telegram:12", "telegram:99"


def berlin(text: str) -> dt.datetime:
    return dt.datetime.fromisoformat(text).replace(tzinfo=BERLIN)


def event(starts: str, **more: Any) -> Event:
    first = berlin(starts)
    return Event("a@lotse", "Forum", first, first + dt.timedelta(hours=2), id=7, **more)


@pytest.mark.parametrize(
    ("starts", "rule", "due", "until"),
    [
        ("2027-02-11T10:00", Rule.DAY, "2027-02-10T09:00", "2027-02-11T07:00"),
        ("2027-02-11T10:00", Rule.HOURS, "2027-02-11T08:00", "2027-02-11T10:00"),
        # Monday: the day before is a Sunday
        ("2027-02-15T10:00", Rule.DAY, "2027-02-13T09:00", "2027-02-15T07:00"),
        # 27.12.2026 is a Sunday after two holidays
        ("2026-12-28T10:00", Rule.DAY, "2026-12-24T09:00", "2026-12-28T07:00"),
        # New Year, 29 February
        ("2027-01-02T10:00", Rule.DAY, "2026-12-31T09:00", "2027-01-02T07:00"),
        ("2028-03-01T10:00", Rule.DAY, "2028-02-29T09:00", "2028-03-01T07:00"),
        ("2028-02-29T10:00", Rule.HOURS, "2028-02-29T08:00", "2028-02-29T10:00"),
        # early and late: never at night
        ("2027-02-11T08:30", Rule.HOURS, "2027-02-11T07:30", "2027-02-11T08:30"),
        ("2027-02-11T07:45", Rule.HOURS, None, None),
        ("2027-02-11T22:30", Rule.HOURS, "2027-02-11T19:30", "2027-02-11T22:30"),
        # both nights of the clock change: two hours that really pass
        ("2027-03-28T10:00", Rule.HOURS, "2027-03-28T08:00", "2027-03-28T10:00"),
        ("2027-10-31T10:00", Rule.HOURS, "2027-10-31T08:00", "2027-10-31T10:00"),
        ("2027-03-28T10:00", Rule.DAY, "2027-03-27T09:00", "2027-03-28T07:00"),
        ("2027-02-11T10:00", Rule.ANSWER, None, None),
    ],
)
def test_when_a_reminder_of_an_event_is_due(starts: str, rule: Rule, due: str | None, until: str | None) -> None:
    expected = (berlin(due), berlin(until)) if due and until else None
    assert window(event(starts), rule) == expected


def test_who_has_not_answered_hears_three_days_before_the_deadline() -> None:
    found = window(event("2027-02-11T10:00", deadline=berlin("2027-02-04T18:00")), Rule.ANSWER)
    assert found == (berlin("2027-02-01T09:00"), berlin("2027-02-04T18:00"))


@pytest.mark.parametrize(
    ("day", "stage", "due", "until"),
    [
        ("2027-03-15", 60, "2027-01-14T09:00", "2027-02-13T09:00"),
        ("2027-03-15", 7, "2027-03-08T09:00", "2027-03-16T00:00"),
        ("2028-03-30", 30, "2028-02-29T09:00", "2028-03-23T09:00"),
        ("2026-12-31", 7, "2026-12-24T09:00", "2027-01-01T00:00"),
        ("2027-03-28", 7, "2027-03-20T09:00", "2027-03-29T00:00"),
    ],
)
def test_when_a_deadline_is_near(day: str, stage: int, due: str, until: str) -> None:
    assert stage_window(dt.date.fromisoformat(day), stage, (60, 30, 7)) == (berlin(due), berlin(until))


def test_nobody_is_woken_on_sundays_and_holidays() -> None:
    assert open_morning(dt.date(2026, 12, 27), 1) == berlin("2026-12-24T09:00")


class Town:
    """An office with two mayors and an organiser, whose clock can be set; `sent` is what was written down."""

    def __init__(self, folder: Path) -> None:
        self.office = Office(folder)
        self.stores = self.office.stores
        for chat, role, topics in (
            (ANNA, Role.MAYOR, ("Finanzen",)),
            (BEN, Role.MAYOR, ()),
            (OLGA, Role.ORGANISER, ()),
        ):
            self.stores.members.put(Member(chat, role, NOW, topics=topics))

    def add(self, starts: str, **more: Any) -> Event:
        (added,) = self.stores.events.add([replace(event(starts, **more), id=0)], NOW)
        return added

    def says_yes(self, added: Event, chat: str = ANNA, at: dt.datetime = NOW) -> None:
        self.stores.registrations.answer(Registration(added.id, chat, Choice.YES, at), added.capacity)

    def set(self, at: str) -> None:
        self.office.desk = replace(self.office.desk, clock=lambda: berlin(at).astimezone(dt.UTC))
        self.office.conversation = Conversation(self.office.desk)

    def step(self, at: str) -> list[str]:
        """What is new in the ledger after a step at this moment, as chat and text."""
        self.set(at)
        before = len(self.rows())
        step(self.office.desk)
        return [f"{row.chat}: {plain(from_json(row.message))}" for row in self.rows()[before:]]

    def rows(self) -> list[Any]:
        with reading(self.stores.deliveries._engine) as connection:
            return list(connection.execute(select(ledger).order_by(ledger.c.id)))

    def settle(self, state: State) -> None:
        """As if the courier had come."""
        with writing(self.stores.deliveries._engine) as connection:
            pending = ledger.c.state == State.PENDING.value
            connection.execute(update(ledger).where(pending).values(state=state.value))

    def taps(self, message: Send, label: str, chat: str) -> Any:
        tap = Tap(chat, button_of(message, label).data, Message("1", message.keyboard))
        return self.office.conversation.handle(tap)

    def tap(self, message: Send, label: str, chat: str) -> Any:
        return self.taps(message, label, chat)[0]

    def message(self, row: int = -1) -> Send:
        return from_json(self.rows()[row].message)


@pytest.fixture
def town(tmp_path: Path) -> Town:
    return Town(tmp_path)


def test_the_day_before_and_two_hours_before_once_each(town: Town) -> None:
    town.says_yes(town.add("2027-02-11T10:00", place="Rathaus"))
    assert town.step("2027-02-10T08:59") == []
    (first,) = town.step("2027-02-10T09:00")
    assert (
        first == f"{ANNA}: Erinnerung: „Forum“ ist morgen, Donnerstag, 11.02.2027, 10:00 bis 12:00 Uhr.\nOrt: Rathaus"
    )
    assert town.step("2027-02-10T09:01") == []
    town.settle(State.SENT)
    assert town.step("2027-02-11T07:59") == []
    assert town.step("2027-02-11T08:00") == [f"{ANNA}: Erinnerung: „Forum“ beginnt heute um 10:00 Uhr.\nOrt: Rathaus"]
    assert town.step("2027-02-11T08:05") == []


def test_after_downtime_the_words_fit_the_day_and_what_is_past_stays_unsaid(town: Town) -> None:
    town.says_yes(town.add("2027-02-15T16:00"))
    (late,) = town.step("2027-02-15T08:00")
    assert "ist heute, Montag, 15.02.2027" in late
    assert town.step("2027-02-15T15:00") == [f"{ANNA}: Erinnerung: „Forum“ beginnt heute um 16:00 Uhr."]
    assert town.step("2027-02-15T16:00") == []
    assert town.step("2027-03-05T10:00") == []


def test_two_reminders_never_come_at_once_after_downtime(town: Town) -> None:
    town.says_yes(town.add("2027-02-11T10:00"))
    assert len(town.step("2027-02-11T08:30")) == 1


def test_a_message_that_went_stale_before_it_was_sent_is_said_anew_once(town: Town) -> None:
    town.says_yes(town.add("2027-02-15T16:00"))
    assert "am Montag" in town.step("2027-02-13T09:00")[0]
    assert town.rows()[-1].not_after is not None
    town.settle(State.EXPIRED)
    assert "ist heute, Montag" in town.step("2027-02-15T09:00")[0]
    town.settle(State.EXPIRED)
    assert town.step("2027-02-15T09:30") == []


def test_two_processes_and_a_clock_that_jumps_back_write_nothing_twice(town: Town) -> None:
    town.says_yes(town.add("2027-02-11T10:00"))
    assert len(town.step("2027-02-10T09:00")) == 1
    for at in ("2027-02-10T09:00", "2027-02-09T09:00", "2027-02-10T12:00"):
        assert town.step(at) == []


def test_many_processes_at_the_same_moment_write_each_reminder_once(town: Town) -> None:
    meeting = town.add("2027-02-11T10:00")
    for number in range(20):
        town.says_yes(meeting, f"telegram:{number}")
    town.set("2027-02-10T09:00")
    with ThreadPoolExecutor(6) as pool:
        written = list(pool.map(step, [town.office.desk] * 6))
    assert sum(written) == len(town.rows()) == 20


def test_what_a_crash_kept_from_being_told_is_told_at_the_next_step(town: Town) -> None:
    meeting = town.add("2027-02-11T10:00", capacity=1)
    town.says_yes(meeting)
    town.says_yes(meeting, BEN, NOW + dt.timedelta(minutes=1))
    town.stores.events.change(replace(meeting, place="Kreishaus", capacity=2), NOW + dt.timedelta(minutes=2))
    texts = town.step("2026-11-23T10:00")
    assert [text.partition(": ")[0] for text in texts if "Geändert" in text] == [
        ANNA, BEN,
    ]  # fmt: skip
    assert [text for text in texts if text.startswith(f"{BEN}: Ein Platz ist frei geworden")]
    assert town.step("2026-11-23T10:01") == []


def test_a_clock_that_jumps_is_watched_before_it_is_believed() -> None:
    steady, start = Steadiness(), berlin("2027-02-10T09:00")
    minute = dt.timedelta(minutes=1)
    assert steady.trusts(start, 0)
    assert steady.trusts(start + minute, 60)
    assert not steady.trusts(start + dt.timedelta(days=1), 120)
    assert not steady.trusts(start + dt.timedelta(days=1) + minute, 180)
    assert not steady.trusts(start + 4 * minute, 240)
    assert not steady.trusts(start + 13 * minute, 780)
    assert steady.trusts(start + 15 * minute, 900)
    # An hour of wall time more in the night of the clock change is none in fact.
    assert steady.trusts((start + 15 * minute).astimezone(dt.UTC) + minute, 960)


def test_only_those_asked_who_have_not_answered_are_asked_again(town: Town) -> None:
    meeting = town.add("2027-02-11T10:00", deadline=berlin("2027-02-04T18:00"))
    town.stores.registrations.invite(meeting.id, [ANNA, BEN], NOW)
    town.says_yes(meeting, ANNA)
    (asked,) = town.step("2027-02-01T09:00")
    assert asked.startswith(f"{BEN}: „Forum“, Donnerstag, 11.02.2027")
    assert "Anmeldeschluss ist am Donnerstag, 04.02.2027, 18:00 Uhr" in asked
    assert labels(town.message())[:2] == [["Zusage", "Vielleicht"], ["Absage", "Vertretung"]]


def test_who_was_asked_by_a_broadcast_and_has_not_answered_is_asked_again_too(town: Town) -> None:
    meeting = town.add("2027-02-11T10:00", deadline=berlin("2027-02-04T18:00"))
    draft = {"buttons": [["Zusage", f"event:{meeting.id}:y", ""]]}
    number = town.stores.broadcasts.add(OLGA, draft, NOW, NOW).id
    for chat in (ANNA, BEN):
        message = {"text": [], "keyboard": []}
        sent = NewDelivery(f"broadcast:{number}:{chat}", chat, message, "broadcast", NOW, broadcast=number)
        town.stores.deliveries.put_all([sent])
    town.settle(State.SENT)
    town.says_yes(meeting, ANNA)
    (asked,) = town.step("2027-02-01T09:00")
    assert asked.startswith(BEN)


def test_who_was_asked_only_now_is_left_in_peace_for_a_day(town: Town) -> None:
    meeting = town.add("2027-02-11T10:00", deadline=berlin("2027-02-04T18:00"))
    town.stores.registrations.invite(meeting.id, [BEN], berlin("2027-02-02T10:00"))
    assert town.step("2027-02-02T11:00") == []
    assert len(town.step("2027-02-03T10:00")) == 1


def test_a_stop_with_one_tap_holds_at_once_and_can_be_taken_back(town: Town) -> None:
    meeting = town.add("2027-02-11T10:00")
    town.says_yes(meeting)
    town.step("2027-02-10T09:00")
    assert town.tap(town.message(), "Nicht mehr erinnern", ANNA) == Notice(
        "Gestoppt. Sie werden daran nicht mehr erinnert."
    )
    assert town.rows()[-1].state == State.CANCELLED
    assert town.step("2027-02-11T08:00") == []
    town.stores.reminders.go_on(ANNA, f"event:{meeting.id}")
    assert len(town.step("2027-02-11T08:01")) == 1


def test_everyone_sees_their_own_reminders_and_stops_them_all(town: Town) -> None:
    assert "nichts, woran" in plain(town.office.say("/erinnerungen", BEN))
    town.says_yes(town.add("2027-02-11T10:00"))
    shown = town.office.say("/erinnerungen", ANNA)
    assert "1. Termin Donnerstag, 11.02.2027: Forum" in plain(shown)
    assert "Finanzen" in plain(shown)
    town.tap(shown, "Alle ausschalten", ANNA)
    assert labels(town.office.say("/erinnerungen", ANNA)) == [["Wieder einschalten"]]
    assert town.step("2027-02-10T09:00") == []


GUIDE = document("dddddddddddd", name="ikz.pdf", title="Richtlinie IKZ", publisher="Land", kind=DocumentKind.FUNDING,
                 valid_from=None, valid_until=None, superseded_by=None, date=dt.date(2026, 3, 1))  # fmt: skip
PRESS = replace(GUIDE, id="eeeeeeeeeeee", name="presse.html", title="Pressetext", kind=DocumentKind.PRESS, digest="p")
LINE = "Anträge sind bis zum 15.03.2027 zu stellen."


def put_deadline(town: Town, owner: Any = GUIDE, day: str = "2027-03-15", wording: str = LINE) -> None:
    facts = [Fact(owner.id, FactKind.DEADLINE, day, wording, 2), Fact(owner.id, FactKind.TOPIC, "Finanzen", "Finanzen")]
    town.office.catalogue.put(owner, lines_of(owner, (wording,)), facts)


def test_a_sure_deadline_is_a_draft_first_and_goes_to_followers_by_itself_later(town: Town) -> None:
    put_deadline(town)
    (draft,) = town.step("2027-01-14T09:00")
    assert draft.startswith(f"{OLGA}: Fristen-Radar")
    assert "nicht bestätigt" not in draft
    assert town.step("2027-01-14T09:10") == []
    (told,) = town.step("2027-02-13T09:00")
    assert told.startswith(f"{ANNA}: Frist am Montag, 15.03.2027 (in 30 Tagen): Richtlinie IKZ, Land")
    assert LINE in told
    assert "Stand 01.03.2026, S. 2" in told
    assert "weil Sie dem Thema Finanzen folgen" in told
    assert len(town.step("2027-03-08T09:00")) == 1
    assert town.step("2027-03-16T09:00") == []


def test_an_unsure_deadline_reaches_nobody_before_an_organiser_says_so(town: Town) -> None:
    put_deadline(town, PRESS, wording="Anträge sollen laut Katalog bis zum 15.03.2027 möglich sein.")
    (draft,) = town.step("2027-02-13T09:00")
    assert draft.startswith(OLGA)
    assert "nicht bestätigt" in draft
    assert town.step("2027-02-13T09:05") == []
    said = town.tap(town.message(), "1 senden", OLGA)
    assert said == Notice("Frist Montag, 15.03.2027: Die Erinnerung geht an eine Person.")
    assert town.tap(town.message(), "1 verwerfen", OLGA) == Notice("Darüber ist schon entschieden.")
    (told,) = town.step("2027-02-13T09:06")
    assert told.startswith(ANNA)
    assert "nicht bestätigt" in told
    assert town.step("2027-02-13T09:07") == []


def test_many_deadlines_are_one_message_a_day_the_nearest_first(town: Town) -> None:
    for number in range(10):
        owner = replace(PRESS, id=f"{number:012x}", digest=str(number), title=f"Presse {number}")
        put_deadline(town, owner, f"2027-03-{24 - number}", f"Bis zum {24 - number}.03.2027.")
    (draft,) = town.step("2027-03-01T09:00")
    assert draft.count("nicht bestätigt") == 8
    assert "1. Montag, 15.03.2027: Presse 9" in draft
    assert town.step("2027-03-01T15:00") == []
    assert "Presse 0" in town.step("2027-03-02T09:00")[0]


def test_no_draft_no_reminder_on_sundays_or_at_night(town: Town) -> None:
    put_deadline(town)
    assert town.step("2027-02-14T10:00") == []
    assert town.step("2027-02-15T21:00") == []
    assert len(town.step("2027-02-16T07:30")) == 1


def test_a_muted_topic_is_respected(town: Town) -> None:
    put_deadline(town)
    town.stores.members.put(Member(ANNA, Role.MAYOR, NOW, topics=("Finanzen",), unsubscribed=frozenset({"Finanzen"})))
    assert town.step("2027-02-13T09:00") == []


def test_two_documents_that_contradict_each_other_make_a_deadline_unsure(town: Town) -> None:
    for owner, day in ((GUIDE, "2027-03-15"), (replace(GUIDE, id="ffffffffffff", digest="f"), "2027-03-31")):
        programme = Fact(owner.id, FactKind.PROGRAMME, "IKZ", "IKZ")
        facts = [Fact(owner.id, FactKind.DEADLINE, day, LINE), programme]
        town.office.catalogue.put(owner, lines_of(owner, (LINE,)), facts)
    assert [found.sure for found in deadlines(town.office.catalogue, NOW.date())] == [False, False]


def test_what_a_member_asked_to_be_reminded_of_comes_at_its_time(town: Town) -> None:
    put_deadline(town)
    answer = town.office.say("Bis wann sind Anträge nach der Richtlinie IKZ zu stellen?", BEN)
    said = town.tap(answer, "Erinnern: 15.03.2027", BEN)
    assert said == Notice("Ich erinnere Sie vor dem Montag, 15.03.2027. /erinnerungen zeigt alle.")
    assert "schon" in town.tap(answer, "Erinnern: 15.03.2027", BEN).text
    shown = town.office.say("/erinnerungen", BEN)
    assert "Frist Montag, 15.03.2027: Richtlinie IKZ" in plain(shown)
    told = [line for line in town.step("2027-03-13T09:00") if line.startswith(BEN)]
    assert len(told) == 1
    assert "Sie haben um diese Erinnerung gebeten" in told[0]
    (notice, rest) = town.taps(shown, "1 stoppen", BEN)
    assert notice == Notice("Gestoppt. Sie werden daran nicht mehr erinnert.")
    assert "Richtlinie IKZ" not in plain(rest)
    assert labels(rest)[-1] == ["Doch erinnern"]
    assert [
        line for line in town.step("2027-03-14T09:00") + town.step("2027-03-15T09:00") if line.startswith(BEN)
    ] == []


def test_a_deadline_that_is_past_is_not_offered_and_not_kept(town: Town) -> None:
    put_deadline(town, day="2026-03-15", wording="Anträge waren bis zum 15.03.2026 zu stellen.")
    answer = town.office.say("Bis wann waren Anträge nach der Richtlinie IKZ zu stellen?", BEN)
    assert not [label for row in labels(answer) for label in row if label.startswith("Erinnern")]
    tap = Tap(BEN, f"remind:wish:{GUIDE.id}:20260315", Message("1"))
    assert town.office.handle(tap) == [Notice("Diese Frist ist vorbei.")]


def test_notes_about_food_and_access_are_gone_after_the_event(town: Town) -> None:
    meeting = town.add("2027-02-11T10:00")
    town.says_yes(meeting)
    town.stores.registrations.note(meeting.id, ANNA, "vegan")
    town.step("2027-02-11T11:00")
    assert town.stores.registrations.of_chat(ANNA)[meeting.id].note == "vegan"
    town.step("2027-02-11T12:30")
    assert town.stores.registrations.of_chat(ANNA)[meeting.id].note is None


def test_odd_buttons_are_refused_kindly(town: Town) -> None:
    for data in ("remind:", "remind:x:y", "remind:wish:zz", "radar:", "radar:a:b:c", "radar:a:2027-01-01:60:boo"):
        (said,) = town.office.handle(Tap(OLGA, data, Message("1")))
        assert isinstance(said, Notice)
