import pytest

from knowledge.german.amounts import AmountKind, amounts
from knowledge.german.numbers import number


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("höchstens 6 500 Euro", 6500),
        ("höchstens 6.500 €", 6500),
        ("6\u202f500 EUR", 6500),
        ("EUR 6.500,-", 6500),
        ("€ 6.500", 6500),
        ("1,07 Mio. €", 1_070_000),
        ("zwei Millionen Euro", 2_000_000),
        ("91 Mio Euro", 91_000_000),
        ("350 TEUR", 350_000),
        ("0,35 Euro je Karte", 0.35),
        ("1.530,50 EUR", 1530.5),
        ("zwanzig Euro", 20),
    ],
)
def test_money_is_read_in_every_usual_spelling(text: str, value: float):
    assert [(one.kind, one.value) for one in amounts(text)] == [(AmountKind.EURO, value)]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("90 v. H.", 90),
        ("90 v.H. der Ausgaben", 90),
        ("90 vom Hundert", 90),
        ("90 Prozent", 90),
        ("90 %", 90),
        ("90%", 90),
        ("neunzig Prozent", 90),
        ("eine 90-prozentige Förderung", 90),
        ("12,5 Prozent", 12.5),
        ("zweieinhalb Prozent", 2.5),
        ("die Hälfte der Kosten", 50),
        ("drei Viertel der Kosten", 75),
    ],
)
def test_percentages_and_shares_are_read_in_every_usual_spelling(text: str, value: float):
    assert [(one.kind, one.value) for one in amounts(text)] == [(AmountKind.PERCENT, value)]


def test_percentage_points_are_not_taken_for_a_percentage():
    assert [(one.kind, one.value) for one in amounts("um zehn Prozentpunkte")] == [(AmountKind.POINTS, 10)]


def test_a_year_before_a_sum_is_not_read_into_it():
    assert [(one.value, one.wording) for one in amounts("Im Jahr 2022 900 Euro")] == [(900, "900 Euro")]


def test_plain_numbers_are_no_amounts():
    assert amounts("24 Fahrzeuge, 8.900 Einwohner, Nummer 5.4") == []


def test_the_wording_is_where_its_span_says():
    text = "Quote 65 Prozent, höchstens 60 000 Euro."
    assert [text[one.start : one.end] for one in amounts(text)] == ["65 Prozent", "60 000 Euro"]


@pytest.mark.parametrize(
    ("word", "value"),
    [("null", 0), ("elf", 11), ("einundzwanzig", 21), ("neunundneunzig", 99), ("hundert", 100), ("dreißig", 30)],
)
def test_number_words_up_to_a_hundred_are_known(word: str, value: float):
    assert number(word) == value


def test_a_word_that_is_no_number_has_no_value():
    assert number("viele") is None
