"""What staff decided about single municipalities near or over the limit of size; it outweighs any figure."""

import datetime as dt

from sqlalchemy import Boolean, Column, DateTime, Engine, String, Table, delete, insert, select

from bot.storage.moments import stored
from knowledge.catalogue.engine import reading, writing
from knowledge.catalogue.tables import metadata

eligibility = Table(
    "eligibility",
    metadata,
    Column("ags", String(8), primary_key=True),
    Column("eligible", Boolean, nullable=False),
    Column("at", DateTime(timezone=True), nullable=False),
)


class Eligibility:
    """Marks by municipality. Every call may raise CatalogueError."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def mark(self, ags: str, eligible: bool | None, at: dt.datetime) -> None:  # noqa: FBT001 - yes, no or no mark
        """Set a mark, or with None take it away."""
        with writing(self._engine) as connection:
            connection.execute(delete(eligibility).where(eligibility.c.ags == ags))
            if eligible is not None:
                connection.execute(insert(eligibility), {"ags": ags, "eligible": eligible, "at": stored(at)})

    def marks(self) -> dict[str, bool]:
        """All marks by municipality (AGS)."""
        with reading(self._engine) as connection:
            return {row.ags: row.eligible for row in connection.execute(select(eligibility))}
