"""The bot's own rows, beside the catalogue in the same database: people, dialogues, deliveries, inbox, audit log."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.storage.audit import Audit
    from bot.storage.board import Board
    from bot.storage.broadcasts import Broadcasts
    from bot.storage.couriers import Couriers
    from bot.storage.deliveries import Deliveries
    from bot.storage.dialogues import Dialogues
    from bot.storage.drafts import Drafts
    from bot.storage.eligibility import Eligibility
    from bot.storage.events import Events
    from bot.storage.exposure import Exposure
    from bot.storage.gaps import Gaps
    from bot.storage.groups import Groups
    from bot.storage.inbox import Inbox
    from bot.storage.introductions import Introductions
    from bot.storage.invitations import Invitations
    from bot.storage.members import Members
    from bot.storage.notes import Notes
    from bot.storage.personal import PersonalData
    from bot.storage.registrations import Registrations
    from bot.storage.reminders import Reminders
    from bot.storage.requests import JoinRequests
    from bot.storage.retention import Retention
    from bot.storage.topic_tables import TopicTables
    from knowledge.catalogue import Database


@dataclass(frozen=True, slots=True)
class Stores:
    """Every store of the bot; any number of threads may use them. Every call may raise CatalogueError."""

    members: "Members"
    dialogues: "Dialogues"
    deliveries: "Deliveries"
    couriers: "Couriers"
    broadcasts: "Broadcasts"
    inbox: "Inbox"
    audit: "Audit"
    invitations: "Invitations"
    requests: "JoinRequests"
    notes: "Notes"
    eligibility: "Eligibility"
    personal: "PersonalData"
    introductions: "Introductions"
    groups: "Groups"
    exposure: "Exposure"
    board: "Board"
    events: "Events"
    registrations: "Registrations"
    topic_tables: "TopicTables"
    reminders: "Reminders"
    drafts: "Drafts"
    gaps: "Gaps"
    retention: "Retention"


def open_stores(database: "Database") -> Stores:
    """All stores over one open database."""
    from bot.storage.audit import Audit
    from bot.storage.board import Board
    from bot.storage.broadcasts import Broadcasts
    from bot.storage.couriers import Couriers
    from bot.storage.deliveries import Deliveries
    from bot.storage.dialogues import Dialogues
    from bot.storage.drafts import Drafts
    from bot.storage.eligibility import Eligibility
    from bot.storage.events import Events
    from bot.storage.exposure import Exposure
    from bot.storage.gaps import Gaps
    from bot.storage.groups import Groups
    from bot.storage.inbox import Inbox
    from bot.storage.introductions import Introductions
    from bot.storage.invitations import Invitations
    from bot.storage.members import Members
    from bot.storage.notes import Notes
    from bot.storage.personal import PersonalData
    from bot.storage.registrations import Registrations
    from bot.storage.reminders import Reminders
    from bot.storage.requests import JoinRequests
    from bot.storage.retention import Retention
    from bot.storage.topic_tables import TopicTables

    return Stores(
        members=Members(database),
        dialogues=Dialogues(database),
        deliveries=Deliveries(database),
        couriers=Couriers(database),
        broadcasts=Broadcasts(database),
        inbox=Inbox(database),
        audit=Audit(database),
        invitations=Invitations(database),
        requests=JoinRequests(database),
        notes=Notes(database),
        eligibility=Eligibility(database),
        personal=PersonalData(database),
        introductions=Introductions(database),
        groups=Groups(database),
        exposure=Exposure(database),
        board=Board(database),
        events=Events(database),
        registrations=Registrations(database),
        topic_tables=TopicTables(database),
        reminders=Reminders(database),
        drafts=Drafts(database),
        gaps=Gaps(database),
        retention=Retention(database),
    )
