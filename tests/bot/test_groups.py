"""Working groups: organisers decide once, members are asked and see who has joined."""

from pathlib import Path

import pytest
from network import ANNA, BERND, CLARA, DORA, ORGANISER, TOWNS, Network
from talking import NOW, plain

from bot.conversation.actions import Edit, Notice, Send
from bot.conversation.events import Message, Tap
from bot.groups.model import GroupState, Joining
from bot.people.model import Role
from bot.storage.groups import Groups
from bot.texts import conversation
from bot.texts import groups as texts
from bot.texts.board import TOWN_FIRST
from knowledge.catalogue import open_database

TOPIC = "Mobilität"


@pytest.fixture
def network(tmp_path: Path) -> Network:
    """Three municipalities have reported one topic."""
    network = Network(tmp_path)
    network.path(ANNA, "/themen", TOPIC)
    for chat in (BERND, CLARA):
        network.path(chat, "/themen", f"＋ {TOPIC}")
    return network


def confirmed(network: Network) -> Send:
    """The invitation that a member gets."""
    network.press(network.letters(ORGANISER)[-1], texts.CONFIRM, ORGANISER)
    return network.letters(ANNA)[-1]


def test_a_draft_is_decided_once_whoever_taps(network: Network) -> None:
    network.add("telegram:8", None, Role.ORGANISER)
    (draft,) = network.letters(ORGANISER)
    (edited,) = network.press(draft, texts.CONFIRM, ORGANISER)
    assert isinstance(edited, Edit)
    assert "3 Mitglieder werden gefragt" in plain(edited)
    assert network.press(draft, texts.DECLINE, "telegram:8") == [Notice(texts.DONE_BY_OTHERS)]
    assert network.press(draft, texts.CONFIRM, ANNA) == [Notice(conversation.NO_RIGHT_BUTTON)]


def test_a_declined_topic_comes_again_only_with_more_municipalities(network: Network) -> None:
    network.press(network.letters(ORGANISER)[0], texts.DECLINE, ORGANISER)
    network.press(network.path(CLARA, "/themen", f"✓ {TOPIC}"), f"＋ {TOPIC}", CLARA)
    assert len(network.letters(ORGANISER)) == 1
    network.path(DORA, "/themen", f"＋ {TOPIC}")
    assert "4 Kommunen" in plain(network.letters(ORGANISER)[-1])


def test_a_draft_can_be_renamed_before_it_is_confirmed(network: Network) -> None:
    (draft,) = network.letters(ORGANISER)
    network.press(draft, texts.RENAME, ORGANISER)
    assert "80" in plain(network.enter("lang " * 40, ORGANISER)[0])
    assert plain(network.enter("🚲", ORGANISER)[0]) == texts.NO_WORDS
    assert "Gemeinsamer Bürgerbus" in plain(network.enter("Gemeinsamer Bürgerbus", ORGANISER)[0])
    assert "Gemeinsamer Bürgerbus" in plain(confirmed(network))


def test_members_are_asked_and_see_who_has_joined(network: Network) -> None:
    asked = confirmed(network)
    assert "Möchten Sie mitmachen?" in plain(asked)
    assert "Saerbeck" not in plain(network.enter("/netzwerke", BERND)[0])
    for _ in range(2):
        (edited,) = network.press(asked, texts.YES, ANNA)
    assert "Dabei: Saerbeck" in plain(edited)
    network.press(asked, texts.NO, CLARA)
    assert "Dabei: Saerbeck\n" in plain(network.enter("/netzwerke", BERND)[0])


def test_who_joined_can_leave_and_who_declined_can_join(network: Network) -> None:
    asked = confirmed(network)
    network.press(asked, texts.YES, ANNA)
    left = network.path(ANNA, "/netzwerke", f"✓ Dabei: {TOPIC}", texts.LEAVE_YES)
    assert plain(left) == texts.LEFT.format(title=TOPIC)
    network.press(asked, texts.NO, CLARA)
    joined = network.path(CLARA, "/netzwerke", f"Mitmachen: {TOPIC}", texts.YES)
    assert "Dabei: Raesfeld" in plain(joined)


def test_contact_and_date_are_set_by_organisers_and_told_to_members(network: Network) -> None:
    network.press(confirmed(network), texts.YES, ANNA)
    managed = network.path(ORGANISER, "/netzwerke", f"Bearbeiten: {TOPIC}")
    network.press(managed, texts.SET_CONTACT, ORGANISER)
    network.enter("Frau Beispiel, 02574 0", ORGANISER)
    network.press(managed, texts.SET_DAY, ORGANISER)
    assert network.stores.groups.all()[0].meets_at is None
    for unclear in ("irgendwann", "12.3.2020 14 Uhr"):
        assert "12.03.2027" not in plain(network.enter(unclear, ORGANISER)[0])
    assert "12.03.2027" in plain(network.enter("12.3.2027 14 Uhr", ORGANISER)[0])
    listed = plain(network.enter("/netzwerke", BERND)[0])
    assert "Kontakt: Frau Beispiel" in listed
    assert "12.03.2027" in listed
    assert any("12.03.2027" in plain(letter) for letter in network.letters(ANNA))
    assert not any("12.03.2027" in plain(letter) for letter in network.letters(BERND))


def test_a_group_is_closed_after_a_second_look(network: Network) -> None:
    network.press(confirmed(network), texts.YES, ANNA)
    question = network.path(ORGANISER, "/netzwerke", f"Bearbeiten: {TOPIC}", texts.CLOSE)
    assert TOPIC in plain(network.enter("/netzwerke", ANNA)[0])
    for _ in range(2):
        network.press(question, texts.CLOSE_YES, ORGANISER)
    assert plain(network.enter("/netzwerke", ANNA)[0]) == texts.NONE
    assert sum("aufgelöst" in plain(letter) for letter in network.letters(ANNA)) == 1


def test_a_new_report_on_a_groups_topic_leads_to_the_group(network: Network) -> None:
    confirmed(network)
    shown = network.path(DORA, "/bedarf", TOPIC, "Idee", "Eintragen, nicht zeigen")
    assert f"Dazu gibt es schon eine Arbeitsgruppe: {TOPIC}" in plain(shown)


def test_who_joins_has_said_for_which_town(network: Network) -> None:
    confirmed(network)
    network.add("telegram:6", None)
    assert plain(network.path("telegram:6", "/netzwerke", f"Mitmachen: {TOPIC}", texts.YES)) == TOWN_FIRST


def test_buttons_of_a_group_that_is_gone_say_so(network: Network) -> None:
    assert network.handle(Tap(ANNA, "g:yes:nix", Message("7"))) == [Notice(texts.GONE)]
    assert network.handle(Tap(ANNA, "g:dance:nix", Message("7"))) == [Notice(conversation.STALE_BUTTON)]


def with_contact(network: Network, contact: str) -> str:
    """The id of a group whose contact the organiser wrote down, with the news of it on its way to Anna."""
    network.press(confirmed(network), texts.YES, ANNA)
    managed = network.path(ORGANISER, "/netzwerke", f"Bearbeiten: {TOPIC}")
    network.press(managed, texts.SET_CONTACT, ORGANISER)
    (shown,) = network.enter(contact, ORGANISER)
    assert f"Kontakt: {contact} (steht hier bis 22.11.2027" in plain(shown)
    assert contact in plain(network.letters(ANNA)[-1])
    return network.stores.groups.all()[0].id


def test_a_contact_ends_with_its_group(network: Network) -> None:
    group_id = with_contact(network, "Frau Beispiel, 02574 0")
    network.path(ORGANISER, "/netzwerke", f"Bearbeiten: {TOPIC}", texts.CLOSE, texts.CLOSE_YES)
    closed = network.stores.groups.find(group_id)
    assert closed is not None
    assert (closed.state, closed.contact, closed.contact_at) == (GroupState.DECLINED, None, None)


@pytest.mark.parametrize("leaving", [ORGANISER, BERND, CLARA])
def test_a_contact_goes_with_who_wrote_it_and_with_whom_it_names(network: Network, leaving: str) -> None:
    network.add(BERND, TOWNS[BERND], name="Bernd Beispiel")
    network.add(CLARA, TOWNS[CLARA], contact="02574 77")
    group_id = with_contact(network, "Büro von Bernd Beispiel, 02574 77")
    assert "Kontakte von Arbeitsgruppen" in plain(network.enter("/daten", ORGANISER)[0])
    network.handle(Tap(leaving, "d:yes", Message("7")))
    group = network.stores.groups.find(group_id)
    assert group is not None
    assert (group.state, group.contact) == (GroupState.CONFIRMED, None)
    assert not any("02574 77" in plain(letter) for letter in network.letters(ANNA))


def test_a_contact_stays_when_somebody_else_leaves(network: Network) -> None:
    group_id = with_contact(network, "Frau Beispiel, 02574 0")
    network.handle(Tap(BERND, "d:yes", Message("7")))
    group = network.stores.groups.find(group_id)
    assert group is not None
    assert group.contact == "Frau Beispiel, 02574 0"


def test_an_invitation_changes_no_answer_on_both_databases(database: str) -> None:
    groups = Groups(open_database(database))
    group = groups.draft(TOPIC, TOPIC, 3, NOW)
    assert group is not None
    assert groups.draft(TOPIC, TOPIC, 9, NOW) is None
    assert groups.decide(group.id, GroupState.CONFIRMED)
    assert not groups.decide(group.id, GroupState.DECLINED)
    assert groups.answer(group.id, ANNA, Joining.JOINED, NOW)
    assert not groups.answer(group.id, ANNA, Joining.INVITED, NOW)
    assert groups.members(group.id) == [ANNA]
    assert groups.joined_by(ANNA) == {group.id}
    changed = groups.change(group.id, meets_at=NOW)
    assert changed is not None
    assert changed.meets_at == NOW
