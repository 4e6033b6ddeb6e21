"""Under the measurements: any number of members at once, mayors who have agreed to the text on data protection."""

import datetime as dt
from typing import TYPE_CHECKING

from sqlalchemy import insert, select

from bot.people.consent import VERSION
from bot.people.model import Member, Role
from bot.storage import Stores, open_stores
from bot.storage.members import members
from knowledge.german.places import shipped_municipalities

if TYPE_CHECKING:
    from knowledge.catalogue import Database

NOW = dt.datetime(2026, 11, 25, 12, tzinfo=dt.UTC)


def fill_members(database: "Database", count: int) -> Stores:
    """Members telegram:1 to telegram:`count`, the municipalities of the state in turn; the stores they are in."""
    places = tuple(shipped_municipalities())
    stores = open_stores(database)
    stores.members.put(Member("telegram:1", Role.MAYOR, NOW, places[0].ags, "Person 1", VERSION, NOW))
    with database.begin() as connection:
        row = dict(connection.execute(select(members)).mappings().one())
        more = [
            row | {"chat": f"telegram:{number}", "ags": places[number % len(places)].ags, "name": f"Person {number}"}
            for number in range(2, count + 1)
        ]
        connection.execute(insert(members), more)
    return stores
