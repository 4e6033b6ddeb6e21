"""From a chunk to what an embedding model reads of it: decides which vectors must follow an edit."""

from knowledge.model import Chunk

HEADINGS = 2
"""The two innermost headings name the matter; outer ones repeat the document's title in every chunk."""


def embedded_text(chunk: Chunk) -> str:
    """The innermost headings, the lead and the text, one below the other, without empty lines."""
    parts = (*chunk.heading[-HEADINGS:], chunk.lead, chunk.text)
    return "\n".join(part for part in parts if part)
