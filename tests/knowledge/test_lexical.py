"""The lexical index: a question finds its text across umlauts, compounds, hyphens, inflection and typing errors."""

import numpy as np
import pytest

from knowledge.index.lexical import LexicalIndex

TEXTS = (
    "Richtlinie zur Förderung der Digitalisierung in Kommunen",
    "Die Sirenen werden jeden Samstag geprüft",
    "Bürgermeisterinnen und Bürgermeister treffen sich in Münster",
    "Zuwendung für Ladesäulen an Rathäusern",
    "Das Onlinezugangsgesetz (OZG) verpflichtet die Verwaltung",
    "Größe und Lage des Grundstücks an der Hauptstraße",
    "Interkommunale Zusammen-\narbeit der Gemeinden",
    "Der Kita-Ausbau wird mit 40 v. H. gefördert",
)


@pytest.fixture(scope="module")
def index() -> LexicalIndex:
    return LexicalIndex(TEXTS)


def best(index: LexicalIndex, question: str) -> str:
    scores = index.scores(question)
    assert scores.max() > 0, "nothing found"
    return TEXTS[int(scores.argmax())]


@pytest.mark.parametrize(
    ("question", "start"),
    [
        ("Förderrichtlinie", "Richtlinie"),
        ("Foerderrichtlinie", "Richtlinie"),
        ("Digitalisierungsrichtlinie", "Richtlinie"),
        ("Bürgermeister*innen", "Bürgermeisterinnen"),
        ("buergermeister", "Bürgermeisterinnen"),
        ("BÜRGERMEISTERTREFFEN", "Bürgermeisterinnen"),
        ("Ladesäule", "Zuwendung"),
        ("ladesaeulen", "Zuwendung"),
        ("Rathaus", "Zuwendung"),
        ("OZG", "Das Onlinezugangsgesetz"),
        ("Grösse", "Größe"),
        ("Groesse", "Größe"),
        ("Hauptstrasse", "Größe"),
        ("Zusammenarbeit", "Interkommunale"),
        ("Sirenenprüfung", "Die Sirenen"),
        ("vH", "Der Kita-Ausbau"),
        ("Kitaausbau", "Der Kita-Ausbau"),
    ],
)
def test_a_text_is_found_however_its_word_is_written(index: LexicalIndex, question: str, start: str) -> None:
    assert best(index, question).startswith(start)


@pytest.mark.parametrize(
    ("question", "start"),
    [
        ("ladesäuln", "Zuwendung"),
        ("Onlinezugansgesetz", "Das Onlinezugangsgesetz"),
        ("Zusamenarbeit", "Interkommunale"),
        ("Bürgermiester", "Bürgermeisterinnen"),
        ("Sirehnen", "Die Sirenen"),
        ("Digitalisirung", "Richtlinie"),
    ],
)
def test_a_text_is_found_in_spite_of_a_typing_error(index: LexicalIndex, question: str, start: str) -> None:
    assert best(index, question).startswith(start)


def test_the_word_itself_scores_above_a_part_of_it(index: LexicalIndex) -> None:
    assert index.scores("Ladesäulen")[3] > index.scores("Ladesäulenstandorte")[3] > index.scores("Säulen")[3] > 0


def test_a_rare_word_says_more_than_a_frequent_one() -> None:
    texts = ["Die Gemeinde baut Glasfaser", *(f"Die Gemeinde baut Haus {number}" for number in range(20))]
    scores = LexicalIndex(texts).scores("Gemeinde Glasfaser")
    assert scores[0] > 3 * scores[1]


def test_a_long_word_does_not_outweigh_a_short_one_by_its_length() -> None:
    texts = ["Frist", "Zusammenarbeitsvereinbarung", "Anderes", "Weiteres"]
    scores = LexicalIndex(texts).scores("Frist Zusammenarbeitsvereinbarung")
    assert scores[1] < 4 * scores[0]


def test_words_that_stand_together_score_above_the_same_words_apart() -> None:
    texts = ["digitale Akte im Amt, Rat und Schule", "digitale Schule und Rat, Amt mit Akte", "Freibad"]
    scores = LexicalIndex(texts).scores("digitale Akte")
    assert scores[0] > scores[1] > 0


@pytest.mark.parametrize("question", ["", "und die der", "qqq", "\N{ROCKET}"])
def test_a_question_without_known_words_finds_nothing(index: LexicalIndex, question: str) -> None:
    scores = index.scores(question)
    assert scores.shape == (len(TEXTS),)
    assert not scores.any()


@pytest.mark.parametrize("texts", [[], [""], ["", "und"]])
def test_texts_without_words_can_be_searched_too(texts: list[str]) -> None:
    assert not LexicalIndex(texts).scores("Förderung").any()


def test_scores_do_not_depend_on_the_order_of_the_texts(index: LexicalIndex) -> None:
    turned = LexicalIndex(TEXTS[::-1]).scores("Förderung der Digitalisierung in Kommunen")
    assert np.allclose(turned[::-1], index.scores("Förderung der Digitalisierung in Kommunen"), atol=1e-5)


def test_an_unseen_n_gram_counts_as_the_rarest(index: LexicalIndex) -> None:
    assert index.gram_idf("qqqq") >= index.gram_idf("_sir") > 0
