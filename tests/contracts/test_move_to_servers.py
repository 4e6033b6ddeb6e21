"""One command moves a running municipality's data from files of one machine to servers, and compares what arrived."""

import os
import subprocess
import sys
from pathlib import Path

from making import chunk, document
from postgres import sqlite_url
from sqlalchemy import func, select

from bot.operations.archive import opened
from knowledge.catalogue import catalogue_in
from knowledge.catalogue.engine import reading
from knowledge.catalogue.posting_tables import index_texts
from knowledge.settings import Chroma, Database, Settings
from knowledge.stores import open_stores

LOTSE = Path(sys.executable).with_name("lotse")


def test_rows_and_vectors_arrive_on_servers_in_the_same_number(tmp_path: Path, postgresql: str, server: str) -> None:
    with opened(sqlite_url(tmp_path)) as database:
        catalogue = catalogue_in(database)
        catalogue.put(document("d1"), [chunk(f"d1:{number}", ordinal=number) for number in range(7)], [])
    done = subprocess.run(
        [LOTSE, "migrate", "--to", postgresql, "--chroma", server, "--terms"],
        env=os.environ | {"DATA_DIR": str(tmp_path)}, cwd=tmp_path, capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert "Vektoren: 7 von 7" in done.stdout
    assert "INDEX__LEXICAL=postgres" in done.stdout
    places = {"database": Database(url=postgresql), "chroma": Chroma(url=server)}
    stores = open_stores(Settings(_env_file=None, data_dir=tmp_path).model_copy(update=places))
    assert stores.vectors.ids() == {found.id for found in stores.catalogue.chunks()}
    assert terms_kept(postgresql) == 7
    stores.close()


def test_terms_do_not_move_to_a_file(tmp_path: Path) -> None:
    done = subprocess.run(
        [LOTSE, "migrate", "--to", sqlite_url(tmp_path / "new"), "--terms"],
        env=os.environ | {"DATA_DIR": str(tmp_path)}, cwd=tmp_path, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 2
    assert "postgresql://" in done.stderr


def terms_kept(url: str) -> int:
    """The number of chunks whose terms are in a database."""
    with opened(url) as database, reading(database) as connection:
        return connection.scalar(select(func.sum(index_texts.c.size))) or 0
