import datetime as dt

import pytest

from knowledge.german.dates import dates


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("bis zum 31. März 2026", "2026-03-31"),
        ("am 31.03.2026 im Rathaus", "2026-03-31"),
        ("am 31.3.26", "2026-03-31"),
        ("erstellt 2026-03-31", "2026-03-31"),
        ("31. Maerz 2026", "2026-03-31"),
        ("31. Mrz. 2026", "2026-03-31"),
        ("im März 2026", "2026-03"),
        ("Stand 03/2026", "2026-03"),
        ("bis zum 31. März eines Jahres", "--03-31"),
        ("spätestens am 31.3. einzureichen", "--03-31"),
    ],
)
def test_every_usual_german_spelling_of_a_day_is_read(text: str, value: str):
    assert [mention.value for mention in dates(text)] == [value]


@pytest.mark.parametrize(
    "text",
    [
        "am 31.02.2026",
        "Nummer 5.4 gilt",
        "nach 10.1 ist",
        "um 9.30 Uhr",
        "DIN 18040",
        "12.500,50 Euro",
        "Mai kommt selten",
    ],
)
def test_what_only_looks_like_a_date_is_none(text: str):
    assert dates(text) == []


def test_the_wording_is_where_its_span_says():
    text = "Frist: 31. Januar, danach der 31. August 2027."
    assert [text[one.start : one.end] for one in dates(text)] == ["31. Januar", "31. August 2027"]


def test_two_days_that_share_a_month_are_both_found():
    assert [one.value for one in dates("Stichtage sind der 1. und 15. März.")] == ["--03-01", "--03-15"]
    assert [one.value for one in dates("vom 3. bis 5. Mai 2027")] == ["2027-05-03", "2027-05-05"]


def test_the_hour_after_a_date_is_no_year():
    assert [one.value for one in dates("am 8. Dezember 2026, 18.30 Uhr, und am 9. Dezember 2000 Uhr")] == [
        "2026-12-08",
        "--12-09",
    ]


def test_a_month_has_a_first_and_a_last_day_but_no_exact_one():
    (month,) = dates("im Februar 2028")
    assert (month.first, month.last, month.exact) == (dt.date(2028, 2, 1), dt.date(2028, 2, 29), None)


def test_a_day_without_a_year_is_no_day_of_the_calendar_yet():
    (mention,) = dates("jeweils zum 30. Juni")
    assert (mention.first, mention.last, mention.exact) == (None, None, None)
