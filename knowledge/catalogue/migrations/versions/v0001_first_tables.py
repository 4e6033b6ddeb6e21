"""Schema 0001: documents, chunks, facts, municipalities, conversations, and the row with the generation."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make all tables of the first version."""
    _state()
    _documents()
    _chunks()
    _facts()
    _municipalities()
    _conversations()


def _state() -> None:
    state = op.create_table(
        "state",
        sa.Column("id", sa.Integer, autoincrement=False, nullable=False),
        sa.Column("generation", sa.Integer, nullable=False),
        sa.Column("embedder", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_state"),
    )
    op.bulk_insert(state, [{"id": 1, "generation": 0, "embedder": ""}])
    op.create_table(
        "stale_vectors",
        sa.Column("chunk_id", sa.String(96), nullable=False),
        sa.PrimaryKeyConstraint("chunk_id", name="pk_stale_vectors"),
    )


def _documents() -> None:
    op.create_table(
        "documents",
        sa.Column("id", sa.String(64), nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("title", sa.Text, nullable=False),
        sa.Column("kind", sa.String(32), nullable=False),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("origin", sa.Text, nullable=False),
        sa.Column("publisher", sa.Text),
        sa.Column("date", sa.Date),
        sa.Column("pages", sa.Integer),
        sa.Column("url", sa.Text),
        sa.Column("valid_from", sa.Date),
        sa.Column("valid_until", sa.Date),
        sa.Column("superseded_by", sa.String(64)),
        sa.PrimaryKeyConstraint("id", name="pk_documents"),
        sa.ForeignKeyConstraint(
            ["superseded_by"], ["documents.id"], name="fk_documents_superseded_by", ondelete="SET NULL"
        ),
    )
    op.create_index("ix_documents_digest", "documents", ["digest"])


def _chunks() -> None:
    op.create_table(
        "chunks",
        sa.Column("id", sa.String(96), nullable=False),
        sa.Column("document_id", sa.String(64), nullable=False),
        sa.Column("ordinal", sa.Integer, nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("kind", sa.String(32), nullable=False),
        sa.Column("section", sa.Integer, nullable=False),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("page", sa.Integer),
        sa.Column("heading", sa.JSON, nullable=False),
        sa.Column("lead", sa.Text, nullable=False),
        sa.Column("shown", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_chunks"),
        _belongs_to_document("chunks"),
    )
    op.create_index("ix_chunks_document_id", "chunks", ["document_id"])


def _facts() -> None:
    op.create_table(
        "facts",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("document_id", sa.String(64), nullable=False),
        sa.Column("kind", sa.String(32), nullable=False),
        sa.Column("value", sa.Text, nullable=False),
        sa.Column("wording", sa.Text, nullable=False),
        sa.Column("page", sa.Integer),
        sa.PrimaryKeyConstraint("id", name="pk_facts"),
        _belongs_to_document("facts"),
    )
    op.create_index("ix_facts_document_id", "facts", ["document_id"])
    op.create_index("ix_facts_kind", "facts", ["kind"])


def _belongs_to_document(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["document_id"], ["documents.id"], name=f"fk_{table}_document_id", ondelete="CASCADE"
    )


def _municipalities() -> None:
    op.create_table(
        "municipalities",
        sa.Column("ags", sa.String(8), nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("county", sa.Text, nullable=False),
        sa.Column("district", sa.Text, nullable=False),
        sa.Column("population", sa.Integer, nullable=False),
        sa.Column("population_as_of", sa.Text, nullable=False),
        sa.Column("latitude", sa.Float, nullable=False),
        sa.Column("longitude", sa.Float, nullable=False),
        sa.PrimaryKeyConstraint("ags", name="pk_municipalities"),
    )


def _conversations() -> None:
    op.create_table(
        "turns",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("chat", sa.String(128), nullable=False),
        sa.Column("role", sa.String(16), nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_turns"),
    )
    op.create_index("ix_turns_chat", "turns", ["chat"])
    op.create_table(
        "feedback",
        sa.Column("chat", sa.String(128), nullable=False),
        sa.Column("answer_id", sa.String(64), nullable=False),
        sa.Column("verdict", sa.Integer, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("chat", "answer_id", name="pk_feedback"),
    )
