"""Schema 0002: members, and the dialogues that wait for a chat's next text."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Make the tables of this version."""
    op.create_table(
        "members",
        sa.Column("chat", sa.String(128), nullable=False),
        sa.Column("role", sa.String(16), nullable=False),
        sa.Column("ags", sa.String(8)),
        sa.Column("name", sa.Text),
        sa.Column("joined_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("consent_version", sa.Integer, nullable=False),
        sa.Column("consent_at", sa.DateTime(timezone=True)),
        sa.Column("blocked_at", sa.DateTime(timezone=True)),
        sa.PrimaryKeyConstraint("chat", name="pk_members"),
    )
    op.create_table(
        "dialogues",
        sa.Column("chat", sa.String(128), nullable=False),
        sa.Column("step", sa.String(64), nullable=False),
        sa.Column("data", sa.JSON, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("chat", name="pk_dialogues"),
    )
