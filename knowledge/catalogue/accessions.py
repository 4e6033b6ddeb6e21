"""What staff did to documents, in the catalogue's database."""

import datetime as dt
import struct
from collections.abc import Mapping, Sequence

from sqlalchemy import Engine, delete, insert, select, update

from knowledge.accessions import Accession, Binned
from knowledge.catalogue import bin as binning
from knowledge.catalogue.engine import Queue, reading, writing
from knowledge.catalogue.rows import utc
from knowledge.catalogue.staff_tables import accessions, addresses, bin_, corrections, sketches
from knowledge.catalogue.writing import require
from knowledge.model import Document


class SqlAccessions:
    """The port Accessions (see there for its promises) on the tables of knowledge/catalogue/staff_tables.py."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._sketches: dict[str, tuple[bytes, tuple[int, ...]]] = {}

    def note(self, document_id: str, accession: Accession) -> None:
        """Keep who put a document in; nothing happens where that is known."""
        mine = accessions.c.document_id == document_id
        with writing(self._engine) as connection:
            if connection.scalar(select(accessions.c.document_id).where(mine)) is None:
                at = accession.added_at.astimezone(dt.UTC)
                values = {"document_id": document_id, "added_by": accession.added_by, "added_at": at}
                connection.execute(insert(accessions), values)

    def accession(self, document_id: str) -> Accession | None:
        """Who put it in, None where that was not noted."""
        query = select(accessions).where(accessions.c.document_id == document_id)
        with reading(self._engine) as connection:
            row = connection.execute(query).first()
        return Accession(row.added_by, utc(row.added_at)) if row else None

    def correct(self, document: Document, corrections: Mapping[str, str]) -> None:
        """Keep what staff say of these bytes; a later word on a field takes the place of an earlier one."""
        _correct(self._engine, document, corrections)

    def corrections(self, document_id: str, digest: str) -> dict[str, str]:
        """Field → value, for these bytes."""
        mine = (corrections.c.document_id == document_id, corrections.c.digest == digest)
        query = select(corrections.c.field, corrections.c.value).where(*mine).order_by(corrections.c.field)
        with reading(self._engine) as connection:
            return {field: value for field, value in connection.execute(query)}  # noqa: C416 - rows are no pairs

    def add_address(self, document_id: str, address: str) -> None:
        """Note where else the same text stands."""
        with writing(self._engine) as connection:
            mine = (addresses.c.document_id == document_id, addresses.c.address == address)
            if connection.scalar(select(addresses.c.address).where(*mine)) is None:
                connection.execute(insert(addresses), {"document_id": document_id, "address": address})

    def addresses(self, document_id: str) -> list[str]:
        """Where else the same text stands."""
        query = select(addresses.c.address).where(addresses.c.document_id == document_id)
        with reading(self._engine) as connection:
            return sorted(connection.scalars(query))

    def put_sketch(self, document_id: str, sketch: Sequence[int]) -> None:
        """Keep the signature of a text. Errors: NotFound."""
        values = {"document_id": document_id, "sketch": struct.pack(f">{len(sketch)}Q", *sketch)}
        with writing(self._engine, Queue.CATALOGUE) as connection:
            require(connection, document_id)
            connection.execute(delete(sketches).where(sketches.c.document_id == document_id))
            connection.execute(insert(sketches), values)

    def sketches(self) -> dict[str, tuple[int, ...]]:
        """All signatures by document."""
        with reading(self._engine) as connection:
            found = connection.execute(select(sketches.c.document_id, sketches.c.sketch)).all()
        known = self._sketches
        self._sketches = {
            document_id: before
            if (before := known.get(document_id)) and before[0] == packed
            else (packed, _sketch(packed))
            for document_id, packed in found
        }
        return {document_id: sketch for document_id, (_, sketch) in self._sketches.items()}

    def to_bin(self, document_id: str, by: str, at: dt.datetime) -> Document:
        """Out of the catalogue, into the bin. Errors: NotFound."""
        return binning.to_bin(self._engine, document_id, by, at)

    def restore(self, document_id: str) -> Document:
        """Back into the catalogue. Errors: NotFound."""
        return binning.restore(self._engine, document_id)

    def drop(self, document_id: str) -> None:
        """Forget what is in the bin; nothing happens where it is not there."""
        with writing(self._engine) as connection:
            connection.execute(delete(bin_).where(bin_.c.document_id == document_id))

    def binned(self) -> list[Binned]:
        """What lies in the bin, last removed first."""
        return binning.binned(self._engine)

    def empty_bin(self, before: dt.datetime) -> list[Document]:
        """Forget for good what was removed before that moment; returns it."""
        return binning.empty_bin(self._engine, before)

    def forget(self, chat: str) -> None:
        """Of what this chat put in or removed, keep that somebody did."""
        with writing(self._engine) as connection:
            connection.execute(update(accessions).where(accessions.c.added_by == chat).values(added_by=""))
            connection.execute(update(bin_).where(bin_.c.binned_by == chat).values(binned_by=""))


def _sketch(packed: bytes) -> tuple[int, ...]:
    return struct.unpack(f">{len(packed) // 8}Q", packed)


def _correct(engine: Engine, document: Document, said: Mapping[str, str]) -> None:
    with writing(engine) as connection:
        for field, value in said.items():
            mine = (corrections.c.document_id == document.id, corrections.c.field == field)
            connection.execute(delete(corrections).where(*mine))
            values = {"document_id": document.id, "field": field, "digest": document.digest, "value": value}
            connection.execute(insert(corrections), values)
