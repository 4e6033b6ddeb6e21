"""Nobody's words become instructions: not a reader's, not a document's, not a file name's, not a chat model's."""

import datetime as dt
import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path

import pytest
from attacks import ATTACKS, WANTED
from fakes import ScriptedModel
from talking import GUIDELINE_LINES, OLD_LINES, PRESS_LINES, QUESTION, fill, store_files

from bot.build import open_desk
from bot.conversation.actions import Action, Edit, Notice, RichText, Send
from bot.conversation.core import Conversation
from bot.conversation.desk import Desk
from bot.conversation.events import Message, Tap, typed
from bot.people.model import Member, Role
from bot.telegram.rendering import html_parts
from ingest.build import build_ingestion
from knowledge.catalogue import open_catalogue
from knowledge.model import AnswerStatus, Question, Turn
from knowledge.ports import Composed
from knowledge.settings import Settings, load_settings

TODAY = dt.date(2026, 11, 22)
NOW = dt.datetime(2026, 11, 22, 12, tzinfo=dt.UTC)
SECRETS = ("AAHfiqksKZ8WmR2zSjiQ7", "webhook-geheimnis-77", "Meine PIN ist 815-geheim", "Ben Beispiel", "+49 251 77777")
CLAUSES = (*GUIDELINE_LINES, *PRESS_LINES, *OLD_LINES)
ASKED = (
    QUESTION, "Wo fand die dritte Zukunftsmesse statt?", "Wer stellt den Antrag?", "Wie hoch ist die Zuwendung?",
    "Was gilt für jede weitere Kommune?", "Was kostete die Grundwasserbohrung?",
)  # fmt: skip
MARKUP = {"b", "i", "blockquote", "u", "s", "code", "a"}


@dataclass
class Place:
    """A bot with three documents, secrets in its settings, and another member's words in its database."""

    folder: Path
    settings: Settings
    desk: Desk

    def say(self, line: str, chat: str = "telegram:1") -> list[Action]:
        return Conversation(self.desk).handle(typed(chat, line))

    def state(self) -> tuple[object, ...]:
        known = self.desk.knowledge
        return (
            known.catalogue.documents(), known.catalogue.chunks(), self.desk.stores.members.all(),
            known.conversations.turns("telegram:2", 20),
        )  # fmt: skip


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    folder: Path = tmp_path_factory.mktemp("angriff")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        patch.setenv("DATA_DIR", str(folder))
        patch.setenv("BOT__ACCESS", "open")
        patch.setenv("TELEGRAM__TOKEN", f"4711:{SECRETS[0]}")
        patch.setenv("TELEGRAM__WEBHOOK__SECRET", SECRETS[1])
        settings = load_settings()
    catalogue = open_catalogue(settings.database_url)
    fill(catalogue)
    catalogue.close()
    store_files(folder)
    desk = open_desk(settings)
    desk.stores.members.put(Member("telegram:2", Role.MAYOR, NOW, None, SECRETS[3], 1))
    desk.knowledge.conversations.add_turns("telegram:2", [Turn("user", SECRETS[2])], NOW)
    yield Place(folder, settings, desk)
    desk.knowledge.close()


class Checked(HTMLParser):
    """Notes each tag that is none of ours, and each address."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.foreign: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in MARKUP or any(name != "expandable" for name, _ in attrs):
            self.foreign.append(tag)


def shown(actions: list[Action]) -> str:
    texts = [action.text for action in actions if isinstance(action, Send | Edit)]
    for text in texts:
        assert harmless(text)
    said = ["".join(span.text for span in text) for text in texts]
    labels = [b.label for a in actions if isinstance(a, Send | Edit) for row in a.keyboard for b in row]
    return "\n".join([*said, *labels, *(action.text for action in actions if isinstance(action, Notice))])


def harmless(text: RichText) -> bool:
    return all(Checked(part).foreign == [] for part in html_parts(text))


def test_there_are_at_least_two_hundred_attacks() -> None:
    assert sum(len(section) for section in ATTACKS.values()) >= 200


@pytest.mark.parametrize("attack", ATTACKS["frage"] + ATTACKS["question"])
def test_a_question_is_a_question_and_never_an_instruction(place: Place, attack: str) -> None:
    before = place.state()
    # A chat of its own: what the attacker said before is no secret.
    actions = place.say(attack, f"telegram:9{zlib.crc32(attack.encode())}")
    text = shown(actions)
    assert actions
    assert not any(secret in text for secret in SECRETS)
    assert not WANTED.search(text), text
    assert not re.search(r"root:|/etc/|DATABASE__|sqlite:|Traceback|telegram:2\b", text), text
    assert place.state() == before


@pytest.mark.parametrize("attack", (ATTACKS["frage"] + ATTACKS["question"])[::3])
def test_whatever_is_asked_what_is_stated_stands_in_a_document(place: Place, attack: str) -> None:
    found = place.desk.knowledge.answer(Question(attack, TODAY))
    for statement in found.statements:
        assert any(statement.text in clause for clause in CLAUSES)
    assert bool(found.statements) <= bool(found.sources)


@pytest.mark.parametrize("attack", [line for line in ATTACKS["frage"] if re.match(r"[a-z]:", line)])
def test_the_same_as_data_of_a_button_does_no_more(place: Place, attack: str) -> None:
    before = place.state()
    text = shown(Conversation(place.desk).handle(Tap("telegram:1", attack, Message("7"))))
    assert not any(secret in text for secret in SECRETS)
    assert place.state() == before


def page(number: int, body: str) -> str:
    return (
        f"<html><head><title>Merkblatt {number}</title></head><body><h1>Merkblatt {number} zur Zuwendung</h1>"
        f"<p>Dieses Merkblatt nennt die Ansprechpersonen im Rathaus und ihre Sprechzeiten am Vormittag.</p>{body}"
        "<p>Die Sprechzeiten gelten von Montag bis Freitag in allen Gebäuden der Verwaltung.</p></body></html>"
    )


@pytest.fixture(scope="module")
def poisoned(place: Place) -> Place:
    """The same bot after staff took in documents that attack it."""
    folder = place.folder / "eingang"
    folder.mkdir()
    for number, body in enumerate(ATTACKS["verborgen"]):
        (folder / f"verborgen{number}.html").write_text(page(number, body), encoding="utf-8")
    for number, line in enumerate(ATTACKS["sichtbar"]):
        text = f"# Rundbrief {number}\n\nDer Rundbrief berichtet aus dem Vereinsleben.\n\n{line}\n"
        (folder / f"sichtbar{number}.md").write_text(text, encoding="utf-8")
    for number, name in enumerate(ATTACKS["dateiname"]):
        text = f"# Aushang {number}\n\nDer Aushang Nummer {number} nennt die Öffnungszeiten des Hallenbads.\n"
        (folder / name.replace("/", "_")).write_text(text, encoding="utf-8")
    ingestion = build_ingestion(place.settings)
    reports = list(ingestion.add(sorted(folder.iterdir())))
    ingestion.stores.close()
    assert len(reports) == len(ATTACKS["verborgen"] + ATTACKS["sichtbar"] + ATTACKS["dateiname"])
    return place


def test_what_a_document_hides_from_its_readers_is_not_taken_in(poisoned: Place) -> None:
    names = {document.id: document.name for document in poisoned.desk.knowledge.catalogue.documents()}
    taken = [
        names[chunk.document_id] for chunk in poisoned.desk.knowledge.catalogue.chunks() if WANTED.search(chunk.text)
    ]
    succeeded = sorted({name for name in taken if name.startswith("verborgen")})
    assert succeeded == []


@pytest.mark.parametrize("question", ASKED)
def test_documents_that_give_orders_change_no_answer(poisoned: Place, question: str) -> None:
    found = poisoned.desk.knowledge.answer(Question(question, TODAY))
    texts = {chunk.id: chunk.display for chunk in poisoned.desk.knowledge.catalogue.chunks()}
    for statement in found.statements:
        assert statement.text in texts[found.sources[statement.source].chunk_id]
    said = shown(poisoned.say(question))
    # What everybody can read in a document may be quoted, with that document under it; nothing else may show.
    for statement in found.statements:
        if found.sources[statement.source].document.startswith("sichtbar"):
            said = said.replace(statement.text, "")
    assert not WANTED.search(said), said
    assert found.status is not AnswerStatus.DECLINED


def test_names_of_files_stay_names(poisoned: Place) -> None:
    documents = [d for d in poisoned.desk.knowledge.catalogue.documents() if "Aushang" in d.title]
    assert len(documents) == len(ATTACKS["dateiname"])
    for document in documents:
        path = poisoned.desk.originals.path(document)
        assert path is None or path.resolve().is_relative_to((poisoned.folder / "originals").resolve())
    assert not (poisoned.folder / "GEKAPERT").exists()
    for number in range(len(documents)):
        shown(poisoned.say(f"Was steht im Aushang Nummer {number} zum Hallenbad?"))
    shown(poisoned.say("/quellen"))


@pytest.mark.parametrize("said", ATTACKS["modell"])
def test_a_hostile_chat_model_is_not_believed(place: Place, said: str) -> None:
    knowledge = place.desk.knowledge
    knowledge.model = ScriptedModel(Composed(((said, tuple(range(1, 9))),), complete=True))
    try:
        found = knowledge.answer(Question(QUESTION, TODAY))
        assert all(statement.text != said for statement in found.statements)
        assert not WANTED.search(found.text)
        assert "telegram:2" not in found.text
        assert found.statements
    finally:
        knowledge.model = None
