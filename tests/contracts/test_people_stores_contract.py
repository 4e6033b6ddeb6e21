"""What the stores of people promise on SQLite and on PostgreSQL: members, ways in, open dialogues, marks and notes."""

import datetime as dt
from concurrent.futures import ThreadPoolExecutor
from dataclasses import fields, replace
from pathlib import Path

from bot.people.model import Member, Role, Visible
from bot.storage import Stores
from bot.storage.dialogues import Dialogue
from bot.storage.requests import JoinRequest, RequestState

NOW = dt.datetime(2026, 11, 22, 12, tzinfo=dt.UTC)
MINUTE = dt.timedelta(minutes=1)
ANNA, BEN = "telegram:1", "telegram:2"
MEMBER = Member(
    ANNA, Role.MAYOR, NOW, "05566080", "Änne Groß-Föhr 🌳", 2, NOW, NOW, "Büro: 02574 0\nmontags", "Herr Müller",
    ("Mobilität", "Energie"), frozenset({Visible.NAME, Visible.MUNICIPALITY}), frozenset({"Erinnerung"}), granted=False,
)  # fmt: skip
TESTS = Path(__file__).parents[1]
SUITES = {
    "contracts/test_people_stores_contract.py": "members invitations requests dialogues notes eligibility",
    "contracts/test_exchange_stores_contract.py": "introductions groups board drafts gaps broadcasts",
    "bot/test_deliveries.py": "deliveries couriers",
    "bot/test_inbox.py": "inbox",
    "bot/test_audit.py": "audit",
    "bot/test_event_stores.py": "events registrations topic_tables reminders",
    "bot/test_fairness.py": "exposure",
    "bot/test_erasure.py": "personal",
    "bot/test_retention.py": "retention",
}


def test_every_store_of_the_bot_keeps_its_promises_on_both_databases() -> None:
    assert {name for names in SUITES.values() for name in names.split()} == {field.name for field in fields(Stores)}
    text = {suite: (TESTS / suite).read_text(encoding="utf-8") for suite in SUITES}
    assert [suite for suite in text if "(database: str" not in text[suite] and "(stores: S" not in text[suite]] == []


def test_a_member_comes_back_as_written_and_the_last_word_counts(stores: Stores) -> None:
    stores.members.put(replace(MEMBER, name="vorher"))
    stores.members.put(MEMBER)
    assert stores.members.find(ANNA) == MEMBER
    assert stores.members.find(BEN) is None


def test_members_are_listed_in_the_order_they_joined(stores: Stores) -> None:
    for chat, minutes in (("telegram:3", 0), (BEN, -5), (ANNA, 0)):
        stores.members.put(Member(chat, Role.MAYOR, NOW + minutes * MINUTE))
    assert [member.chat for member in stores.members.all()] == [BEN, ANNA, "telegram:3"]
    assert [member.chat for member in stores.members.among({"telegram:3", BEN, "telegram:9"})] == [BEN, "telegram:3"]
    assert stores.members.among([]) == []


def test_members_of_a_role_and_those_who_follow_a_topic_are_found(stores: Stores) -> None:
    stores.members.put(Member(ANNA, Role.MAYOR, NOW, topics=("Energie",)))
    stores.members.put(Member(BEN, Role.ORGANISER, NOW + MINUTE))
    assert [member.chat for member in stores.members.in_roles((Role.ORGANISER, Role.ADMIN))] == [BEN]
    assert [member.chat for member in stores.members.following()] == [ANNA]


def test_a_removed_member_is_gone_and_removed_once(stores: Stores) -> None:
    stores.members.put(MEMBER)
    assert [stores.members.remove(ANNA) for _ in range(2)] == [True, False]
    assert stores.members.change(ANNA, lambda member: member) is None


def test_of_many_changes_of_a_member_at_once_none_is_lost(stores: Stores) -> None:
    stores.members.put(replace(MEMBER, topics=()))

    def follow(number: int) -> None:
        stores.members.change(ANNA, lambda member: replace(member, topics=(*member.topics, f"Thema {number}")))

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(follow, range(12)))
    found = stores.members.find(ANNA)
    assert found is not None
    assert set(found.topics) == {f"Thema {number}" for number in range(12)}


def test_an_invitation_is_open_until_its_time_or_its_uses_are_over(stores: Stores) -> None:
    code = stores.invitations.make(Role.STAFF, 2, NOW, NOW + MINUTE)
    found = stores.invitations.find(code)
    assert found is not None
    assert (found.role, found.uses, found.used, found.expires_at) == (Role.STAFF, 2, 0, NOW + MINUTE)
    assert not stores.invitations.take(code, NOW + MINUTE)
    assert [stores.invitations.take(code, NOW) for _ in range(3)] == [True, True, False]


def test_a_revoked_or_unknown_code_lets_nobody_in(stores: Stores) -> None:
    code = stores.invitations.make(Role.MAYOR, 1, NOW, NOW + MINUTE)
    assert [stores.invitations.revoke(code) for _ in range(2)] == [True, False]
    for unknown in (code, "", "geraten"):
        assert not stores.invitations.take(unknown, NOW)
        assert stores.invitations.find(unknown) is None


def test_a_stranger_has_one_request_and_it_is_decided_once(stores: Stores) -> None:
    stores.requests.put(ANNA, "Anna aus Saerbeck", NOW + MINUTE)
    stores.requests.put(BEN, "Ben", NOW)
    stores.requests.put(ANNA, "Anna, Büro des Bürgermeisters", NOW - MINUTE)
    assert [request.chat for request in stores.requests.open()] == [ANNA, BEN]
    with ThreadPoolExecutor(4) as pool:
        decided = list(pool.map(lambda _: stores.requests.decide(ANNA, RequestState.DECLINED), range(4)))
    assert sum(decided) == 1
    assert stores.requests.open() == [JoinRequest(BEN, "Ben", RequestState.OPEN, NOW)]
    found = stores.requests.find(ANNA)
    assert found == JoinRequest(ANNA, "Anna, Büro des Bürgermeisters", RequestState.DECLINED, NOW - MINUTE)


def test_a_chat_has_one_open_dialogue_with_what_was_gathered(stores: Stores) -> None:
    stores.dialogues.begin(ANNA, "town", NOW)
    gathered = {"title": "„Grünes Band“ 🌱", "days": [1, None, 2.5], "sure": True, "more": {"ö": "ß"}}
    stores.dialogues.begin(ANNA, "event.title", NOW + MINUTE, gathered)
    assert stores.dialogues.open(ANNA) == Dialogue("event.title", gathered, NOW + MINUTE)
    assert stores.dialogues.open(BEN) is None
    assert [stores.dialogues.end(ANNA) for _ in range(2)] == [True, False]
    assert stores.dialogues.open(ANNA) is None


def test_a_note_keeps_its_last_value(stores: Stores) -> None:
    assert stores.notes.get("telegram.username") is None
    for value in ("lotse_alt", "lotse_neu"):
        stores.notes.put("telegram.username", value)
    assert stores.notes.get("telegram.username") == "lotse_neu"


def test_a_municipality_has_the_last_mark_or_none(stores: Stores) -> None:
    for ags, mark in (("05566080", True), ("05566080", False), ("05554008", True), ("05554020", None)):
        stores.eligibility.mark(ags, mark, NOW)
    assert stores.eligibility.marks() == {"05566080": False, "05554008": True}
    stores.eligibility.mark("05566080", None, NOW)
    assert stores.eligibility.marks() == {"05554008": True}
