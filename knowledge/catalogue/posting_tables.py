"""The tables of the index's terms: made from the chunks, kept only where a reader asked for it."""

from sqlalchemy import Column, ForeignKey, Integer, LargeBinary, String, Table, Text

from knowledge.catalogue.tables import metadata

index_state = Table(
    "index_state",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("analysis", String(16), nullable=False),
    Column("next_place", Integer, nullable=False),
)
"""One row (id 1) where terms are kept: by which analysis they were made, and the first free place of a chunk."""

index_texts = Table(
    "index_texts",
    metadata,
    Column("document_id", String(64), ForeignKey("documents.id", ondelete="CASCADE"), primary_key=True),
    Column("block", Integer, nullable=False),
    Column("first", Integer, nullable=False),
    Column("size", Integer, nullable=False),
    Column("lengths", LargeBinary, nullable=False),
)
"""Whose terms are kept: its chunks in reading order have the places from `first` on, never given twice."""

index_postings = Table(
    "index_postings",
    metadata,
    Column("term", Text, primary_key=True),
    Column("block", Integer, primary_key=True, autoincrement=False),
    Column("entries", LargeBinary, nullable=False),
)
"""In which places a term stands and how often, by blocks of documents so that a change rewrites little."""

DERIVED = (index_texts, index_postings, index_state)
"""What can be made anew from the other tables: no part of a backup or a move."""
