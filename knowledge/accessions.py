"""Beside the catalogue: who put documents in, what staff corrected, where else a text stands, and the bin."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from knowledge.model import Document

BIN_DAYS = 30
"""How long a removed document can be restored."""


@dataclass(frozen=True, slots=True)
class Accession:
    """Who put a document in, and when; `added_by` is a chat key, "lotse" for the command line."""

    added_by: str
    added_at: dt.datetime


@dataclass(frozen=True, slots=True)
class Binned:
    """A removed document as it was."""

    document: Document
    binned_by: str
    binned_at: dt.datetime


class Accessions(Protocol):
    """What is known of documents beside their text; all of it outlives a new reading of the files.

    `note` keeps the first entry of a document. Corrections belong to a digest: for other bytes they
    count no more. `to_bin` takes a document with chunks and facts out of the catalogue in one
    transaction (what it replaced counts as valid again), `restore` undoes all of that, `drop` forgets
    what is in the bin (nothing happens where it is not there). `sketches`
    are signatures of texts by document (see ingest.likeness). `forget` removes a chat from all entries.
    Errors: CatalogueError; NotFound where an id is named that does not exist.
    """

    def note(self, document_id: str, accession: Accession) -> None: ...
    def accession(self, document_id: str) -> Accession | None: ...
    def correct(self, document: Document, corrections: Mapping[str, str]) -> None: ...
    def corrections(self, document_id: str, digest: str) -> dict[str, str]: ...
    def add_address(self, document_id: str, address: str) -> None: ...
    def addresses(self, document_id: str) -> list[str]: ...
    def put_sketch(self, document_id: str, sketch: Sequence[int]) -> None: ...
    def sketches(self) -> dict[str, tuple[int, ...]]: ...
    def to_bin(self, document_id: str, by: str, at: dt.datetime) -> Document: ...
    def restore(self, document_id: str) -> Document: ...
    def drop(self, document_id: str) -> None: ...
    def binned(self) -> list[Binned]: ...
    def empty_bin(self, before: dt.datetime) -> list[Document]: ...
    def forget(self, chat: str) -> None: ...
