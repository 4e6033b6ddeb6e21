"""Beside the `lotse` command: looks whether folder, stores, documents and clock are fit to serve, each by itself."""

import datetime as dt
import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from bot.texts import doctor as texts
from ingest.build import build_ingestion
from ingest.check import findings_of
from knowledge.clock import BERLIN, now, today
from knowledge.errors import CatalogueError, LotseError, ModelError, VectorStoreError
from knowledge.settings import Settings
from knowledge.stores import open_reranker

if TYPE_CHECKING:
    from bot.storage.notes import Notes

T = TypeVar("T")
LEAST_FREE_MB = 500
"""What a copy of the database and a rebuild of vectors may need for a while."""
AHEAD = dt.timedelta(minutes=5)
RECENT = dt.timedelta(hours=1)
_MEGABYTE = 1_000_000
LONGEST_DETAIL = 200

Line = tuple[str, bool]
"""A German line, and whether all is well there."""


def examine(settings: Settings) -> tuple[list[str], bool]:
    """One German line per part with what to do where something is wrong, and whether nothing is."""
    checks: tuple[Callable[[Settings], Iterator[Line]], ...] = (
        _folder, _database, _documents, _clock, _rival, _told, _reranker,
    )  # fmt: skip
    found = [line for check in checks for line in check(settings)]
    return [text for text, _ in found], all(well for _, well in found)


def _folder(settings: Settings) -> Iterator[Line]:
    folder = _existing(settings.data_dir)
    free = shutil.disk_usage(folder).free // _MEGABYTE
    if not os.access(folder, os.W_OK):
        yield texts.FOLDER_READ_ONLY.format(folder=folder), False
    elif free < LEAST_FREE_MB:
        yield texts.FOLDER_FULL.format(folder=folder, free=free), False
    else:
        yield texts.FOLDER.format(folder=settings.data_dir, free=free), True


def _existing(folder: Path) -> Path:
    return next(path for path in (folder.absolute(), *folder.absolute().parents) if path.exists())


def _database(settings: Settings) -> Iterator[Line]:
    from knowledge.catalogue import open_database

    try:
        open_database(settings.database_url).dispose()
    except CatalogueError as exc:
        yield texts.NO_DATABASE.format(detail=exc.first_line[:LONGEST_DETAIL]), False
    else:
        yield texts.DATABASE, True


def _documents(settings: Settings) -> Iterator[Line]:
    try:
        ingestion = build_ingestion(settings)
        yield texts.DOCUMENTS.format(count=len(ingestion.stores.catalogue.documents())), True
        damage = [finding.text for finding in findings_of(ingestion, today()) if finding.damage]
    except CatalogueError:
        # The line about the database says it.
        return
    except (VectorStoreError, LotseError) as exc:
        sentence = texts.NO_VECTORS if settings.chroma.url else texts.NO_VECTORS_HERE
        yield sentence.format(detail=exc.first_line[:LONGEST_DETAIL]), False
        return
    yield (texts.DAMAGED.format(found=damage[-1]), False) if damage else (texts.VECTORS, True)


def _clock(settings: Settings) -> Iterator[Line]:
    """A moment of the last housekeeping that is still to come: the clock was wrong then, or is now."""
    from bot.operations.housekeeping import last_run

    last = _noted(settings, last_run)
    if last is not None and last > now() + AHEAD:
        yield texts.CLOCK.format(last=last, now=now()), False


def _rival(settings: Settings) -> Iterator[Line]:
    """Another program with our token, as long as it is likely to be still there."""
    from bot.storage.notes import TELEGRAM_RIVAL

    noted = _noted(settings, lambda notes: notes.get(TELEGRAM_RIVAL))
    at = dt.datetime.fromisoformat(noted) if noted else None
    if at is not None and at > now() - RECENT:
        yield texts.RIVAL.format(at=at.astimezone(BERLIN)), False


def _noted(settings: Settings, read: "Callable[[Notes], T]") -> "T | None":
    """What the bot wrote down; None where the database is away, which has a line of its own."""
    from bot.storage import open_stores
    from knowledge.catalogue import open_database

    try:
        database = open_database(settings.database_url)
        found = read(open_stores(database).notes)
        database.dispose()
    except CatalogueError:
        return None
    return found


def _told(settings: Settings) -> Iterator[Line]:
    yield texts.MODEL.format(name=settings.embeddings.model or texts.NO_MODEL), True
    yield texts.TELEGRAM.format(state=texts.TELEGRAM_SET if settings.telegram.token else texts.NO_TELEGRAM), True


def _reranker(settings: Settings) -> Iterator[Line]:
    """Where one is configured: whether it answers, asked about a passage that everybody may read."""
    found = open_reranker(settings)
    if found is None:
        return
    try:
        found.scores(texts.PROBE, [texts.PROBE])
    except ModelError as exc:
        yield texts.RERANKER_SILENT.format(name=found.name, detail=exc.first_line[:LONGEST_DETAIL]), False
    else:
        yield texts.RERANKER.format(name=found.name), True
