"""With a chat model, what was worked out stays first: sums, checklists, corrections and warnings can't vanish."""

import datetime as dt

import pytest
from fakes import ScriptedModel
from making import SAERBECK, document
from test_differing import FAIR, FILLED, FILLING, NOTE, OFFICIAL, PLACES, one, told
from test_working_out import base, clauses

from knowledge.answering.pipeline import Tools, answer
from knowledge.german.concepts import shipped_concepts
from knowledge.index.base import Base
from knowledge.matching.atlas import Atlas
from knowledge.model import Answer, Document, Question
from knowledge.ports import Composed

TODAY = dt.date(2026, 11, 22)
RULES = (
    "Die Zuwendung beträgt 175 000 Euro, wenn zwei Kommunen zusammenarbeiten.",
    "Für jede weitere Kommune kommen 35 000 Euro hinzu, höchstens jedoch vier weitere.",
    "Antragsberechtigt sind Kommunen bis 20.000 Einwohner.",
)
SUM = "Wie hoch ist die Zuwendung bei der Zusammenarbeit zu viert?"
NUMBERS = tuple(range(1, 9))


def asked(question: str, of: Base, *sentences: str, complete: bool = True) -> Answer:
    model = ScriptedModel(Composed(tuple((text, NUMBERS) for text in sentences), complete=complete))
    tools = Tools(shipped_concepts(), Atlas(of, PLACES), model=model)
    return answer(Question(question, TODAY, municipality=SAERBECK), of, tools)


def guideline(**fields: object) -> Base:
    programme = document("regeln", **({"title": "Richtlinie Zusammenarbeit", "valid_until": None} | fields))
    return base((programme, clauses(*RULES, of=programme)), (FILLING, FILLED))


def test_a_sum_and_its_operands_stay_before_the_model_s_sentences() -> None:
    worded = "Antragsberechtigt sind Kommunen bis 20.000 Einwohner."
    said = asked(SUM, guideline(), worded)
    assert said.lead.startswith("Gerechnet: 175.000 Euro für 2 Beteiligte + 2 × 35.000 Euro = 245.000 Euro")
    assert [found.text for found in said.statements] == [RULES[0], RULES[1], worded]


def test_a_sentence_that_says_a_worked_out_line_again_is_left_out() -> None:
    said = asked(SUM, guideline(), "Wenn zwei Kommunen zusammenarbeiten, beträgt die Zuwendung 175 000 Euro.")
    assert [found.text for found in said.statements] == [RULES[0], RULES[1]]


def test_a_checklist_stays_before_the_model_s_sentences() -> None:
    worded = "Die Zuwendung beträgt 175 000 Euro, wenn zwei Kommunen zusammenarbeiten."
    said = asked("Sind wir bei der Richtlinie Zusammenarbeit antragsberechtigt?", guideline(), worded)
    assert said.lead.startswith("Saerbeck: ")
    assert [found.text for found in said.statements] == [f"Einwohnerzahl – erfüllt: {RULES[2]}", worded]
    assert "Bewilligungsstelle" in said.closing


@pytest.mark.parametrize(
    ("fields", "warning"),
    [
        ({"valid_until": dt.date(2026, 9, 30)}, "Abgelaufen: „Richtlinie Zusammenarbeit“ galt bis zum 30.09.2026."),
        ({"title": "Zusammenarbeit in Hessen"}, "„Zusammenarbeit in Hessen“ betrifft Hessen"),
        ({"valid_from": dt.date(2027, 1, 1)}, "gilt erst ab dem 01.01.2027"),
    ],
)
def test_a_warning_about_a_programme_comes_first_whatever_the_model_says(
    fields: dict[str, object], warning: str
) -> None:
    worded = "Arbeiten zwei Kommunen zusammen, beträgt die Zuwendung 175.000 Euro."
    said = asked("Wie hoch ist die Zuwendung für die Zusammenarbeit von Kommunen?", guideline(**fields), worded)
    assert warning in said.lead
    assert worded in [found.text for found in said.statements]


def test_a_programme_that_only_the_model_cites_is_warned_of_too() -> None:
    ended = document("alt", title="Fonds Dorfladen", valid_until=dt.date(2026, 9, 30))
    open_: Document = document("regeln", title="Richtlinie Zusammenarbeit", valid_until=None)
    both = base((open_, clauses(*RULES, of=open_)), (ended, clauses("Der Fonds Dorfladen zahlt 65 Prozent.", of=ended)))
    said = asked("Wie hoch ist die Zuwendung für die Zusammenarbeit und was zahlt der Dorfladen?", both,
                 RULES[0], "Der Fonds Dorfladen zahlt 65 Prozent.")  # fmt: skip
    assert "Abgelaufen: „Fonds Dorfladen“" in said.lead


def test_two_sources_that_differ_stay_side_by_side() -> None:
    worded = "Zur Messe 2021 kamen Bürgermeisterinnen und Bürgermeister nach Münster."
    said = asked(FAIR, told(OFFICIAL, NOTE), worded)
    assert said.lead.startswith("Die Angaben gehen auseinander: 60 Bürgermeister [1]")
    assert [found.text for found in said.statements[:2]] == [NOTE, OFFICIAL]


def test_what_a_question_takes_for_granted_is_met_before_the_model_speaks() -> None:
    worded = "Belege werden zur Sirene aufbewahrt."
    said = asked("Für eine Sirene gibt es doch 80 Prozent, oder?", one(OFFICIAL), worded)
    assert said.lead == "In meinen Unterlagen steht dazu: 60 Prozent [1]. Von „80 Prozent“ ist dort nicht die Rede."
    assert said.statements[0].text == FILLED[0].text
