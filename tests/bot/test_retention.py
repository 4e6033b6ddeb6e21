"""What is kept about people goes by itself when its time is over, and not before."""

import datetime as dt
from collections.abc import Iterator
from typing import Any

import pytest
from sqlalchemy import Column, func, insert, select, update
from sqlalchemy import Engine as Database

from bot.events.model import Event
from bot.operations.housekeeping import DOUBT_S, Housekeeping
from bot.people.model import Role
from bot.storage import Stores, open_stores
from bot.storage.broadcasts import broadcasts
from bot.storage.copying import all_tables
from bot.storage.groups import working_groups
from bot.storage.personal import APART, KEPT, THEIRS, UNDER
from bot.storage.retention import RULES, Retention
from bot.storage.topic_tables import table_seats, table_votes, topic_tables
from knowledge.catalogue import catalogue_in, open_conversations, open_database
from knowledge.catalogue.staff_tables import accessions
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


def held(engine: Database, *columns: Column[Any]) -> list[Any]:
    with engine.connect() as connection:
        return [value for column in columns for value in connection.scalars(select(column))]


def test_after_an_event_its_tables_forget_who_sat_voted_and_suggested(engine: Database, stores: Stores) -> None:
    ends = now() - PERIODS["table_votes"]
    for name, end in (("old", ends - DAY), ("new", ends + DAY)):
        (event,) = stores.events.add([Event(name, "Treffen", end - DAY, end)], now())
        stores.topic_tables.suggest(event.id, f"Tisch {name}", f"telegram:{name}", now())
        (table,) = stores.topic_tables.of_event(event.id)
        stores.topic_tables.vote(event.id, table.id, f"telegram:{name}", now())
        stores.topic_tables.seat(event.id, {f"telegram:{name}": table.id})
    Retention(engine).apply(now())
    assert sorted(held(engine, topic_tables.c.title)) == ["Tisch new", "Tisch old"]
    named = held(engine, topic_tables.c.suggested_by, table_votes.c.chat, table_seats.c.chat)
    assert set(named) == {"", "telegram:new"}


def test_broadcasts_go_after_a_year_but_a_series_keeps_its_first(engine: Database, stores: Stores) -> None:
    long_ago = now() - PERIODS["broadcasts"] - DAY
    first, _, recent = (stores.broadcasts.add("telegram:1", {}, at, at) for at in (long_ago, long_ago, now()))
    with engine.begin() as connection:
        connection.execute(update(broadcasts).where(broadcasts.c.id == recent.id).values(series=first.id))
    assert Retention(engine).apply(now())["broadcasts"] == 1
    assert {found.id for found in stores.broadcasts.all()} == {first.id, recent.id}


def test_a_groups_contact_goes_after_a_year_unless_written_down_anew(stores: Stores, engine: Database) -> None:
    for topic, days in (("old", 366), ("new", 364)):
        group = stores.groups.draft(topic, topic, 3, now())
        assert group
        stores.groups.name_contact(group.id, f"Frau {topic}", f"telegram:{topic}", now() - days * DAY)
    assert Retention(engine).apply(now())["working_groups_named"] == 1
    columns = (working_groups.c.contact, working_groups.c.contact_by)
    assert set(held(engine, *columns)) == {None, "Frau new", "telegram:new"}


def test_a_document_stays_and_who_took_it_in_is_forgotten_after_a_year(engine: Database) -> None:
    for name, days in (("old", 366), ("new", 364)):
        row = {"document_id": name, "added_by": f"telegram:{name}", "added_at": now() - days * DAY}
        with engine.begin() as connection:
            connection.execute(insert(accessions), row)
    assert Retention(engine).apply(now())["accessions_named"] == 1
    assert sorted(held(engine, accessions.c.added_by)) == ["", "telegram:new"]
    assert Retention(engine).apply(now())["accessions_named"] == 0


def test_every_table_with_people_has_a_rule_or_stays_until_they_want_otherwise() -> None:
    about = {*THEIRS, *APART, *KEPT, *(column.table for column in UNDER)}
    ruled = {rule.kind.removesuffix("_named") for rule in RULES}
    assert {table.name for table in about} - ruled == {"members", "group_members", "blocks", "reminder_stops"}


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
