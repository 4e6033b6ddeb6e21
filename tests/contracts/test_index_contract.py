"""What the lexical index promises in both its forms: held in memory, and read from PostgreSQL."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest
from making import chunk, document

from knowledge.catalogue import open_catalogue
from knowledge.catalogue.sql import SqlCatalogue
from knowledge.german.concepts import Expansion
from knowledge.index.base import Base, load_base
from knowledge.index.clauses import LEVEL_WEIGHTS, Query

TEXTS = {
    "d1": (
        "Die Gemeinde fördert Ladesäulen mit 40 Prozent.",
        "Anträge nimmt der Kreis bis zum 30. September entgegen.",
    ),
    "d2": ("Der Bürgerbus fährt ohne Fahrer, der Fahrer bleibt im Dorf.", "Ein Dorfladen verkauft Brot."),
    "d3": ("Wallboxen im Dorf bezahlt der Kreis.", "Der Kreis fördert Bürgerbusse."),
}
Load = Callable[[SqlCatalogue], Base]


@pytest.fixture
def catalogue(shared_postgresql: str) -> Iterator[SqlCatalogue]:
    """TEXTS and nothing else, whatever the test before left."""
    found = open_catalogue(shared_postgresql)
    found.keep_terms()
    for left in found.documents():
        if left.id not in TEXTS:
            found.remove(left.id)
    for document_id, texts in TEXTS.items():
        put(found, document_id, *texts)
    yield found
    found.close()


@pytest.fixture(params=["memory", "postgres"])
def load(request: pytest.FixtureRequest) -> Load:
    return lambda found: load_base(found, found.postings if request.param == "postgres" else None)


def put(catalogue: SqlCatalogue, document_id: str, *texts: str) -> None:
    made = [
        chunk(
            f"{document_id}:{text[:20]}", text, ordinal=place, section=place // 2, lead="", heading=(f"Teil {place}",)
        )
        for place, text in enumerate(texts)
    ]
    catalogue.put(document(document_id), made, [])


def asked(*words: str, **others: str) -> Query:
    names = (Expansion((word,), ((name,),), (), 1.0) for word, name in others.items())
    return Query(dict.fromkeys(words, 1.0), tuple(names))


def best(base: Base, query: Query) -> str:
    scores = LEVEL_WEIGHTS @ base.index.scores(query)
    return base.chunks[int(scores.argmax())].text


@pytest.mark.parametrize(
    ("query", "start"),
    [
        (asked("ladesaeule"), "Die Gemeinde"),
        (asked("bürgerbusfahrer"), "Der Bürgerbus"),
        (asked("kreisförderung", "bürgerbus"), "Der Kreis"),
        (asked("ladestation", ladestation="wallbox"), "Wallboxen"),
        (asked("brodt"), "Ein Dorfladen"),
    ],
)
def test_a_question_finds_its_clause(catalogue: SqlCatalogue, load: Load, query: Query, start: str) -> None:
    assert best(load(catalogue), query).startswith(start)


def test_a_word_is_known_to_stand_in_the_texts_and_headings_that_hold_it(catalogue: SqlCatalogue, load: Load) -> None:
    base = load(catalogue)
    (held,), _ = base.index.body.held(["dorf"], ())
    assert {base.chunks[row].text[:9] for row in np.flatnonzero(held > 0.9)} == {"Der Bürge", "Wallboxen"}
    (headed,) = base.index.head.named(["teil"], ())
    assert headed.min() == 1


def test_what_another_process_puts_changes_and_removes_is_seen_by_the_next_question(
    catalogue: SqlCatalogue, load: Load, shared_postgresql: str
) -> None:
    load(catalogue)
    other = open_catalogue(shared_postgresql)
    put(other, "d0", "Das Freibad öffnet im Mai.")
    put(other, "d2", "Die Sirenen werden jeden Samstag geprüft.", "Ein Dorfladen verkauft Brot.")
    other.remove("d3")
    base = load(catalogue)
    assert best(base, asked("freibad")).startswith("Das Freibad")
    assert best(base, asked("sirenenprüfung")).startswith("Die Sirenen")
    assert not base.index.scores(asked("wallbox"))[0].any()
    other.close()


def test_a_question_on_its_way_finds_what_its_base_holds_while_others_write(
    catalogue: SqlCatalogue, load: Load
) -> None:
    base = load(catalogue)
    put(catalogue, "d0", *(f"Ladesäulen im Ort {number}" for number in range(20)))
    assert best(base, asked("ladesäulen", "prozent")).startswith("Die Gemeinde")


def test_many_threads_may_ask_at_once(catalogue: SqlCatalogue, load: Load) -> None:
    base = load(catalogue)
    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(lambda _: best(base, asked("ladesäulen")), range(24)))
    assert set(found) == {TEXTS["d1"][0]}


@pytest.mark.parametrize("query", [asked(), asked("qqq"), asked("\N{ROCKET}")])
def test_a_question_without_known_words_finds_nothing(catalogue: SqlCatalogue, load: Load, query: Query) -> None:
    assert not load(catalogue).index.scores(query).any()


def test_an_empty_base_has_no_scores(catalogue: SqlCatalogue, load: Load) -> None:
    for document_id in TEXTS:
        catalogue.remove(document_id)
    assert load(catalogue).index.scores(asked("dorf")).shape == (4, 0)


def test_a_text_without_words_and_a_word_without_end_do_no_harm(catalogue: SqlCatalogue, load: Load) -> None:
    load(catalogue)
    put(catalogue, "d4", "und", "x" * 5_000, "Das Freibad öffnet.")
    assert best(load(catalogue), asked("freibad")) == "Das Freibad öffnet."
