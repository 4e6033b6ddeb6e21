"""A real Chroma server for the tests that need one, and the bot's stores over both databases."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from databases import fresh_database
from sqlalchemy import Engine, delete

from bot.storage import Stores, open_stores
from bot.storage.audit import audit
from bot.storage.copying import all_tables
from knowledge.catalogue import open_database

START_S = 60


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def engine(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    """One database for all tests of a module, in SQLite and in PostgreSQL: making one for each takes too long."""
    if request.param == "sqlite":
        found = fresh_database(tmp_path_factory.mktemp("stores"))
        yield found
        found.dispose()
        return
    with request.getfixturevalue("postgres").database() as url:
        found = open_database(url)
        yield found
        found.dispose()


@pytest.fixture
def stores(engine: Engine) -> Iterator[Stores]:
    """The bot's stores, emptied after each test (but for the audit log, which refuses)."""
    yield open_stores(engine)
    with engine.begin() as connection:
        for table in reversed(all_tables()):
            if table is not audit:
                connection.execute(delete(table))


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a real Chroma server on a free port of this machine."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = Path(sys.executable).with_name("chroma")
    folder = tmp_path_factory.mktemp("chroma-server")
    with (folder / "log.txt").open("w") as log:
        process = subprocess.Popen(
            [command, "run", "--host", "127.0.0.1", "--port", str(port), "--path", folder / "data"],
            stdout=log, stderr=log, env=os.environ | {"ANONYMIZED_TELEMETRY": "false"},
        )  # fmt: skip
    try:
        if not _answers(port, process):
            reason = f"chroma run does not start: {(folder / 'log.txt').read_text()[-500:]}"
            pytest.fail(reason) if os.environ.get("CI") else pytest.skip(reason)
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait(10)


def _answers(port: int, process: "subprocess.Popen[bytes]") -> bool:
    until = time.monotonic() + START_S
    while time.monotonic() < until and process.poll() is None:
        with suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
            return True
        time.sleep(0.1)
    return False
