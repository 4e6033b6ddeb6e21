"""Before the readers: a file that holds others (ZIP, mail, a list of start-ups) becomes files in a folder.

Members are written under numbers of our own, so no name of theirs can lead out of the folder. Bounds hold for
all levels together: MOST_MEMBERS files, LARGEST_INSIDE bytes, DEEPEST levels.
"""

import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from email import message_from_bytes, policy
from email.message import EmailMessage
from io import BytesIO
from pathlib import Path, PurePosixPath
from zipfile import BadZipFile, ZipFile, ZipInfo

from ingest.readers import LARGEST, bytes_of
from ingest.readers.formats import Format, format_of
from ingest.readers.mail import read_mail
from ingest.readers.outlook import outlook_attachments, read_outlook
from ingest.readers.packed import LARGEST_INSIDE
from ingest.readers.sheets import start_ups
from knowledge.errors import DocumentRefused, RefusalReason

MOST_MEMBERS = 1000
DEEPEST = 3
_HOLDERS = {Format.ZIP, Format.MAIL, Format.OUTLOOK, Format.SHEET, Format.CSV}
_LETTERS = {Format.MAIL: read_mail, Format.OUTLOOK: read_outlook}
_LINK = 0o120000
_KIND_OF_FILE = 0o170000
_UTF8_FLAG, _ENCRYPTED_FLAG = 0x800, 0x1
_UNFIT = re.compile(r"[^\w .,()+&@-]+")
_NO_DOCUMENTS = {"thumbs.db", "desktop.ini", "smime.p7s", "winmail.dat"}


@dataclass(frozen=True, slots=True)
class Member:
    """A file to be read: where it lies, what it is called ("archiv.zip/brief.pdf"), or why it was not taken out."""

    path: Path
    name: str
    refused: RefusalReason | None = None


def members_of(path: Path, folder: Path) -> list[Member]:
    """The file itself, or what it holds; a mail is a member of its own beside its attachments.

    Raises DocumentRefused where the file can't be opened, is too large inside or holds too much.
    """
    return _Unpacking(folder).open(Member(path, path.name), 0)


class _Unpacking:
    """One file being taken apart; counts over all levels."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._count = self._bytes = 0

    def open(self, member: Member, depth: int) -> list[Member]:
        data = bytes_of(member.path, member.name)
        suffix = member.path.suffix.lower()
        try:
            found = format_of(member.name, suffix, data)
        except DocumentRefused:
            return [member]
        if found not in _HOLDERS:
            return [member]
        inside = [one for made in self._inside(found, member, data) for one in self._deeper(made, depth + 1)]
        if not inside:
            if found is Format.ZIP:
                raise DocumentRefused(member.name, RefusalReason.NOTHING_INSIDE)
            return [member]
        # The letter last: once it is in the base, so is what was attached to it.
        return [*inside, member] if found in _LETTERS and _has_body(found, member.name, data) else inside

    def _deeper(self, member: Member, depth: int) -> list[Member]:
        if member.refused is not None:
            return [member]
        if depth > DEEPEST:
            raise DocumentRefused(member.name, RefusalReason.TOO_MANY)
        try:
            return self.open(member, depth)
        except DocumentRefused as exc:
            if exc.reason in {RefusalReason.TOO_MANY, RefusalReason.TOO_COMPLEX}:
                raise
            return [replace(member, refused=exc.reason)]

    def _inside(self, found: Format, member: Member, data: bytes) -> Iterator[Member]:
        match found:
            case Format.ZIP:
                yield from self._zip(member, data)
            case Format.MAIL:
                for name, content in _attachments(data):
                    yield self._written(member, name, content)
            case Format.OUTLOOK:
                for name, content in outlook_attachments(member.name, data):
                    yield self._written(member, name, content)
            case _:
                for name, text in start_ups(member.name, data, is_csv=found is Format.CSV):
                    yield self._written(member, f"{name.replace('/', ' ')}.md", text.encode())

    def _zip(self, member: Member, data: bytes) -> Iterator[Member]:
        try:
            with ZipFile(BytesIO(data)) as archive:
                for info in archive.infolist():
                    name = _name(info)
                    if info.is_dir() or _is_clutter(name):
                        continue
                    reason = _refusal(info, name)
                    if reason is not None:
                        self._charge(member, 0)
                        yield Member(member.path, f"{member.name}/{name}", reason)
                    else:
                        self._charge(member, info.file_size)
                        yield self._written(member, name, archive.read(info), charged=True)
        except (BadZipFile, EOFError, LookupError, NotImplementedError, OSError, RuntimeError, zlib.error) as exc:
            raise DocumentRefused(member.name, RefusalReason.BROKEN) from exc

    def _written(self, holder: Member, name: str, content: bytes, *, charged: bool = False) -> Member:
        if not charged:
            self._charge(holder, len(content))
        place = self._folder / str(self._count)
        place.mkdir(parents=True)
        base = PurePosixPath(name.replace("\\", "/")).name
        stem, suffix = PurePosixPath(base).stem, PurePosixPath(base).suffix
        path = place / (_UNFIT.sub("_", stem)[:100] + _UNFIT.sub("_", suffix)[:12])
        path.write_bytes(content)
        return Member(path, f"{holder.name}/{name}")

    def _charge(self, holder: Member, size: int) -> None:
        self._count += 1
        self._bytes += size
        if self._count > MOST_MEMBERS:
            raise DocumentRefused(holder.name, RefusalReason.TOO_MANY)
        if self._bytes > LARGEST_INSIDE:
            raise DocumentRefused(holder.name, RefusalReason.TOO_COMPLEX)


def _has_body(found: Format, name: str, data: bytes) -> bool:
    try:
        _LETTERS[found](name, data)
    except DocumentRefused:
        return False
    return True


def _name(info: ZipInfo) -> str:
    """The member's path; programs that state no encoding mostly write UTF-8 or the one zipfile assumes."""
    if info.flag_bits & _UTF8_FLAG:
        return info.filename
    try:
        return info.filename.encode("cp437").decode("utf-8")
    except UnicodeError:
        return info.filename


def _is_clutter(name: str) -> bool:
    parts = PurePosixPath(name).parts
    hidden = any(part.startswith((".", "__")) and part != ".." for part in parts)
    return hidden or PurePosixPath(name).name.lower() in _NO_DOCUMENTS


def _refusal(info: ZipInfo, name: str) -> RefusalReason | None:
    parts = PurePosixPath(name.replace("\\", "/")).parts
    if (
        ".." in parts
        or name.startswith(("/", "\\"))
        or ":" in name
        or (info.external_attr >> 16) & _KIND_OF_FILE == _LINK
    ):
        return RefusalReason.BAD_NAME
    if info.flag_bits & _ENCRYPTED_FLAG:
        return RefusalReason.ENCRYPTED
    return RefusalReason.TOO_LARGE if info.file_size > LARGEST else None


def _content(part: EmailMessage) -> bytes:
    found = part.get_payload(decode=True)
    return found if isinstance(found, bytes) else b""


def _attachments(data: bytes) -> Iterator[tuple[str, bytes]]:
    """Attached files; pictures that only decorate the letter are left out."""
    message = message_from_bytes(data, _class=EmailMessage, policy=policy.default)
    for number, part in enumerate(message.iter_attachments(), 1):
        name = part.get_filename() or ""
        if part.get_content_type() == "message/rfc822":
            inner = part.get_payload(0)
            yield name or f"Nachricht {number}.eml", inner.as_bytes() if isinstance(inner, EmailMessage) else b""
        elif part.get_content_disposition() == "inline" and part.get_content_maintype() == "image":
            continue
        elif name and not _is_clutter(name):
            yield PurePosixPath(name.replace("\\", "/")).name, _content(part)
