"""Terms kept in PostgreSQL: written with the chunks, never half, and equal to what the index holds in memory."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from making import chunk, document
from sqlalchemy import func, select, text, update

from ingest.build import build_ingestion
from knowledge.build import build
from knowledge.catalogue import open_catalogue
from knowledge.catalogue.engine import Queue, reading, writing
from knowledge.catalogue.posting_tables import index_postings, index_state, index_texts
from knowledge.catalogue.sql import SqlCatalogue
from knowledge.errors import CatalogueError
from knowledge.evaluation.score import load_questions
from knowledge.german.concepts import Expansion
from knowledge.index import lexical
from knowledge.index.base import load_base
from knowledge.index.clauses import Query
from knowledge.index.terms import name
from knowledge.settings import Database, Index, Settings

QUESTIONS = Path(__file__).parents[1] / "evaluation" / "questions.jsonl"
EVERY = 5
"""Of the evaluation's questions each fifth one is asked here; tests/evaluation/forms.py asks all of them."""
QUERY = Query(
    {"ladestation": 1.0, "dorfladen": 0.5, "kreis": 0.2},
    (Expansion(("ladestation",), (("wallbox",), ("ladesäule", "dorf")), (("strom",),), 1.0),),
)
WORDS = (
    *("Gemeinde", "Kreis", "Dorf", "Laden", "Ladesäule", "Wallbox", "Förderung"),
    *("Antrag", "Frist", "Bürgerbus", "Strom", "Schule", "Wald"),
)


@pytest.fixture
def empty(shared_postgresql: str) -> Iterator[SqlCatalogue]:
    """An empty catalogue that keeps no terms."""
    found = open_catalogue(shared_postgresql)
    for left in found.documents():
        found.remove(left.id)
    found.renew_terms(kept=False)
    yield found
    found.close()


@pytest.fixture
def catalogue(empty: SqlCatalogue) -> SqlCatalogue:
    """An empty catalogue that keeps terms."""
    empty.keep_terms()
    return empty


def put(catalogue: SqlCatalogue, document_id: str, seed: int, count: int) -> None:
    draw = np.random.default_rng(seed)
    texts = [" ".join(draw.choice(WORDS, 12)) for _ in range(count)]
    made = [
        chunk(f"{document_id}:{seed}-{place}", text, ordinal=place, section=place // 3, heading=(WORDS[place % 5],))
        for place, text in enumerate(texts)
    ]
    catalogue.put(document(document_id), made, [])


def rows(catalogue: SqlCatalogue) -> int:
    with reading(catalogue.engine) as connection:
        return connection.scalar(select(func.count()).select_from(index_texts)) or 0


def entries(catalogue: SqlCatalogue) -> int:
    with reading(catalogue.engine) as connection:
        return connection.scalar(select(func.sum(func.octet_length(index_postings.c.entries)))) or 0


def assert_alike(catalogue: SqlCatalogue) -> None:
    held, stored = load_base(catalogue), load_base(catalogue, catalogue.postings)
    assert held.chunks == stored.chunks
    assert np.allclose(held.index.scores(QUERY), stored.index.scores(QUERY), atol=1e-6)
    words = tuple(QUERY.words)
    assert np.allclose(held.index.body.held(words, QUERY.expansions), stored.index.body.held(words, QUERY.expansions))
    assert held.gram_idf("_dor") == pytest.approx(stored.gram_idf("_dor"))
    assert held.gram_idf("qqqq") == pytest.approx(stored.gram_idf("qqqq"))


def test_both_forms_score_alike_however_often_documents_came_changed_and_went(catalogue: SqlCatalogue) -> None:
    for step, name_ in enumerate("fbdacebfda"):
        put(catalogue, name_, seed=step, count=3 + 4 * (step % 3))
    catalogue.remove("c")
    assert_alike(catalogue)


@pytest.mark.parametrize("pairs_up_to", [0, 20_000])
def test_both_forms_score_alike_with_pairs_of_words_and_without(
    catalogue: SqlCatalogue, monkeypatch: pytest.MonkeyPatch, pairs_up_to: int
) -> None:
    for module in ("tables", "stored"):
        monkeypatch.setattr(f"knowledge.index.{module}.PAIRS_UP_TO", pairs_up_to)
    assert lexical.PAIRS_UP_TO
    put(catalogue, "d1", seed=1, count=20)
    put(catalogue, "d0", seed=2, count=20)
    assert_alike(catalogue)


def test_what_is_left_after_changes_is_what_would_be_made_at_once(catalogue: SqlCatalogue) -> None:
    for step, name_ in enumerate("abcab"):
        put(catalogue, name_, seed=step, count=10)
    catalogue.remove("c")
    before = entries(catalogue)
    catalogue.renew_terms(kept=True)
    assert entries(catalogue) == before > 0
    assert_alike(catalogue)


def test_terms_and_chunks_are_written_together_or_not_at_all(catalogue: SqlCatalogue) -> None:
    put(catalogue, "d1", seed=1, count=5)
    before = entries(catalogue)
    twice = chunk("d1:x", "Der Wald brennt.")
    with pytest.raises(CatalogueError):
        catalogue.put(document("d1"), [twice, twice], [])
    assert entries(catalogue) == before
    assert_alike(catalogue)


def test_terms_that_are_missing_are_made_when_a_base_is_read(empty: SqlCatalogue) -> None:
    put(empty, "d1", seed=1, count=5)
    put(empty, "d2", seed=2, count=5)
    empty.keep_terms()
    assert rows(empty) == 0
    assert_alike(empty)
    assert rows(empty) == 2
    put(empty, "d3", seed=3, count=5)
    assert rows(empty) == 3


def test_while_another_version_keeps_its_terms_there_the_index_is_held_in_memory(catalogue: SqlCatalogue) -> None:
    put(catalogue, "d1", seed=1, count=5)
    with writing(catalogue.engine) as connection:
        connection.execute(update(index_state).values(analysis="another"))
    put(catalogue, "d1", seed=2, count=5)
    assert rows(catalogue) == 0
    assert catalogue.postings(catalogue.chunks()) is None
    assert_alike(catalogue)
    catalogue.keep_terms()
    assert catalogue.postings(catalogue.chunks()) is not None
    assert_alike(catalogue)


def test_a_base_read_before_the_terms_were_made_anew_finds_nothing_rather_than_something_wrong(
    catalogue: SqlCatalogue,
) -> None:
    put(catalogue, "d1", seed=1, count=5)
    base, before = load_base(catalogue, catalogue.postings), catalogue.generation()
    catalogue.renew_terms(kept=True)
    assert not base.index.scores(Query({"dorfladen": 1.0}))[0].any()
    assert catalogue.generation() > before


def test_who_starts_while_another_writes_does_not_wait_where_terms_are_kept_already(catalogue: SqlCatalogue) -> None:
    with writing(catalogue.engine, Queue.CATALOGUE):
        catalogue.keep_terms()
    put(catalogue, "d1", seed=1, count=5)
    assert rows(catalogue) == 1


def test_terms_are_kept_no_longer_once_they_were_dropped(catalogue: SqlCatalogue) -> None:
    put(catalogue, "d1", seed=1, count=5)
    catalogue.renew_terms(kept=False)
    put(catalogue, "d2", seed=2, count=5)
    assert rows(catalogue) == entries(catalogue) == 0


def test_a_database_that_fails_at_a_question_is_told_as_one_of_our_errors(catalogue: SqlCatalogue) -> None:
    put(catalogue, "d1", seed=1, count=5)
    base = load_base(catalogue, catalogue.postings)
    with writing(catalogue.engine) as connection:
        connection.execute(text("ALTER TABLE index_postings RENAME TO away"))
    with pytest.raises(CatalogueError, match="index_postings"):
        base.index.scores(QUERY)
    with writing(catalogue.engine) as connection:
        connection.execute(text("ALTER TABLE away RENAME TO index_postings"))
    assert base.index.scores(QUERY).any()


def test_a_very_long_word_is_known_by_a_short_name() -> None:
    long = "x" * 5_000
    assert len(name("w", long)) <= 201
    assert name("w", long) != name("w", long + "x")


@pytest.fixture
def both(samples, empty: SqlCatalogue, shared_postgresql: str, tmp_path: Path):
    """The samples' base in memory, and in PostgreSQL with its terms there."""
    assert not empty.documents()
    settings = Settings(_env_file=None, data_dir=tmp_path, database=Database(url=shared_postgresql))
    stored = build(settings.model_copy(update={"index": Index(lexical="postgres")}))
    source = samples.catalogue
    for found in sorted(source.documents(), key=lambda document: document.superseded_by is not None):
        stored.catalogue.put(found, source.chunks(found.id), source.facts(found.id))
    yield samples, stored
    stored.close()


def test_questions_of_the_evaluation_get_the_same_passages_and_the_same_answers(both) -> None:
    held, stored = both
    for gold in load_questions(QUESTIONS, held.gazetteer.by_ags_or_name)[::EVERY]:
        here, there = held.answer(gold.question), stored.answer(gold.question)
        assert [found.chunk.id for found in here.passages] == [found.chunk.id for found in there.passages]
        assert here.text == there.text


def test_ingestion_keeps_terms_from_the_first_document_on_and_rebuild_makes_them_anew(
    empty: SqlCatalogue, shared_postgresql: str, tmp_path: Path
) -> None:
    file = tmp_path / "a.txt"
    file.write_text("Richtlinie Dorfladen\n\nDie Gemeinde erhält für einen Dorfladen 12.500 Euro.\n", encoding="utf-8")
    places = {"database": Database(url=shared_postgresql), "index": Index(lexical="postgres")}
    ingestion = build_ingestion(Settings(_env_file=None, data_dir=tmp_path / "data").model_copy(update=places))
    list(ingestion.add([file]))
    assert rows(empty) == 1
    with writing(empty.engine) as connection:
        connection.execute(update(index_texts).values(size=0))
    list(ingestion.rebuild())
    assert_alike(empty)
    ingestion.stores.close()
