"""Spelling: words of a question with typing errors are mended to the words meant, and right ones are left alone."""

import pytest

from knowledge.german.spelling import Speller, distance

KNOWN = (
    "förderung", "förderrichtlinie", "zusammenarbeit", "glasfaser", "bürgermeister", "ladesäule", "haushalt", "frist",
    "katastrophenschutz", "straße", "breitband", "amt",
)  # fmt: skip


@pytest.fixture(scope="module")
def speller() -> Speller:
    return Speller(KNOWN)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("glasfaßer", "glasfaser"),
        ("galsfaser", "glasfaser"),
        ("glasfser", "glasfaser"),
        ("glassfaser", "glasfaser"),
        ("zusammnarbeit", "zusammenarbeit"),
        ("zusamenarbet", "zusammenarbeit"),
        ("katastrofenschutz", "katastrophenschutz"),
        ("breitbandd", "breitband"),
        ("bürgermeistr", "bürgermeister"),
        ("haushallt", "haushalt"),
    ],
)
def test_letters_dropped_doubled_swapped_or_mistaken_are_mended(speller: Speller, typed: str, meant: str) -> None:
    assert speller.mend(typed) == meant


@pytest.mark.parametrize("word", [*KNOWN, "förderungen", "ladesäulen", "straßen", "haushaltes", "fristen"])
def test_known_words_and_their_inflections_are_left_alone(speller: Speller, word: str) -> None:
    assert speller.mend(word) is None


@pytest.mark.parametrize("word", ["xyzzy", "glashaus", "fruchtsaft", "amtt", "ki", "", "a1b2c3d4", "wasserleitung"])
def test_words_that_are_near_nothing_or_too_short_are_left_alone(speller: Speller, word: str) -> None:
    assert speller.mend(word) is None


def test_another_first_letter_is_another_word(speller: Speller) -> None:
    assert speller.mend("klasfaser") is None


def test_two_errors_are_mended_only_in_long_words(speller: Speller) -> None:
    assert speller.mend("haushlat") == "haushalt"
    assert speller.mend("hausllat") is None
    assert speller.mend("zusammnarbait") == "zusammenarbeit"


def test_nothing_known_mends_nothing() -> None:
    assert Speller([]).mend("förderung") is None


@pytest.mark.parametrize(
    ("left", "right", "edits"),
    [
        ("haus", "haus", 0),
        ("haus", "maus", 1),
        ("haus", "hasu", 1),
        ("haus", "hau", 1),
        ("", "abc", 3),
        ("ab", "ba", 1),
    ],
)
def test_a_swap_of_neighbours_is_one_edit(left: str, right: str, edits: int) -> None:
    assert distance(left, right) == distance(right, left) == edits
