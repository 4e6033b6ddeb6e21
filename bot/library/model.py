"""Under the documents' side of the chat: ingestion when it is needed, and the files that wait for a decision."""

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from ingest.incoming import Incoming
from ingest.sync import Ingestion

FOLDER = "drafts"
ORIGIN = "upload:"
"""Documents that came through a chat have no path: their origin is this and the number of the draft."""


@dataclass(frozen=True, slots=True)
class Library:
    """`ingestion` opens on first use; files wait in `DATA_DIR/drafts/<draft id>/<name>`."""

    ingestion: Callable[[], Ingestion]
    data_dir: Path

    def keep(self, draft_id: str, name: str, file: Path) -> None:
        """Copy a file that staff sent. Raises OSError where the disk is full or not writable."""
        place = self._place(draft_id, name)
        place.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(file, place)

    def item(self, draft_id: str, name: str) -> Incoming | None:
        """The file as ingestion takes it, None where it is gone."""
        place = self._place(draft_id, name)
        return Incoming(place, name, f"{ORIGIN}{draft_id}") if place.is_file() else None

    def drop(self, draft_id: str) -> None:
        """Delete what waits; nothing happens where nothing does."""
        shutil.rmtree(self.data_dir / FOLDER / draft_id, ignore_errors=True)

    def _place(self, draft_id: str, name: str) -> Path:
        # The last part alone: a name is data and must not lead out of the folder.
        return self.data_dir / FOLDER / draft_id / (Path(name).name or "datei")
