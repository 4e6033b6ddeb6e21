"""The ledger: one message to one courier, nothing twice, and every doubt is kept for an organiser."""

import datetime as dt
import os
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest

from bot.people.model import Member, Role
from bot.storage.couriers import LEASE, Couriers, Result
from bot.storage.deliveries import Deliveries, Delivery, NewDelivery, Operation, Priority, State
from bot.storage.members import Members
from knowledge.catalogue.engine import open_engine

NOW = dt.datetime(2026, 11, 25, 12, tzinfo=dt.UTC)
LATER = NOW + LEASE + dt.timedelta(seconds=1)
A, B = "somewhere:1:aaaa", "elsewhere:1:bbbb"


class Ledger:
    def __init__(self, url: str) -> None:
        self.engine = open_engine(url)
        self.rows, self.couriers, self.members = Deliveries(self.engine), Couriers(self.engine), Members(self.engine)

    def put(self, number: int, **more: object) -> None:
        self.rows.put_all([new(number, **more)])

    def claim(self, name: str = A, at: dt.datetime = NOW, resting: tuple[str, ...] = ()) -> Delivery | None:
        return self.couriers.claim(name, "telegram", at, resting)

    def state(self, number: int) -> State:
        found = self.rows.find(number)
        assert found
        return found.state


def new(number: int, **more: object) -> NewDelivery:
    values: dict[str, object] = {"key": f"k:{number}", "chat": f"telegram:{number}", "message": {"text": []}}
    return NewDelivery(**(values | {"kind": "broadcast", "due_at": NOW} | more))  # type: ignore[arg-type]


@pytest.fixture
def ledger(database: str) -> Iterator[Ledger]:
    found = Ledger(database)
    yield found
    found.engine.dispose()


def test_the_same_key_is_written_down_once(ledger: Ledger) -> None:
    assert ledger.rows.put_all([new(1), new(1), new(2)]) == 2
    assert not ledger.rows.put("k:1", "telegram:9", {}, "broadcast", NOW)


def test_what_is_not_due_waits(ledger: Ledger) -> None:
    ledger.put(1, due_at=LATER)
    assert ledger.claim() is None
    assert ledger.claim(at=LATER)


def test_messages_to_one_person_go_before_those_to_many(ledger: Ledger) -> None:
    ledger.put(1, priority=Priority.BROADCAST, due_at=NOW - LEASE)
    ledger.put(2)
    assert [found.chat for found in (ledger.claim(), ledger.claim()) if found] == ["telegram:2", "telegram:1"]


def test_of_many_couriers_that_ask_at_once_one_gets_each_message(ledger: Ledger) -> None:
    ledger.rows.put_all([new(number) for number in range(40)])
    with ThreadPoolExecutor(8) as pool:
        got = [found.id for found in pool.map(lambda n: ledger.claim(f"host:{n % 8}:x"), range(50)) if found]
    assert len(got) == len(set(got)) == 40


def test_a_chat_that_rests_and_another_channel_are_passed_over(ledger: Ledger) -> None:
    ledger.put(1)
    ledger.put(2, chat="terminal")
    assert ledger.claim(resting=("telegram:1",)) is None
    found = ledger.couriers.claim(A, "terminal", NOW)
    assert found
    assert found.chat == "terminal"


def test_what_a_dead_courier_was_sending_is_uncertain_and_never_sent_by_itself(ledger: Ledger) -> None:
    ledger.put(1)
    ledger.couriers.renew(A, "telegram", NOW)
    assert ledger.claim(A)
    ledger.couriers.renew(B, "telegram", NOW)
    assert ledger.state(1) is State.SENDING
    ledger.couriers.renew(B, "telegram", LATER)
    assert ledger.state(1) is State.UNCERTAIN
    assert ledger.claim(B, LATER) is None


def test_a_process_of_this_machine_that_is_gone_needs_no_waiting(ledger: Ledger) -> None:
    ledger.put(1)
    ledger.couriers.renew("here:999999999:aaaa", "telegram", NOW)
    assert ledger.claim("here:999999999:aaaa")
    assert ledger.couriers.renew(f"here:{os.getpid()}:bbbb", "telegram", NOW) == 1
    assert ledger.state(1) is State.UNCERTAIN


def test_a_lease_from_a_clock_that_was_set_back_keeps_nobody_alive(ledger: Ledger) -> None:
    ledger.couriers.renew(A, "telegram", NOW + dt.timedelta(hours=1))
    assert ledger.couriers.renew(B, "telegram", NOW) == 1


def test_changing_and_deleting_are_taken_up_again_after_a_death(ledger: Ledger) -> None:
    ledger.put(1, operation=Operation.EDIT, reference="7")
    ledger.couriers.renew(A, "telegram", NOW)
    assert ledger.claim(A)
    ledger.couriers.renew(B, "telegram", LATER)
    found = ledger.claim(B, LATER)
    assert found
    assert found.reference == "7"


def test_a_courier_taken_for_dead_may_still_say_how_it_ended(ledger: Ledger) -> None:
    ledger.put(1)
    ledger.couriers.renew(A, "telegram", NOW)
    held = ledger.claim(A)
    assert held
    ledger.couriers.renew(B, "telegram", LATER)
    ledger.couriers.settle(held, A, Result(State.SENT, reference="12"), LATER)
    assert ledger.state(1) is State.SENT
    ledger.couriers.settle(held, A, Result(State.FAILED), LATER)
    assert ledger.state(1) is State.SENT


def test_an_organiser_decides_what_becomes_of_a_doubt(ledger: Ledger) -> None:
    for number in (1, 2):
        ledger.put(number)
        held = ledger.claim()
        assert held
        ledger.couriers.settle(held, A, Result(State.UNCERTAIN), NOW)
    assert ledger.rows.decide(1, {"text": [["Falls doppelt", "plain"]]}, NOW)
    assert ledger.rows.decide(2, None, NOW)
    assert not ledger.rows.decide(2, None, NOW)
    again = ledger.claim()
    assert again
    assert again.message == {"text": [["Falls doppelt", "plain"]]}
    assert (again.attempts, ledger.state(2)) == (1, State.FAILED)


def test_whoever_blocked_us_gets_nothing_until_talking_to_us_again(ledger: Ledger) -> None:
    ledger.members.put(Member("telegram:1", Role.MAYOR, NOW))
    ledger.put(1)
    held = ledger.claim()
    assert held
    ledger.couriers.settle(held, A, Result(State.BLOCKED), NOW)
    ledger.put(2, chat="telegram:1")
    assert ledger.claim() is None
    assert ledger.state(2) is State.BLOCKED
    ledger.couriers.blocked("telegram:1", None)
    ledger.put(3, chat="telegram:1")
    assert ledger.claim()


def test_a_topic_or_kind_that_a_member_muted_is_not_sent_even_if_it_was_written_down_before(ledger: Ledger) -> None:
    ledger.put(1, topic="Glasfaser")
    ledger.put(2, chat="telegram:1", kind="reminder")
    ledger.members.put(Member("telegram:1", Role.MAYOR, NOW, unsubscribed=frozenset({"Glasfaser", "reminder"})))
    assert ledger.claim() is None
    assert (ledger.state(1), ledger.state(2)) == (State.UNSUBSCRIBED, State.UNSUBSCRIBED)


def test_a_message_whose_time_is_over_is_never_sent(ledger: Ledger) -> None:
    ledger.put(1, not_after=NOW)
    ledger.put(2, not_after=LATER)
    assert ledger.claim(at=NOW + LEASE).id == 2  # type: ignore[union-attr]
    assert ledger.state(1) is State.EXPIRED


def test_a_chat_that_moved_is_followed_with_all_that_waits_for_it(ledger: Ledger) -> None:
    ledger.put(1, chat="telegram:-5")
    ledger.put(2, chat="telegram:-5")
    held = ledger.claim()
    assert held
    ledger.couriers.settle(held, A, Result(State.PENDING, chat="telegram:-1005"), NOW)
    assert [found.chat for found in (ledger.claim(), ledger.claim()) if found] == ["telegram:-1005"] * 2


def test_what_is_taken_back_is_not_claimed_any_more_and_can_be_taken_up_again(ledger: Ledger) -> None:
    ledger.rows.put_all([new(number, broadcast=7) for number in range(3)])
    assert ledger.claim()
    assert ledger.rows.cancel(7, NOW) == 2
    assert ledger.claim() is None
    assert ledger.rows.counts(7) == {State.SENDING: 1, State.CANCELLED: 2}
    assert ledger.rows.resume(7, NOW) == 2
    assert ledger.claim()
