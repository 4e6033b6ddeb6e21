"""Databases with an up-to-date schema for tests; the schema is made once a run and copied."""

import shutil
import tempfile
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from knowledge.catalogue import open_database

if TYPE_CHECKING:
    from knowledge.catalogue import Database


def fresh_database(folder: Path) -> "Database":
    """An empty SQLite database in this folder (or the one a test left there)."""
    file = folder / "lotse.sqlite"
    if not file.exists():
        shutil.copyfile(_template(), file)
    return open_database(f"sqlite:///{file}")


@cache
def _template() -> Path:
    file = Path(tempfile.mkdtemp(prefix="lotse-schema-")) / "lotse.sqlite"
    database = open_database(f"sqlite:///{file}")
    database.dispose()
    return file
