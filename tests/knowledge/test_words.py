"""Words: German as people and authorities write it comes down to the same forms."""

import pytest

from knowledge.german.words import STOP_WORDS, content_words, fold, join_hyphens, ngrams, stem, words


@pytest.mark.parametrize(
    "written",
    [
        "Bürgermeister*innen",
        "Bürgermeister:innen",
        "Bürgermeister_innen",
        "Bürgermeister/innen",
        "Bürgermeister/-innen",
        "BürgermeisterInnen",
        "Bürgermeisterinnen",
    ],
)
def test_every_gender_form_is_one_word(written: str) -> None:
    assert words(f"Die {written} tagen.") == ["die", "bürgermeisterinnen", "tagen"]


@pytest.mark.parametrize("written", ["Schüler*in", "Schüler:in", "Schüler/in", "Schüler/-in"])
def test_the_singular_of_a_gender_form_is_one_word_too(written: str) -> None:
    assert words(written) == ["schülerin"]


def test_signs_of_gender_forms_elsewhere_separate_words() -> None:
    assert words("Kreis/Stadt innen und 10:in") == ["kreis", "stadt", "innen", "und", "10", "in"]


@pytest.mark.parametrize(
    "pair",
    [
        ("größe", "groesse"),
        ("größe", "grösse"),
        ("straße", "strasse"),
        ("förderung", "foerderung"),
        ("bürgermeister", "buergermeister"),
        ("ladesäule", "ladesaeulen"),
        ("überörtlich", "ueberoertliche"),
    ],
)
def test_words_typed_without_umlauts_have_the_same_stem(pair: tuple[str, str]) -> None:
    assert stem(pair[0]) == stem(pair[1])


@pytest.mark.parametrize(
    "pair",
    [
        ("bürgermeister", "bürgermeisterinnen"),
        ("häuser", "haus"),
        ("förderung", "förderungen"),
        ("gemeinden", "gemeinde"),
        ("kameras", "kamera"),
        ("autos", "auto"),
        ("kommunale", "kommunalen"),
    ],
)
def test_inflected_words_have_the_same_stem(pair: tuple[str, str]) -> None:
    assert stem(pair[0]) == stem(pair[1])


@pytest.mark.parametrize("word", ["neue", "steuer", "bauen", "treue", "quelle", "abenteuer"])
def test_true_vowel_pairs_are_no_umlauts(word: str) -> None:
    assert ngrams(word)[0] == f"_{word[:3]}"


def test_capitals_and_decomposed_letters_make_no_difference() -> None:
    assert words("BÜRGERMEISTER Bu\u0308rgermeister bürgermeister") == ["bürgermeister"] * 3


@pytest.mark.parametrize(
    ("text", "joined"),
    [
        ("Bewilli-\ngung", "Bewilligung"),
        ("Bewilli-  \n   gung", "Bewilligung"),
        ("Bewilli\u2010\ngung", "Bewilligung"),
        ("Förder\u00admittel", "Fördermittel"),
        ("Spiel-\nund Sportplatz", "Spiel-\nund Sportplatz"),
        ("Vor- oder Nachteil", "Vor- oder Nachteil"),
        ("NRW-\nKommunen", "NRW-\nKommunen"),
        ("2019-\nheute", "2019-\nheute"),
    ],
)
def test_hyphens_at_line_ends_are_undone_where_a_word_was_cut(text: str, joined: str) -> None:
    assert join_hyphens(text) == joined


def test_a_word_cut_at_a_line_end_is_one_word() -> None:
    assert words("Interkommunale Zusammen-\narbeit") == ["interkommunale", "zusammenarbeit"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("z. B. Dörfer", ["zb", "dörfer"]),
        ("10 v. H. Anteil", ["10", "vh", "anteil"]),
        ("i.d.R. schnell", ["idr", "schnell"]),
        ("Nr. 5.4", ["nr", "5", "4"]),
        ("OZG/DSGVO", ["ozg", "dsgvo"]),
        ("§ 3a Abs. 2", ["3a", "abs", "2"]),
        ("E-Akte", ["e", "akte"]),
        ("Start-ups und Start-up", ["startup", "und", "startup"]),
    ],
)
def test_abbreviations_numbers_and_hyphenated_words_are_taken_apart_alike(text: str, found: list[str]) -> None:
    assert words(text) == found


def test_function_words_carry_no_content() -> None:
    assert content_words("Wie hoch ist die Förderung für eine Gemeinde?") == ["hoch", "förderung", "gemeinde"]


def test_function_words_typed_without_umlauts_carry_no_content_either() -> None:
    assert content_words("Koennen wir fuer Gruenflaechen dafuer Geld bekommen, muessten wir?")[0] == "gruenflaechen"


def test_no_word_of_the_matter_counts_as_a_function_word() -> None:
    assert not {"geld", "antrag", "frist", "gemeinde", "förderung", "euro", "kommune", "land", "amt"} & STOP_WORDS


def test_folding_leaves_no_umlaut() -> None:
    assert fold("äöüßéè") == "aoussee"


def test_short_words_are_one_n_gram() -> None:
    assert ngrams("ki") == ("_ki_",)
    assert ngrams("amt") == ("_amt", "amt_")


def test_a_compound_shares_its_parts_n_grams() -> None:
    assert len(set(ngrams("richtlinie")) & set(ngrams("förderrichtlinie"))) >= 7
