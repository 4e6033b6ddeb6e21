"""What every ConversationStore promises, over the fake, SQLite and PostgreSQL."""

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest
from fakes import MemoryConversations
from postgres import sqlite_url

from knowledge.catalogue import open_catalogue, open_conversations
from knowledge.model import Turn
from knowledge.ports import KEPT_TURNS, ConversationStore, Feedback

NOW = dt.datetime(2026, 11, 22, 12, tzinfo=dt.UTC)
TURNS = [Turn("user", "Wer zahlt?"), Turn("assistant", "Das Land."), Turn("user", "Wie viel?")]


@pytest.fixture(params=["memory", "sqlite", "postgresql"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[ConversationStore]:
    if request.param == "memory":
        yield MemoryConversations()
        return
    url = sqlite_url(tmp_path) if request.param == "sqlite" else request.getfixturevalue("postgresql")
    catalogue = open_catalogue(url)
    yield open_conversations(catalogue)
    catalogue.close()


def test_the_last_turns_come_back_oldest_first(store: ConversationStore) -> None:
    store.add_turns("telegram:1", TURNS[:2], NOW)
    store.add_turns("telegram:1", TURNS[2:], NOW)
    assert store.turns("telegram:1") == TURNS
    assert store.turns("telegram:1", limit=2) == TURNS[1:]
    assert store.turns("telegram:1", limit=0) == []


def test_a_chat_never_sees_the_turns_of_another(store: ConversationStore) -> None:
    store.add_turns("telegram:1", TURNS, NOW)
    store.add_turns("telegram:2", [], NOW)
    assert store.turns("telegram:2") == []


def test_old_turns_of_a_chat_are_forgotten_and_those_of_others_stay(store: ConversationStore) -> None:
    store.add_turns("telegram:2", TURNS, NOW)
    asked = [Turn("user", f"Frage {n}") for n in range(KEPT_TURNS + 5)]
    store.add_turns("telegram:1", asked[:7], NOW)
    store.add_turns("telegram:1", asked[7:], NOW)
    assert store.turns("telegram:1", limit=1000) == asked[5:]
    assert store.turns("telegram:2") == TURNS


def test_a_verdict_can_be_changed(store: ConversationStore) -> None:
    assert store.feedback("terminal", "abc") is None
    store.put_feedback("terminal", Feedback("abc", 1), NOW)
    store.put_feedback("terminal", Feedback("abc", -1), NOW)
    assert store.feedback("terminal", "abc") == Feedback("abc", -1)
    assert store.feedback("telegram:1", "abc") is None


def test_all_verdicts_of_a_chat_are_told_oldest_first(store: ConversationStore) -> None:
    store.put_feedback("telegram:1", Feedback("b", 1), NOW)
    store.put_feedback("telegram:1", Feedback("a", -1), NOW + dt.timedelta(minutes=1))
    store.put_feedback("telegram:2", Feedback("c", 1), NOW)
    assert store.verdicts("telegram:1") == [Feedback("b", 1), Feedback("a", -1)]
    assert store.verdicts("terminal") == []


def test_a_forgotten_chat_keeps_its_verdicts(store: ConversationStore) -> None:
    store.add_turns("telegram:1", TURNS, NOW)
    store.add_turns("telegram:2", TURNS, NOW)
    store.put_feedback("telegram:1", Feedback("a", 1), NOW)
    store.forget("telegram:1")
    assert store.turns("telegram:1") == []
    assert store.verdicts("telegram:1") == [Feedback("a", 1)]
    assert store.turns("telegram:2") == TURNS


def test_of_an_erased_chat_nothing_is_left_and_other_chats_stay(store: ConversationStore) -> None:
    for chat in ("telegram:1", "telegram:2"):
        store.add_turns(chat, TURNS, NOW)
        store.put_feedback(chat, Feedback("a", 1), NOW)
    store.erase("telegram:1")
    assert (store.turns("telegram:1"), store.verdicts("telegram:1")) == ([], [])
    assert (store.turns("telegram:2"), store.verdicts("telegram:2")) == (TURNS, [Feedback("a", 1)])
