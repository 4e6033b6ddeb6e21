"""The tables of the index: many queries at once, repeated headings and large bases change no score."""

import numpy as np
import pytest

from knowledge.german.concepts import Expansion
from knowledge.index import clauses
from knowledge.index.clauses import ClauseIndex, Query
from knowledge.index.lexical import Level, Vocabulary, join
from knowledge.model import Chunk, ChunkKind, Document, DocumentKind

TEXTS = [
    "Die Gemeinde fördert Ladesäulen mit 40 Prozent.",
    "Wallboxen im Dorf bezahlt der Kreis.",
    "Der Bürgerbus fährt ohne Fahrer, der Fahrer bleibt im Dorf.",
    "Ein Dorfladen verkauft Brot.",
]


@pytest.fixture
def vocabulary():
    return Vocabulary(TEXTS)


def test_many_queries_at_once_score_like_each_alone(vocabulary):
    level = Level(vocabulary, vocabulary.counts(), vocabulary.pairs(len(TEXTS)))
    asked = [(dict.fromkeys(words, 1.0), 1.0) for words in (["dorf", "fahrer"], ["wallbox"], ["xyz"], [])]
    together = level.scores(vocabulary.queries(asked))
    assert together.shape == (4, len(TEXTS))
    assert np.allclose(together, [level.scores(vocabulary.queries([one]))[0] for one in asked])
    assert np.array_equal(together, level.scores(join([vocabulary.queries([one]) for one in asked])))
    assert together[0].argmax() == 2
    assert not together[3].any()


def test_counting_words_leaves_them_in_reading_order(vocabulary):
    keys = np.unique(vocabulary.queries([({"bürgerbus": 1.0, "fährt": 1.0, "fahrer": 1.0}, 1.0)]).pairs.terms)
    before = vocabulary.pairs(len(TEXTS)).counts(keys)
    vocabulary.counts()
    assert (before != vocabulary.pairs(len(TEXTS)).counts(keys)).nnz == 0
    assert before.nnz


def test_two_words_count_as_often_as_they_stand_near_each_other_in_a_text():
    words = Vocabulary(["Rat Amt Rat Haus Dorf Rat", "Amt Rat", "Rat", "Dorf Haus Kreis Land Amt"])
    keys = np.unique(words.queries([({"rat": 1.0, "amt": 1.0}, 1.0), ({"haus": 1.0, "amt": 1.0}, 1.0)]).pairs.terms)
    counts = words.pairs(4).counts(keys).toarray()
    assert sorted(counts.T.tolist()) == [[1, 0, 0, 1], [2, 1, 0, 0]]


def test_texts_left_out_still_count_for_rarity(vocabulary):
    counts = vocabulary.counts()
    query = vocabulary.queries([({"dorf": 1.0, "brot": 1.0}, 1.0)])
    kept = np.array([1, 3])
    some, all_of_them = Level(vocabulary, counts, kept=kept), Level(vocabulary, counts)
    assert np.allclose(some.scores(query), all_of_them.scores(query)[:, kept])


def chunk(number: int, text: str, heading: str) -> Chunk:
    return Chunk(f"c{number}", "d", number, text, ChunkKind.PARAGRAPH, number // 2, "x", heading=(heading,))


@pytest.fixture
def index():
    found = [chunk(number, text, ("Verkehr", "Energie")[number % 2]) for number, text in enumerate(TEXTS)]
    return ClauseIndex(found, {"d": Document("d", "d.txt", "Dorf", DocumentKind.PROJECT, "x", "d")})


QUERY = Query(
    {"ladestation": 1.0, "verkehr": 0.5},
    (
        Expansion(("ladestation",), (("wallboxen",), ("ladesäulen",)), (("strom",),), 1.0),
        Expansion(("verkehr",), (("bürgerbus",),), (), 0.5),
    ),
)


def test_another_name_of_a_thing_asked_for_lifts_the_clause_that_has_it(index):
    with_names, without = index.scores(QUERY)[0], index.scores(Query(QUERY.words))[0]
    assert with_names[0] > 0
    assert with_names[1] > 0
    assert without[1] == 0


def test_clauses_under_one_heading_share_its_score(index):
    heading = index.scores(QUERY)[1]
    assert heading[0] == heading[2] > heading[1] == heading[3]


def test_spans_are_worked_on_in_groups_that_lose_none():
    spans = [
        clauses._Span((word,), ((("name",), 1.0),) * names) for word, names in (("a", 1), ("b", 1), ("c", 8), ("d", 0))
    ]
    groups = list(clauses._blocks(spans, 4))
    assert [[span.words[0] for span in group] for group in groups] == [["a", "b"], ["c"], ["d"]]


def test_a_question_asked_again_and_again_among_others_scores_the_same(index):
    first = index.scores(QUERY)
    for word in (f"wort{number}" for number in range(2 * clauses.SPANS_KEPT)):
        index.scores(Query({word: 1.0}, (Expansion((word,), (("dorfladen",),), (), 1.0),)))
    assert np.array_equal(index.scores(QUERY), first)
    assert np.array_equal(index.scores(QUERY), first)


def test_a_word_is_found_under_its_heading_by_every_clause_below(index):
    in_heading, _ = index.head.held(["verkehr"], ())
    in_text, _ = index.body.held(["fahrer"], ())
    assert in_heading.tolist() == [[1, 0, 1, 0]]
    assert in_text.tolist() == [[0, 0, 1, 0]]


def test_a_word_is_found_by_other_names_inside_longer_words_and_by_all_words_of_a_name(index):
    expansion = Expansion(("auto",), (("ladesäule",), ("bürgerbus", "fahrer")), (("brot",),), 1.0)
    literal, named = index.body.held(["auto", "dorf"], (expansion,))
    assert not literal[0].any()
    assert (named[0] > 0).tolist() == [True, False, True, True]
    assert named[0][3] < named[0][2]
    assert np.array_equal(literal[1], named[1])
