"""Two sources that say different things, a question that takes something for granted, and the steps of a procedure."""

import dataclasses
import datetime as dt

from making import SAERBECK, document, fact
from test_working_out import base, clauses

from knowledge.answering.pipeline import Tools, answer
from knowledge.german.concepts import shipped_concepts
from knowledge.german.places import Gazetteer, shipped_municipalities
from knowledge.index.base import Base
from knowledge.matching.atlas import Atlas
from knowledge.model import Answer, ChunkKind, Document, DocumentKind, FactKind, Question

TODAY = dt.date(2026, 11, 22)
PLACES = Gazetteer(shipped_municipalities())
FAIR = "Wie viele Bürgermeister waren 2021 bei der Messe in Münster?"
OFFICIAL = "Zur Messe 2021 in Münster kamen rund 50 Bürgermeisterinnen und Bürgermeister."
NOTE = "Bei der Messe 2021 in Münster waren 60 Bürgermeister."


def press(name: str, **fields: object) -> Document:
    values = {"kind": DocumentKind.PRESS, "title": f"Bericht {name}", "valid_from": None, "valid_until": None}
    return document(name, **(values | fields))


OLDER, NEWER = press("alt", date=dt.date(2021, 8, 27)), press("neu", date=dt.date(2021, 10, 1))

FILLING = document("fremd", title="Richtlinie Warnmittel", valid_until=None)
FILLED = clauses("Der Zuschuss für eine Sirene beträgt 60 Prozent.", "Belege werden aufbewahrt.", of=FILLING)


def asked(question: str, of: Base) -> Answer:
    tools = Tools(shipped_concepts(), Atlas(of, PLACES))
    return answer(Question(question, TODAY, municipality=SAERBECK), of, tools)


def told(first: str, other: str) -> Base:
    return base((OLDER, clauses(first, of=OLDER)), (NEWER, clauses(other, of=NEWER)), (FILLING, FILLED))


def test_two_counts_of_one_thing_are_both_shown_with_their_dates_the_newer_first() -> None:
    said = asked(FAIR, told(OFFICIAL, NOTE))
    assert said.lead == (
        "Die Angaben gehen auseinander: 60 Bürgermeister [1] (Stand 01.10.2021), "
        "rund 50 Bürgermeisterinnen und Bürgermeister [2] (Stand 27.08.2021)."
    )
    assert [one.text for one in said.statements[:2]] == [NOTE, OFFICIAL]


def test_a_row_whose_cells_begin_and_end_with_numbers_is_quoted() -> None:
    cells = {"text": "Messe Münster 2021 60 Bürgermeister", "shown": "Messe Münster 2021: 60 Bürgermeister"}
    row = dataclasses.replace(clauses("", of=NEWER)[0], kind=ChunkKind.TABLE_ROW, **cells)
    said = asked(FAIR, base((OLDER, clauses(OFFICIAL, of=OLDER)), (NEWER, [row]), (FILLING, FILLED)))
    assert {row.display, OFFICIAL} <= {one.text for one in said.statements}


def test_the_same_count_in_figures_and_words_is_no_difference() -> None:
    said = asked(FAIR, told(OFFICIAL.replace("rund 50", "zwanzig"), NOTE.replace("60", "20")))
    assert "auseinander" not in said.lead


def test_another_year_or_place_is_another_thing() -> None:
    assert "auseinander" not in asked(FAIR, told(OFFICIAL, NOTE.replace("2021", "2022"))).lead
    question = "Wie viele Bürgermeister waren bei der Messe?"
    assert "auseinander" not in asked(question, told(OFFICIAL, NOTE.replace("Münster", "Arnsberg"))).lead


def test_a_clause_that_answers_something_else_is_not_set_against_the_first() -> None:
    said = asked(FAIR, told(OFFICIAL, "Ein Forum dankte 60 Bürgermeistern für ihre Geduld."))
    assert "auseinander" not in said.lead


def deadlines(rule: Document, report: Document, other_day: str) -> Base:
    told = clauses("Anträge auf Dorfförderung sind bis zum 31.03.2027 zu stellen.", of=rule)
    retold = clauses(f"Anträge auf Dorfförderung sind bis zum {other_day}.2027 möglich, teilt das Land mit.", of=report)
    day, month = other_day.split(".")
    facts = (
        fact(rule.id, value="2027-03-31", wording="31.03.2027"),
        fact(report.id, value=f"2027-{month}-{day}", wording=f"{other_day}.2027"),
        fact(rule.id, kind=FactKind.PROGRAMME, value="Dorfförderung", wording="Dorfförderung"),
    )
    return base((rule, told), (report, retold), (FILLING, FILLED), facts=facts)


RULE = document("regeln", title="Richtlinie Dorfförderung", date=dt.date(2026, 1, 1), valid_until=None)
REPORT = press("bericht", title="Neues zur Dorfförderung", date=dt.date(2026, 6, 1))
BY_WHEN = "Bis wann müssen Anträge auf Dorfförderung gestellt sein?"


def test_a_guideline_stands_before_a_newer_press_release() -> None:
    said = asked(BY_WHEN, deadlines(RULE, REPORT, "30.04"))
    assert said.lead.endswith(
        "Die Angaben gehen auseinander: 31.03.2027 [1] (Stand 01.01.2026), 30.04.2027 [2] (Stand 01.06.2026)."
    )
    assert said.sources[0].document_id == RULE.id


def test_one_deadline_told_by_two_sources_is_no_difference() -> None:
    assert "auseinander" not in asked(BY_WHEN, deadlines(RULE, REPORT, "31.03")).lead


def test_a_day_that_the_other_source_names_too_is_a_second_round_and_no_difference() -> None:
    both = deadlines(RULE, REPORT, "30.04")
    second = fact(RULE.id, value="2027-04-30", wording="30.04.2027")
    said = asked(BY_WHEN, dataclasses.replace(both, facts=both.facts | {RULE.id: (*both.facts[RULE.id], second)}))
    assert "auseinander" not in said.lead


def test_deadlines_of_two_programmes_are_not_set_against_each_other() -> None:
    other = document("andere", title="Fonds Südwind", date=dt.date(2026, 6, 1), valid_until=None)
    assert "auseinander" not in asked(BY_WHEN, deadlines(RULE, other, "30.04")).lead


THIRD = "Für die dritte Messe war 2021 zunächst Detmold angekündigt. Stattgefunden hat sie in Rheda-Wiedenbrück."


def one(*texts: str) -> Base:
    return base((NEWER, clauses(*texts, of=NEWER)), (FILLING, FILLED))


def test_a_place_taken_for_granted_is_corrected_in_the_first_line() -> None:
    said = asked("Die Messe der Bürgermeister war doch in Detmold, oder?", one(OFFICIAL))
    assert said.lead == "In meinen Unterlagen steht dazu: Münster [1]. Von „Detmold“ ist dort nicht die Rede."
    assert said.statements[0].text == OFFICIAL


def test_the_clause_that_names_both_places_is_quoted_first() -> None:
    said = asked("Die 3. war doch in Detmold oder?", one(OFFICIAL, "Auch Detmold lädt zu Tagungen ein.", THIRD))
    assert said.lead == "In meinen Unterlagen steht dazu:"
    assert said.statements[0].text == THIRD


def test_a_year_and_an_amount_taken_for_granted_are_corrected() -> None:
    year = asked("Die Messe der Bürgermeister in Münster war doch 2020?", one(OFFICIAL))
    assert "steht dazu: 2021 [1]. Von „2020“ ist dort nicht die Rede." in year.lead
    amount = asked("Für eine Sirene gibt es doch 80 Prozent, oder?", one(OFFICIAL))
    assert "steht dazu: 60 Prozent [1]. Von „80 Prozent“ ist dort nicht die Rede." in amount.lead


def test_what_the_source_says_too_is_quoted_and_not_corrected() -> None:
    said = asked("Die Messe der Bürgermeister war doch in Münster, oder?", one(OFFICIAL))
    assert said.lead == "In meinen Unterlagen steht dazu:"
    assert [one.text for one in said.statements] == [OFFICIAL]


def test_a_clause_about_something_else_corrects_nothing() -> None:
    said = asked("Die Tagung der Bürgermeister war doch in Detmold, oder?", one(OFFICIAL))
    assert "steht dazu" not in said.lead


def test_a_question_that_asks_openly_takes_nothing_for_granted() -> None:
    said = asked("Wie viele Bürgermeister waren bei der Messe in Detmold?", one(OFFICIAL))
    assert "steht dazu" not in said.lead


def test_a_procedure_is_told_in_the_order_of_its_steps() -> None:
    told = clauses(
        "1. Die Beteiligten legen fest, wer für alle handelt.",
        "2. Der Antrag auf Dorfförderung geht an die Bezirksregierung.",
        "3. Nach dem Bescheid wird das Geld abgerufen.",
        "Die Dorfförderung beträgt 60 Prozent.",
        of=RULE,
    )
    said = asked("Wie läuft der Antrag auf Dorfförderung ab?", base((RULE, told), (FILLING, FILLED)))
    assert [one.text for one in said.statements][:3] == [one.text for one in told[:3]]


def test_where_no_procedure_is_asked_for_the_clause_that_answers_comes_first() -> None:
    told = clauses("1. Man einigt sich.", "2. Der Antrag auf Dorfförderung geht an die Stadt.", of=RULE)
    said = asked("Wohin geht der Antrag auf Dorfförderung?", base((RULE, told), (FILLING, FILLED)))
    assert said.statements[0].text == told[1].text
