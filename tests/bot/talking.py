"""A small office for conversation tests: a few documents with files, a fixed day, short ways to talk."""

import datetime as dt
from dataclasses import replace
from pathlib import Path

from databases import fresh_database
from fakes import FixedEmbedder, MemoryCatalogue, MemoryConversations
from making import chunk, document

from bot.conversation.actions import Action, Edit, Notice, Send
from bot.conversation.core import Conversation
from bot.conversation.desk import Desk
from bot.conversation.events import Button, Event, Message, Tap, typed
from bot.people.access import Access
from bot.storage import open_stores
from ingest.originals import Originals
from knowledge.build import Knowledge
from knowledge.model import Chunk, ChunkKind, Document, DocumentKind
from knowledge.ports import Catalogue, Transcriber

NOW = dt.datetime(2026, 11, 22, 12, tzinfo=dt.UTC)
CHAT = "telegram:1"
QUESTION = "Wie hoch ist die Zuwendung für die Zusammenarbeit von Kommunen?"

GUIDELINE = document(
    "aaaaaaaaaaaa", name="richtlinie.pdf", title="Richtlinie Zusammenarbeit", publisher="Ministerium",
    valid_from=None, valid_until=None,
)  # fmt: skip
PRESS = document(
    "bbbbbbbbbbbb", name="messe.html", title="Zukunftsmesse in Rheda-Wiedenbrück", kind=DocumentKind.PRESS, pages=None,
    date=dt.date(2022, 9, 1), publisher="Kreis", valid_from=None, valid_until=None, url=None,
)  # fmt: skip
OLD = document(
    "cccccccccccc", name="alt.pdf", title="Alte Richtlinie", date=dt.date(2019, 7, 18),
    valid_until=dt.date(2021, 12, 31), superseded_by=GUIDELINE.id,
)  # fmt: skip
GUIDELINE_LINES = (
    "Das Land fördert die Zusammenarbeit von Kommunen auf Dauer.",
    "Die Zuwendung beträgt 175 000 Euro, wenn zwei Kommunen zusammenarbeiten.",
    "Für jede weitere Kommune kommen 35 000 Euro hinzu.",
    "Den Antrag stellt eine der beteiligten Kommunen.",
)
PRESS_LINES = ("Die dritte Zukunftsmesse fand im September 2022 in Rheda-Wiedenbrück statt.",)
OLD_LINES = ("Für das Gutachten zur Grundwasserbohrung zahlte das Land 12 000 Euro.",)


def lines_of(owner: Document, lines: tuple[str, ...]) -> list[Chunk]:
    return [
        chunk(
            f"{owner.id}:{number:012x}", text, ordinal=number, kind=ChunkKind.PARAGRAPH, lead="", shown="",
            page=2 if owner.pages else None, heading=("5 Höhe",) if owner is GUIDELINE else (),
        )
        for number, text in enumerate(lines)
    ]  # fmt: skip


def fill(catalogue: Catalogue) -> None:
    catalogue.put(GUIDELINE, lines_of(GUIDELINE, GUIDELINE_LINES), [])
    catalogue.put(PRESS, lines_of(PRESS, PRESS_LINES), [])
    catalogue.put(OLD, lines_of(OLD, OLD_LINES), [])


def store_files(folder: Path) -> Originals:
    originals = Originals(folder)
    for owner in (GUIDELINE, PRESS):
        file = folder / owner.name
        file.write_bytes(f"%PDF-1.7 {owner.title}".encode())
        originals.put(owner, file)
    return originals


class Office:
    """A conversation over the documents above (`full`) or over none."""

    def __init__(self, folder: Path, catalogue: Catalogue | None = None, *, full: bool = True) -> None:
        self.catalogue = catalogue or MemoryCatalogue()
        if full:
            fill(self.catalogue)
        self.store = MemoryConversations()
        self.knowledge = Knowledge(self.catalogue, self.store, None, FixedEmbedder())
        self.stores = open_stores(fresh_database(folder))
        access = Access(self.stores.members.find, everybody=True)
        self.desk = Desk(self.knowledge, store_files(folder), self.stores, access, lambda: NOW)
        self.conversation = Conversation(self.desk)

    def serve_only_members(self) -> None:
        self.desk = replace(self.desk, access=Access(self.stores.members.find))
        self.conversation = Conversation(self.desk)

    def listen(self, hearing: Transcriber) -> None:
        self.desk = replace(self.desk, hearing=hearing)
        self.conversation = Conversation(self.desk)

    def handle(self, event: Event) -> list[Action]:
        return self.conversation.handle(event)

    def say(self, line: str, chat: str = CHAT) -> Send:
        (action,) = self.handle(typed(chat, line))
        assert isinstance(action, Send)
        return action

    def tap(self, shown: Send | Edit, label: str, chat: str = CHAT) -> list[Action]:
        button = button_of(shown, label)
        return self.handle(Tap(chat, button.data, Message("7", shown.keyboard)))


def button_of(shown: Send | Edit, label: str) -> Button:
    return next(button for row in shown.keyboard for button in row if button.label == label)


def labels(shown: Send | Edit) -> list[list[str]]:
    return [[button.label for button in row] for row in shown.keyboard]


def plain(action: Action) -> str:
    assert isinstance(action, Send | Edit | Notice)
    return action.text if isinstance(action, Notice) else "".join(span.text for span in action.text)
