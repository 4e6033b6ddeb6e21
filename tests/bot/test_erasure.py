"""Own data: everybody sees, exports and deletes all of it, and no table is forgotten."""

import datetime as dt
import json
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from typing import Any

import pytest
from network import ANNA, BERND, CLARA, SAERBECK, TOWNS, Network
from sqlalchemy import JSON, Boolean, Date, DateTime, Engine, Integer, String, Table, insert, select
from talking import NOW, plain

import bot.storage
from bot.conversation.actions import SendFile
from bot.conversation.events import Message, Tap
from bot.people.model import Visible
from bot.storage import open_stores
from bot.storage.personal import APART, KEPT, THEIRS, UNDER
from bot.texts import introductions, own_data
from knowledge.catalogue import open_database
from knowledge.catalogue.tables import metadata

CHAT_KEY = 128
"""The width of every column that holds a chat."""
SIGN = "telegram:4242424242"


@pytest.fixture
def network(tmp_path: Path) -> Network:
    network = Network(tmp_path)
    network.add(ANNA, SAERBECK, visible=frozenset({Visible.MUNICIPALITY}), contact="geheim-a", name="Anna Beispiel")
    network.add(BERND, TOWNS[BERND], visible=frozenset({Visible.MUNICIPALITY}), contact="geheim-b")
    return network


def all_tables() -> list[Table]:
    for module in iter_modules(bot.storage.__path__, "bot.storage."):
        import_module(module.name)
    return metadata.sorted_tables


def with_chats() -> dict[str, list[str]]:
    """Tables with the columns that hold a chat."""
    found = {
        table.name: [c.name for c in table.columns if isinstance(c.type, String) and c.type.length == CHAT_KEY]
        for table in all_tables()
    }
    return {name: columns for name, columns in found.items() if columns}


def test_every_column_that_names_a_person_is_in_the_registry() -> None:
    known = {(table.name, "chat") for table in THEIRS} | {(column.table.name, column.key) for column in UNDER}
    known |= {(table.name, name) for table in (*APART, *KEPT) for name in table.columns.keys()}  # noqa: SIM118
    assert {(name, column) for name, columns in with_chats().items() for column in columns} - known == set()


def test_every_part_that_can_be_shown_has_a_german_name() -> None:
    shown = {table.name for table in (*THEIRS, *APART)} | {column.table.name for column in UNDER} | {"audit"}
    assert set(own_data.PARTS) == shown


def value_of(column: Any, number: int) -> Any:
    if isinstance(column.type, String) and column.type.length == CHAT_KEY:
        return SIGN
    kinds: dict[type, Any] = {
        Integer: number, Boolean: True, DateTime: NOW, Date: NOW.date(), JSON: [{"actor": SIGN}], String: f"x{number}"
    }  # fmt: skip
    return next(value for kind, value in kinds.items() if isinstance(column.type, kind))


def fill(engine: Engine) -> None:
    """A row about one person in every table that can hold one, with all rows that it hangs on."""
    with engine.begin() as connection:
        for number, table in enumerate(all_tables(), 1):
            needed = {fk.column.table.name for t in all_tables() if t.name in with_chats() for fk in t.foreign_keys}
            if table.name in with_chats() or table.name in needed:
                values = {column.name: value_of(column, 1) for column in table.columns if not column.foreign_keys}
                values |= {
                    c.name: value_of(next(iter(c.foreign_keys)).column, 1) for c in table.columns if c.foreign_keys
                }
                if table.name == "deliveries":
                    values |= {
                        "key": f"broadcast:{number}:{SIGN}",
                        "state": "pending",
                        "message": {"text": [[SIGN, ""]]},
                    }
                if table.name in ("members", "events", "bin"):
                    values |= {column.name: [] for column in table.columns if isinstance(column.type, JSON)}
                connection.execute(insert(table), values)


def mentions(engine: Engine, sign: str) -> set[str]:
    """Tables with the sign anywhere in them."""
    with engine.connect() as connection:
        return {t.name for t in all_tables() if any(sign in str(tuple(row)) for row in connection.execute(select(t)))}


def test_after_deleting_no_table_knows_the_person_but_those_that_say_why(database: str) -> None:
    engine = open_database(database)
    fill(engine)
    assert mentions(engine, SIGN) == set(with_chats())
    open_stores(engine).personal.erase(SIGN)
    assert mentions(engine, SIGN) == {table.name for table in KEPT}


def test_what_is_shown_and_exported_holds_everything_and_nobody_else(network: Network) -> None:
    network.path(ANNA, "/bedarf", "Mobilität", "geplant", "Eintragen")
    network.path(BERND, "/angebot", "Energie", "läuft", "Eintragen")
    shown = network.enter("/daten")[0]
    assert "Profil (1), Bedarfe, Angebote und Themen (1)" in plain(shown)
    everything = plain(network.press(shown, "Alles anzeigen")[0])
    assert "Mobilität" in everything
    assert "geheim-a" in everything
    assert "Energie" not in everything
    (file,) = network.press(shown, own_data.AS_FILE)
    assert isinstance(file, SendFile)
    assert isinstance(file.content, bytes)
    record = json.loads(file.content)
    assert record["data"]["members"][0]["ags"] == SAERBECK
    assert record["data"]["entries"][0]["topic"] == "Mobilität"
    assert BERND not in file.content.decode()


def test_the_export_tells_neither_a_waiting_contact_nor_a_refusal(network: Network) -> None:
    network.path(ANNA, "/kontakt Heek", introductions.APPROVE)
    assert "geheim-a" not in exported(network, BERND)
    network.press(network.letters(BERND)[-1], introductions.NEVER, BERND)
    stored = json.loads(exported(network, ANNA))["data"]
    shown = stored["introductions"][0]
    assert (shown["state"], shown["side"]) == ("ended", "asker")
    assert "blocks" not in stored
    assert len(json.loads(exported(network, BERND))["data"]["blocks"]) == 1


def test_a_draft_is_unknown_to_the_one_it_is_meant_for(network: Network) -> None:
    network.enter("/kontakt Heek")
    assert "introductions" not in json.loads(exported(network, BERND))["data"]


def exported(network: Network, chat: str) -> str:
    (file,) = network.handle(Tap(chat, "d:file", Message("7")))
    assert isinstance(file, SendFile)
    assert isinstance(file.content, bytes)
    return file.content.decode()


def test_deleting_ends_requests_and_leaves_nothing_of_the_person(network: Network) -> None:
    network.path(ANNA, "/kontakt Heek", introductions.APPROVE)
    question = network.letters(BERND)[-1]
    network.path(BERND, "/themen", "Energie")
    asked = network.enter("/loeschen", BERND)[0]
    assert plain(asked) == own_data.CONFIRM_MEMBER
    (done,) = network.press(asked, "Ja, löschen", BERND)
    assert plain(done) == own_data.DELETED_MEMBER
    assert mentions(network.stores.members._engine, BERND) == set()
    assert "keine Zusage" in plain(network.letters(ANNA)[-1])
    assert plain(network.enter("/profil", BERND)[0]).startswith("Diesen Dienst gibt es auf Einladung")
    assert network.press(question, introductions.YES, BERND)[0]


def test_deleting_the_asker_takes_the_question_back(network: Network) -> None:
    network.path(ANNA, "/kontakt Heek", introductions.APPROVE)
    network.handle(Tap(ANNA, "d:yes", Message("7")))
    assert network.letters(BERND) == []
    stored = mentions(network.stores.members._engine, "geheim-a") | mentions(network.stores.members._engine, "Beispiel")
    assert stored == set()


def test_a_freed_seat_goes_to_the_next_in_line(network: Network) -> None:
    from bot.events.model import Choice, Event, Registration

    start = NOW + dt.timedelta(days=30)
    (event,) = network.stores.events.add(
        [Event("1@lotse", "Treffen", start, start + dt.timedelta(hours=2), capacity=1)], NOW
    )
    for number, chat in enumerate((ANNA, BERND, CLARA)):
        since = NOW + dt.timedelta(minutes=number)
        network.stores.registrations.answer(Registration(event.id, chat, Choice.YES, since), 1)
    network.handle(Tap(ANNA, "d:yes", Message("7")))
    assert [found.chat for found in network.stores.registrations.of_event(event.id) if found.seated] == [BERND]
    assert network.letters(BERND)
