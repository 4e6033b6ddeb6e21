"""What an organiser has said about a broadcast, read and checked: the form in which it is kept and approved."""

import datetime as dt
import hashlib
import json
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from bot.broadcasts.audience import Audience, audience_of
from bot.broadcasts.errors import BroadcastRefused
from bot.broadcasts.people import World
from bot.broadcasts.placeholders import check_gaps
from bot.broadcasts.schedule import SOON, When, at_once, hold, on_wall, read_time, shown
from bot.broadcasts.series import Series, read_series
from bot.broadcasts.wording import read_audience
from bot.texts import broadcasts as texts

LONGEST, LONGEST_WITH_FILE = 4000, 1000
"""Characters of a filled text; Telegram takes 4,096 and under a picture or document 1,024, after parsing."""
PICTURES = (".jpg", ".jpeg", ".png")


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that goes along; `digest` tells whether it is still the one that was approved."""

    path: str
    name: str
    digest: str

    @property
    def kind(self) -> str:
        """How it is sent: "photo" or "document"."""
        return "photo" if self.name.lower().endswith(PICTURES) else "document"


@dataclass(frozen=True, slots=True)
class Draft:
    """`wall` is the time on the clock in Berlin, None for at once; `series` repeats it.

    `words` are the organiser's own for the audience, who muted `topic` is spared (by itself the audience's only one),
    `buttons` are rows of (label, data, address).
    """

    text: str
    words: str
    audience: Audience
    wall: dt.datetime | None = None
    series: Series | None = None
    urgent: bool = False
    topic: str | None = None
    buttons: tuple[tuple[str, str, str], ...] = ()
    file: Attachment | None = None

    @property
    def room(self) -> int:
        """How many characters the filled text may have."""
        return LONGEST_WITH_FILE if self.file else LONGEST

    def record(self) -> dict[str, Any]:
        """As JSON; `digest` is made of all of it."""
        return {
            "text": self.text,
            "words": self.words,
            "audience": self.audience.record(),
            "wall": self.wall.isoformat() if self.wall else None,
            "series": self.series.record() if self.series else None,
            "urgent": self.urgent,
            "topic": self.topic,
            "buttons": [list(button) for button in self.buttons],
            "file": {"path": self.file.path, "name": self.file.name, "digest": self.file.digest} if self.file else None,
        }

    def digest(self) -> str:
        """What an approval is bound to: text, audience, time, buttons and file."""
        said = json.dumps(self.record(), sort_keys=True, ensure_ascii=False)
        return hashlib.sha256(said.encode()).hexdigest()[:16]

    def when(self, now: dt.datetime, *, quiet: bool) -> When:
        """When it begins; urgent ones wait for nothing. Raises BroadcastRefused when the time has passed."""
        quiet = quiet and not self.urgent
        if self.series:
            return self.series.first(now, quiet=quiet)
        if self.wall is None:
            return hold(at_once(now), quiet=quiet)
        found = on_wall(self.wall)
        if found.at < now - SOON:
            raise BroadcastRefused(texts.TIME_PAST.format(time=shown(found.at)))
        return hold(found, quiet=quiet)


def draft_of(record: dict[str, Any]) -> Draft:
    """The draft again from `Draft.record`."""
    file = record["file"]
    return Draft(
        text=record["text"],
        words=record["words"],
        audience=audience_of(record["audience"]),
        wall=dt.datetime.fromisoformat(record["wall"]) if record["wall"] else None,
        series=Series(**record["series"]) if record["series"] else None,
        urgent=record["urgent"],
        topic=record["topic"],
        buttons=tuple((label, data, url) for label, data, url in record["buttons"]),
        file=Attachment(**file) if file else None,
    )


def make_draft(text: str, words: str, time: str | None, world: World, now: dt.datetime) -> Draft:
    """Read an organiser's words. Raises NotUnderstood, BroadcastRefused."""
    audience = read_audience(words, world)
    draft = with_text(Draft(text="", words=words.strip(), audience=audience, topic=audience.topic), text)
    return with_time(draft, time, now)


def with_text(draft: Draft, text: str) -> Draft:
    """Another text. Raises BroadcastRefused."""
    text = text.strip()
    if not text:
        raise BroadcastRefused(texts.NO_TEXT)
    check_gaps(text)
    return replace(draft, text=text)


def with_time(draft: Draft, time: str | None, now: dt.datetime) -> Draft:
    """Another time: a moment, a series, or (None) at once. Raises NotUnderstood, BroadcastRefused."""
    if time is None:
        return replace(draft, wall=None, series=None)
    series = read_series(time, now)
    if series:
        return replace(draft, wall=None, series=series)
    when = read_time(time, now)
    return replace(draft, wall=when.wall.replace(second=0, microsecond=0) if when.at > now else None, series=None)


def with_file(draft: Draft, path: Path, name: str) -> Draft:
    """A picture or document to go along. Raises BroadcastRefused when it can't be read."""
    try:
        digest = hashlib.sha256(path.read_bytes()).hexdigest()[:16]
    except OSError as exc:
        raise BroadcastRefused(texts.FILE_UNREADABLE.format(name=name)) from exc
    return replace(draft, file=Attachment(str(path.resolve()), name, digest))
