"""What is kept about people goes by itself when its time is over, and not before."""

import datetime as dt
from collections.abc import Iterator

import pytest
from sqlalchemy import Engine as Database
from sqlalchemy import func, select

from bot.operations.housekeeping import DOUBT_S, Housekeeping
from bot.people.model import Role
from bot.storage import Stores, open_stores
from bot.storage.copying import all_tables
from bot.storage.retention import RULES, Retention
from knowledge.catalogue import catalogue_in, open_conversations, open_database
from knowledge.catalogue.tables import turns
from knowledge.clock import now
from knowledge.model import Turn

DAY = dt.timedelta(days=1)
PERIODS = {rule.kind: rule.days * DAY for rule in RULES}


@pytest.fixture
def engine(database: str) -> Iterator[Database]:
    found = open_database(database)
    yield found
    found.dispose()


@pytest.fixture
def stores(engine: Database) -> Stores:
    return open_stores(engine)


def ask(engine: Database, at: dt.datetime) -> None:
    open_conversations(catalogue_in(engine)).add_turns("telegram:1", [Turn("user", "Wer zahlt?")], at)


def asked(engine: Database) -> int:
    with engine.connect() as connection:
        return connection.scalar(select(func.count()).select_from(turns)) or 0


def test_each_rule_runs_on_an_empty_database(engine: Database) -> None:
    assert Retention(engine).apply(now()) == {rule.kind: 0 for rule in RULES}


def test_turns_go_after_their_time_and_not_before(engine: Database) -> None:
    ask(engine, now() - PERIODS["turns"] - DAY)
    ask(engine, now() - PERIODS["turns"] + DAY)
    assert Retention(engine).apply(now())["turns"] == 1
    assert asked(engine) == 1


def test_done_updates_and_what_nobody_answered_go(engine: Database, stores: Stores) -> None:
    long_ago = now() - 3 * DAY
    for number in (1, 2):
        stores.inbox.put("telegram:9", number, "telegram:1", {}, long_ago)
    received = stores.inbox.claim("telegram:9", "telegram:1", "a", long_ago)
    assert received
    stores.inbox.done(received, long_ago)
    stores.dialogues.begin("telegram:1", "town", long_ago)
    stores.invitations.make(Role.MAYOR, 1, now() - 60 * DAY, now() - 40 * DAY)
    touched = Retention(engine).apply(now())
    assert (touched["inbox"], touched["dialogues"], touched["invitations"]) == (1, 1, 1)
    assert stores.inbox.waiting("telegram:9") == 1


def test_the_audit_log_is_kept_for_a_year(engine: Database, stores: Stores) -> None:
    stores.audit.note("telegram:1", "old", "x", now() - 371 * DAY)
    stores.audit.note("telegram:1", "new", "x", now() - 369 * DAY)
    Retention(engine).apply(now())
    assert [entry.action for entry in stores.audit.entries()] == ["new"]


def test_every_rule_is_about_a_table_of_ours() -> None:
    names = {table.name for table in all_tables()}
    assert {rule.kind.removesuffix("_named") for rule in RULES} <= names


class Clock:
    """A clock and an uptime that are moved by hand."""

    def __init__(self) -> None:
        self.moment, self.seconds = now(), 0.0

    def pass_by(self, hours: float) -> None:
        self.moment += dt.timedelta(hours=hours)
        self.seconds += hours * 3600


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def house(engine: Database, stores: Stores, clock: Clock) -> Housekeeping:
    return Housekeeping(stores.retention, stores.notes, lambda: clock.moment, lambda: clock.seconds)


def test_it_runs_at_the_start_and_then_once_an_hour(house: Housekeeping, clock: Clock) -> None:
    assert house.step()
    clock.pass_by(0.5)
    assert not house.step()
    clock.pass_by(0.6)
    assert house.step()


def test_a_clock_that_jumps_ahead_deletes_nothing(engine: Database, house: Housekeeping, clock: Clock) -> None:
    assert house.step()
    ask(engine, clock.moment)
    clock.moment += 400 * DAY
    assert not house.step()
    assert asked(engine) == 1
    clock.moment -= 400 * DAY
    clock.pass_by(2)
    assert house.step()
    assert asked(engine) == 1


def test_after_a_long_pause_it_goes_on_a_day_later(engine: Database, house: Housekeeping, clock: Clock) -> None:
    assert house.step()
    ask(engine, clock.moment)
    clock.moment += 100 * DAY
    assert not house.step()
    clock.pass_by(DOUBT_S / 3600 + 1)
    assert house.step()["turns"] == 1
