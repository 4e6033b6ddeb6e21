"""Small documents, chunks and facts for tests that need some, with fields that can be overwritten."""

import datetime as dt
import hashlib

from knowledge.model import Chunk, ChunkKind, Document, DocumentKind, Fact, FactKind, Municipality

GRANT = """Richtlinie Dorfladen

Bezirksregierung Münster

Stand: 1. März 2026

1. Die Gemeinde erhält für einen Dorfladen einen Zuschuss von 12.500 Euro.

2. Anträge nimmt die Bezirksregierung bis zum 30. September 2027 entgegen.
"""
QUESTION = "Wie hoch ist der Zuschuss für einen Dorfladen?"
"""What the text above answers."""


def document(document_id: str = "d1", **fields: object) -> Document:
    values: dict[str, object] = {
        "name": f"{document_id}.pdf",
        "title": f"Richtlinie {document_id}",
        "kind": DocumentKind.FUNDING,
        "digest": f"digest of {document_id}",
        "origin": f"/dokumente/{document_id}.pdf",
        "publisher": "Bezirksregierung",
        "date": dt.date(2026, 3, 31),
        "pages": 3,
        "url": "https://example.org/a",
        "valid_from": dt.date(2026, 1, 1),
        "valid_until": dt.date(2026, 12, 31),
    }
    return Document(id=document_id, **{**values, **fields})  # type: ignore[arg-type]  # fields are named by the test


def chunk(chunk_id: str = "d1:a", text: str = "Die Förderung beträgt 6 500 Euro.", **fields: object) -> Chunk:
    values: dict[str, object] = {
        "document_id": chunk_id.split(":", maxsplit=1)[0],
        "ordinal": 0,
        "kind": ChunkKind.TABLE_ROW,
        "section": 1,
        "page": 2,
        "heading": ("5 Höhe", "5.4 Beträge"),
        "lead": "Vorhaben Betrag",
        "shown": "Ladepunkt: Betrag 6 500 Euro",
    } | fields
    digest = hashlib.sha256(repr((chunk_id, text, sorted(values.items()))).encode()).hexdigest()
    return Chunk(id=chunk_id, text=text, **{"digest": digest, **values})  # type: ignore[arg-type]  # as above


def fact(document_id: str = "d1", **fields: object) -> Fact:
    values: dict[str, object] = {
        "kind": FactKind.DEADLINE,
        "value": "2026-03-31",
        "wording": "bis zum 31. März 2026",
        "page": 2,
    }
    return Fact(document_id=document_id, **{**values, **fields})  # type: ignore[arg-type]  # as above


SAERBECK = Municipality(
    "05566084", "Saerbeck", "Gemeinde", "Kreis Steinfurt", "Münster", 7108, "31.12.2023", 52.17, 7.63
)
