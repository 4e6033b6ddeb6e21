"""Beside sync: a folder that staff drop files into becomes calls of sync; compares, and trusts no event."""

from collections.abc import Collection, Iterator
from pathlib import Path

from ingest.incoming import absolute, files_under
from ingest.model import FileReport, Outcome
from ingest.sync import Ingestion

Mark = tuple[int, int]
"""Size in bytes and time of the last change in nanoseconds."""


class Watch:
    """Looks at the folder whenever `step` is called; a file counts once it stayed the same between two looks."""

    def __init__(self, ingestion: Ingestion, folder: Path) -> None:
        self._ingestion = ingestion
        self._folder = absolute(folder)
        self._last: dict[Path, Mark] = {}
        self._done: dict[Path, Mark] = {}
        self._copies: dict[Path, str] = {}

    def step(self) -> Iterator[FileReport]:
        """Take in what is new or changed and take out what is gone; one report each.

        A folder out of reach, such as a drive that is not connected, is no folder whose files are gone.
        """
        if not self._folder.is_dir():
            return
        seen = {file: mark for file in files_under([self._folder]) if (mark := _mark(file))}
        settled = [file for file, mark in seen.items() if self._last.get(file) == mark != self._done.get(file)]
        self._last = seen
        for file in settled:
            self._copies.pop(file, None)
            for report in self._ingestion.add([file]):
                if report.outcome is Outcome.DUPLICATE and report.document_id:
                    self._copies[file] = report.document_id
                if report.outcome is not Outcome.UNCHANGED:
                    yield report
            self._done[file] = seen[file]
        yield from self._take_out(seen)

    def _take_out(self, seen: Collection[Path]) -> Iterator[FileReport]:
        for document in self._ingestion.stores.catalogue.documents():
            origin = Path(document.origin)
            # The origin of an archive's member lies below the archive.
            if origin.is_relative_to(self._folder) and not any(place in seen for place in (origin, *origin.parents)):
                gone = self._ingestion.remove(document.id)
                for file in (origin, *(copy for copy, known in self._copies.items() if known == gone.id)):
                    self._done.pop(file, None)
                yield FileReport(gone.name, Outcome.REMOVED, gone.id, title=gone.title)


def _mark(file: Path) -> Mark | None:
    try:
        found = file.stat()
    except OSError:
        return None
    return found.st_size, found.st_mtime_ns
