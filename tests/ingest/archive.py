"""An ingestion over a real catalogue in a folder, with the fake vectors and the embedder that counts."""

from functools import cached_property
from pathlib import Path

from fakes import FixedEmbedder, MemoryVectors

from ingest.model import FileReport
from ingest.originals import Originals
from ingest.reading import ReadingProcess
from ingest.sync import Ingestion
from knowledge.build import Knowledge
from knowledge.catalogue import open_accessions, open_catalogue, open_conversations
from knowledge.german.places import Gazetteer, shipped_municipalities
from knowledge.ports import Embedder
from knowledge.stores import Stores

GRANT = """Richtlinie Dorfladen

Stand: 1. März 2026

1. Die Gemeinde erhält für einen Dorfladen einen Zuschuss von 12.500 Euro.

2. Anträge nimmt die Bezirksregierung bis zum 30. September 2026 entgegen.

3. Die Abrechnung erfolgt nach Vorlage der Rechnungen.
"""
FLOOD = """Pressemitteilung Hochwasser

Datum: 4. Mai 2026

Die Stadt hat an der Wehrbrücke drei Pegelsensoren eingebaut.

Die Sirenen werden jeden ersten Samstag geprüft.
"""


class Archive:
    """Where staff put documents in: `inbox` holds their files, `folder` is the data folder."""

    def __init__(self, folder: Path, embedder: Embedder | None = None) -> None:
        self.folder = folder / "data"
        self.inbox = folder / "inbox"
        self.inbox.mkdir(parents=True, exist_ok=True)
        self.catalogue = open_catalogue(self.address)
        self.vectors = MemoryVectors()
        self.counted = FixedEmbedder()
        self.originals = Originals(self.folder)
        accessions = open_accessions(self.catalogue)
        stores = Stores(self.catalogue, self.vectors, embedder or self.counted, accessions)
        self.ingestion = Ingestion(stores, self.originals, _GAZETTEER, _READING)

    @property
    def address(self) -> str:
        return f"sqlite:///{self.folder / 'lotse.sqlite'}"

    @cached_property
    def knowledge(self) -> Knowledge:
        return Knowledge(self.catalogue, open_conversations(open_catalogue(self.address)), None, FixedEmbedder())

    def file(self, name: str, text: str) -> Path:
        path = self.inbox / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return path

    def add(self, *paths: Path, replaces: str | None = None) -> list[FileReport]:
        return list(self.ingestion.add(paths or (self.inbox,), replaces))

    def embedded(self) -> list[str]:
        """The texts embedded since the last look."""
        found = list(self.counted.texts)
        self.counted.texts.clear()
        return found


_GAZETTEER = Gazetteer(shipped_municipalities())
_READING = ReadingProcess()
"""One for all tests: it serves the next file, as it does in a run."""
