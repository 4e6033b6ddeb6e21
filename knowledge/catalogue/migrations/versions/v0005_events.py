"""Schema 0005: events with registrations and topic tables; wishes and stops of reminders, the radar of deadlines."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Make the tables of this version."""
    _events()
    _registrations()
    _topic_tables()
    _reminders()


def _events() -> None:
    op.create_table(
        "events",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("uid", sa.String(255), nullable=False),
        sa.Column("title", sa.Text, nullable=False),
        sa.Column("zone", sa.String(64), nullable=False),
        sa.Column("starts", sa.String(19), nullable=False),
        sa.Column("ends", sa.String(19), nullable=False),
        sa.Column("deadline", sa.String(19)),
        sa.Column("starts_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("place", sa.Text, nullable=False),
        sa.Column("programme", sa.Text, nullable=False),
        sa.Column("capacity", sa.Integer),
        sa.Column("topics", sa.JSON, nullable=False),
        sa.Column("all_day", sa.Boolean, nullable=False),
        sa.Column("series", sa.String(255)),
        sa.Column("part", sa.Integer, nullable=False),
        sa.Column("parts", sa.Integer, nullable=False),
        sa.Column("recurrence", sa.String(32)),
        sa.Column("created_by", sa.String(128), nullable=False),
        sa.Column("sequence", sa.Integer, nullable=False),
        sa.Column("told", sa.Integer, nullable=False),
        sa.Column("status", sa.String(16), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_events"),
        sa.UniqueConstraint("uid", name="uq_events_uid"),
    )
    op.create_index("ix_events_ends_at", "events", ["ends_at"])
    op.create_index("ix_events_series", "events", ["series"])


def _registrations() -> None:
    op.create_table(
        "registrations",
        _event("registrations"),
        sa.Column("chat", sa.String(128), nullable=False),
        sa.Column("choice", sa.String(16), nullable=False),
        sa.Column("waiting", sa.Boolean, nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("deputy", sa.Text),
        sa.Column("note", sa.Text),
        sa.Column("moved_up_at", sa.DateTime(timezone=True)),
        sa.PrimaryKeyConstraint("event_id", "chat", name="pk_registrations"),
    )
    op.create_index("ix_registrations_chat", "registrations", ["chat"])
    op.create_table(
        "event_invitations",
        _event("event_invitations"),
        sa.Column("chat", sa.String(128), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("event_id", "chat", name="pk_event_invitations"),
    )
    op.create_index("ix_event_invitations_chat", "event_invitations", ["chat"])


def _topic_tables() -> None:
    op.create_table(
        "topic_tables",
        sa.Column("id", sa.Integer, nullable=False),
        _event("topic_tables"),
        sa.Column("title", sa.Text, nullable=False),
        sa.Column("suggested_by", sa.String(128), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_topic_tables"),
    )
    op.create_index("ix_topic_tables_event_id", "topic_tables", ["event_id"])
    op.create_table(
        "table_votes",
        _table("table_votes"),
        sa.Column("chat", sa.String(128), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("table_id", "chat", name="pk_table_votes"),
    )
    op.create_index("ix_table_votes_chat", "table_votes", ["chat"])
    op.create_table(
        "table_seats",
        _event("table_seats"),
        sa.Column("chat", sa.String(128), nullable=False),
        _table("table_seats"),
        sa.PrimaryKeyConstraint("event_id", "chat", name="pk_table_seats"),
    )
    op.create_index("ix_table_seats_chat", "table_seats", ["chat"])


def _reminders() -> None:
    op.create_table(
        "reminder_wishes",
        sa.Column("chat", sa.String(128), nullable=False),
        sa.Column("document_id", sa.String(64), nullable=False),
        sa.Column("day", sa.Date, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("chat", "document_id", "day", name="pk_reminder_wishes"),
    )
    op.create_table(
        "reminder_stops",
        sa.Column("chat", sa.String(128), nullable=False),
        sa.Column("subject", sa.String(64), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("chat", "subject", name="pk_reminder_stops"),
    )
    op.create_table(
        "radar",
        sa.Column("document_id", sa.String(64), nullable=False),
        sa.Column("day", sa.Date, nullable=False),
        sa.Column("stage", sa.Integer, nullable=False, autoincrement=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("decision", sa.String(16)),
        sa.Column("decided_by", sa.String(128)),
        sa.PrimaryKeyConstraint("document_id", "day", "stage", name="pk_radar"),
    )


def _event(table: str) -> sa.Column[int]:
    key = sa.ForeignKey("events.id", name=f"fk_{table}_event_id", ondelete="CASCADE")
    return sa.Column("event_id", sa.Integer, key, nullable=False)


def _table(table: str) -> sa.Column[int]:
    key = sa.ForeignKey("topic_tables.id", name=f"fk_{table}_table_id", ondelete="CASCADE")
    return sa.Column("table_id", sa.Integer, key, nullable=False)
