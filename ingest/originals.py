"""Beside sync: keeps the file itself as staff gave it, so that a reader can be shown what is quoted."""

import shutil
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from ingest.pictures import passage_picture
from ingest.reading import ReadingProcess
from knowledge.errors import DocumentRefused
from knowledge.model import Document

if TYPE_CHECKING:
    from knowledge.build import Passage

FOLDER = "originals"
LONGEST_DRAWING_S = 20.0


class Originals:
    """Files in `DATA_DIR/originals/<document id>/<file name>`; a document has one file, the newest."""

    def __init__(self, data_dir: Path) -> None:
        self._folder = data_dir / FOLDER
        self._drawing = ReadingProcess(LONGEST_DRAWING_S)

    def put(self, document: Document, file: Path) -> None:
        """Copy the file; an earlier version goes. Raises OSError where the disk is full or not writable."""
        place = self._place(document)
        place.parent.mkdir(parents=True, exist_ok=True)
        for old in place.parent.iterdir():
            if old != place:
                old.unlink()
        if not (place.exists() and place.samefile(file)):
            shutil.copyfile(file, place)

    def path(self, document: Document) -> Path | None:
        """Where the file lies, None if it is gone."""
        place = self._place(document)
        return place if place.is_file() else None

    def remove(self, document: Document) -> None:
        """Delete the file; nothing happens where there is none."""
        shutil.rmtree(self._place(document).parent, ignore_errors=True)

    def picture(self, passage: "Passage") -> bytes:
        """The page of a PDF with the passage's wording marked, as PNG; the passage alone where there is no such page.

        Hostile files are drawn in a process of its own, which gives up in seconds.
        """
        path = self.path(passage.document)
        if path is not None and passage.chunk.page is not None and path.suffix.lower() == ".pdf":
            with suppress(DocumentRefused):
                return self._drawing.picture(path, passage.chunk.page, passage.chunk.text)
        before, after = (" ".join(one.display for one in beside) for beside in (passage.before, passage.after))
        return passage_picture(passage.document.title, before, passage.chunk.display, after)

    def _place(self, document: Document) -> Path:
        # The name alone: a document's name is data and must not lead out of the folder.
        return self._folder / document.id / Path(document.name).name
