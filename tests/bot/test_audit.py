"""The log of what staff and organisers did can be read and continued, and by nobody changed."""

import datetime as dt
from collections.abc import Iterator

import pytest
from sqlalchemy import delete, update

from bot.storage.audit import Audit, Noted, audit
from knowledge.catalogue.engine import open_engine, writing
from knowledge.clock import now
from knowledge.errors import CatalogueError


@pytest.fixture
def log(database: str) -> Iterator[Audit]:
    engine = open_engine(database)
    yield Audit(engine)
    engine.dispose()


def test_what_was_noted_is_told_newest_first(log: Audit) -> None:
    at = now()
    log.note("telegram:1", "member.invited", "telegram:2", at - dt.timedelta(days=2))
    log.note("lotse", "document.removed", "richtlinie.pdf", at)
    assert [entry.action for entry in log.entries()] == ["document.removed", "member.invited"]
    assert log.entries(limit=1) == [Noted(at, "lotse", "document.removed", "richtlinie.pdf")]
    assert log.entries(since=at - dt.timedelta(days=1)) == log.entries(limit=1)


def test_nothing_noted_can_be_changed(log: Audit) -> None:
    log.note("telegram:1", "member.invited", "telegram:2", now())
    with pytest.raises(CatalogueError, match="append-only"), writing(log._engine) as connection:
        connection.execute(update(audit).values(actor="telegram:9"))
    assert log.entries()[0].actor == "telegram:1"


def test_nothing_noted_can_be_deleted_within_a_year_and_everything_after(log: Audit) -> None:
    log.note("telegram:1", "old", "x", now() - dt.timedelta(days=367))
    log.note("telegram:1", "new", "x", now() - dt.timedelta(days=364))
    with pytest.raises(CatalogueError), writing(log._engine) as connection:
        connection.execute(delete(audit))
    with writing(log._engine) as connection:
        connection.execute(delete(audit).where(audit.c.action == "old"))
    assert [entry.action for entry in log.entries()] == ["new"]
