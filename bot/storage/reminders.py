"""What members want to be reminded of, what they do not want any more, and which deadlines organisers were told of."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import (
    Column,
    ColumnElement,
    Date,
    DateTime,
    Engine,
    Integer,
    String,
    Table,
    and_,
    delete,
    func,
    insert,
    select,
    update,
)  # fmt: skip

from bot.storage.deliveries import State, deliveries
from bot.storage.moments import loaded, stored
from knowledge.catalogue.engine import reading, writing
from knowledge.catalogue.tables import metadata

reminder_wishes = Table(
    "reminder_wishes",
    metadata,
    Column("chat", String(128), primary_key=True),
    Column("document_id", String(64), primary_key=True),
    Column("day", Date, primary_key=True),
    Column("at", DateTime(timezone=True), nullable=False),
)
"""Documents may go while a wish stays, hence no foreign key."""
reminder_stops = Table(
    "reminder_stops",
    metadata,
    Column("chat", String(128), primary_key=True),
    Column("subject", String(64), primary_key=True),
    Column("at", DateTime(timezone=True), nullable=False),
)
radar = Table(
    "radar",
    metadata,
    Column("document_id", String(64), primary_key=True),
    Column("day", Date, primary_key=True),
    Column("stage", Integer, primary_key=True, autoincrement=False),
    Column("at", DateTime(timezone=True), nullable=False),
    Column("decision", String(16)),
    Column("decided_by", String(128)),
)

KEYS = "reminder:"
"""How the keys of all reminders among the deliveries begin."""
EVERYTHING = "all"
"""The subject of a stop that concerns every reminder."""


@dataclass(frozen=True, slots=True)
class DeadlineKey:
    """A deadline that a document names."""

    document_id: str
    day: dt.date

    @property
    def subject(self) -> str:
        """What a stop, a button and the keys of its reminders name it by."""
        return f"deadline:{self.document_id}:{self.day:%Y%m%d}"


@dataclass(frozen=True, slots=True)
class Wish:
    """A chat that wants to hear of a deadline, since when."""

    chat: str
    deadline: DeadlineKey
    at: dt.datetime


class Reminders:
    """Wishes, stops, and the radar's memory. Every call may raise CatalogueError."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def wish(self, chat: str, deadline: DeadlineKey, at: dt.datetime) -> bool:
        """Remember that a chat wants to hear of a deadline; False where it did already."""
        mine = _wish(chat, deadline)
        with writing(self._engine) as connection:
            if connection.execute(select(reminder_wishes.c.day).where(mine)).first():
                return False
            values = {"chat": chat, "document_id": deadline.document_id, "day": deadline.day, "at": stored(at)}
            connection.execute(insert(reminder_wishes), values)
        return True

    def wishes(self, since: dt.date) -> list[Wish]:
        """Who wants to hear of which deadline from that day on."""
        query = select(reminder_wishes).where(reminder_wishes.c.day >= since)
        with reading(self._engine) as connection:
            rows = connection.execute(query.order_by(reminder_wishes.c.day, reminder_wishes.c.chat)).all()
        return [Wish(row.chat, DeadlineKey(row.document_id, row.day), loaded(row.at)) for row in rows]

    def stop(self, chat: str, subject: str, at: dt.datetime) -> None:
        """No more reminders of this subject ("event:12", EVERYTHING) to this chat."""
        mine = _stop(chat, subject)
        with writing(self._engine) as connection:
            if connection.scalar(select(reminder_stops.c.chat).where(mine)) is None:
                connection.execute(insert(reminder_stops), {"chat": chat, "subject": subject, "at": stored(at)})

    def go_on(self, chat: str, subject: str) -> None:
        """Take a stop back."""
        with writing(self._engine) as connection:
            connection.execute(delete(reminder_stops).where(_stop(chat, subject)))

    def stops(self) -> set[tuple[str, str]]:
        """All stops, as chat and subject."""
        with reading(self._engine) as connection:
            return {(row.chat, row.subject) for row in connection.execute(select(reminder_stops))}

    def reported(self) -> dict[tuple[DeadlineKey, int], str | None]:
        """Of which deadlines organisers were told, by deadline and days before, with what they decided."""
        with reading(self._engine) as connection:
            rows = connection.execute(select(radar)).all()
        return {(DeadlineKey(row.document_id, row.day), row.stage): row.decision for row in rows}

    def last_reported(self) -> dt.datetime | None:
        """When organisers were last told of deadlines."""
        with reading(self._engine) as connection:
            last: dt.datetime | None = connection.scalar(select(func.max(radar.c.at)))
        return loaded(last)

    def report(self, items: Iterable[tuple[DeadlineKey, int]], at: dt.datetime) -> None:
        """Remember that organisers were told; what is known already stays as it is."""
        with writing(self._engine) as connection:
            for deadline, stage in items:
                if not connection.execute(select(radar.c.day).where(_on_radar(deadline, stage))).first():
                    values = {"document_id": deadline.document_id, "day": deadline.day, "stage": stage}
                    connection.execute(insert(radar), values | {"at": stored(at)})

    def decide(self, item: tuple[DeadlineKey, int], decision: str, chat: str) -> bool:
        """Keep an organiser's word on a deadline; False where somebody decided before or it is not known."""
        open_ = and_(_on_radar(*item), radar.c.decision.is_(None))
        with writing(self._engine) as connection:
            changed = update(radar).where(open_).values(decision=decision, decided_by=chat)
            return connection.execute(changed).rowcount > 0

    def written(self) -> dict[str, State]:
        """The reminders that were written down, by their keys, with what became of them."""
        mine = select(deliveries.c.key, deliveries.c.state).where(deliveries.c.key.startswith(KEYS))
        with reading(self._engine) as connection:
            return {row.key: State(row.state) for row in connection.execute(mine)}

    def take_back(self, chat: str, subject: str, at: dt.datetime) -> None:
        """Hold back what was written down of a subject (or of EVERYTHING) for a chat and has not gone out."""
        begins = KEYS if subject == EVERYTHING else f"{KEYS}{subject}:"
        mine = and_(deliveries.c.chat == chat, deliveries.c.key.startswith(begins, autoescape=True))
        values = {"state": State.CANCELLED.value, "changed_at": stored(at)}
        with writing(self._engine) as connection:
            connection.execute(update(deliveries).where(mine, deliveries.c.state == State.PENDING.value).values(values))


def _wish(chat: str, deadline: DeadlineKey) -> ColumnElement[bool]:
    return and_(
        reminder_wishes.c.chat == chat,
        reminder_wishes.c.document_id == deadline.document_id,
        reminder_wishes.c.day == deadline.day,
    )


def _stop(chat: str, subject: str) -> ColumnElement[bool]:
    return and_(reminder_stops.c.chat == chat, reminder_stops.c.subject == subject)


def _on_radar(deadline: DeadlineKey, stage: int) -> ColumnElement[bool]:
    return and_(radar.c.document_id == deadline.document_id, radar.c.day == deadline.day, radar.c.stage == stage)
