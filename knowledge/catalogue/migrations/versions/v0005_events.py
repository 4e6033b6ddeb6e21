"""Schema 0005: events and registrations."""

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Make the tables of this version."""
