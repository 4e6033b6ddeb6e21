"""Introductions: no contact passes before two yeses, in whatever order things happen."""

import datetime as dt
import tempfile
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test
from network import ANNA, BERND, CLARA, DORA, HEEK, TOWNS, Network
from talking import NOW, labels, plain

from bot.conversation.actions import Action, Edit, Notice, Send
from bot.conversation.core import Conversation
from bot.conversation.events import Message, Tap
from bot.introductions.machine import (
    ASK_AGAIN,
    MOST_OPEN,
    OPEN_FOR,
    Accept,
    Approve,
    Effect,
    Event,
    Introduction,
    State,
    revealed,
    step,
)
from bot.people.model import Visible
from bot.storage.exposure import What
from bot.texts import introductions as texts

CONTACTS = {chat: f"geheim-{number}@rathaus.example" for number, chat in enumerate((ANNA, BERND, CLARA, DORA))}


@pytest.fixture
def network(tmp_path: Path) -> Network:
    return open_network(tmp_path)


def open_network(folder: Path) -> Network:
    """Four mayors who let others see their town, each with a contact."""
    network = Network(folder)
    for chat, ags in TOWNS.items():
        network.add(chat, ags, visible=frozenset({Visible.MUNICIPALITY}), contact=CONTACTS[chat])
    return network


def at(network: Network, moment: dt.datetime) -> None:
    network.desk = replace(network.desk, clock=lambda: moment)
    network.conversation = Conversation(network.desk)


def asked(network: Network) -> Send:
    """What Bernd gets after Anna asked and approved."""
    network.path(ANNA, "/kontakt Heek", texts.APPROVE)
    return network.letters(BERND)[-1]


def test_both_get_the_contact_each_chose_after_both_said_yes(network: Network) -> None:
    question = asked(network)
    assert "Ein Mitglied aus Saerbeck (Kreis Steinfurt)" in plain(question)
    assert CONTACTS[ANNA] not in plain(question)
    (release,) = network.press(question, texts.YES, BERND)
    assert CONTACTS[BERND] in plain(release)
    assert CONTACTS[ANNA] not in plain(release)
    (agreed,) = network.press(release, texts.RELEASE_YES, BERND)
    assert plain(agreed) == f"Beide haben Ja gesagt. Saerbeck (Kreis Steinfurt): {CONTACTS[ANNA]}"
    assert plain(network.letters(ANNA)[-1]) == f"Beide haben Ja gesagt. Heek (Kreis Borken): {CONTACTS[BERND]}"


def test_the_asker_sees_the_text_before_anybody_else(network: Network) -> None:
    (preview,) = network.enter("/kontakt Heek")
    assert "Ein Mitglied aus Saerbeck" in plain(preview)
    assert network.letters(BERND) == []
    network.press(preview, texts.NEW_ABOUT)
    assert "200" in plain(network.enter("x" * 3000)[0])
    assert plain(network.enter("😀")[0]) == texts.NO_WORDS
    (preview,) = network.enter("Gemeinsamer Einkauf von Sensoren")
    assert "Thema: Gemeinsamer Einkauf von Sensoren" in plain(preview)
    (dropped,) = network.press(preview, texts.DROP)
    assert plain(dropped) == texts.DROPPED
    assert network.letters(BERND) == []


def test_a_name_is_told_only_where_it_may_be_seen(network: Network) -> None:
    both = frozenset({Visible.MUNICIPALITY, Visible.NAME})
    network.add(ANNA, TOWNS[ANNA], visible=both, contact=CONTACTS[ANNA], name="Anna Beispiel")
    assert "Anna Beispiel aus Saerbeck" in plain(asked(network))


def test_without_a_contact_it_is_asked_for_before_the_yes(network: Network) -> None:
    for chat in (ANNA, BERND):
        network.add(chat, TOWNS[chat], visible=frozenset({Visible.MUNICIPALITY}))
    assert plain(network.enter("/kontakt Heek")[0]) == texts.ASK_CONTACT
    (preview,) = network.enter("anna@saerbeck.example")
    network.press(preview, texts.APPROVE)
    assert plain(network.press(network.letters(BERND)[0], texts.YES, BERND)[0]) == texts.ASK_CONTACT
    (release,) = network.enter("02568 0", BERND)
    assert "02568 0" in plain(release)
    assert network.letters(ANNA) == []
    assert "anna@saerbeck.example" in plain(network.press(release, texts.RELEASE_YES, BERND)[0])


def test_a_refusal_reaches_the_asker_as_the_same_sentence_as_silence(network: Network) -> None:
    network.press(asked(network), texts.NO, BERND)
    refused = plain(network.letters(ANNA)[-1])
    network.path(ANNA, "/kontakt Raesfeld", texts.APPROVE)
    at(network, NOW + OPEN_FOR)
    silent = plain(network.letters(ANNA)[-1])
    assert refused.replace("Heek (Kreis Borken)", "X") == silent.replace("Raesfeld (Kreis Borken)", "X")


def test_later_asks_again_in_three_days(network: Network) -> None:
    network.press(asked(network), texts.LATER, BERND)
    assert len(network.letters(BERND)) == 1
    at(network, NOW + ASK_AGAIN)
    assert len(network.letters(BERND)) == 2
    assert network.letters(ANNA) == []


def test_who_wants_no_more_requests_gets_none_and_the_asker_does_not_notice(network: Network) -> None:
    network.press(asked(network), texts.NEVER, BERND)
    shown = network.path(ANNA, "/kontakt Heek", texts.APPROVE)
    assert "Unterwegs an Heek" in plain(shown)
    assert network.letters(BERND) == []
    listed = network.enter("/kontakt", BERND)[0]
    assert "von Saerbeck" not in plain(listed)
    network.press(listed, texts.UNBLOCK, BERND)
    network.press(shown, texts.WITHDRAW)
    assert "Saerbeck" in plain(asked(network))


def test_nobody_has_more_than_three_open_requests(network: Network) -> None:
    network.add("telegram:5", "05554008", visible=frozenset({Visible.MUNICIPALITY}))
    for town in ("Heek", "Raesfeld", "Delbrück"):
        network.path(ANNA, f"/kontakt {town}", texts.APPROVE)
    assert plain(network.enter("/kontakt Bocholt")[0]) == texts.TOO_MANY.format(most=MOST_OPEN)
    network.press(network.enter("/kontakt")[0], "Zurückziehen: Heek")
    assert texts.APPROVE in labels(network.enter("/kontakt Bocholt")[0])[0]


def test_a_withdrawn_request_is_not_sent_and_can_not_be_answered(network: Network) -> None:
    question = asked(network)
    network.press(network.enter("/kontakt")[0], "Zurückziehen: Heek")
    assert network.letters(BERND) == []
    for label in (texts.YES, texts.LATER, texts.NO):
        assert plain(network.press(question, label, BERND)[0]) == texts.OVER


def test_two_requests_that_cross_become_one(network: Network) -> None:
    asked(network)
    crossing, question = network.enter("/kontakt Saerbeck", BERND)
    assert plain(crossing) == texts.CROSSING
    assert "Saerbeck" in plain(question)


def test_towns_are_understood_and_those_without_a_visible_member_answer_alike(network: Network) -> None:
    network.add("telegram:5", "05554008")
    bocholt, ahaus = (plain(network.enter(f"/kontakt {town}")[0]) for town in ("Bocholt", "Ahaus"))
    assert bocholt.replace("Bocholt", "X") == ahaus.replace("Ahaus", "X")
    assert plain(network.enter("/kontakt Saerbeck")[0]) == texts.OWN_TOWN
    assert "Entenhausen" in plain(network.enter("/kontakt Entenhausen")[0])
    (offered,) = network.enter("/kontakt Delbrükk")
    assert "Unterwegs" not in plain(offered)
    assert "So lautet die Anfrage an Delbrück" in plain(network.press(offered, "Delbrück (Kreis Paderborn)")[0])


def test_only_the_two_can_use_its_buttons(network: Network) -> None:
    question = asked(network)
    for label in (texts.YES, texts.NO, texts.NEVER):
        assert network.press(question, label, CLARA) == [Notice(texts.OVER)]
        assert network.press(question, label, ANNA) == [Notice(texts.OVER)]


def test_requests_and_agreements_are_counted_without_people(network: Network) -> None:
    network.press(network.press(asked(network), texts.YES, BERND)[0], texts.RELEASE_YES, BERND)
    since = NOW.date()
    assert network.stores.exposure.counts(What.ASKED, since) == {HEEK: 1}
    assert network.stores.exposure.counts(What.ACCEPTED, since) == {HEEK: 1}


EVENTS = st.one_of(
    st.sampled_from(list(Event)),
    st.builds(Approve, st.sampled_from(["", "a@x"])),
    st.builds(Accept, st.sampled_from(["", "b@x"])),
)


@given(st.lists(st.tuples(EVENTS, st.integers(0, 9)), max_size=12))
@settings(max_examples=150, deadline=None)
def test_the_rules_reveal_nothing_before_two_yeses(events: list[tuple[Approve | Accept | Event, int]]) -> None:
    intro = Introduction("1", ANNA, BERND, "", State.DRAFT, NOW, NOW + OPEN_FOR)
    approved = accepted = False
    over = False
    reveals, now = 0, NOW
    for event, days in events:
        now += dt.timedelta(days=days)
        late = now >= intro.expires_at
        before = intro
        intro, effect = step(intro, event, now)
        approved |= isinstance(event, Approve) and bool(event.contact) and before.state is State.DRAFT and not late
        accepted |= isinstance(event, Accept) and bool(event.contact) and before.state is State.ASKED and not late
        over |= intro.state in (State.DECLINED, State.CLOSED)
        reveals += effect is Effect.REVEAL
        if revealed(intro):
            assert approved
            assert accepted
            assert not over
            assert revealed(intro) == {ANNA: "b@x", BERND: "a@x"}
        if over:
            assert (intro.asker_contact, intro.asked_contact) == (None, None)
    assert reveals <= 1


class Town(RuleBasedStateMachine):
    """Members tap whatever button they have ever been shown, in any order, while time passes and people leave."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.network = open_network(Path(self.folder.name))
        self.now = NOW
        self.shown: dict[str, list[Send | Edit]] = {chat: [] for chat in TOWNS}
        self.read: dict[str, list[str]] = {chat: [] for chat in TOWNS}
        self.yes: set[tuple[str, str]] = set()
        self.collected: dict[str, int] = dict.fromkeys(TOWNS, 0)

    def teardown(self) -> None:
        self.network.stores.members._engine.dispose()
        self.folder.cleanup()

    @initialize(askers=st.lists(st.sampled_from([(ANNA, "Heek"), (BERND, "Saerbeck"), (CLARA, "Heek")]), max_size=2))
    def some_have_asked(self, askers: list[tuple[str, str]]) -> None:
        for chat, town in askers:
            self.take(chat, self.network.enter(f"/kontakt {town}", chat))

    def take(self, chat: str, actions: list[Action]) -> None:
        for action in actions:
            self.read[chat].append(plain(action))
            if isinstance(action, Send | Edit):
                self.shown[chat].append(action)

    @rule(chat=st.sampled_from(list(TOWNS)), town=st.sampled_from(["Heek", "Saerbeck", "Raesfeld", ""]))
    def ask(self, chat: str, town: str) -> None:
        self.take(chat, self.network.enter(f"/kontakt {town}", chat))

    @rule(chat=st.sampled_from([ANNA, BERND, CLARA]), choice=st.integers(0, 999), times=st.integers(1, 2))
    def tap(self, chat: str, choice: int, times: int) -> None:
        taps = [
            (message, button)
            for message in self.shown[chat][-6:] for row in message.keyboard for button in row
            if button.data.startswith("i:")
        ]  # fmt: skip
        if not taps:
            return
        message, button = taps[choice % len(taps)]
        for _ in range(times):
            self.note_yes(chat, button.data)
            self.take(chat, self.network.handle(Tap(chat, button.data, Message("7", message.keyboard))))

    def note_yes(self, chat: str, data: str) -> None:
        what, _, intro_id = data.removeprefix("i:").partition(":")
        intro = self.network.stores.introductions.find(intro_id)
        if intro is None or not intro.open(self.now):
            return
        if (what == "approve" and chat == intro.asker) or (what == "release" and chat == intro.asked):
            self.yes.add((intro.id, chat))

    @rule(chat=st.sampled_from([ANNA, BERND]), text=st.sampled_from(["neu@rathaus.example", "Sensoren", "😀"]))
    def type(self, chat: str, text: str) -> None:
        if self.network.stores.dialogues.open(chat):
            self.take(chat, self.network.enter(text, chat))

    @rule(days=st.sampled_from([1, 4, 15]))
    def time_passes(self, days: int) -> None:
        self.now += dt.timedelta(days=days)
        at(self.network, self.now)

    @rule(chat=st.sampled_from([ANNA, BERND]))
    def delete_and_come_back(self, chat: str) -> None:
        self.take(chat, self.network.handle(Tap(chat, "d:yes", Message("7"))))
        contact = CONTACTS[chat]
        self.network.add(chat, TOWNS[chat], visible=frozenset({Visible.MUNICIPALITY}), contact=contact)

    @rule()
    def letters_arrive(self) -> None:
        for chat in TOWNS:
            letters = self.network.letters(chat)
            self.take(chat, list(letters[self.collected[chat] :]))
            self.collected[chat] = len(letters)

    @invariant()
    def no_contact_is_known_before_two_yeses(self) -> None:
        for reader, texts_read in self.read.items():
            everything = "\n".join(texts_read)
            for owner, contact in CONTACTS.items():
                if owner != reader and contact in everything:
                    assert self.agreed(reader, owner), (reader, owner)

    def agreed(self, one: str, other: str) -> bool:
        ids = {intro_id for intro_id, chat in self.yes if chat == one}
        return any((intro_id, other) in self.yes for intro_id in ids)


def test_no_order_of_taps_deletions_and_days_reveals_a_contact() -> None:
    some = settings(
        max_examples=10, stateful_step_count=16, deadline=None, suppress_health_check=list(HealthCheck), database=None
    )
    run_state_machine_as_test(Town, settings=some)
