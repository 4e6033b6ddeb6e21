"""Makes sample documents (PDF, DOCX, HTML) from plain text, the same bytes every time."""
