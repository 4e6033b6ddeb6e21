"""Schema 0008: who wrote a working group's contact down and when, so that it can end."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    """Contacts of groups that are over go; the year of the others begins now."""
    op.add_column("working_groups", sa.Column("contact_by", sa.String(128)))
    op.add_column("working_groups", sa.Column("contact_at", sa.DateTime(timezone=True)))
    op.execute("UPDATE working_groups SET contact = NULL WHERE state = 'declined'")
    op.execute("UPDATE working_groups SET contact_at = CURRENT_TIMESTAMP WHERE contact IS NOT NULL")
