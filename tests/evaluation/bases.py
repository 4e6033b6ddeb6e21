"""Under the evaluation: a fresh base for a folder of documents, and for the shipped samples."""

import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from ingest.build import build_ingestion
from ingest.places_cli import read_municipalities
from knowledge.build import Knowledge, build
from knowledge.ports import Catalogue
from knowledge.settings import Settings

PLACES = "gemeinden_fiktiv.csv"
"""Beside the questions of a set: its invented municipalities."""


@contextmanager
def fresh_base(folder: Path | None) -> Iterator[Knowledge]:
    """A base of `folder/docs` with its invented municipalities, or of the samples where no folder is given."""
    with _base_of([folder]) as knowledge:
        yield knowledge


@contextmanager
def combined_base(folders: Sequence[Path]) -> Iterator[Knowledge]:
    """One base of the samples and of all these folders."""
    with _base_of([None, *folders]) as knowledge:
        yield knowledge


@contextmanager
def _base_of(folders: Sequence[Path | None]) -> Iterator[Knowledge]:
    with tempfile.TemporaryDirectory() as place:
        settings = Settings(data_dir=Path(place), _env_file=None)
        knowledge = build(settings)
        try:
            for folder in folders:
                fill(settings, knowledge.catalogue, folder)
            yield knowledge
        finally:
            knowledge.close()


def fill(settings: Settings, catalogue: Catalogue, folder: Path | None) -> None:
    """Take in the invented municipalities and the documents of a set, or the samples."""
    if folder is not None and (folder / PLACES).exists():
        catalogue.put_municipalities(read_municipalities(folder / PLACES))
    ingestion = build_ingestion(settings)
    list(ingestion.add_samples() if folder is None else ingestion.add([folder / "docs"]))
    ingestion.stores.close()
