"""Schema 0006: what staff add, correct and remove."""

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """Make the tables of this version."""
