"""Schema 0003: needs, offers, introductions and working groups."""

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Make the tables of this version."""
