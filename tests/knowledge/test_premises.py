"""A question that takes something for granted is met in its first line with what the source says, whatever the kind."""

import pytest
from making import document
from test_differing import FILLED, FILLING, asked
from test_working_out import base, clauses

from knowledge.answering import texts
from knowledge.answering.claims import claims
from knowledge.german.places import Gazetteer, shipped_municipalities
from knowledge.index.base import Base
from knowledge.model import AnswerStatus

PLACES = Gazetteer(shipped_municipalities())
RULES = document("regeln", title="Richtlinie Dorfladen", valid_until=None)
TOLD = (
    "Anträge für einen Dorfladen sind bis zum 31. März 2027 einzureichen.",
    "Der Dorfladen wird mit 65 Prozent gefördert.",
    "Für einen Dorfladen werden höchstens 40.000 Euro gezahlt.",
    "Der Dorfladen muss zehn Jahre betrieben werden.",
    "Über den Dorfladen entscheidet die Bezirksregierung.",
    "Am Dorfladen beteiligen sich mindestens drei Gemeinden.",
)


def guideline(*texts_: str) -> Base:
    return base((RULES, clauses(*texts_, of=RULES)), (FILLING, FILLED))


def instead(said: str, claimed: str) -> str:
    return texts.SAID_INSTEAD.format(said=said, asked=claimed)


WRONG = {
    "Stimmt es, dass die Frist für den Dorfladen am 1. Mai endet?": (0, "31. März 2027", "1. Mai"),
    "Die Anträge für den Dorfladen müssen doch bis zum 30.06.2027 da sein, oder?": (0, "31. März 2027", "30.06.2027"),
    "Warum gibt es für den Dorfladen nur 50 Prozent?": (1, "65 Prozent", "50 Prozent"),
    "Ist es richtig, dass ein Dorfladen bis zu 90.000 Euro bekommt?": (2, "40.000 Euro", "90.000 Euro"),
    "Ich habe gehört, dass der Dorfladen fünf Jahre laufen muss.": (3, "zehn Jahre", "fünf Jahre"),
    "Stimmt es, dass über den Dorfladen das Ministerium entscheidet?": (4, "Bezirksregierung", "Ministerium"),
    "Für den Dorfladen braucht man doch sechs Kommunen, nicht wahr?": (5, "drei Gemeinden", "sechs Kommunen"),
}


@pytest.mark.parametrize("question", WRONG)
def test_a_wrong_value_of_any_kind_is_met_with_the_one_in_the_source(question: str) -> None:
    place, said, claimed = WRONG[question]
    found = asked(question, guideline(*TOLD))
    assert found.lead == instead(said, claimed)
    assert [one.text for one in found.statements] == [TOLD[place]]
    assert found.statements[0].key == said


def test_what_the_source_does_not_say_beside_a_right_value_is_named() -> None:
    found = asked("Warum gibt es 65 Prozent nur bis Juni?", guideline(*TOLD))
    assert found.lead == instead("65 Prozent", "Juni")
    assert found.statements[0].text == TOLD[1]


def test_a_year_is_met_with_the_day_in_another_year() -> None:
    made = guideline("Der Rat hat den Dorfladen am 20.06.2022 beschlossen (Meldung vom 21.06.2022).", *TOLD)
    assert asked("Der Dorfladen wurde doch 2020 beschlossen, oder?", made).lead == instead("20.06.2022", "2020")


def test_a_month_and_a_day_in_it_are_no_contradiction() -> None:
    found = asked("Die Frist für den Dorfladen ist doch im März, oder?", guideline(*TOLD))
    assert found.lead == texts.SAID_OF_IT
    assert found.statements[0].text == TOLD[0]


def test_a_day_that_is_no_deadline_contradicts_none() -> None:
    made = guideline("Die Regeln zum Dorfladen sind vom 12. Januar 2026.", *TOLD[1:])
    found = asked("Stimmt es, dass die Frist für den Dorfladen am 1. Mai endet?", made)
    assert "12. Januar" not in found.lead


def test_sums_of_another_size_are_about_something_else() -> None:
    made = guideline("Für alle Dorfladen zusammen stehen 27 Millionen Euro bereit.")
    assert "27 Millionen" not in asked("Stimmt es, dass ein Dorfladen 90.000 Euro bekommt?", made).lead


def test_a_why_about_something_true_is_answered_as_any_question() -> None:
    found = asked("Warum gibt es für den Dorfladen 65 Prozent?", guideline(*TOLD))
    assert "steht dazu" not in found.lead
    assert TOLD[1] in [one.text for one in found.statements]


def test_what_no_clause_says_is_not_confirmed() -> None:
    found = asked("Stimmt es, dass der Dorfladen schon 2019 bezahlt wurde?", guideline(*TOLD))
    assert texts.UNCONFIRMED.format(asked="2019") in found.text


def test_a_premise_about_what_stands_nowhere_is_not_confirmed() -> None:
    found = asked("Stimmt es, dass Flughäfen vom Kreis bezahlt werden?", guideline(*TOLD))
    assert found.status is AnswerStatus.NO_EVIDENCE
    assert found.lead in (texts.NOTHING_CONFIRMED, texts.NOTHING_BUT_NEAR)


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("bis zum 31. März 2027", ["deadline"]), ("vom 31.03.2027", ["day"]), ("bis Juni", ["deadline"]),
        ("im Jahr 2027", ["day"]), ("80 Prozent oder 5.000 Euro", ["percent", "euro"]), ("einen Flughafen", []),
        ("drei Jahre", ["count of jahr"]), ("in Saerbeck", ["place"]), ("von der NRW.BANK", ["office"]),
    ],
)  # fmt: skip
def test_what_a_text_claims_is_read_by_its_kind(text: str, kinds: list[str]) -> None:
    assert [claim.kind for claim in claims(text, PLACES)] == kinds
