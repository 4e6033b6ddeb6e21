"""The tables of the catalogue, as the statements use them; the migrations build the same ones."""

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    Date,
    DateTime,
    Float,
    ForeignKey,
    Integer,
    MetaData,
    String,
    Table,
    Text,
)

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
    }
)

state = Table(
    "state",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("generation", Integer, nullable=False),
    Column("embedder", Text, nullable=False),
)
"""One row (id 1): the number of committed changes, and which embedder made the vectors."""

documents = Table(
    "documents",
    metadata,
    Column("id", String(64), primary_key=True),
    Column("name", Text, nullable=False),
    Column("title", Text, nullable=False),
    Column("kind", String(32), nullable=False),
    Column("digest", String(64), nullable=False, index=True),
    Column("origin", Text, nullable=False),
    Column("publisher", Text),
    Column("date", Date),
    Column("pages", Integer),
    Column("url", Text),
    Column("valid_from", Date),
    Column("valid_until", Date),
    Column("superseded_by", String(64), ForeignKey("documents.id", ondelete="SET NULL")),
    Column("month_only", Boolean, nullable=False),
)

chunks = Table(
    "chunks",
    metadata,
    Column("id", String(96), primary_key=True),
    Column("document_id", String(64), ForeignKey("documents.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("ordinal", Integer, nullable=False),
    Column("text", Text, nullable=False),
    Column("kind", String(32), nullable=False),
    Column("section", Integer, nullable=False),
    Column("digest", String(64), nullable=False),
    Column("page", Integer),
    Column("heading", JSON, nullable=False),
    Column("lead", Text, nullable=False),
    Column("shown", Text, nullable=False),
)

facts = Table(
    "facts",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("document_id", String(64), ForeignKey("documents.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("kind", String(32), nullable=False, index=True),
    Column("value", Text, nullable=False),
    Column("wording", Text, nullable=False),
    Column("page", Integer),
)

stale_vectors = Table("stale_vectors", metadata, Column("chunk_id", String(96), primary_key=True))
"""Chunks whose vector has to follow or to go; ids outlive their chunks, hence no foreign key."""

municipalities = Table(
    "municipalities",
    metadata,
    Column("ags", String(8), primary_key=True),
    Column("name", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("county", Text, nullable=False),
    Column("district", Text, nullable=False),
    Column("population", Integer, nullable=False),
    Column("population_as_of", Text, nullable=False),
    Column("latitude", Float, nullable=False),
    Column("longitude", Float, nullable=False),
)

turns = Table(
    "turns",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("chat", String(128), nullable=False, index=True),
    Column("role", String(16), nullable=False),
    Column("text", Text, nullable=False),
    Column("at", DateTime(timezone=True), nullable=False),
)

feedback = Table(
    "feedback",
    metadata,
    Column("chat", String(128), primary_key=True),
    Column("answer_id", String(64), primary_key=True),
    Column("verdict", Integer, nullable=False),
    Column("at", DateTime(timezone=True), nullable=False),
)
