"""The surroundings of a journey: a data folder with documents, a Telegram on loopback, the bot as its own process."""

import os
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from postgres import sqlite_url
from talking import fill, store_files

from knowledge.catalogue import open_catalogue

ROOT = Path(__file__).parents[2]
BOT = [sys.executable, "-m", "bot", "bot"]
SLOW_BOT = [sys.executable, str(Path(__file__).with_name("slow_bot.py"))]


@dataclass
class Town:
    """A simulated Telegram and what the bot needs to live there."""

    sim: Any
    folder: Path
    database: str
    logs: list[str] = field(default_factory=list)

    async def launch(self, command: list[str] = BOT, **more: str) -> Any:
        env = {
            "DATA_DIR": str(self.folder),
            "DATABASE__URL": self.database,
            "BOT__ACCESS": "open",
            "TELEGRAM__TOKEN": "{token}",
            "TELEGRAM__BASE_URL": "{base_url}",
            "TELEGRAM__BASE_FILE_URL": "{base_file_url}",
            "PYTHONPATH": os.pathsep.join([str(ROOT), str(ROOT / "tests"), str(ROOT / "tests" / "bot")]),
        }
        return await self.sim.launch(command, env | more, cwd=self.folder, online=60.0)


def filled(database: str) -> str:
    """A database with those documents; its address."""
    catalogue = open_catalogue(database)
    fill(catalogue)
    catalogue.close()
    return database


@asynccontextmanager
async def town(folder: Path, database: str | None = None, **options: Any) -> AsyncIterator[Town]:
    """A town whose bot knows the documents of the conversation tests; at the end no rule of the Bot API was broken.

    `database` is the address of another database than SQLite in the folder.
    """
    from tgsim import Sim

    database = filled(database or sqlite_url(folder))
    store_files(folder)
    async with Sim(**options) as sim:
        place = Town(sim, folder, database)
        yield place
        sim.assert_clean()
        for bot in sim.bots:
            assert sim.token not in bot.log
