"""Schema 0009: the terms of the chunks' texts, for readers that do not hold the index in memory."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    """Make the tables; they stay empty until a reader asks for terms to be kept."""
    op.create_table(
        "index_state",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("analysis", sa.String(16), nullable=False),
        sa.Column("next_place", sa.Integer, nullable=False),
    )
    op.create_table(
        "index_texts",
        sa.Column("document_id", sa.String(64), sa.ForeignKey("documents.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("block", sa.Integer, nullable=False),
        sa.Column("first", sa.Integer, nullable=False),
        sa.Column("size", sa.Integer, nullable=False),
        sa.Column("lengths", sa.LargeBinary, nullable=False),
    )
    op.create_table(
        "index_postings",
        sa.Column("term", sa.Text, primary_key=True),
        sa.Column("block", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("entries", sa.LargeBinary, nullable=False),
    )
    if op.get_bind().dialect.name == "postgresql":
        # Entries grow at their end: packed, each addition would unpack and pack all of them.
        op.execute("ALTER TABLE index_postings ALTER COLUMN entries SET STORAGE EXTERNAL")
