"""Series come again at their dates, once each, for the members of that day; what was missed is not made up for."""

import datetime as dt
from pathlib import Path

import pytest
from databases import fresh_database

from bot.broadcasts import rounds
from bot.broadcasts.approval import COMMAND_LINE, Broadcasting
from bot.broadcasts.draft import make_draft
from bot.broadcasts.errors import NotUnderstood
from bot.broadcasts.rules import Rules
from bot.broadcasts.series import read_series
from bot.people.model import Member, Role
from bot.storage import open_stores
from knowledge.clock import BERLIN
from knowledge.german.places import Gazetteer, shipped_municipalities

GAZETTEER = Gazetteer(shipped_municipalities())


class Fair:
    """An approved series for two members, and a clock to set."""

    def __init__(self, folder: Path, series: str, now: str) -> None:
        self.stores = open_stores(fresh_database(folder))
        self.set(now)
        self.office = Broadcasting(self.stores, GAZETTEER, Rules(cap=99), lambda: self.now)
        self.join("telegram:1")
        self.join("telegram:2")
        draft = make_draft("Stammtisch", "alle", series, self.office.world(), self.now)
        self.first = self.office.create(COMMAND_LINE, draft).id
        self.office.approve(self.first, COMMAND_LINE)

    def join(self, chat: str) -> None:
        self.stores.members.put(Member(chat, Role.MAYOR, self.now))

    def set(self, now: str) -> None:
        self.now = dt.datetime.fromisoformat(now).replace(tzinfo=BERLIN)

    def step(self, now: str) -> list[str]:
        """When broadcasts were due so far, after a look at that moment (and two more)."""
        self.set(now)
        for _ in range(3):
            rounds.step(self.office)
        return [f"{one.due_at.astimezone(BERLIN):%Y-%m-%d %H:%M}" for one in reversed(self.stores.broadcasts.all())]

    def recipients(self, number: int) -> int:
        return len(self.stores.deliveries.of_broadcast(number))


def test_the_next_date_is_made_once_it_has_come_for_the_members_of_that_day(tmp_path: Path) -> None:
    fair = Fair(tmp_path, "jeden letzten Freitag im Monat um 8", "2026-11-25T12:00")
    assert fair.step("2026-11-27T08:30") == ["2026-11-27 08:00"]
    fair.join("telegram:3")
    assert fair.step("2026-12-28T07:29") == ["2026-11-27 08:00"]
    assert fair.step("2026-12-28T07:31") == ["2026-11-27 08:00", "2026-12-28 07:30"]
    assert (fair.recipients(1), fair.recipients(2)) == (2, 3)
    assert fair.step("2027-01-29T08:00")[-1] == "2027-01-29 08:00"


def test_a_date_missed_by_more_than_half_a_day_is_left_out(tmp_path: Path) -> None:
    fair = Fair(tmp_path, "jeden Montag um 9", "2026-11-25T12:00")
    assert fair.step("2026-11-30T09:01") == ["2026-11-30 09:00"]
    assert fair.step("2026-12-15T10:00") == ["2026-11-30 09:00"]
    assert fair.step("2026-12-21T12:00") == ["2026-11-30 09:00", "2026-12-21 09:00"]


def test_a_stopped_series_does_not_come_again(tmp_path: Path) -> None:
    fair = Fair(tmp_path, "jeden Montag um 9", "2026-11-25T12:00")
    fair.office.stop(fair.first, COMMAND_LINE)
    assert fair.step("2026-12-07T09:01") == ["2026-11-30 09:00"]


def test_nine_o_clock_stays_nine_o_clock_through_the_change_of_clocks_and_the_turn_of_the_year(tmp_path: Path) -> None:
    fair = Fair(tmp_path, "jeden Dienstag um 9", "2026-12-28T12:00")
    for day in ("2026-12-29", "2027-01-05", "2027-03-23", "2027-03-30", "2027-10-26", "2027-11-02", "2028-02-29"):
        assert fair.step(f"{day}T09:00")[-1] == f"{day} 09:00"


def test_a_clock_that_is_set_back_makes_nothing_twice(tmp_path: Path) -> None:
    fair = Fair(tmp_path, "jeden Montag um 9", "2026-11-25T12:00")
    once = fair.step("2026-12-07T09:01")
    assert fair.step("2026-12-07T08:00") == once
    assert fair.step("2026-12-07T09:02") == once


@pytest.mark.parametrize(
    ("words", "rule"),
    [
        ("jeden Montag um 9", "FREQ=WEEKLY;BYDAY=MO"),
        ("montags um 9", "FREQ=WEEKLY;BYDAY=MO"),
        ("jede Woche am Montag 9 Uhr", "FREQ=WEEKLY;BYDAY=MO"),
        ("alle zwei Wochen am Dienstag um 9", "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU"),
        ("jeden letzten Freitag im Monat um 9", "FREQ=MONTHLY;BYDAY=-1FR"),
        ("am ersten Mittwoch im Monat um 9 Uhr", "FREQ=MONTHLY;BYDAY=1WE"),
        ("am 15. jeden Monats um 9", "FREQ=MONTHLY;BYMONTHDAY=15"),
        ("am letzten Tag des Monats um 9", "FREQ=MONTHLY;BYMONTHDAY=-1"),
        ("täglich um 9", "FREQ=DAILY"),
        ("FREQ=WEEKLY;BYDAY=TH;BYHOUR=9", "FREQ=WEEKLY;BYDAY=TH"),
    ],
)
def test_what_comes_again_is_a_rule_of_rfc_5545(words: str, rule: str) -> None:
    found = read_series(words, dt.datetime(2026, 11, 25, 12, tzinfo=BERLIN))
    assert found
    assert (found.rule, found.clock) == (rule, "09:00")


@pytest.mark.parametrize("words", ["jeden Montag", "jeden Vollmond um 9", "jeden 32. um 9", "FREQ=SOMETIMES"])
def test_a_repetition_that_can_not_be_read_is_asked_for_with_examples(words: str) -> None:
    with pytest.raises(NotUnderstood, match="Wiederholung"):
        read_series(words, dt.datetime(2026, 11, 25, 12, tzinfo=BERLIN))
