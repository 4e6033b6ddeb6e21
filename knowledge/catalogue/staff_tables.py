"""The tables of what staff add, correct and remove, beside those of the catalogue itself."""

from sqlalchemy import JSON, Column, DateTime, ForeignKey, LargeBinary, String, Table, Text

from knowledge.catalogue.tables import metadata

accessions = Table(
    "accessions",
    metadata,
    Column("document_id", String(64), primary_key=True),
    Column("added_by", String(128), nullable=False),
    Column("added_at", DateTime(timezone=True), nullable=False),
)
"""Without foreign keys, like addresses and corrections: they outlive a stay in the bin."""

addresses = Table(
    "addresses",
    metadata,
    Column("document_id", String(64), primary_key=True),
    Column("address", Text, primary_key=True),
)

corrections = Table(
    "corrections",
    metadata,
    Column("document_id", String(64), primary_key=True),
    Column("field", String(32), primary_key=True),
    Column("digest", String(64), nullable=False),
    Column("value", Text, nullable=False),
)

sketches = Table(
    "sketches",
    metadata,
    Column("document_id", String(64), ForeignKey("documents.id", ondelete="CASCADE"), primary_key=True),
    Column("sketch", LargeBinary, nullable=False),
)

bin_ = Table(
    "bin",
    metadata,
    Column("document_id", String(64), primary_key=True),
    Column("content", JSON, nullable=False),
    Column("binned_by", String(128), nullable=False),
    Column("binned_at", DateTime(timezone=True), nullable=False),
)
"""`content` holds a whole document (see knowledge/catalogue/bin.py)."""
