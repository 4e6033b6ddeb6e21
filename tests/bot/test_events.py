"""Events in the chat: made step by step, answered with buttons, changed and told about, with lists and tables."""

import csv
import datetime as dt
import io
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from icalendar import Calendar
from making import document
from openpyxl import load_workbook
from sqlalchemy import select
from talking import NOW, Office, labels, lines_of, plain

from bot.conversation.actions import Action, Edit, Notice, Send, SendFile
from bot.conversation.core import Conversation
from bot.conversation.events import Message, Tap
from bot.conversation.events import typed as typed_in
from bot.conversation.stored import from_json
from bot.events.assignment import assign
from bot.events.model import Choice, Registration
from bot.events.times import TimeUnclear, read_moment, read_span
from bot.people.model import Member, Role
from bot.spreadsheets import harmless
from bot.storage.deliveries import deliveries as ledger
from knowledge.catalogue.engine import reading
from knowledge.clock import BERLIN
from knowledge.model import DocumentKind, Fact, FactKind

ANNA, BEN, CARL, OLGA, OTTO = (f"telegram:{number}" for number in (11, 12, 13, 98, 99))


@pytest.fixture
def office(tmp_path: Path) -> Office:
    found = Office(tmp_path)
    for chat, role, name in (
        (ANNA, Role.MAYOR, "Anna Kamp"), (BEN, Role.MAYOR, "=2+5"), (CARL, Role.MAYOR, None),
        (OLGA, Role.ORGANISER, None), (OTTO, Role.ORGANISER, None),
    ):  # fmt: skip
        ags = "05566084" if chat == ANNA else None
        found.stores.members.put(Member(chat, role, NOW, name=name, ags=ags))
    return found


def make(office: Office, *more: tuple[str, str], when: str = "Do 11.02.2027 10 bis 15 Uhr") -> Send:
    """An event through the dialogue; `more` are further fields with what is typed."""
    office.say("/termine neu", OLGA)
    office.say("Digitalforum", OLGA)
    office.say(when, OLGA)
    preview = office.say("Rathaus", OLGA)
    for field, text in more:
        office.tap(preview, field, OLGA)
        preview = office.say(text, OLGA)
    _, shown = office.tap(preview, "Speichern", OLGA)
    assert isinstance(shown, Send)
    return shown


def say_all(office: Office, chat: str, line: str) -> list[Action]:
    return office.handle(typed_in(chat, line))


def opened(office: Office, chat: str, number: int = 1) -> Send:
    shown = office.say("/termine", chat)
    (event,) = office.handle(Tap(chat, shown.keyboard[number - 1][0].data, Message("1")))
    assert isinstance(event, Send)
    return event


def answered(office: Office, chat: str, label: str) -> tuple[str, Edit]:
    notice, edit = office.tap(opened(office, chat), label, chat)
    assert isinstance(notice, Notice)
    assert isinstance(edit, Edit)
    return notice.text, edit


def told(office: Office) -> list[tuple[str, str]]:
    """What was written down for others: chat and text, without what was taken back."""
    with reading(office.stores.deliveries._engine) as connection:
        rows = connection.execute(select(ledger).where(ledger.c.state == "pending").order_by(ledger.c.id)).all()
    return [(row.chat, plain(from_json(row.message))) for row in rows]


def managed(office: Office, label: str, chat: str = OLGA) -> list[Action]:
    (shown,) = office.tap(opened(office, chat), "Verwalten", chat)
    assert isinstance(shown, Send)
    return office.tap(shown, label, chat)


def at(office: Office, moment: str) -> None:
    now = dt.datetime.fromisoformat(moment).replace(tzinfo=BERLIN).astimezone(dt.UTC)
    office.desk = replace(office.desk, clock=lambda: now)
    office.conversation = Conversation(office.desk)


def test_an_event_needs_three_answers_and_shows_all_defaults_before_it_is_saved(office: Office) -> None:
    office.say("/termine neu", OLGA)
    office.say("Digitalforum", OLGA)
    assert labels(office.say("Do 11.02.2027 10 bis 15 Uhr", OLGA)) == [["Online", "Noch offen"]]
    preview = plain(office.say("Rathaus", OLGA))
    assert "Donnerstag, 11.02.2027, 10:00 bis 15:00 Uhr" in preview
    assert "Anmeldeschluss: Donnerstag, 04.02.2027, 18:00 Uhr" in preview
    assert "Plätze: ohne Grenze" in preview
    assert office.stores.events.all() == []


def test_each_answer_can_be_corrected_and_a_wrong_one_is_asked_for_again(office: Office) -> None:
    shown = make(office, ("Plätze", "40"), ("Themen", "Cybersicherheit"), ("Zeit", "Fr 12.02.2027 9 bis 12"))
    assert "Freitag, 12.02.2027, 09:00 bis 12:00 Uhr" in plain(shown)
    assert "Plätze: 0 von 40 vergeben" in plain(shown)
    office.say("/termine neu", OLGA)
    assert "3 bis 120 Zeichen" in plain(office.say("x", OLGA))
    office.say("Forum", OLGA)
    assert "passt nicht" in plain(office.say("Mi 11.02.2027 10 Uhr", OLGA))
    assert "Wo findet" in plain(office.say("Do 11.02.2027 10 Uhr", OLGA))


def test_a_button_answers_like_typed_text_and_a_second_save_does_nothing(office: Office) -> None:
    office.say("/termine neu", OLGA)
    office.say("Forum", OLGA)
    ask = office.say("morgen 18 Uhr", OLGA)
    (preview,) = office.tap(ask, "Online", OLGA)
    assert isinstance(preview, Send)
    assert "Ort: Online" in plain(preview)
    office.tap(preview, "Speichern", OLGA)
    (again,) = office.tap(preview, "Speichern", OLGA)
    assert isinstance(again, Notice)
    assert len(office.stores.events.all()) == 1


def test_something_typed_at_the_preview_loses_nothing_and_dropping_stores_nothing(office: Office) -> None:
    office.say("/termine neu", OLGA)
    for line in ("Forum", "Do 11.02.2027 10 Uhr"):
        office.say(line, OLGA)
    office.say("Rathaus", OLGA)
    again = office.say("hm", OLGA)
    assert "tippen Sie auf einen Knopf" in plain(again)
    office.tap(again, "Verwerfen", OLGA)
    assert office.stores.events.all() == []


def test_a_series_has_its_parts_with_deadlines_of_their_own(office: Office) -> None:
    make(office, ("Wiederholung", "3 mal wöchentlich"), when="Do 18.03.2027 10 bis 15 Uhr")
    parts = office.stores.events.all()
    assert [(f"{e.starts:%d.%m. %H:%M}", f"{e.deadline:%d.%m. %H:%M}", e.part) for e in parts] == [
        ("18.03. 10:00", "11.03. 18:00", 1), ("25.03. 10:00", "18.03. 18:00", 2), ("01.04. 10:00", "25.03. 18:00", 3),
    ]  # fmt: skip
    assert len({event.uid for event in parts}) == 3
    assert "Digitalforum (2 von 3)" in plain(office.say("/termine", ANNA))


def test_only_organisers_make_and_manage_events(office: Office) -> None:
    assert plain(office.say("/termine neu", ANNA)) == "Termine anlegen dürfen nur Veranstaltende."
    make(office)
    assert "Verwalten" not in [label for row in labels(opened(office, ANNA)) for label in row]
    (refused,) = office.handle(Tap(ANNA, "organise:1:cancelyes", Message("1")))
    assert isinstance(refused, Notice)
    assert office.stores.events.all()[0].sequence == 0


def test_the_answer_stands_in_the_same_message_and_in_the_list(office: Office) -> None:
    make(office)
    said, edit = answered(office, ANNA, "Zusage")
    assert said == "Danke, Ihre Zusage ist vermerkt."
    assert "Ihre Antwort: Zusage" in plain(edit)
    assert edit.keyboard[0][0].label == "✓ Zusage"
    assert answered(office, ANNA, "✓ Zusage")[0] == "Das ist schon so vermerkt."
    assert "✓ Zusage" in plain(office.say("/termine", ANNA))
    assert answered(office, ANNA, "Absage")[0] == "Danke, Ihre Absage ist vermerkt."


def test_a_deputy_is_asked_for_by_name_and_seen_by_organisers(office: Office) -> None:
    make(office)
    office.tap(opened(office, ANNA), "Vertretung", ANNA)
    edit, _ = say_all(office, ANNA, "Herr Brand, Kämmerer")
    assert "Vertretung durch Herr Brand, Kämmerer" in plain(edit)
    (shown,) = office.tap(opened(office, OLGA), "Verwalten", OLGA)
    assert "Herr Brand, Kämmerer (Steinfurt)" in plain(shown)


def test_after_the_deadline_answers_stay_as_they_are(office: Office) -> None:
    make(office)
    event = opened(office, ANNA)
    at(office, "2027-02-04T18:00")
    notice, edit = office.tap(event, "Zusage", ANNA)
    assert "geschlossen" in plain(notice)
    assert "Anmeldung ist seit Donnerstag, 04.02.2027, 18:00 Uhr geschlossen" in plain(edit)
    assert office.stores.registrations.of_event(1) == []


def test_who_waits_moves_up_and_hears_of_it_once(office: Office) -> None:
    make(office, ("Plätze", "1"))
    answered(office, ANNA, "Zusage")
    said, edit = answered(office, BEN, "Zusage")
    assert "Warteliste" in said
    assert "Warteliste, Platz 1" in plain(edit)
    answered(office, ANNA, "Absage")
    assert [(chat, text.split(":")[0]) for chat, text in told(office)] == [(BEN, "Ein Platz ist frei geworden")]
    answered(office, CARL, "Zusage")
    assert len(told(office)) == 1


def test_a_note_on_food_is_seen_by_who_made_the_event_alone(office: Office) -> None:
    make(office)
    _, edit = answered(office, ANNA, "Zusage")
    office.tap(edit, "Hinweis (Essen, Zugang)", ANNA)
    shown, said = say_all(office, ANNA, "vegetarisch, Rollstuhl")
    assert "Ihr Hinweis: vegetarisch, Rollstuhl" in plain(shown)
    assert "vermerkt" in plain(said)
    assert "Rollstuhl" in rows(managed(office, "Teilnehmende (CSV)"))[1]["Hinweis"]
    assert rows(managed(office, "Teilnehmende (CSV)", OTTO))[1]["Hinweis"] == ""


def rows(actions: list[Action]) -> dict[int, dict[str, str]]:
    (file,) = actions
    assert isinstance(file, SendFile)
    assert isinstance(file.content, bytes)
    read = csv.DictReader(io.StringIO(file.content.decode("utf-8-sig")), delimiter=";")
    return dict(enumerate(read, 1))


def test_no_cell_of_a_list_is_a_formula(office: Office) -> None:
    make(office)
    answered(office, BEN, "Zusage")
    assert rows(managed(office, "Teilnehmende (CSV)"))[1]["Name"] == "'=2+5"
    (file,) = managed(office, "Teilnehmende (Excel)")
    assert isinstance(file, SendFile)
    assert isinstance(file.content, bytes)
    sheet = load_workbook(io.BytesIO(file.content)).active
    assert (sheet["A2"].value, sheet["A2"].data_type) == ("'=2+5", "s")
    assert file.name == "Digitalforum.xlsx"


@pytest.mark.parametrize("cell", ["=1", "+49 251", "-1", "@SUM(A1)", "\t=1", " =1"])
def test_what_begins_a_formula_is_quoted(cell: str) -> None:
    assert harmless(cell) == f"'{cell}"


def test_the_calendar_file_follows_changes_by_its_uid(office: Office) -> None:
    make(office)
    _, edit = answered(office, ANNA, "Zusage")

    def file() -> Any:
        office.say("/abbrechen", ANNA)  # else the same tap again would be a double tap
        (sent,) = office.tap(edit, "Kalenderdatei", ANNA)
        assert isinstance(sent, SendFile)
        assert isinstance(sent.content, bytes)
        return Calendar.from_ical(sent.content)

    first = file().events[0]
    (preview,) = managed(office, "Ändern")
    assert isinstance(preview, Send)
    office.tap(preview, "Zeit", OLGA)
    office.tap(office.say("Fr 12.02.2027 10 bis 15 Uhr", OLGA), "Speichern", OLGA)
    moved = file().events[0]
    assert (moved.uid, moved.sequence, moved.start.day) == (first.uid, 1, 12)
    (ask,) = managed(office, "Absagen")
    assert isinstance(ask, Send)
    office.tap(ask, "Ja, absagen", OLGA)
    gone = file()
    assert (str(gone["METHOD"]), gone.events[0].sequence, gone.events[0].uid) == ("CANCEL", 2, first.uid)


def test_all_who_answered_hear_of_a_move_and_of_a_cancellation(office: Office) -> None:
    make(office)
    (ask,) = managed(office, "Einladen")
    assert isinstance(ask, Send)
    assert "geht an 3 Personen" in plain(ask)
    office.tap(ask, "Ja, einladen", OLGA)
    assert [chat for chat, _ in told(office)] == [ANNA, BEN, CARL]
    answered(office, ANNA, "Absage")
    (preview,) = managed(office, "Ändern")
    assert isinstance(preview, Send)
    assert "an 3 Personen" in plain(preview)
    office.tap(preview, "Zeit", OLGA)
    office.tap(office.say("Fr 12.02.2027 10 bis 15 Uhr", OLGA), "Speichern", OLGA)
    news = dict(told(office))
    assert set(news) == {ANNA, BEN, CARL}
    assert "Bisher: Donnerstag, 11.02.2027" in news[ANNA]
    assert "Neu: Freitag, 12.02.2027" in news[BEN]
    (ask,) = managed(office, "Absagen")
    assert isinstance(ask, Send)
    office.tap(ask, "Ja, absagen", OLGA)
    assert {text for _, text in told(office)} == {
        "Abgesagt: „Digitalforum“ am Freitag, 12.02.2027, 10:00 bis 15:00 Uhr findet nicht statt."
    }
    assert "abgesagt" in plain(office.say("/termine", ANNA))
    office.tap(managed_view(office), "Findet doch statt", OLGA)
    assert "findet doch statt" in told(office)[-1][1]


def test_who_wants_no_invitations_or_not_this_topic_gets_none(office: Office) -> None:
    for chat, muted in ((ANNA, "invitation"), (BEN, "IT-Sicherheit")):
        office.stores.members.put(Member(chat, Role.MAYOR, NOW, unsubscribed=frozenset({muted})))
    make(office, ("Themen", "Cybersicherheit"))
    (ask,) = managed(office, "Einladen")
    assert isinstance(ask, Send)
    office.tap(ask, "Ja, einladen", OLGA)
    assert [chat for chat, _ in told(office)] == [CARL]


def managed_view(office: Office) -> Send:
    (shown,) = office.tap(opened(office, OLGA), "Verwalten", OLGA)
    assert isinstance(shown, Send)
    return shown


def test_what_changes_nothing_for_calendars_is_told_to_nobody(office: Office) -> None:
    make(office)
    answered(office, ANNA, "Zusage")
    (preview,) = managed(office, "Ändern")
    assert isinstance(preview, Send)
    office.tap(preview, "Plätze", OLGA)
    office.tap(office.say("12", OLGA), "Speichern", OLGA)
    assert told(office) == []
    assert office.stores.events.all()[0].capacity == 12


def test_dates_of_documents_stand_apart_with_wording_and_source_and_none_is_invented(office: Office) -> None:
    line = "Die Messe findet am 20.01.2027 ab 10 Uhr statt."
    fair = document("dddddddddddd", title="Messe 2027", kind=DocumentKind.EVENT, publisher="Kreis", superseded_by=None)
    facts = [Fact(fair.id, FactKind.EVENT_DATE, value, line) for value in ("2027-01-20T10:00", "2020-01-20", "2027-05")]
    office.catalogue.put(fair, lines_of(fair, (line,)), facts)
    shown = office.say("/termine", ANNA)
    assert "Aus den Unterlagen (Anmeldung nicht hier)\n• Mittwoch, 20.01.2027: „Die Messe findet" in plain(shown)
    assert plain(shown).count("•") == 1
    (passage,) = office.tap(shown, "Fundstelle 1", ANNA)
    assert line in plain(passage)


def test_topics_are_suggested_voted_for_and_everybody_gets_a_table(office: Office) -> None:
    make(office)
    for chat in (ANNA, BEN, CARL):
        answered(office, chat, "Zusage")
    (tables,) = office.tap(managed_view(office), "Thementische", OLGA)
    for title in ("Pegel", "Wärme"):
        assert isinstance(tables, Send)
        office.tap(tables, "Thema vorschlagen", OLGA)
        _, tables = say_all(office, OLGA, title)
    office.handle(Tap(ANNA, "tables:1:2", Message("1")))
    (voted,) = office.handle(Tap(BEN, "tables:1:2", Message("1")))
    assert "Wärme: 2 Stimmen" in plain(voted)
    (again,) = office.handle(Tap(OLGA, "tables:1", Message("1")))
    assert isinstance(again, Send)
    office.tap(again, "Tische verteilen", OLGA)
    assert "reichen nicht für 3 Personen. Fehlende Plätze: 1" in plain(office.say("1", OLGA))
    office.tap(again, "Tische verteilen", OLGA)
    plan = office.say("2", OLGA)
    assert "Wärme (2): Anna Kamp (Steinfurt), =2+5" in plain(plan)
    assert told(office) == []
    office.tap(plan, "Allen mitteilen", OLGA)
    assert dict(told(office))[ANNA] == "„Digitalforum“: Sie sitzen am Tisch „Wärme“."
    assert "Ihr Tisch: Wärme" in plain(opened(office, ANNA))


def test_seats_are_given_the_same_way_whoever_comes_first_and_never_more_than_there_are() -> None:
    people = [f"p{number}" for number in range(20)]
    votes = {1: people[:12], 2: people[10:], 3: people[:3]}
    found = assign(people, votes, 7)
    assert found == assign(people[::-1], {table: list(reversed(v)) for table, v in reversed(votes.items())}, 7)
    sizes = [sum(table == number for table in found.seats.values()) for number in votes]
    assert max(sizes) <= 7
    assert sum(sizes) == 20
    assert found.happy == 17
    with pytest.raises(ValueError, match="seats"):
        assign(people, votes, 6)


@pytest.mark.parametrize(
    "data", ["event:", "event:99", "event:x:y", "tables:99", "organise:99:cancel", "organise:save"]
)
def test_a_button_of_something_that_is_gone_says_so(office: Office, data: str) -> None:
    (said,) = office.handle(Tap(OLGA, data, Message("1")))
    assert isinstance(said, Notice)


def test_an_unknown_part_of_a_button_shows_the_event(office: Office) -> None:
    make(office)
    (shown,) = office.handle(Tap(ANNA, "event:1:zz", Message("1")))
    assert isinstance(shown, Send)
    assert office.stores.registrations.answer(Registration(1, ANNA, Choice.NO, NOW), None).changed


@pytest.mark.parametrize(
    ("typed", "starts", "ends"),
    [
        ("Do 11.2. 10 bis 15 Uhr", "2027-02-11T10:00", "2027-02-11T15:00"),
        ("11.02.2027 10-15:30 Uhr", "2027-02-11T10:00", "2027-02-11T15:30"),
        ("Do, den 11. Februar 2027 um 10.00 bis 12.30 Uhr", "2027-02-11T10:00", "2027-02-11T12:30"),
        ("morgen 9:30", "2026-11-23T09:30", "2026-11-23T11:30"),
        ("11.02.2027 10 Uhr bis 12.02.2027 15 Uhr", "2027-02-11T10:00", "2027-02-12T15:00"),
        ("29.2.2028 9 Uhr", "2028-02-29T09:00", "2028-02-29T11:00"),
        ("28.03.2027 2:30", "2027-03-28T03:00", "2027-03-28T05:00"),
    ],
)
def test_times_as_people_type_them(typed: str, starts: str, ends: str) -> None:
    found = read_span(typed, NOW)
    assert [f"{moment:%Y-%m-%dT%H:%M}" for moment in (found.starts, found.ends)] == [starts, ends]


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("Mi 11.02.2027 10 Uhr", "Donnerstag, 11.02.2027"),
        ("31.02.2027 10 Uhr", "gibt es nicht"),
        ("11.02.2027", "wie viel Uhr"),
        ("11.02.2027 25 Uhr", "gibt es nicht"),
        ("11.02.2020 10 Uhr", "vorbei"),
        ("11.02.2027 15 bis 10 Uhr", "vor dem Beginn"),
        ("irgendwann", "Uhr"),
    ],
)
def test_times_that_are_none_are_explained(typed: str, said: str) -> None:
    with pytest.raises(TimeUnclear) as caught:
        read_span(typed, NOW)
    assert said in str(caught.value)


def test_a_night_with_an_hour_twice_or_not_at_all_is_spoken_of() -> None:
    assert "zweimal" in read_span("31.10.2027 2:30", NOW).note
    assert "Sommerzeit" in read_span("28.03.2027 2:30", NOW).note
    assert read_moment("4.2.2027", NOW, dt.time(18)).hour == 18
