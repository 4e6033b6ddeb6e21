"""What the board promises: three taps, own words, undo, a question after a year, and who sees what."""

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest
from network import ANNA, BERND, CLARA, HEEK, ORGANISER, SAERBECK, Network
from talking import NOW, labels, plain

from bot.board.model import VALID
from bot.board.towns import records
from bot.conversation.actions import Edit, Notice, Send
from bot.conversation.core import Conversation
from bot.conversation.events import Message, Tap
from bot.people.model import Role
from bot.storage.board import Board
from bot.texts import board as texts
from bot.texts import conversation, joining
from knowledge.catalogue import open_database
from knowledge.german.topics import shipped_topics
from knowledge.matching.model import RecordKind, Stage

TOPIC = "Mobilität"


@pytest.fixture
def network(tmp_path: Path) -> Network:
    return Network(tmp_path)


def later(network: Network, days: int) -> None:
    network.desk = replace(network.desk, clock=lambda: NOW + dt.timedelta(days=days))
    network.conversation = Conversation(network.desk)


def test_a_need_is_put_up_in_three_taps(network: Network) -> None:
    shown = network.path(ANNA, "/bedarf", TOPIC, "geplant", texts.PUT_HIDDEN)
    assert isinstance(shown, Edit)
    assert "Eingetragen als Bedarf: Mobilität, geplant" in plain(shown)
    assert "22.11.2027" in plain(shown)
    (entry,) = network.stores.board.standing(NOW, ANNA)
    assert (entry.kind, entry.topic, entry.stage) == (RecordKind.NEED, TOPIC, Stage.PLANNED)


def test_the_same_tap_twice_puts_up_one_entry(network: Network) -> None:
    confirm = network.path(ANNA, "/angebot", TOPIC, "gescheitert")
    for _ in range(2):
        network.press(confirm, texts.PUT_HIDDEN)
    assert len(network.stores.board.standing(NOW, ANNA)) == 1


def test_nothing_is_shown_to_matching_without_the_members_wish(network: Network) -> None:
    network.path(ANNA, "/bedarf", TOPIC, "geplant", texts.PUT_HIDDEN)
    assert records(network.desk) == []
    network.path(BERND, "/bedarf", TOPIC, "Idee", texts.PUT_VISIBLE)
    (record,) = records(network.desk)
    assert (record.ags, record.topic, record.text, record.day) == (HEEK, TOPIC, "Bedarf: Mobilität", NOW.date())
    network.press(network.path(BERND, "/profil", "Sichtbarkeit"), "✓ Kommune", BERND)
    assert records(network.desk) == []


def test_own_words_find_their_topic_and_stay_with_the_entry(network: Network) -> None:
    asked = network.enter("/bedarf Wir suchen Partner für LoRaWAN-Sensoren")[0]
    assert labels(asked)[0][0] == "Sensorik"
    assert "Notiert" not in plain(network.enter("Danke")[0])
    shown = asked
    for label in ("Sensorik", "Idee", texts.PUT_HIDDEN):
        shown = network.press(shown, label)[-1]
    assert "„Wir suchen Partner für LoRaWAN-Sensoren“" in plain(shown)


def test_words_behind_a_command_outlive_the_questions_in_its_way(network: Network) -> None:
    network.add("telegram:5", None, consent_version=0, consent_at=None)
    (asked,) = network.enter("/bedarf Breitband im Außenbereich", "telegram:5")
    _, town = network.press(asked, joining.CONSENT_YES, "telegram:5")
    assert plain(town) == texts.TOWN_FIRST
    shown = network.enter("Saerbeck", "telegram:5")[-1]
    for label in ("Breitband und Mobilfunk", "Idee", texts.PUT_HIDDEN):
        shown = network.press(shown, label, "telegram:5")[-1]
    assert "„Breitband im Außenbereich“" in plain(shown)


def test_words_behind_a_command_are_not_kept_after_a_no(network: Network) -> None:
    network.add("telegram:5", SAERBECK, consent_version=0, consent_at=None)
    (asked,) = network.enter("/bedarf Breitband im Außenbereich", "telegram:5")
    network.press(asked, joining.CONSENT_NO, "telegram:5")
    assert network.stores.dialogues.open("telegram:5") is None


def test_a_double_tap_on_the_consent_asks_once_what_comes_next(network: Network) -> None:
    network.add("telegram:5", SAERBECK, consent_version=0, consent_at=None)
    (asked,) = network.enter("/bedarf Breitband im Außenbereich", "telegram:5")
    assert len(network.press(asked, joining.CONSENT_YES, "telegram:5")) == 2
    assert network.press(asked, joining.CONSENT_YES, "telegram:5") == [Notice(conversation.TAPPED_TWICE)]


@pytest.mark.parametrize(
    ("words", "sentence"), [("x" * 3000, "3000 Zeichen"), ("😀🎉", "in Worten"), ("?!", "in Worten")]
)
def test_what_can_not_be_taken_is_asked_for_again(network: Network, words: str, sentence: str) -> None:
    network.path(ANNA, "/bedarf", texts.OWN_WORDS)
    assert sentence in plain(network.enter(words)[0])
    assert plain(network.enter("Ladesäulen am Rathaus")[0]) == texts.WHICH_TOPIC
    assert sentence in plain(network.enter(f"/angebot {words}")[0])


def test_own_words_stay_with_a_reported_topic(network: Network) -> None:
    asked = network.enter("/themen Ladesäulen für alle Ortsteile")[0]
    network.press(asked, labels(asked)[0][0])
    (entry,) = network.stores.board.standing(NOW, ANNA)
    assert (entry.kind, entry.text) == (RecordKind.TOPIC, "Ladesäulen für alle Ortsteile")


def test_entries_are_listed_reworded_removed_and_brought_back(network: Network) -> None:
    network.path(ANNA, "/bedarf", TOPIC, "geplant", texts.PUT_HIDDEN)
    shown = network.path(ANNA, "/bedarf", f"✎ {TOPIC}")
    network.press(shown, texts.CHANGE_WORDS)
    assert "500" in plain(network.enter("lang " * 300)[0])
    assert "„Ein Bürgerbus“" in plain(network.enter("Ein Bürgerbus")[0])
    (removed,) = network.press(shown, texts.REMOVE)
    assert network.stores.board.standing(NOW, ANNA) == []
    assert network.letters(ANNA) == []
    network.press(removed, texts.UNDO)
    (entry,) = network.stores.board.standing(NOW, ANNA)
    assert entry.text == "Ein Bürgerbus"


def test_a_question_opens_after_a_year_and_the_entry_counts_until_it_is_answered(network: Network) -> None:
    network.path(ANNA, "/bedarf", TOPIC, "geplant", texts.PUT_HIDDEN)
    assert network.letters(ANNA) == []
    later(network, VALID.days + 1)
    (asked,) = network.letters(ANNA)
    assert "Gilt das noch?" in plain(asked)
    assert network.stores.board.standing(network.desk.clock(), ANNA)
    (kept,) = network.press(asked, texts.STILL_YES)
    assert "22.11.2028" in plain(kept)
    later(network, 2 * VALID.days + 30)
    assert network.stores.board.standing(network.desk.clock(), ANNA) == []


def test_nobody_touches_the_entry_of_another(network: Network) -> None:
    network.path(ANNA, "/bedarf", TOPIC, "geplant", texts.PUT_HIDDEN)
    (entry,) = network.stores.board.standing(NOW, ANNA)
    for what in ("show", "words", "remove", "undo"):
        assert network.handle(Tap(BERND, f"b:{what}:{entry.id}", Message("7"))) == [Notice(texts.GONE)]
    assert network.stores.board.find(entry.id) == entry


def test_topics_are_reported_and_supported_by_one_tap_and_counted_by_town(network: Network) -> None:
    network.path(ANNA, "/themen", TOPIC)
    network.add("telegram:5", "05566080", Role.STAFF)
    network.path("telegram:5", "/themen", f"＋ {TOPIC}")
    shown = network.path(BERND, "/themen", f"＋ {TOPIC}")
    assert f"• {TOPIC}: 2 Kommunen" in plain(shown)
    (said, edited) = network.press(shown, f"✓ {TOPIC}", BERND)
    assert said == Notice(f"Zurückgenommen: {TOPIC}.")
    assert "1 Kommune" in plain(edited)
    assert "Saerbeck" not in plain(edited)


def test_members_without_consent_or_town_are_asked_first(network: Network) -> None:
    network.add("telegram:6", None)
    assert plain(network.enter("/bedarf", "telegram:6")[0]) == texts.TOWN_FIRST
    assert texts.ASK["need"] in plain(network.enter("Ahaus", "telegram:6")[0])
    network.add("telegram:7", "05566080", consent_version=0)
    assert plain(network.enter("/themen", "telegram:7")[0]) == joining.CONSENT


def test_stale_buttons_are_refused(network: Network) -> None:
    for data in (
        "b:t:need:Zauberei",
        "b:s:need:failed:Mobilität",
        "b:y:offer::",
        "b:pick:need:x",
        "b:nix:1",
        "b:own:x",
    ):
        assert network.handle(Tap(ANNA, data, Message("7"))) == [Notice(conversation.STALE_BUTTON)]


def test_every_topic_fits_on_its_buttons(network: Network) -> None:
    pages = -(-len(shipped_topics().names) // 10)
    shown = [network.enter("/angebot")[0]]
    for _ in range(pages - 1):
        shown += network.press(shown[-1], conversation.LATER)
    seen = {label for page in shown for row in labels(page) for label in row}  # type: ignore[arg-type]
    assert set(shipped_topics().names) <= seen


def test_one_entry_a_kind_and_topic_on_both_databases(database: str) -> None:
    board = Board(open_database(database))
    first = board.put(ANNA, RecordKind.NEED, TOPIC, NOW, text="eins")
    again = board.put(ANNA, RecordKind.NEED, TOPIC, NOW, stage="running")
    assert (again.id, again.text, again.stage) == (first.id, "eins", Stage.RUNNING)
    board.remove(first.id, NOW)
    assert board.standing(NOW) == []
    back = board.renew(first.id, NOW)
    assert back is not None
    assert board.standing(NOW) == [back]
    assert board.change("nix", lambda _: {}) is None


def test_three_towns_with_one_topic_make_a_draft_for_organisers(network: Network) -> None:
    network.show(ANNA, BERND)
    network.path(ANNA, "/bedarf", TOPIC, "geplant", texts.PUT)
    network.path(BERND, "/themen", f"{TOPIC}")
    assert network.letters(ORGANISER) == []
    network.path(CLARA, "/themen", f"＋ {TOPIC}")
    (draft,) = network.letters(ORGANISER)
    assert isinstance(draft, Send)
    assert "3 Kommunen haben das Thema gemeldet" in plain(draft)
    assert "Heek (Kreis Borken), Saerbeck (Kreis Steinfurt)" in plain(draft)
    assert "Raesfeld" not in plain(draft)
    assert "1 weitere möchte nicht genannt werden" in plain(draft)
