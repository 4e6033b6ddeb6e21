"""Beside the stores: how long each kind of row about a person is kept; one table of rules that run by themselves."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from sqlalchemy import Column, ColumnElement, Engine, Table, Update, delete, or_, select, update
from sqlalchemy.sql.dml import Delete

from bot.groups.model import CONTACT_KEPT
from bot.storage.audit import audit
from bot.storage.board import entries
from bot.storage.broadcasts import broadcasts
from bot.storage.couriers import couriers
from bot.storage.deliveries import deliveries
from bot.storage.dialogues import dialogues
from bot.storage.drafts import drafts
from bot.storage.events import events
from bot.storage.exposure import exposure
from bot.storage.gaps import gap_wishes, gaps
from bot.storage.groups import NO_CONTACT, working_groups
from bot.storage.inbox import inbox
from bot.storage.introductions import introductions
from bot.storage.invitations import invitations
from bot.storage.moments import stored
from bot.storage.registrations import event_invitations, registrations
from bot.storage.reminders import radar, reminder_wishes
from bot.storage.requests import join_requests
from bot.storage.topic_tables import table_seats, table_votes, topic_tables
from knowledge.catalogue.engine import writing
from knowledge.catalogue.staff_tables import accessions, bin_
from knowledge.catalogue.tables import feedback, turns

_FINAL = ("sent", "blocked", "failed", "unsubscribed", "expired", "cancelled")
"""States of a delivery that nobody has to look at any more."""


Statement = Callable[[dt.datetime], Delete | Update]


@dataclass(frozen=True, slots=True)
class Rule:
    """After `days` the rows of a kind go, or what names a person in them does (`statement` of the moment before)."""

    kind: str
    days: int
    statement: Statement


def _old(
    table: Table, moment: ColumnElement[dt.datetime], *also: ColumnElement[bool]
) -> Callable[[dt.datetime], Delete]:
    return lambda before: delete(table).where(moment < stored(before), *also)


def _ended(event_id: Column[int], before: dt.datetime) -> ColumnElement[bool]:
    return event_id.in_(select(events.c.id).where(events.c.ends_at < stored(before)))


def _of_ended_events(table: Table) -> Statement:
    return lambda before: delete(table).where(_ended(table.c.event_id, before))


def _votes(before: dt.datetime) -> Delete:
    tables = select(topic_tables.c.id).where(_ended(topic_tables.c.event_id, before))
    return delete(table_votes).where(table_votes.c.table_id.in_(tables))


def _unnamed(name: Column[str], moment: Column[dt.datetime]) -> Statement:
    """What was made stays, who made it goes."""
    return lambda before: update(name.table).where(moment < stored(before), name != "").values({name.key: ""})


def _suggestions(before: dt.datetime) -> Update:
    named = topic_tables.c.suggested_by != ""
    return update(topic_tables).where(_ended(topic_tables.c.event_id, before), named).values(suggested_by="")


def _contacts(before: dt.datetime) -> Update:
    return update(working_groups).where(working_groups.c.contact_at < stored(before)).values(NO_CONTACT)


def _broadcasts(before: dt.datetime) -> Delete:
    """A series needs its first one as long as it goes on."""
    repeated = select(broadcasts.c.series).where(
        broadcasts.c.series.is_not(None), broadcasts.c.due_at >= stored(before)
    )
    old = (broadcasts.c.changed_at < stored(before), broadcasts.c.due_at < stored(before))
    return delete(broadcasts).where(*old, broadcasts.c.id.not_in(repeated))


RULES = (
    Rule("inbox", 2, _old(inbox, inbox.c.done_at)),
    Rule("dialogues", 2, _old(dialogues, dialogues.c.at)),
    Rule("turns", 90, _old(turns, turns.c.at)),
    Rule("feedback", 365, _old(feedback, feedback.c.at)),
    # A question's "person" is a keyed digest from the beginning; after this time not even that links two of them.
    Rule("gaps_named", 30, lambda before: update(gaps).where(gaps.c.at < stored(before)).values(person="")),
    Rule(
        "gap_wishes", 180,
        lambda before: delete(gap_wishes).where(
            gap_wishes.c.gap_id.in_(select(gaps.c.id).where(gaps.c.at < stored(before)))
        ),
    ),
    Rule("gaps", 180, _old(gaps, gaps.c.at)),
    Rule("invitations", 30, _old(invitations, invitations.c.expires_at)),
    Rule("join_requests", 90, _old(join_requests, join_requests.c.at)),
    Rule("deliveries", 180, _old(deliveries, deliveries.c.changed_at, deliveries.c.state.in_(_FINAL))),
    Rule("entries", 30, lambda before: delete(entries).where(
        or_(entries.c.expires_at < stored(before), entries.c.removed_at < stored(before)))),
    Rule("introductions", 90, _old(introductions, introductions.c.expires_at)),
    Rule("broadcasts", 365, _broadcasts),
    Rule("working_groups_named", CONTACT_KEPT.days, _contacts),
    Rule("exposure", 400, lambda before: delete(exposure).where(exposure.c.day < before.date())),
    Rule("drafts_named", 30, _unnamed(drafts.c.chat, drafts.c.at)),
    Rule("bin_named", 30, _unnamed(bin_.c.binned_by, bin_.c.binned_at)),
    Rule("accessions_named", 365, _unnamed(accessions.c.added_by, accessions.c.added_at)),
    Rule("table_votes", 180, _votes),
    Rule("table_seats", 180, _of_ended_events(table_seats)),
    Rule("topic_tables_named", 180, _suggestions),
    Rule("events_named", 365, _unnamed(events.c.created_by, events.c.ends_at)),
    Rule("couriers", 7, _old(couriers, couriers.c.leased_until)),
    Rule("registrations", 180, _of_ended_events(registrations)),
    Rule("event_invitations", 180, _of_ended_events(event_invitations)),
    Rule("reminder_wishes", 30, lambda before: delete(reminder_wishes).where(reminder_wishes.c.day < before.date())),
    Rule("radar", 365, lambda before: delete(radar).where(radar.c.day < before.date())),
    # The database refuses to let go of younger rows.
    Rule("audit", 370, _old(audit, audit.c.at)),
)  # fmt: skip
"""In this order: what hangs on other rows goes before them."""


class Retention:
    """Every call may raise CatalogueError."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def apply(self, at: dt.datetime) -> dict[str, int]:
        """Keep to every rule as of this moment; kind → rows touched."""
        touched: dict[str, int] = {}
        for rule in RULES:
            with writing(self._engine) as connection:
                touched[rule.kind] = connection.execute(rule.statement(at - dt.timedelta(days=rule.days))).rowcount
        return touched
