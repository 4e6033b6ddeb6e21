"""Counts of what was suggested and asked, by day and subject: for fairness, without who saw it or what was said."""

import datetime as dt
from collections import Counter
from collections.abc import Collection
from enum import StrEnum

from sqlalchemy import Column, Date, Engine, Integer, String, Table, func, insert, select, update

from knowledge.catalogue.engine import reading, writing
from knowledge.catalogue.tables import metadata

LONGEST = 160
"""Characters of a subject; of a longer name the beginning counts."""

exposure = Table(
    "exposure",
    metadata,
    Column("day", Date, primary_key=True),
    Column("what", String(16), primary_key=True),
    Column("subject", String(LONGEST), primary_key=True),
    Column("times", Integer, nullable=False),
)


class What(StrEnum):
    """What is counted. Subjects are municipalities by AGS, start-ups by name."""

    MUNICIPALITY = "municipality"
    START_UP = "start_up"
    ASKED = "asked"
    ACCEPTED = "accepted"
    REFUSED = "refused"


class Exposure:
    """Every call may raise CatalogueError."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def note(self, what: What, subjects: Collection[str], day: dt.date) -> None:
        """Count once for each subject."""
        if not subjects:
            return
        with writing(self._engine) as connection:
            for subject in sorted({subject[:LONGEST] for subject in subjects}):
                this = (exposure.c.day == day, exposure.c.what == what.value, exposure.c.subject == subject)
                counted = update(exposure).where(*this).values(times=exposure.c.times + 1)
                if connection.execute(counted).rowcount == 0:
                    values = {"day": day, "what": what.value, "subject": subject, "times": 1}
                    connection.execute(insert(exposure), values)

    def counts(self, what: What, since: dt.date) -> Counter[str]:
        """How often each subject was counted since a day, that day included."""
        query = select(exposure.c.subject, func.sum(exposure.c.times)).where(
            exposure.c.what == what.value, exposure.c.day >= since
        )
        with reading(self._engine) as connection:
            rows = connection.execute(query.group_by(exposure.c.subject)).all()
        return Counter({subject: int(times) for subject, times in rows})
