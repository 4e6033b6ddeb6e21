"""The doctor names what is wrong, part by part, and what to do about it."""

import datetime as dt
import os
from pathlib import Path

import pytest
from postgres import sqlite_url

from bot.doctor import examine
from bot.operations.housekeeping import Housekeeping
from bot.storage import open_stores
from bot.texts import doctor as texts
from knowledge.catalogue import open_database
from knowledge.clock import now
from knowledge.settings import Chroma, Database, Reranker, Settings

NOWHERE = "127.0.0.1:9"


def settings(folder: Path, **places: Database | Chroma | Reranker) -> Settings:
    return Settings(_env_file=None, data_dir=folder).model_copy(update=places)


def test_a_fresh_folder_is_healthy(tmp_path: Path) -> None:
    lines, healthy = examine(settings(tmp_path))
    assert healthy, lines
    assert texts.DATABASE in lines
    assert texts.VECTORS in lines


def test_a_database_that_is_away_is_named_with_its_setting(tmp_path: Path) -> None:
    lines, healthy = examine(settings(tmp_path, database=Database(url=f"postgresql://lotse:geheim@{NOWHERE}/lotse")))
    assert not healthy
    (line,) = [line for line in lines if "DATABASE__URL" in line]
    assert "geheim" not in line


def test_a_chroma_server_that_is_away_is_named_and_the_database_is_not(tmp_path: Path) -> None:
    lines, healthy = examine(settings(tmp_path, chroma=Chroma(url=f"http://{NOWHERE}")))
    assert not healthy
    assert [line for line in lines if "CHROMA__URL" in line]
    assert texts.DATABASE in lines


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_without_the_right_to_write_is_named(tmp_path: Path) -> None:
    (tmp_path / "zu").mkdir(mode=0o500)
    lines, healthy = examine(settings(tmp_path / "zu"))
    assert not healthy
    assert texts.FOLDER_READ_ONLY.format(folder=tmp_path / "zu") in lines


def test_a_clock_that_went_back_is_named(tmp_path: Path) -> None:
    database = open_database(sqlite_url(tmp_path))
    stores = open_stores(database)
    tomorrow = now() + dt.timedelta(days=1)
    Housekeeping(stores.retention, stores.notes, lambda: tomorrow).step()
    database.dispose()
    lines, healthy = examine(settings(tmp_path))
    assert not healthy
    assert [line for line in lines if line.startswith("Uhr:")]


def test_a_reranker_that_is_away_is_named_with_its_setting(tmp_path: Path) -> None:
    lines, healthy = examine(settings(tmp_path, reranker=Reranker(url=f"http://{NOWHERE}/v1")))
    assert not healthy
    assert [line for line in lines if "RERANKER__URL" in line]
