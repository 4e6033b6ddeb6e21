"""What every Catalogue promises, over the fake, SQLite and PostgreSQL."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from fakes import MemoryCatalogue
from making import SAERBECK, chunk, document, fact
from postgres import sqlite_url

from knowledge.catalogue import open_catalogue
from knowledge.errors import CatalogueError, NotFound
from knowledge.model import FactKind
from knowledge.ports import Catalogue, ChunkDelta


@pytest.fixture(params=["memory", "sqlite", "postgresql"])
def catalogue(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Catalogue]:
    match request.param:
        case "memory":
            found: Catalogue = MemoryCatalogue()
        case "sqlite":
            found = open_catalogue(sqlite_url(tmp_path))
        case _:
            found = open_catalogue(request.getfixturevalue("postgresql"))
    yield found
    found.close()


def test_what_is_put_comes_back_whole(catalogue: Catalogue) -> None:
    bare = chunk("d1:b", ordinal=1, page=None, heading=(), lead="", shown="")
    catalogue.put(document(), [chunk(), bare], [fact(), fact(kind=FactKind.TOPIC, page=None)])
    assert catalogue.document("d1") == document()
    assert catalogue.documents() == [document()]
    assert catalogue.chunks() == [chunk(), bare]
    assert catalogue.chunk("d1:b") == bare
    assert catalogue.facts() == [fact(), fact(kind=FactKind.TOPIC, page=None)]
    assert catalogue.chunk_counts() == {"d1": 2}


def test_a_document_without_date_or_pages_stays_without(catalogue: Catalogue) -> None:
    unknown = {"publisher", "date", "pages", "url", "valid_from", "valid_until"}
    bare = document(**dict.fromkeys(unknown))
    catalogue.put(bare, [], [])
    assert catalogue.document("d1") == bare
    assert catalogue.chunk_counts() == {}


def test_documents_come_by_file_name_and_chunks_in_reading_order(catalogue: Catalogue) -> None:
    catalogue.put(document("d2", name="a.pdf"), [chunk("d2:y", ordinal=1), chunk("d2:z", ordinal=0)], [])
    catalogue.put(document("d1", name="b.pdf"), [chunk("d1:a")], [])
    assert [d.id for d in catalogue.documents()] == ["d2", "d1"]
    assert [c.id for c in catalogue.chunks("d2")] == ["d2:z", "d2:y"]
    assert [c.id for c in catalogue.chunks()] == ["d1:a", "d2:z", "d2:y"]


def test_facts_can_be_asked_by_document_and_by_kind(catalogue: Catalogue) -> None:
    topic = fact("d2", kind=FactKind.TOPIC, value="breitband")
    catalogue.put(document("d1"), [], [fact("d1")])
    catalogue.put(document("d2"), [], [fact("d2"), topic])
    assert catalogue.facts("d2") == [fact("d2"), topic]
    assert catalogue.facts(kind=FactKind.TOPIC) == [topic]
    assert catalogue.facts("d1", FactKind.TOPIC) == []


def test_an_edit_writes_only_what_differs(catalogue: Catalogue) -> None:
    first = [chunk("d1:a"), chunk("d1:b", ordinal=1), chunk("d1:c", ordinal=2)]
    assert catalogue.put(document(), first, []) == ChunkDelta(added=("d1:a", "d1:b", "d1:c"))
    moved = chunk("d1:b", ordinal=0)
    edited = [moved, first[0], chunk("d1:d", ordinal=3)]
    delta = catalogue.put(document(), edited, [])
    assert delta == ChunkDelta(added=("d1:d",), updated=("d1:b",), removed=("d1:c",), unchanged=1)
    assert catalogue.chunk("d1:b") == moved
    with pytest.raises(NotFound):
        catalogue.chunk("d1:c")


def test_each_change_raises_the_generation_by_one_and_nothing_else_does(catalogue: Catalogue) -> None:
    start = catalogue.generation()
    catalogue.put(document(), [chunk()], [fact()])
    assert catalogue.generation() == start + 1
    catalogue.put(document(), [chunk()], [fact()])
    catalogue.documents()
    catalogue.supersede("d1", None)
    assert catalogue.generation() == start + 1
    catalogue.put(replace(document(), title="Neuer Titel"), [chunk()], [fact()])
    assert catalogue.generation() == start + 2
    catalogue.put(replace(document(), title="Neuer Titel"), [chunk()], [])
    assert catalogue.generation() == start + 3
    catalogue.remove("d1")
    assert catalogue.generation() == start + 4


def test_readers_of_vectors_learn_when_vectors_have_followed(catalogue: Catalogue) -> None:
    catalogue.put(document(), [chunk()], [])
    before = catalogue.generation()
    catalogue.settle_vectors([])
    assert catalogue.generation() == before
    catalogue.settle_vectors(["d1:a"])
    assert catalogue.generation() == before + 1


def test_a_removed_document_leaves_nothing_behind(catalogue: Catalogue) -> None:
    catalogue.put(document("d1"), [chunk("d1:a")], [fact("d1")])
    catalogue.put(document("d2"), [chunk("d2:a")], [fact("d2")])
    assert catalogue.remove("d1") == document("d1")
    assert catalogue.documents() == [document("d2")]
    assert catalogue.chunks() == [chunk("d2:a")]
    assert catalogue.facts() == [fact("d2")]


def test_a_replaced_document_names_its_successor_until_that_is_removed(catalogue: Catalogue) -> None:
    catalogue.put(document("d1"), [], [])
    catalogue.put(document("d2"), [], [])
    catalogue.supersede("d1", "d2")
    assert catalogue.document("d1").superseded_by == "d2"
    catalogue.remove("d2")
    assert catalogue.document("d1").superseded_by is None


def test_a_replacement_can_be_taken_back(catalogue: Catalogue) -> None:
    catalogue.put(document("d1"), [], [])
    catalogue.put(document("d2"), [], [])
    catalogue.supersede("d1", "d2")
    catalogue.supersede("d1", None)
    assert catalogue.document("d1").superseded_by is None


def test_vectors_that_must_follow_are_remembered_until_settled(catalogue: Catalogue) -> None:
    catalogue.put(document(), [chunk("d1:a"), chunk("d1:b", ordinal=1)], [])
    assert catalogue.stale_vectors() == ["d1:a", "d1:b"]
    catalogue.settle_vectors(["d1:a", "d1:b", "unknown"])
    assert catalogue.stale_vectors() == []
    catalogue.put(document(), [chunk("d1:a", text="Neuer Wortlaut."), chunk("d1:c")], [])
    assert catalogue.stale_vectors() == ["d1:a", "d1:b", "d1:c"]
    catalogue.settle_vectors(["d1:b"])
    catalogue.remove("d1")
    assert catalogue.stale_vectors() == ["d1:a", "d1:c"]


def test_a_passage_that_only_moved_keeps_its_vector(catalogue: Catalogue) -> None:
    catalogue.put(document(), [chunk("d1:a")], [])
    catalogue.settle_vectors(["d1:a"])
    assert catalogue.put(document(), [chunk("d1:a", ordinal=7, page=3, section=2)], []).updated == ("d1:a",)
    assert catalogue.stale_vectors() == []


def test_all_vectors_can_be_asked_anew(catalogue: Catalogue) -> None:
    catalogue.put(document("d1"), [chunk("d1:a"), chunk("d1:b")], [])
    catalogue.settle_vectors(["d1:a"])
    catalogue.mark_all_vectors_stale()
    assert catalogue.stale_vectors() == ["d1:a", "d1:b"]


def test_another_embedder_makes_all_vectors_stale_once(catalogue: Catalogue) -> None:
    assert catalogue.use_embedder("one")
    catalogue.put(document(), [chunk("d1:a")], [])
    catalogue.settle_vectors(["d1:a"])
    assert not catalogue.use_embedder("one")
    assert catalogue.stale_vectors() == []
    assert catalogue.use_embedder("two")
    assert catalogue.stale_vectors() == ["d1:a"]
    assert not catalogue.use_embedder("two")


def test_what_does_not_exist_is_not_found(catalogue: Catalogue) -> None:
    catalogue.put(document("d1"), [], [])
    attempts = [
        lambda: catalogue.document("nix"),
        lambda: catalogue.remove("nix"),
        lambda: catalogue.supersede("nix", "d1"),
        lambda: catalogue.supersede("d1", "nix"),
        lambda: catalogue.chunks("nix"),
        lambda: catalogue.facts("nix"),
        lambda: catalogue.chunk("nix"),
        lambda: catalogue.put(document("d2", superseded_by="nix"), [], []),
    ]
    for attempt in attempts:
        with pytest.raises(NotFound) as caught:
            attempt()
        assert caught.value.what == "nix"


def test_a_failed_write_changes_nothing(catalogue: Catalogue) -> None:
    catalogue.put(document(), [chunk()], [fact()])
    before = catalogue.generation()
    twice = [chunk("d1:b"), chunk("d1:b")]
    with pytest.raises(CatalogueError):
        catalogue.put(replace(document(), title="Neu"), twice, [])
    assert catalogue.document("d1") == document()
    assert catalogue.chunks() == [chunk()]
    assert catalogue.generation() == before


def test_municipalities_are_added_and_overwritten_by_key(catalogue: Catalogue) -> None:
    other = replace(SAERBECK, ags="05566999", name="Ahausen")
    assert catalogue.put_municipalities([SAERBECK, other]) == 2
    assert catalogue.municipalities() == [other, SAERBECK]
    before = catalogue.generation()
    assert catalogue.put_municipalities([SAERBECK]) == 0
    assert catalogue.generation() == before
    grown = replace(SAERBECK, population=7200)
    assert catalogue.put_municipalities([grown, other]) == 1
    assert catalogue.municipalities() == [other, grown]
    assert catalogue.generation() == before + 1
