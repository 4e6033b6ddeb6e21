"""What is worked out beside quoting: sums, a checklist, old and new, side by side, an agenda, the own office."""

import dataclasses
import datetime as dt

import pytest
from making import SAERBECK, chunk, document, fact

from knowledge.answering.eligibility import Checked, checklist
from knowledge.answering.pipeline import Tools, answer
from knowledge.answering.sums import worked_sum
from knowledge.answering.versions import changed
from knowledge.german.concepts import shipped_concepts
from knowledge.german.places import Gazetteer
from knowledge.index.base import Base
from knowledge.index.clauses import ClauseIndex
from knowledge.matching.atlas import Atlas
from knowledge.model import (
    Answer,
    AnswerStatus,
    Chunk,
    ChunkKind,
    Document,
    DocumentKind,
    Evidence,
    Fact,
    FactKind,
    Question,
)

TODAY = dt.date(2026, 11, 22)
RULE = document("regeln", title="Richtlinie Gemeinsam Wirtschaften", valid_until=None)


def clauses(*texts: str, of: Document = RULE) -> list[Chunk]:
    return [
        chunk(f"{of.id}:{number}", text, ordinal=number, kind=ChunkKind.CLAUSE, lead="", shown="", heading=())
        for number, text in enumerate(texts)
    ]


def evidence(*texts: str, of: Document = RULE) -> list[Evidence]:
    return [Evidence(one, of, 1.0) for one in clauses(*texts, of=of)]


def base(*parts: tuple[Document, list[Chunk]], facts: tuple[Fact, ...] = ()) -> Base:
    documents = {one.id: one for one, _ in parts}
    chunks = [one for _, found in parts for one in found]
    of_document = {one: tuple(found for found in facts if found.document_id == one) for one in documents}
    return Base(1, documents, ClauseIndex(chunks, documents), of_document)


def asked(question: str, of: Base) -> Answer:
    places = Atlas(of, Gazetteer([SAERBECK]))
    return answer(Question(question, TODAY, municipality=SAERBECK), of, Tools(shipped_concepts(), places))


def line(question: str, *texts: str) -> str | None:
    found = worked_sum(question, evidence(*texts), ())
    return found.line if found else None


def test_further_partners_are_added_to_the_amount_for_some() -> None:
    said = "Zwei Kommunen erhalten 100.000 Euro.", "Jede weitere Kommune bringt 20.000 Euro mehr."
    found = line("Wie viel gibt es, wenn wir mit drei Nachbargemeinden zusammenarbeiten?", *said)
    assert found == "Gerechnet: 100.000 Euro für 2 Beteiligte + 2 × 20.000 Euro = 140.000 Euro."


def test_an_amount_that_the_source_states_is_not_calculated() -> None:
    said = "2 Partner: 100.000 Euro", "4 Partner: 150.000 Euro", "jeder weitere Partner: 20.000 Euro"
    assert line("Was gibt es bei vier Partnern?", *said) is None


@pytest.mark.parametrize(
    ("rule", "found"),
    [
        ("Der Zuschuss beträgt 60 Prozent.", "Gerechnet: 60 Prozent von 50.000 Euro = 30.000 Euro."),
        (
            "Fördersatz 60 %, höchstens 20.000 Euro",
            "Gerechnet: 60 Prozent von 50.000 Euro = 30.000 Euro. Gezahlt werden höchstens 20.000 Euro.",
        ),
        (
            "60 v. H., gedeckelt auf 20.000 Euro je Standort",
            "Gerechnet: 60 Prozent von 50.000 Euro = 30.000 Euro. Gezahlt werden höchstens 20.000 Euro je Standort.",
        ),
        ("Zuschuss 60 bis 80 Prozent", None),
    ],
)
def test_a_share_of_the_costs_keeps_to_the_ceiling(rule: str, found: str | None) -> None:
    assert line("Wie viel Zuschuss gibt es, wenn die Anlage 50.000 Euro kostet?", rule) == found


def test_what_stays_with_the_asker_is_counted_from_what_is_paid() -> None:
    found = line("Die Anlage kostet 50.000 Euro, wie hoch ist der Eigenanteil?", "60 Prozent, höchstens 20.000 Euro")
    assert found is not None
    assert found.endswith("Bei Ihnen bleiben 30.000 Euro.")


def test_an_amount_for_each_unit_is_multiplied() -> None:
    found = line("Was bekommen wir für 300 Grabstätten?", "11 Euro je Grabstätte, Obergrenze 2.400 Euro")
    assert found == "Gerechnet: 300 × 11 Euro = 3.300 Euro. Gezahlt werden höchstens 2.400 Euro."


def test_what_a_project_received_is_no_rule_for_others() -> None:
    project = document("bericht", kind=DocumentKind.PROJECT)
    told = evidence("Das Land zahlte 60 Prozent.", of=project)
    assert worked_sum("Wie viel Zuschuss gibt es bei Kosten von 50.000 Euro?", told, ()) is None


def states(condition: str, population: int = SAERBECK.population) -> dict[str, bool | None]:
    found = checklist(
        dataclasses.replace(SAERBECK, population=population),
        RULE,
        base((RULE, clauses(f"Berechtigt sind {condition}."))),
    )
    return {one.name: one.met for one in found.checked} if found else {}


@pytest.mark.parametrize(
    ("condition", "name", "met"),
    [
        ("Kommunen mit weniger als 20.000 Einwohnern", "Einwohnerzahl", True),
        ("Kommunen bis 5.000 Einwohner", "Einwohnerzahl", False),
        ("Ortsteile mit höchstens 5.000 Einwohnern", "Einwohnerzahl", None),
        ("Gemeinden in den Regierungsbezirken Münster und Detmold", "Regierungsbezirk", True),
        ("Gemeinden im Regierungsbezirk Köln", "Regierungsbezirk", False),
        ("Kommunen aus dem Regierungsbezirk Münster nur in einem Verbund", "Regierungsbezirk", None),
        ("Gemeinden im Kreis Steinfurt", "Kreis", True),
        ("Gemeinden im Kreis Borken", "Kreis", False),
    ],
)
def test_a_condition_is_met_or_not_or_needs_a_look(condition: str, name: str, *, met: bool | None) -> None:
    assert states(condition) == {name: met}


@pytest.mark.parametrize(("population", "met"), [(19_999, True), (20_000, False), (20_001, False)])
def test_fewer_than_twenty_thousand_does_not_hold_twenty_thousand(population: int, *, met: bool) -> None:
    assert states("Kommunen unter 20.000 Einwohnern", population) == {"Einwohnerzahl": met}


def test_near_a_limit_the_date_of_the_count_is_pointed_at() -> None:
    home = dataclasses.replace(SAERBECK, population=19_800)
    found = checklist(home, RULE, base((RULE, clauses("Berechtigt sind Kommunen unter 20.000 Einwohnern."))))
    assert found is not None
    assert "19.800 Einwohner (Stand 31.12.2023)" in found.lead
    assert "Stichtag" in found.closing
    assert "Nicht angegeben: Regierungsbezirk, Kreis." in found.closing
    assert all(isinstance(one, Checked) for one in found.checked)


def test_whether_we_may_apply_is_answered_by_the_conditions_and_their_clauses() -> None:
    told = clauses("Antragsberechtigt sind Kommunen bis 20.000 Einwohner.", "Die Förderung beträgt 60 Prozent.")
    said = asked("Sind wir bei der Richtlinie Gemeinsam Wirtschaften antragsberechtigt?", base((RULE, told)))
    assert "Einwohnerzahl – erfüllt: Antragsberechtigt sind Kommunen bis 20.000 Einwohner." in said.text
    assert said.sources[said.statements[0].source].quote == told[0].text


def test_old_and_new_clause_stand_in_pairs_where_they_differ() -> None:
    old = document("alt", title="Richtlinie 2022", superseded_by="neu")
    new = document("neu", title="Richtlinie 2026")
    before = clauses("Warnmittel: Quote 60 Prozent", "Beratung: Quote 40 Prozent", of=old)
    after = clauses("Warnmittel: Quote 75 Prozent", "Beratung: Quote 40 Prozent", of=new)
    rows = [dataclasses.replace(one, kind=ChunkKind.TABLE_ROW) for one in (*before, *after)]
    both = base((old, rows[:2]), (new, rows[2:]))
    found = changed(both, [Evidence(rows[2], new, 1.0), Evidence(rows[3], new, 1.0)])
    assert [(one.chunk.text, other.chunk.text) for one, other in found] == [(rows[0].text, rows[2].text)]


def test_two_named_documents_are_put_side_by_side() -> None:
    first = document("a", title="Fonds Nordlicht", valid_until=None)
    second = document("b", title="Fonds Südwind", valid_until=None)
    both = base(
        (first, clauses("Der Fonds Nordlicht zahlt höchstens 9.000 Euro.", of=first)),
        (second, clauses("Der Fonds Südwind zahlt höchstens 7.000 Euro.", of=second)),
        (RULE, clauses("Anträge sind schriftlich zu stellen.", "Belege werden zehn Jahre aufbewahrt.")),
    )
    said = asked("Was zahlt mehr, Nordlicht oder Südwind?", both)
    assert [one.text.partition(": ")[0] for one in said.statements][:2] == ["Fonds Nordlicht", "Fonds Südwind"]


def test_what_falls_into_a_time_is_listed_by_day() -> None:
    told = clauses("Anträge sind bis zum 15.12.2026 möglich.", "Der Nachweis ist bis zum 01.12.2026 zu führen.")
    days = tuple(
        fact("regeln", value=value, wording=wording)
        for value, wording in (("2026-12-15", "bis zum 15.12.2026"), ("2026-12-01", "bis zum 01.12.2026"))
    )
    later = fact("regeln", value="2027-06-01", wording="bis zum 01.06.2027")
    said = asked("Welche Fristen gibt es noch dieses Jahr?", base((RULE, told), facts=(*days, later)))
    assert [told[1].text in said.statements[0].text, told[0].text in said.statements[1].text] == [True, True]
    assert len(said.statements) == len(days)


def test_spoken_words_are_understood() -> None:
    told = clauses("Der Zuschuss für eine Sirene beträgt 60 Prozent.", "Sirenen sind jährlich zu prüfen.")
    assert "60 Prozent" in asked("Wat gibbet för ne Sirene?", base((RULE, told))).statements[0].text


def test_where_to_hand_in_is_the_asker_s_own_office() -> None:
    told = clauses(
        "Anträge sind bei der zuständigen Stelle einzureichen.",
        "Köln: Bezirksregierung Köln, Dezernat 35",
        "Münster: Bezirksregierung Münster, Dezernat 31",
    )
    said = asked("Wo reiche ich den Antrag zum Gemeinsam Wirtschaften ein?", base((RULE, told)))
    assert said.statements[0].text == told[2].text


def test_a_question_without_its_matter_gets_one_back_with_programmes_to_choose_from() -> None:
    other = document("b", title="Fonds Südwind", valid_until=None)
    both = base((RULE, clauses("60 Prozent")), (other, clauses("70 Prozent", of=other)))
    said = asked("Wie hoch ist die Förderung?", both)
    assert said.status is AnswerStatus.CLARIFY
    assert len(said.options) == len(both.documents)
    assert all(question.startswith("Wie hoch ist die Förderung bei „") for question in said.options)


def test_the_programme_that_a_project_names_is_quoted_beside_it() -> None:
    told = clauses("Der Fonds Nordlicht zahlt 60 Prozent.", "Anträge sind schriftlich zu stellen.")
    programme = document("regeln", title="Fonds Nordlicht", valid_until=None)
    report = document("bericht", title="Mähroboter in Saerbeck", kind=DocumentKind.PROJECT)
    project = clauses("Der Mähroboter wurde vom Fonds Nordlicht gefördert.", "Er mäht nachts.", of=report)
    both = base((programme, told), (report, project))
    said = asked("Welche Quote zahlt der Fördertopf, der den Mähroboter in Saerbeck gefördert hat?", both)
    assert told[0].text in said.text


def test_facts_of_who_may_apply_are_used_first() -> None:
    told = clauses("Für Kommunen über 50.000 Einwohner gilt anderes.", "Mitmachen können Orte bis 20.000 Einwohner.")
    known = fact("regeln", kind=FactKind.ELIGIBLE, value="bis 20.000", wording=told[1].text)
    found = checklist(SAERBECK, RULE, base((RULE, told), facts=(known,)))
    assert found is not None
    assert [one.wording for one in found.checked] == [told[1].text]


def test_a_thing_that_stands_nowhere_is_declined() -> None:
    told = clauses("Der Zuschuss für eine Sirene beträgt 60 Prozent.", "Sirenen sind jährlich zu prüfen.")
    said = asked("Wie hoch ist der Zuschuss für ein Lehrschwimmbecken?", base((RULE, told)))
    assert said.status is AnswerStatus.NO_EVIDENCE
    assert "Bezirksregierung Münster" in said.closing


def test_a_sentence_that_introduces_a_table_brings_its_rows() -> None:
    intro, *rows = clauses(
        "Ansprechstellen für das Förderprogramm sind:", "Arnsberg Kommunalaufsicht", "Münster Dezernat 31"
    )
    rows = [dataclasses.replace(row, kind=ChunkKind.TABLE_ROW, shown=f"Stelle: {row.text}") for row in rows]
    found = asked("Wer sind die Ansprechstellen für das Förderprogramm?", base((RULE, [intro, *rows])))
    assert [said.text for said in found.statements] == [intro.text, *(row.shown for row in rows)]
