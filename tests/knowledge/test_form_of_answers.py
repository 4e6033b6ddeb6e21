"""How answers read: what was asked first, nothing said twice, no line that only its own table or page makes clear."""

import dataclasses

from making import document, fact
from test_working_out import RULE, asked, base, clauses

from knowledge.answering import texts
from knowledge.model import AnswerStatus, ChunkKind, DocumentKind, FactKind

OTHER = document("fremd", title="Richtlinie Warnmittel", valid_until=None)
FILLED = clauses("Der Zuschuss für eine Sirene beträgt 60 Prozent.", "Belege werden aufbewahrt.", of=OTHER)


def row(display: str, heads: str, text: str):
    (only,) = clauses(text, of=RULE)
    return dataclasses.replace(only, kind=ChunkKind.TABLE_ROW, lead=heads, shown=display)


def test_another_state_s_clause_is_left_out_where_our_own_say_something() -> None:
    hessen = document("hessen", title="Dorfladen in Hessen", valid_until=None)
    ours = clauses("Der Dorfladen bekommt 65 Prozent.", of=RULE)
    theirs = clauses("Ein Dorfladen bekommt 50 Prozent.", of=hessen)
    said = asked("Wie viel Prozent bekommt ein Dorfladen?", base((RULE, ours), (hessen, theirs), (OTHER, FILLED)))
    assert [one.text for one in said.statements] == [ours[0].text]
    alone = asked("Wie viel Prozent bekommt ein Dorfladen?", base((hessen, theirs), (OTHER, FILLED)))
    assert theirs[0].text in [one.text for one in alone.statements]
    assert "betrifft Hessen" in alone.lead


def test_a_column_s_head_that_says_nothing_is_left_out() -> None:
    told = row("20.06.2022: Was Zustimmung des Kreistags", "Wann Was", "20.06.2022 Zustimmung des Kreistags")
    said = asked("Wann war die Zustimmung des Kreistags?", base((RULE, [told]), (OTHER, FILLED)))
    assert said.statements[0].text == "20.06.2022: Zustimmung des Kreistags"


def test_a_no_is_shown_behind_the_question_that_it_answers() -> None:
    (only,) = clauses("Nein. Ein Beteiligter stellt den Antrag für die ganze Gruppe.")
    told = dataclasses.replace(only, heading=("Fragen", "Müssen alle einen Antrag stellen?"))
    said = asked("Wer stellt den Antrag für die Gruppe der Beteiligten?", base((RULE, [told]), (OTHER, FILLED)))
    assert said.statements[0].text == f"Müssen alle einen Antrag stellen? {only.text}"


def test_the_own_office_is_named_with_what_it_is() -> None:
    told = [row("Münster: Stelle Dezernat 31", "Bezirksregierung Stelle", "Münster Dezernat 31")]
    rule = clauses("", "Anträge sind bei der zuständigen Stelle einzureichen.")[1:]
    said = asked("Wo reiche ich den Antrag zum Gemeinsam Wirtschaften ein?", base((RULE, told + rule), (OTHER, FILLED)))
    assert said.statements[0].text == "Bezirksregierung Münster: Stelle Dezernat 31"


def test_a_list_of_all_start_ups_says_what_each_does_and_suggests_none_again() -> None:
    firm = document("firma", title="Pegelfuchs", kind=DocumentKind.START_UP, valid_until=None)
    told = clauses(
        "Quelle: pegelfuchs.example · Stand: 05/2023", "Pegelfuchs misst den Wasserstand an Brücken.", of=firm
    )
    named = fact("firma", kind=FactKind.START_UP, value="Pegelfuchs", wording="Pegelfuchs")
    said = asked("Welche Start-ups gibt es?", base((firm, told), (OTHER, FILLED), facts=(named,)))
    assert [one.text for one in said.statements] == [f"Pegelfuchs: {told[1].text}"]
    assert (said.start_ups, len(said.sources)) == ((), 1)


def test_a_time_without_a_date_is_said_to_have_none() -> None:
    told = clauses("Anträge sind bis zum 01.06.2027 möglich.")
    known = fact("regeln", value="2027-06-01", wording="bis zum 01.06.2027")
    said = asked("Welche Fristen gibt es noch dieses Jahr?", base((RULE, told), facts=(known,)))
    assert said.status is AnswerStatus.NO_EVIDENCE
    assert said.lead == texts.NO_DATES.format(when="dieses Jahr")


def past(*more: str):
    told = clauses(
        "Früher endete die Frist für Anträge zum Dorfladen am 30. September.",
        "Anträge zum Dorfladen waren bis zum 15.03.2026 möglich.",
        *more,
    )
    days = (("--09-30", "am 30. September"), ("2026-03-15", "bis zum 15.03.2026"), ("2027-03-15", "bis zum 15.03.2027"))
    facts = [fact("regeln", value=value, wording=wording) for value, wording in days[: len(told)]]
    title = dataclasses.replace(RULE, title="Richtlinie Dorfladen")
    return base((title, told), (OTHER, FILLED), facts=tuple(facts))


def test_a_deadline_that_is_over_is_said_first_with_its_last_day() -> None:
    said = asked("Bis wann sind Anträge zum Dorfladen möglich?", past())
    assert said.lead == texts.DEADLINE_OVER.format(day="15.03.2026", title="Richtlinie Dorfladen")
    assert "15.03.2026" in said.statements[0].text
    assert said.statements[0].key == "bis zum 15.03.2026"


def test_where_a_further_deadline_is_still_to_come_none_is_said_to_be_over() -> None:
    said = asked("Bis wann sind Anträge zum Dorfladen möglich?", past("Die nächste Runde läuft bis zum 15.03.2027."))
    assert "abgelaufen" not in said.lead


def test_a_question_behind_a_thank_you_is_answered() -> None:
    told = base((RULE, clauses("Eine Antenne kostet 60 Euro im Jahr.")), (OTHER, FILLED))
    assert "60 Euro" in asked("Danke, und was kostet eine Antenne?", told).text
    assert asked("Vielen Dank für die schnelle Auskunft!", told).status is AnswerStatus.SMALLTALK


def test_a_heading_before_a_clause_takes_the_place_of_its_number() -> None:
    (only,) = clauses("2.1 Ausgaben für Grundstücke beim Dorfladen.")
    told = dataclasses.replace(only, heading=("2 Nicht förderfähig",))
    said = asked("Werden Grundstücke beim Dorfladen gefördert?", base((RULE, [told]), (OTHER, FILLED)))
    assert said.statements[0].text == "Nicht förderfähig: Ausgaben für Grundstücke beim Dorfladen."


def test_what_stays_with_the_asker_is_worked_out_from_the_share_that_is_paid() -> None:
    told = clauses(
        "Die Zuwendung deckt höchstens 90 Prozent der Ausgaben, 10 Prozent tragen die Kommunen als Eigenanteil."
    )
    said = asked(
        "Wie hoch ist der Eigenanteil der Kommunen bei 100.000 Euro Ausgaben?", base((RULE, told), (OTHER, FILLED))
    )
    assert said.lead == "Gerechnet: 90 Prozent von 100.000 Euro = 90.000 Euro. Bei Ihnen bleiben 10.000 Euro."
