import datetime as dt

import pytest

from knowledge.german.periods import find_period

TODAY = dt.date(2026, 11, 22)
"""A Sunday."""


@pytest.mark.parametrize(
    ("question", "start", "end"),
    [
        ("Welche Fristen laufen bis nächsten Freitag?", "2026-11-22", "2026-11-27"),
        ("Was ist am Mittwoch?", "2026-11-25", "2026-11-25"),
        ("Gibt es morgen eine Veranstaltung?", "2026-11-23", "2026-11-23"),
        ("Was läuft noch dieses Jahr aus?", "2026-11-22", "2026-12-31"),
        ("Welche Treffen sind nächstes Jahr?", "2027-01-01", "2027-12-31"),
        ("Was war im letzten Jahr los?", "2025-01-01", "2025-12-31"),
        ("Welche Termine gibt es nächste Woche?", "2026-11-23", "2026-11-29"),
        ("Was ist diesen Monat noch?", "2026-11-22", "2026-11-30"),
        ("Und im nächsten Monat?", "2026-12-01", "2026-12-31"),
        ("Welche Fristen enden in den nächsten drei Monaten?", "2026-11-22", "2027-02-22"),
        ("Was endet innerhalb von 14 Tagen?", "2026-11-22", "2026-12-06"),
        ("Was ist in drei Wochen?", "2026-12-13", "2026-12-13"),
        ("Was gibt es im Frühjahr?", "2027-03-01", "2027-05-31"),
        ("Was ist im ersten Halbjahr 2027?", "2027-01-01", "2027-06-30"),
        ("Veranstaltungen im Februar", "2027-02-01", "2027-02-28"),
        ("Veranstaltungen im März 2027", "2027-03-01", "2027-03-31"),
        ("Kann ich bis 31. Januar einreichen?", "2026-11-22", "2027-01-31"),
        ("Was passiert zwischen Januar und März?", "2027-01-01", "2027-03-31"),
        ("Was gilt ab 1. Januar 2027?", "2027-01-01", None),
        ("Welche Programme enden in 2027?", "2027-01-01", "2027-12-31"),
    ],
)
def test_a_time_in_a_question_becomes_days_on_the_calendar(question: str, start: str | None, end: str | None):
    period = find_period(question, TODAY)
    assert period is not None
    assert (period.start and period.start.isoformat(), period.end and period.end.isoformat()) == (start, end)


def test_the_last_day_of_a_short_month_stays_in_that_month():
    period = find_period("in einem Monat", dt.date(2027, 1, 31))
    assert period is not None
    assert period.end == dt.date(2027, 2, 28)


@pytest.mark.parametrize(
    "question", ["Wer hilft bei Sensoren?", "Was kostet ein Ladepunkt?", "Wie viele Monate dauert das?", "Mai ist weg"]
)
def test_a_question_without_a_time_has_no_period(question: str):
    assert find_period(question, TODAY) is None
