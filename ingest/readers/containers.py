"""Before the readers: a file that holds others (ZIP, mail, a list of start-ups) becomes files in a folder.

Members are written under numbers of our own, so no name of theirs can lead out of the folder. Bounds hold for
all levels together: MOST_MEMBERS files, LARGEST_INSIDE bytes, DEEPEST levels.
"""

import re
import zlib
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
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
        self._names: Counter[str] = Counter()

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
        for info, opened in _parts(member.name, data):
            name = self._own_name(f"{member.name}/{_name(info)}")
            reason = _refusal(info)
            self._charge(member, 0 if reason else info.file_size)
            if reason is not None:
                yield Member(member.path, name, reason)
                continue
            try:
                content = opened.read(info)
            except (BadZipFile, EOFError, LookupError, NotImplementedError, OSError, RuntimeError, zlib.error):
                yield Member(member.path, name, RefusalReason.BROKEN)
                continue
            yield self._at(name, content)

    def _written(self, holder: Member, name: str, content: bytes) -> Member:
        self._charge(holder, len(content))
        return self._at(self._own_name(f"{holder.name}/{name}"), content)

    def _at(self, name: str, content: bytes) -> Member:
        place = self._folder / str(self._count)
        place.mkdir(parents=True)
        base = PurePosixPath(name)
        path = place / (_UNFIT.sub("_", base.stem)[:100] + _UNFIT.sub("_", base.suffix)[:12])
        path.write_bytes(content)
        return Member(path, name)

    def _own_name(self, name: str) -> str:
        """The name, numbered where another member has it already."""
        self._names[name] += 1
        path = PurePosixPath(name)
        return (
            name if self._names[name] == 1 else str(path.with_name(f"{path.stem} ({self._names[name]}){path.suffix}"))
        )

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


def _parts(name: str, data: bytes) -> Iterator[tuple[ZipInfo, ZipFile]]:
    """The members worth looking at, each with the opened archive. Raises DocumentRefused (broken)."""
    try:
        archive = ZipFile(BytesIO(data))
        parts = archive.infolist()
    except (BadZipFile, LookupError, NotImplementedError, OSError, ValueError) as exc:
        raise DocumentRefused(name, RefusalReason.BROKEN) from exc
    with archive:
        yield from ((info, archive) for info in parts if not info.is_dir() and not _is_clutter(_name(info)))


def _name(info: ZipInfo) -> str:
    """The member's path; programs that state no encoding mostly write UTF-8 or the one zipfile assumes."""
    name = info.filename
    if not info.flag_bits & _UTF8_FLAG:
        with suppress(UnicodeError):
            name = name.encode("cp437").decode("utf-8")
    return name.replace("\\", "/")


def _is_clutter(name: str) -> bool:
    parts = PurePosixPath(name).parts
    hidden = any(part.startswith((".", "__")) and part != ".." for part in parts)
    return hidden or PurePosixPath(name).name.lower() in _NO_DOCUMENTS


def _refusal(info: ZipInfo) -> RefusalReason | None:
    name = _name(info)
    is_link = (info.external_attr >> 16) & _KIND_OF_FILE == _LINK
    if ".." in PurePosixPath(name).parts or name.startswith("/") or ":" in name or is_link:
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
