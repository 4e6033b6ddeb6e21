"""The errors that leave a room of the house; foreign errors are turned into these at their adapter.

LotseError
├── SettingsError       a setting is missing or wrong
├── NotFound            no document, chunk or municipality of that id
├── CatalogueError      the database can't be reached, is locked or was made by a newer version
├── VectorStoreError    the vector store can't be reached or is damaged
├── ModelError          a chat or embedding model does not answer, or answers nonsense
├── ImportRefused       a list of municipalities is not in a known form
├── QuestionsRefused    a file of questions is not in its form
├── NotEmpty            a database that is to be filled holds data already
├── ContentDiffers      a backup is damaged, or a copy holds other content than its source
└── DocumentRefused     a file can't be taken in (its reason is a RefusalReason)
"""

from enum import StrEnum
from pathlib import Path


class LotseError(Exception):
    """Base of all own errors; its text is for the log, the user's sentence lives in the texts files."""

    @property
    def first_line(self) -> str:
        """What a library said, without its advice below."""
        return next(iter(str(self).strip().splitlines()), type(self).__name__)


class SettingsError(LotseError):
    """A setting is wrong: `name` as in .env, `problem` and `allowed` as German text."""

    def __init__(self, name: str, problem: str, allowed: str) -> None:
        super().__init__(f"{name}: {problem} ({allowed})")
        self.name, self.problem, self.allowed = name, problem, allowed


class NotFound(LotseError):
    """No such thing; `what` names it as the user did."""

    def __init__(self, what: str) -> None:
        super().__init__(what)
        self.what = what


class CatalogueError(LotseError):
    """The database can't be reached, is locked, or its schema is newer than this program."""


class VectorStoreError(LotseError):
    """The vector store can't be reached or its folder is damaged."""


class ModelError(LotseError):
    """A chat or embedding model does not answer in time or in form."""


class ImportRefused(LotseError):
    """A list of municipalities is not in a known form; `line` counts from 1, 0 for the whole file."""

    def __init__(self, problem: str, line: int = 0) -> None:
        super().__init__(f"line {line}: {problem}")
        self.problem, self.line = problem, line


class NotEmpty(LotseError):
    """A database that is to be filled holds data already."""


class ContentDiffers(LotseError):
    """A backup is damaged or not ours, or a copy holds other content than its source."""


class QuestionsRefused(LotseError):
    """A file of questions is not in its form; `line` counts from 1, 0 for the whole file, `field` is what is wrong."""

    def __init__(self, path: Path, line: int, field: str) -> None:
        super().__init__(f"{path}, line {line}: {field}")
        self.path, self.line, self.field = path, line, field


class RefusalReason(StrEnum):
    """Why a file was not taken in; each has one German sentence in ingest/texts.py."""

    MISSING = "missing"
    UNKNOWN_FORMAT = "unknown_format"
    BROKEN = "broken"
    ENCRYPTED = "encrypted"
    NO_TEXT = "no_text"
    UNREADABLE_ENCODING = "unreadable_encoding"
    EMPTY = "empty"
    TOO_LARGE = "too_large"
    NOT_ALLOWED = "not_allowed"
    NO_RECOGNITION = "no_recognition"
    UNRECOGNISED = "unrecognised"
    TOO_COMPLEX = "too_complex"
    TOO_SLOW = "too_slow"
    CRASHED = "crashed"
    TOO_MANY = "too_many"
    BAD_NAME = "bad_name"
    NOTHING_INSIDE = "nothing_inside"


class DocumentRefused(LotseError):
    """A file can't be taken in; `name` is the file's name."""

    def __init__(self, name: str, reason: RefusalReason) -> None:
        super().__init__(f"{name}: {reason}")
        self.name, self.reason = name, reason
