"""How long a draft for everybody takes with 50,000 members: reading them, choosing, planning, the preview's words.

python tests/journeys/audience.py
"""

import datetime as dt
import os
import tempfile
import time
from pathlib import Path

from crowd import fill_members

from bot.broadcasts.draft import make_draft
from bot.broadcasts.people import world_of
from bot.broadcasts.plan import plan
from bot.broadcasts.preview import in_words
from bot.broadcasts.rules import Rules
from bot.storage import Stores
from knowledge.catalogue import open_database
from knowledge.clock import BERLIN
from knowledge.german.places import Gazetteer, shipped_municipalities

COUNT = 50_000
NOW = dt.datetime(2026, 11, 25, 12, tzinfo=BERLIN)
WORDS = ("alle", "Kreis Borken", "Kommunen unter 20.000 Einwohnern")


def main() -> None:
    """Print wall and processor seconds for each audience."""
    with tempfile.TemporaryDirectory() as folder:
        database = open_database(f"sqlite:///{Path(folder)}/lotse.sqlite")
        stores = fill_members(database, COUNT)
        print(f"{COUNT:,} members, load {os.getloadavg()[0]:.1f}")
        for words in WORDS:
            print(f"{words:36}" + _timed(words, stores, Gazetteer(tuple(shipped_municipalities()))))
        database.dispose()


def _timed(words: str, stores: Stores, gazetteer: Gazetteer) -> str:
    wall, busy = time.perf_counter(), time.process_time()
    world = world_of(stores, gazetteer, NOW)
    draft = make_draft("Guten Tag {name}, am Montag ist Sprechstunde.", words, None, world, NOW)
    planned = plan(draft, world, stores, Rules(), NOW)
    in_words(planned, Rules())
    return f"{time.perf_counter() - wall:6.2f} s, {time.process_time() - busy:5.2f} s of processor"


if __name__ == "__main__":
    main()
