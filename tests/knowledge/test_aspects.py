"""An aspect joins how people ask with how papers say it, where no word is shared."""

import re

import pytest
from test_working_out import RULE, asked, base, clauses

from knowledge.german.aspects import aspects_asked, shipped_aspects


@pytest.mark.parametrize(
    ("question", "clause", "aspect"),
    [
        ("wann ist das geld auf dem konto?", "Die Mittel werden nach Vorlage der Rechnung ausgezahlt.", "payout"),
        ("muss der rat vorher ja sagen?", "Beizufügen ist der Beschluss des Ausschusses.", "council"),
        ("bis wann muss das weg sein?", "Stichtage sind der 10. Mai und der 10. November.", "deadline"),
        ("wie lange müssen wir das behalten?", "Die Zweckbindung beträgt acht Jahre.", "keeping"),
        ("dürfen wir schon mal bestellen?", "Der vorzeitige Maßnahmenbeginn ist ausgeschlossen.", "early_start"),
        ("was lief schief?", "Wir hatten die Schulung unterschätzt.", "trouble"),
        ("welche orte machen schon mit?", "Im Einsatz in Hagen und Olpe.", "in_use"),
        ("was kostet der eintritt beim treffen?", "Die Teilnahme ist kostenfrei.", "event_fee"),
        ("was passiert, wenn es kaputt geht?", "Der Zuschuss ist anteilig zurückzuzahlen.", "breach"),
    ],
)
def test_a_question_and_the_clause_that_answers_it_share_an_aspect(question: str, clause: str, aspect: str) -> None:
    found = {one.name: one for one in aspects_asked(question)}
    assert aspect in found
    assert found[aspect].says.search(clause.lower())


def test_a_question_about_nothing_special_asks_for_no_aspect() -> None:
    assert aspects_asked("hallo lotse") == ()


def test_patterns_are_for_lower_case_and_match_no_empty_text() -> None:
    for one in shipped_aspects():
        for pattern in (one.asks, one.says, one.heads):
            assert not re.search("[A-ZÄÖÜ]", re.sub(r"\\.", "", pattern.pattern))
            assert not pattern.search("")


def test_the_clause_of_the_aspect_comes_first_although_it_shares_no_word() -> None:
    texts = (
        "Gefördert werden Pegel an Bächen in Gemeinden bis 20.000 Einwohner.",
        "Der Antrag ist bis zum 1. März 2027 zu stellen.",
        "Die Auszahlung erfolgt am Zehnten des Folgemonats nach Vorlage der Belege.",
    )
    found = asked("Wann ist das Geld für den Pegel auf dem Konto?", base((RULE, clauses(*texts))))
    assert found.statements[0].text == texts[2]
