"""Schema 0006: what staff add, correct and remove, and the questions that found no answer."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """Make the tables of this version."""
    op.add_column("documents", sa.Column("month_only", sa.Boolean, nullable=False, server_default=sa.false()))
    op.create_table(
        "accessions",
        sa.Column("document_id", sa.String(64), nullable=False),
        sa.Column("added_by", sa.String(128), nullable=False),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("document_id", name="pk_accessions"),
    )
    op.create_table(
        "addresses",
        sa.Column("document_id", sa.String(64), nullable=False),
        sa.Column("address", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("document_id", "address", name="pk_addresses"),
    )
    op.create_table(
        "corrections",
        sa.Column("document_id", sa.String(64), nullable=False),
        sa.Column("field", sa.String(32), nullable=False),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("value", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("document_id", "field", name="pk_corrections"),
    )
    op.create_table(
        "sketches",
        sa.Column("document_id", sa.String(64), nullable=False),
        sa.Column("sketch", sa.LargeBinary, nullable=False),
        sa.ForeignKeyConstraint(
            ["document_id"], ["documents.id"], name="fk_sketches_document_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("document_id", name="pk_sketches"),
    )  # fmt: skip
    op.create_table(
        "bin",
        sa.Column("document_id", sa.String(64), nullable=False),
        sa.Column("content", sa.JSON, nullable=False),
        sa.Column("binned_by", sa.String(128), nullable=False),
        sa.Column("binned_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("document_id", name="pk_bin"),
    )
    _bot_side()


def _bot_side() -> None:
    op.create_table(
        "drafts",
        sa.Column("id", sa.String(16), nullable=False),
        sa.Column("chat", sa.String(128), nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("corrections", sa.JSON, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_drafts"),
    )
    op.create_index("ix_drafts_chat", "drafts", ["chat"])
    op.create_table(
        "gaps",
        sa.Column("id", sa.String(16), nullable=False),
        sa.Column("question", sa.Text, nullable=False),
        sa.Column("person", sa.String(32), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_gaps"),
    )
    op.create_index("ix_gaps_person", "gaps", ["person"])
    op.create_table(
        "gap_wishes",
        sa.Column("gap_id", sa.String(16), nullable=False),
        sa.Column("chat", sa.String(128), nullable=False),
        sa.PrimaryKeyConstraint("gap_id", "chat", name="pk_gap_wishes"),
    )
    op.create_table(
        "gap_key",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("key", sa.String(64), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_gap_key"),
    )
