"""Documents in the chat: cards, corrections, lists, the bin, and questions that found no answer."""

import datetime as dt
from pathlib import Path

import pytest
from databases import fresh_database
from fakes import FixedEmbedder, MemoryConversations, MemoryVectors
from making import GRANT, QUESTION
from sqlalchemy import select
from talking import NOW, button_of, labels, plain

from bot.conversation.actions import Action, Edit, EditKeyboard, Notice, Send, SendFile
from bot.conversation.core import Conversation
from bot.conversation.desk import Desk
from bot.conversation.events import Message, Tap, Upload, typed
from bot.library.grouping import groups_of
from bot.library.model import Library
from bot.people.access import Access
from bot.storage import open_stores
from bot.storage.deliveries import deliveries
from bot.storage.gaps import Gap
from bot.texts import conversation
from bot.texts import library as texts
from ingest.corrections import Field
from ingest.originals import Originals
from ingest.reading import ReadingProcess
from ingest.sync import Ingestion
from ingest.typed import FieldUnclear, value_of
from knowledge.build import Knowledge
from knowledge.catalogue import catalogue_in, open_accessions
from knowledge.german.places import Gazetteer, shipped_municipalities
from knowledge.stores import Stores

STAFF, MAYOR = "telegram:7", "telegram:1"
GAZETTEER = Gazetteer(shipped_municipalities())
READING = ReadingProcess()


class Town:
    """A conversation over a real base with real files; chat 7 is an administrator, everybody else asks."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.database = fresh_database(folder)
        self.catalogue = catalogue_in(self.database)
        stores = Stores(self.catalogue, MemoryVectors(), FixedEmbedder(), open_accessions(self.catalogue))
        self.originals = Originals(folder)
        self.ingestion = Ingestion(stores, self.originals, GAZETTEER, READING)
        self.stores = open_stores(self.database)
        knowledge = Knowledge(self.catalogue, MemoryConversations(), None, FixedEmbedder())
        access = Access(self.stores.members.find, frozenset({STAFF}), everybody=True)
        library = Library(lambda: self.ingestion, folder)
        self.desk = Desk(knowledge, self.originals, self.stores, access, lambda: NOW, library=library)
        self.conversation = Conversation(self.desk)

    def upload(self, text: str = GRANT, name: str = "dorfladen.txt", chat: str = STAFF) -> Send:
        path = self.folder / name
        path.write_text(text, encoding="utf-8")
        return sent(self.conversation.handle(Upload(chat, name, path)))

    def say(self, line: str, chat: str = STAFF) -> Send:
        return sent(self.conversation.handle(typed(chat, line)))

    def tap(self, shown: Send | Edit, label: str, chat: str = STAFF) -> list[Action]:
        button = button_of(shown, label)
        return self.conversation.handle(Tap(chat, button.data, Message("7", shown.keyboard)))

    def edit(self, shown: Send | Edit, label: str, chat: str = STAFF) -> Edit:
        first = self.tap(shown, label, chat)[0]
        assert isinstance(first, Edit)
        return first

    def take_in(self, text: str = GRANT, name: str = "dorfladen.txt") -> Edit:
        return self.edit(self.upload(text, name), texts.TAKE)

    def field(self, card: Send, label: str, value: str) -> Send:
        fields = self.tap(card, texts.CHANGE)[0]
        assert isinstance(fields, EditKeyboard)
        self.tap(Send(card.text, fields.keyboard), label)
        return self.say(value)


def sent(actions: list[Action]) -> Send:
    first = actions[0]
    assert isinstance(first, Send)
    return first


@pytest.fixture
def town(tmp_path: Path) -> Town:
    return Town(tmp_path)


def test_a_card_shows_what_was_understood_and_stores_nothing(town: Town) -> None:
    card = town.upload()
    for line in ("Art: Förderung", "Titel: Richtlinie Dorfladen", "Datum: 01.03.2026", "Fristen: 30.09.2027"):
        assert line in plain(card)
    assert labels(card) == [[texts.TAKE, texts.CHANGE, texts.DROP]]
    assert town.catalogue.documents() == []


def test_what_is_dropped_leaves_no_file(town: Town) -> None:
    dropped = town.edit(town.upload(), texts.DROP)
    assert plain(dropped) == texts.DROPPED.format(name="dorfladen.txt")
    assert [path for path in (town.folder / "drafts").rglob("*") if path.is_file()] == []
    assert town.stores.drafts.of(STAFF) == []


def test_each_field_can_be_corrected_before_a_document_is_taken_in(town: Town) -> None:
    card = town.field(town.upload(), "Datum", "Februar 2026")
    card = town.field(card, "Themen", "Mobilität, Feuerwehr")
    card = town.field(card, "Orte", "Saerbeck")
    card = town.field(card, "Fristen", "31. Januar")
    card = town.field(card, "Gültig bis", "31.12.2028")
    card = town.field(card, "Herausgeber", "-")
    card = town.field(card, "Titel", "Dorfladen-Richtlinie")
    for line in (
        "Titel: Dorfladen-Richtlinie", "Datum: Februar 2026", "Herausgeber: nicht gefunden",
        "Themen: Mobilität, Feuerwehr", "Orte: Saerbeck", "Fristen: 31.01. jedes Jahres", "Gültig bis: 31.12.2028",
    ):  # fmt: skip
        assert line in plain(card)
    town.edit(card, texts.TAKE)
    document = town.catalogue.documents()[0]
    assert (document.title, document.dated, document.publisher) == ("Dorfladen-Richtlinie", "Februar 2026", None)


def test_kind_and_predecessor_are_chosen_from_buttons(town: Town) -> None:
    town.take_in()
    card = town.upload(GRANT.replace("12.500", "15.000"), "neu.txt")
    kinds = town.tap(Send(card.text, town.tap(card, texts.CHANGE)[0].keyboard), "Art")[0]  # type: ignore[union-attr]
    assert isinstance(kinds, EditKeyboard)
    card = town.edit(Send(card.text, kinds.keyboard), "Projekt")  # type: ignore[assignment]
    assert "Art: Projekt" in plain(card)


def test_who_put_a_document_in_is_kept_and_noted(town: Town) -> None:
    taken = town.take_in()
    added = town.ingestion.stores.accessions.accession(town.catalogue.documents()[0].id)
    assert added is not None
    assert added.added_by == STAFF
    assert [entry.action for entry in town.stores.audit.entries()] == ["document.added"]
    assert "Aufgenommen am" in plain(town.tap(taken, texts.SHOW)[0])


def test_undo_puts_a_document_into_the_bin_and_a_second_undo_gets_it_back(town: Town) -> None:
    removed = town.edit(town.take_in(), texts.UNDO)
    assert town.catalogue.documents() == []
    assert "Richtlinie Dorfladen" in plain(town.say("/dokumente papierkorb"))
    town.edit(removed, texts.UNDO)
    assert [document.title for document in town.catalogue.documents()] == ["Richtlinie Dorfladen"]
    assert plain(town.say("/dokumente papierkorb")) == texts.BIN_EMPTY


def test_a_new_version_replaces_the_document_it_was_sent_for(town: Town) -> None:
    shown = sent(town.tap(town.take_in(), texts.SHOW))
    assert [texts.NEW_VERSION, texts.REMOVE] in labels(shown)
    town.tap(shown, texts.NEW_VERSION)
    card = town.upload(GRANT.replace("12.500", "15.000"), "neu.txt")
    assert "Ersetzt: „Richtlinie Dorfladen“" in plain(card)
    town.edit(card, texts.TAKE)
    old = next(document for document in town.catalogue.documents() if document.name == "dorfladen.txt")
    assert old.superseded_by is not None


def test_a_stored_document_is_corrected_and_its_file_sent(town: Town) -> None:
    shown = sent(town.tap(town.take_in(), texts.SHOW))
    assert "Titel: Neuer Name" in plain(town.field(shown, "Titel", "Neuer Name"))
    assert town.catalogue.documents()[0].title == "Neuer Name"
    (file,) = town.tap(shown, texts.GET_FILE)
    assert isinstance(file, SendFile)
    assert file.name == "dorfladen.txt"


def test_the_same_file_is_not_asked_about_twice(town: Town) -> None:
    town.take_in()
    assert plain(town.upload(name="kopie.txt")) == texts.KNOWN_FILE.format(title="Richtlinie Dorfladen")


def test_a_decided_card_says_so(town: Town) -> None:
    card = town.upload()
    town.edit(card, texts.TAKE)
    (notice,) = town.tap(card, texts.TAKE)
    assert notice == Notice(texts.DECIDED)
    assert len(town.catalogue.documents()) == 1


def test_a_long_text_becomes_a_card_and_its_parts_are_joined(town: Town) -> None:
    first = town.say(GRANT + "3. Ein Satz zum Füllen, damit der Text lang genug ist. " * 20)
    assert "Unterlage" in plain(first)
    town.say("4. Der letzte Teil vom 3. Mai 2026.")
    card = town.say(texts.DONE)
    assert "Titel: Richtlinie Dorfladen" in plain(card)


def test_a_mayors_long_text_and_file_are_refused_in_a_sentence(town: Town) -> None:
    assert "Zeichen" in plain(town.say("Wort " * 300, MAYOR))
    assert plain(town.upload(chat=MAYOR)) == conversation.OTHER["file"]
    assert plain(town.say("/dokumente", MAYOR)) == conversation.NO_RIGHT.format(name="dokumente")


def test_documents_are_listed_searched_and_filtered(town: Town) -> None:
    town.take_in()
    town.take_in("Merkblatt Hecken\n\nHecken sind zweimal im Jahr zu schneiden.\n", "hecken.txt")
    assert "Unterlagen (2)" in plain(town.say("/dokumente"))
    assert "Merkblatt Hecken" not in plain(town.say("/dokumente dorfladen"))
    assert "Merkblatt Hecken" in plain(town.say("/dokumente ohne datum"))
    assert plain(town.say("/dokumente abgelaufen")) == texts.LIST_NONE


@pytest.mark.parametrize(
    ("field", "text", "value"),
    [
        (Field.DATE, "05.03.2026", "2026-03-05"),
        (Field.DATE, "im März 2026", "2026-03"),
        (Field.DATE, "-", ""),
        (Field.DEADLINES, "31.1.2027 und 31. August", "2027-01-31;--08-31"),
        (Field.TOPICS, "mobilität; Carsharing", "Mobilität"),
        (Field.PLACES, "Saerbeck, 05566084", "05566080;05566084"),
        (Field.TITLE, "  Neue   Regeln ", "Neue Regeln"),
    ],
)
def test_what_staff_type_becomes_a_correction(field: Field, text: str, value: str) -> None:
    assert value_of(field, text, GAZETTEER) == value


@pytest.mark.parametrize(
    ("field", "text"),
    [
        (Field.DATE, "bald"),
        (Field.DEADLINES, "2026"),
        (Field.TOPICS, "xyzzy"),
        (Field.PLACES, "Nirgendwo"),
        (Field.TITLE, "-"),
    ],
)
def test_what_says_no_value_is_asked_for_again(field: Field, text: str) -> None:
    with pytest.raises(FieldUnclear):
        value_of(field, text, GAZETTEER)


def gap(number: int, question: str, person: str) -> Gap:
    return Gap(f"g{number}", question, person, NOW)


def test_questions_of_fewer_than_three_people_are_shown_without_their_wording() -> None:
    asked = [gap(n, "Gibt es einen Zuschuss für Glasfaser an der Schule von Frau Meier?", f"p{n}") for n in range(2)]
    (group,) = groups_of(asked)
    assert (group.people, group.shown, group.kind) == (2, (), "foerderung")
    (group,) = groups_of([*asked, gap(3, "Wer fördert Glasfaser?", "p3")])
    assert group.shown[0] == "Wer fördert Glasfaser?"


def test_a_question_in_vain_is_told_when_a_document_answers_it(town: Town) -> None:
    answer = town.say(QUESTION, MAYOR)
    (noted,) = town.tap(answer, texts.TELL_ME, MAYOR)
    assert noted == Notice(texts.WILL_TELL)
    assert "1 Person" in plain(town.say("/luecken"))
    assert QUESTION not in plain(town.say("/luecken"))
    _, offer = town.tap(town.upload(), texts.TAKE)
    assert isinstance(offer, Send)
    town.edit(offer, texts.TELL)
    with town.database.connect() as connection:
        (row,) = connection.execute(select(deliveries.c.chat, deliveries.c.message)).all()
    assert row.chat == MAYOR
    assert "Richtlinie Dorfladen" in str(row.message)
    assert plain(town.say("/luecken")) == texts.GAPS_NONE


def test_nobody_is_told_who_did_not_ask_to_be(town: Town) -> None:
    town.say(QUESTION, MAYOR)
    assert len(town.tap(town.upload(), texts.TAKE)) == 1


def test_drafts_that_wait_for_weeks_are_forgotten(town: Town) -> None:
    town.upload()
    town.desk = Desk(
        town.desk.knowledge, town.originals, town.stores, town.desk.access, lambda: NOW + dt.timedelta(days=31),
        library=town.desk.library,
    )  # fmt: skip
    town.conversation = Conversation(town.desk)
    town.upload("Ein anderer Text\n\nMit einem Satz.\n", "anders.txt")
    assert [draft.name for draft in town.stores.drafts.of(STAFF)] == ["anders.txt"]
