"""Schema 0003: needs, offers and reported topics, working groups, introductions, and counts of what was suggested."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

_MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Make the tables of this version."""
    _board()
    _groups()
    _introductions()


def _board() -> None:
    op.create_table(
        "entries",
        sa.Column("id", sa.String(16), nullable=False),
        sa.Column("chat", sa.String(128), nullable=False, index=True),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("topic", sa.String(64), nullable=False, index=True),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("stage", sa.String(16)),
        sa.Column("made_at", _MOMENT, nullable=False),
        sa.Column("changed_at", _MOMENT, nullable=False),
        sa.Column("expires_at", _MOMENT, nullable=False),
        sa.Column("removed_at", _MOMENT),
        sa.PrimaryKeyConstraint("id", name="pk_entries"),
        sa.UniqueConstraint("chat", "kind", "topic", name="uq_entries_chat"),
    )
    op.create_table(
        "exposure",
        sa.Column("day", sa.Date, nullable=False),
        sa.Column("what", sa.String(16), nullable=False),
        sa.Column("subject", sa.String(160), nullable=False),
        sa.Column("times", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("day", "what", "subject", name="pk_exposure"),
    )


def _groups() -> None:
    op.create_table(
        "working_groups",
        sa.Column("id", sa.String(16), nullable=False),
        sa.Column("topic", sa.String(64), nullable=False, index=True),
        sa.Column("title", sa.Text, nullable=False),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("towns", sa.Integer, nullable=False),
        sa.Column("made_at", _MOMENT, nullable=False),
        sa.Column("contact", sa.Text),
        sa.Column("meets_at", _MOMENT),
        sa.PrimaryKeyConstraint("id", name="pk_working_groups"),
    )
    op.create_table(
        "group_members",
        sa.Column("group_id", sa.String(16), nullable=False),
        sa.Column("chat", sa.String(128), nullable=False, index=True),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("at", _MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("group_id", "chat", name="pk_group_members"),
        sa.ForeignKeyConstraint(
            ["group_id"], ["working_groups.id"], name="fk_group_members_group_id", ondelete="CASCADE"
        ),
    )


def _introductions() -> None:
    op.create_table(
        "introductions",
        sa.Column("id", sa.String(16), nullable=False),
        sa.Column("asker", sa.String(128), nullable=False, index=True),
        sa.Column("asked", sa.String(128), nullable=False, index=True),
        sa.Column("about", sa.Text, nullable=False),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("asker_contact", sa.Text),
        sa.Column("asked_contact", sa.Text),
        sa.Column("made_at", _MOMENT, nullable=False),
        sa.Column("expires_at", _MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_introductions"),
    )
    op.create_table(
        "blocks",
        sa.Column("chat", sa.String(128), nullable=False),
        sa.Column("other", sa.String(128), nullable=False, index=True),
        sa.Column("at", _MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("chat", "other", name="pk_blocks"),
    )
