"""Before sync: what staff name becomes single files to read, each with its name and where it came from."""

import hashlib
import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from ingest.readers.formats import OLD_CONTAINER, ZIP_STARTS
from ingest.reading import Reading
from knowledge.errors import RefusalReason

_HOLDER_SUFFIXES = {".eml", ".csv", ".tsv"}
_MAIL_FIELDS = (b"return-path:", b"received:", b"from:", b"date:", b"subject:", b"message-id:", b"mime-version:", b"x-")


@dataclass(frozen=True, slots=True)
class Incoming:
    """One file to take in: where it lies, what it is called, its origin (see Document), or why it can't be read."""

    path: Path
    name: str
    origin: str
    refused: RefusalReason | None = None

    @property
    def id(self) -> str:
        """The id of the document that it becomes."""
        return hashlib.sha256(self.origin.encode()).hexdigest()[:12]

    def digest(self) -> str:
        """SHA-256 of the content, hex. Raises OSError."""
        return hashlib.sha256(self.path.read_bytes()).hexdigest()


def absolute(path: Path) -> Path:
    """The path from the root without "..", links as they are: what a file is known by wherever a command is called."""
    return Path(os.path.abspath(path))  # noqa: PTH100 - resolve() would follow links


def files_under(paths: Iterable[Path]) -> list[Path]:
    """The files named and those below the folders named, in order of name; hidden ones and links are left out."""
    found: list[Path] = []
    for path in paths:
        if path.is_dir():
            below = (file for file in sorted(path.rglob("*")) if file.is_file() and not file.is_symlink())
            found += [f for f in below if not any(part.startswith((".", "__")) for part in f.relative_to(path).parts)]
        else:
            found.append(path)
    return found


def may_hold_others(file: Path) -> bool:
    """Whether a file could be an archive, a mail or a list; only its first bytes are looked at."""
    try:
        with file.open("rb") as opened:
            start = opened.read(16)
    except OSError:
        return False
    signed = start.startswith((*ZIP_STARTS, OLD_CONTAINER)) or start.lower().startswith(_MAIL_FIELDS)
    return signed or file.suffix.lower() in _HOLDER_SUFFIXES


def unpacked(file: Path, origin: str, reading: Reading) -> list[Incoming]:
    """The file itself, or what it holds; these files last until the next call. Raises DocumentRefused."""
    return [
        Incoming(one.path, one.name, origin + one.name[len(file.name) :], one.refused) for one in reading.members(file)
    ]
