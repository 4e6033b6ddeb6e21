"""What every store of Accessions promises, over SQLite and PostgreSQL."""

import datetime as dt

import pytest
from making import chunk, document, fact

from knowledge.accessions import Accession, Accessions, Binned
from knowledge.catalogue import open_accessions, open_catalogue
from knowledge.catalogue.sql import SqlCatalogue
from knowledge.errors import NotFound

NOON = dt.datetime(2026, 11, 26, 12, tzinfo=dt.UTC)
DAY = dt.timedelta(days=1)


@pytest.fixture
def catalogue(database: str) -> SqlCatalogue:
    return open_catalogue(database)


@pytest.fixture
def store(catalogue: SqlCatalogue) -> Accessions:
    return open_accessions(catalogue)


def test_who_put_a_document_in_first_stays_known(store: Accessions) -> None:
    store.note("d1", Accession("telegram:1", NOON))
    store.note("d1", Accession("lotse", NOON + DAY))
    assert store.accession("d1") == Accession("telegram:1", NOON)
    assert store.accession("d2") is None


def test_a_correction_counts_for_the_bytes_it_was_made_for(store: Accessions) -> None:
    store.correct(document(), {"title": "Alt", "date": "2026-03"})
    store.correct(document(), {"title": "Neu"})
    assert store.corrections("d1", document().digest) == {"date": "2026-03", "title": "Neu"}
    assert store.corrections("d1", "other bytes") == {}


def test_an_address_is_kept_once(store: Accessions) -> None:
    for address in ("https://b.example/x", "https://a.example/x", "https://b.example/x"):
        store.add_address("d1", address)
    assert store.addresses("d1") == ["https://a.example/x", "https://b.example/x"]


def test_sketches_go_with_their_document(catalogue: SqlCatalogue, store: Accessions) -> None:
    catalogue.put(document(), [chunk()], [])
    store.put_sketch("d1", (7, 2**64 - 1))
    assert store.sketches() == {"d1": (7, 2**64 - 1)}
    catalogue.remove("d1")
    assert store.sketches() == {}
    with pytest.raises(NotFound):
        store.put_sketch("d1", (7,))


def test_a_binned_document_is_in_no_list_and_comes_back_whole(catalogue: SqlCatalogue, store: Accessions) -> None:
    month = document(month_only=True, valid_until=None)
    catalogue.put(month, [chunk(), chunk("d1:b", ordinal=1)], [fact()])
    catalogue.settle_vectors(catalogue.stale_vectors())
    generation = catalogue.generation()
    assert store.to_bin("d1", "telegram:1", NOON) == month
    assert (catalogue.documents(), catalogue.chunks(), catalogue.facts()) == ([], [], [])
    assert catalogue.stale_vectors() == ["d1:a", "d1:b"]
    assert store.binned() == [Binned(month, "telegram:1", NOON)]
    assert store.restore("d1") == month
    assert catalogue.documents() == [month]
    assert catalogue.chunks() == [chunk(), chunk("d1:b", ordinal=1)]
    assert catalogue.facts() == [fact()]
    assert store.binned() == []
    assert catalogue.generation() == generation + 2


def test_what_a_binned_document_replaced_counts_until_it_is_restored(
    catalogue: SqlCatalogue, store: Accessions
) -> None:
    catalogue.put(document("old"), [], [])
    catalogue.put(document("new"), [], [])
    catalogue.supersede("old", "new")
    store.to_bin("new", "lotse", NOON)
    assert catalogue.document("old").superseded_by is None
    store.restore("new")
    assert catalogue.document("old").superseded_by == "new"


def test_a_successor_that_is_gone_is_forgotten_at_restoring(catalogue: SqlCatalogue, store: Accessions) -> None:
    catalogue.put(document("new"), [], [])
    catalogue.put(document("old", superseded_by="new"), [], [])
    store.to_bin("old", "lotse", NOON)
    catalogue.remove("new")
    assert store.restore("old").superseded_by is None


def test_the_bin_is_emptied_by_age_and_with_it_what_is_known_of_the_document(
    catalogue: SqlCatalogue, store: Accessions
) -> None:
    for name in ("d1", "d2"):
        catalogue.put(document(name), [], [])
        store.correct(document(name), {"title": "Neu"})
    store.to_bin("d1", "lotse", NOON - 31 * DAY)
    store.to_bin("d2", "lotse", NOON)
    assert [gone.id for gone in store.empty_bin(NOON - 30 * DAY)] == ["d1"]
    assert [found.document.id for found in store.binned()] == ["d2"]
    assert store.corrections("d1", document("d1").digest) == {}
    assert store.corrections("d2", document("d2").digest) == {"title": "Neu"}


def test_what_is_not_there_is_neither_binned_nor_restored(store: Accessions) -> None:
    with pytest.raises(NotFound):
        store.to_bin("nix", "lotse", NOON)
    with pytest.raises(NotFound):
        store.restore("nix")


def test_a_chat_is_forgotten_the_entries_stay(catalogue: SqlCatalogue, store: Accessions) -> None:
    catalogue.put(document(), [], [])
    store.note("d1", Accession("telegram:1", NOON))
    store.to_bin("d1", "telegram:1", NOON)
    store.forget("telegram:1")
    assert store.accession("d1") == Accession("", NOON)
    assert store.binned()[0].binned_by == ""
