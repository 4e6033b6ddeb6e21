"""Check: what staff should look at, and damage between the stores."""

import datetime as dt
import shutil
from pathlib import Path

import pytest
from archive import FLOOD, GRANT, Archive

from ingest import texts
from ingest.check import Finding, findings_of

TODAY = dt.date(2026, 3, 2)


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    found = Archive(tmp_path)
    found.add(found.file("dorfladen.txt", GRANT))
    return found


def found(archive: Archive, day: dt.date = TODAY) -> list[Finding]:
    return findings_of(archive.ingestion, day)


def test_nothing_is_found_where_all_is_well(archive: Archive) -> None:
    assert found(archive) == []


def test_a_document_without_a_date_is_named(archive: Archive) -> None:
    archive.add(archive.file("notiz.txt", "Das Bürgerbüro testet eine Terminsoftware für alle Ämter."))
    assert found(archive) == [Finding("notiz.txt", texts.NO_DATE_SHORT)]


def test_an_expired_document_is_named_from_the_day_after_its_last(archive: Archive) -> None:
    last = archive.catalogue.documents()[0].valid_until
    assert last == dt.date(2026, 9, 30)
    assert found(archive, last) == []
    late = found(archive, last + dt.timedelta(days=1))
    assert late == [Finding("dorfladen.txt", texts.CHECK_EXPIRED.format(day="30.09.2026"))]


def test_a_replaced_document_is_named_with_its_successor_whatever_its_dates(archive: Archive) -> None:
    old = archive.catalogue.documents()[0]
    new = archive.add(archive.file("hochwasser.txt", FLOOD), replaces=old.id)[0]
    assert found(archive, dt.date(2030, 1, 1)) == [
        Finding("dorfladen.txt", texts.CHECK_SUPERSEDED.format(title=new.title))
    ]


def test_a_lost_file_is_damage(archive: Archive) -> None:
    shutil.rmtree(archive.folder / "originals")
    assert found(archive) == [Finding("dorfladen.txt", texts.CHECK_NO_FILE, damage=True)]


def test_missing_vectors_are_damage_and_counted(archive: Archive) -> None:
    chunks = [chunk.id for chunk in archive.catalogue.chunks()]
    archive.vectors.delete(chunks[:2])
    assert found(archive) == [Finding("", texts.CHECK_VECTORS.format(count=2), damage=True)]


def test_vectors_of_documents_that_are_gone_are_damage(archive: Archive) -> None:
    chunks = archive.catalogue.chunks()
    archive.catalogue.remove(archive.catalogue.documents()[0].id)
    archive.catalogue.settle_vectors([chunk.id for chunk in chunks])
    assert found(archive) == [Finding("", texts.CHECK_VECTORS.format(count=len(chunks)), damage=True)]


def test_each_passage_that_waits_for_its_vector_counts_once(archive: Archive) -> None:
    chunks = archive.catalogue.chunks()
    archive.vectors.clear()
    archive.catalogue.mark_all_vectors_stale()
    assert found(archive) == [Finding("", texts.CHECK_VECTORS.format(count=len(chunks)), damage=True)]


def test_the_repair_that_is_named_repairs(archive: Archive) -> None:
    archive.vectors.clear()
    list(archive.ingestion.rebuild())
    assert found(archive) == []
