"""An organiser's way in the chat: draft, trial, second approval, undo, stop, report; and a member's way out of it."""

import csv
import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest
from talking import Office, button_of, labels, plain

from bot.broadcasts import rounds
from bot.broadcasts.chat import office_of
from bot.broadcasts.rules import Rules
from bot.conversation.actions import Action, Edit, Notice, Send, SendFile
from bot.conversation.events import Message, Tap, Upload
from bot.conversation.stored import from_json
from bot.people.consent import VERSION
from bot.people.model import Member, Role, Visible
from bot.storage.couriers import Result
from bot.storage.deliveries import Delivery, State
from bot.texts import broadcasts as texts
from knowledge.clock import BERLIN
from knowledge.matching.model import RecordKind

ANNA, BEN, CARL = "telegram:101", "telegram:102", "telegram:1"
NOW = dt.datetime(2026, 11, 25, 12, 0, tzinfo=BERLIN)
TOWNS = {"telegram:11": "05554024", "telegram:12": "05554064", "telegram:13": "05554008", "telegram:14": "05566080"}
"""Heek, Velen, Bocholt (Kreis Borken) and Saerbeck."""


class Team:
    """Two organisers and four mayors in an office whose clock can be set."""

    def __init__(self, folder: Path, *, four_eyes: bool = True) -> None:
        self.office = Office(folder)
        self.now = NOW
        rules = Rules(four_eyes=four_eyes, folder=folder / "files")
        self.office.desk = replace(self.office.desk, rules=rules, clock=lambda: self.now)
        self.office.serve_only_members()
        self.stores = self.office.stores
        for chat, name in ((ANNA, "Anna"), (BEN, "Ben")):
            self.stores.members.put(Member(chat, Role.ORGANISER, NOW, name=name))
        for chat, ags in TOWNS.items():
            self.stores.members.put(Member(chat, Role.MAYOR, NOW, ags=ags, name=f"Mayor {chat[-2:]}"))

    def say(self, line: str, chat: str = ANNA) -> Send:
        return self.office.say(line, chat)

    def tap(self, shown: Send | Edit, label: str, chat: str = ANNA) -> list[Action]:
        return self.office.handle(Tap(chat, button_of(shown, label).data, Message("7", shown.keyboard)))

    def draft(self, who: str = "Kreis Borken, Do 9 Uhr", text: str = "Guten Tag {name}") -> Send:
        self.say(f"/rundruf {who}")
        return self.say(text)

    def approved(self, text: str = "Guten Tag {name}") -> Send:
        shown = self.draft(text=text)
        self.tap(shown, texts.APPROVE)
        (said, *_) = self.tap(self.inbox(BEN)[-1], texts.APPROVE, BEN)
        assert isinstance(said, Edit)
        self.inbox(ANNA)
        return Send(said.text, said.keyboard)

    def send_due(self, most: int = 99, state: State = State.SENT) -> list[Delivery]:
        """What a courier would send now."""
        done = []
        while len(done) < most and (found := self.stores.couriers.claim("a:1:x", "telegram", self.now)):
            self.stores.couriers.settle(found, "a:1:x", Result(state, reference=str(found.id)), self.now)
            done.append(found)
        return done

    def inbox(self, chat: str) -> list[Send]:
        return [from_json(found.message) for found in self.send_due() if found.chat == chat]


@pytest.fixture
def team(tmp_path: Path) -> Team:
    return Team(tmp_path)


def test_step_by_step_whom_when_and_what_become_a_draft_as_it_will_arrive(team: Team) -> None:
    assert "An wen, und wann" in plain(team.say("/rundruf"))
    asked = plain(team.say("alle unter 20.000 im RB Münster, Donnerstag 9 Uhr"))
    assert "An 3 Mitglieder: unter 20.000 Einwohner, RB Münster" in asked
    shown = team.say("Guten Tag {name}, bis bald in {gemeinde}")
    said = plain(shown)
    assert "Wann: Do, 26.11.2026, 9:00 Uhr" in said
    assert "Guten Tag Mayor 11, bis bald in Heek" in said
    assert "ohne Gemeinde im Profil" in said
    assert labels(shown)[0] == [texts.TEST, texts.APPROVE]


def test_a_whole_sentence_is_understood_and_what_was_not_is_said(team: Team) -> None:
    asked = plain(
        team.say("/rundruf Schick allen unter 20.000 EW im RB Münster ne Erinnerung für Do 9 Uhr an die Messe")
    )
    assert "An 3 Mitglieder" in asked
    assert "Do, 26.11.2026, 9:00 Uhr" in asked
    assert "Nicht beachtet: „Messe“" in asked


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("Kreis Unna, Do 9 Uhr", "trifft auf niemanden zu"),
        ("alle Kämmerer", "verstehe ich"),
        ("alle, heute 9 Uhr", "schon vorbei"),
        ("alle, Do 25 Uhr", "gibt es nicht"),
    ],
)
def test_what_can_not_be_done_is_one_sentence_and_the_next_try_goes_on(team: Team, words: str, said: str) -> None:
    assert said in plain(team.say(f"/rundruf {words}"))
    assert "An 3 Mitglieder" in plain(team.say("Kreis Borken, Do 9 Uhr"))


def test_a_gap_without_value_blocks_the_draft_and_names_for_whom(team: Team) -> None:
    team.say("/rundruf alle, Do 9 Uhr")
    said = plain(team.say("Grüße nach {gemeinde}"))
    assert "fehlt der Wert (2): Anna, Ben" in said
    assert "Den Platzhalter {ort} gibt es nicht" in plain(team.say("Grüße nach {ort}"))
    assert "möglich sind 4000" in plain(team.say("x" * 4001))
    assert "Entwurf" in plain(team.say("Grüße an alle"))


def test_a_night_is_held_until_morning_and_the_preview_says_so(team: Team) -> None:
    said = plain(team.say("/rundruf Kreis Borken, heute 23:30"))
    assert "Wann: Do, 26.11.2026, 7:30 Uhr" in said
    assert "Ruhezeit" in said


def test_a_series_shows_its_next_three_dates(team: Team) -> None:
    said = plain(team.say("/rundruf Kreis Borken, jeden letzten Freitag im Monat um 8"))
    assert "Fr, 27.11.2026, 8:00 Uhr; Mo, 28.12.2026, 7:30 Uhr; Fr, 29.01.2027, 8:00 Uhr" in said
    assert "Weihnachtstag" in said


def test_the_next_dates_of_a_series_are_counted_from_the_same_moment_as_its_beginning(team: Team) -> None:
    team.now = dt.datetime(2027, 4, 5, 12, 0, tzinfo=BERLIN)
    said = plain(team.say("/rundruf Kreis Borken, jeden letzten Freitag im Monat um 8"))
    assert "Wann: Fr, 30.04.2027, 8:00 Uhr" in said
    assert "Fr, 30.04.2027, 8:00 Uhr; Fr, 28.05.2027, 8:00 Uhr; Fr, 25.06.2027, 8:00 Uhr" in said


def test_a_trial_goes_to_oneself_only(team: Team) -> None:
    shown = team.draft()
    (sent,) = team.tap(shown, texts.TEST)
    assert plain(sent).startswith(texts.TEST_HEAD)
    assert team.send_due() == []


def test_nobody_approves_alone_the_second_person_is_asked_and_then_there_is_time_to_undo(team: Team) -> None:
    shown = team.draft()
    assert "Vorgelegt zur zweiten Freigabe (1)" in plain(team.tap(shown, texts.APPROVE)[0])
    (asked,) = team.inbox(BEN)
    assert "Guten Tag Mayor 11" in plain(asked)
    (said, *_) = team.tap(asked, texts.APPROVE, BEN)
    assert "Do, 26.11.2026, 9:00 Uhr, Nachrichten: 3. Bis 12:05 Uhr" in plain(said)
    assert isinstance(said, Edit)
    assert "Zurückgenommen" in plain(team.tap(said, texts.TAKE_BACK, BEN)[0])
    team.now += dt.timedelta(days=2)
    assert [found.kind for found in team.send_due()] == ["approval"]


def test_an_approval_is_void_after_any_change(team: Team) -> None:
    shown = team.draft()
    team.tap(shown, texts.APPROVE)
    (asked,) = team.inbox(BEN)
    team.tap(shown, texts.EDIT_TEXT)
    team.say("Ein anderer Text")
    assert "inzwischen geändert" in plain(team.tap(asked, texts.APPROVE, BEN)[0])


def test_after_the_time_to_undo_it_can_not_be_taken_back_but_stopped(team: Team) -> None:
    said = team.approved()
    team.now += dt.timedelta(minutes=6)
    assert "zu spät" in plain(team.tap(said, texts.TAKE_BACK)[0])
    team.now = dt.datetime(2026, 11, 26, 9, 0, 1, tzinfo=BERLIN)
    assert len(team.send_due(most=1)) == 1
    halted = team.say("/stopp")
    assert "Zugestellt: 1 von 3. Zurückgehalten: 2" in plain(halted)
    assert team.send_due() == []
    assert "anstehend: 2" in plain(team.tap(halted, texts.RESUME)[0])
    assert len(team.send_due()) == 2
    assert texts.NOTHING_RUNS in plain(team.say("/stopp"))


def test_a_team_of_one_approves_by_itself(tmp_path: Path) -> None:
    team = Team(tmp_path, four_eyes=False)
    assert "Nachrichten: 3" in plain(team.tap(team.draft(), texts.APPROVE)[0])


def test_urgent_ones_need_two_people_and_keep_no_quiet_hours(team: Team) -> None:
    team.now = dt.datetime(2026, 11, 25, 23, 0, tzinfo=BERLIN)
    shown = team.draft("Kreis Borken, sofort, dringend", "Hochwasser")
    assert "Mi, 25.11.2026, 23:00 Uhr" in plain(shown)
    assert "noch nicht freigegeben" in plain(team.tap(shown, texts.APPROVE)[0])
    assert "noch nicht freigegeben" in plain(team.tap(shown, texts.APPROVE)[0])
    asked = team.inbox(BEN)
    team.tap(asked[0], texts.APPROVE, BEN)
    team.now += dt.timedelta(minutes=6)
    assert len([found for found in team.send_due() if found.kind == "broadcast"]) == 3


def test_more_than_two_a_week_leaves_people_out_by_name(team: Team) -> None:
    for _ in range(2):
        team.approved("Guten Tag")
    said = plain(team.say("/rundruf alle, Do 10 Uhr"))
    assert "An 3 Mitglieder" in said
    assert "Ausgelassen (3)" in said
    assert "diese Woche schon 2 Rundrufe" in said


def test_the_report_says_what_telegram_accepted_and_who_is_in_doubt_and_never_that_it_was_read(team: Team) -> None:
    team.approved()
    team.now = dt.datetime(2026, 11, 26, 9, 0, 1, tzinfo=BERLIN)
    team.send_due(most=1)
    team.send_due(most=1, state=State.UNCERTAIN)
    team.send_due(most=1, state=State.BLOCKED)
    (shown,) = team.tap(team.say("/berichte"), labels(team.say("/berichte"))[0][0])
    assert isinstance(shown, Send)
    said = plain(shown)
    assert "1 zugestellt (Telegram hat angenommen), 1 unsicher, 1 blockiert" in said
    assert "Unsicher, ob angekommen: Mayor 12, Velen" in said
    assert "gelesen" not in said
    (file,) = team.tap(shown, texts.AS_CSV)
    assert isinstance(file, SendFile)
    assert isinstance(file.content, bytes)
    rows = list(csv.reader(file.content.decode("utf-8-sig").splitlines(), delimiter=";"))
    assert [row[1] for row in rows[1:]] == ["zugestellt", "unsicher", "blockiert", "ausgelassen", "ausgelassen"]
    (excel,) = team.tap(shown, texts.AS_XLSX)
    assert isinstance(excel, SendFile)
    assert excel.name.endswith(".xlsx")
    team.tap(shown, labels(shown)[0][0])
    (again,) = team.send_due()
    assert plain(from_json(again.message)).startswith(texts.IF_TWICE)


def test_a_draft_is_found_again_among_the_reports(team: Team) -> None:
    team.draft()
    listed = team.say("/berichte", BEN)
    (found,) = team.tap(listed, labels(listed)[0][0], BEN)
    assert isinstance(found, Send)
    (shown,) = team.tap(found, texts.SHOW_DRAFT, BEN)
    assert "Entwurf 1" in plain(shown)


def test_a_correction_changes_what_arrived_and_what_is_still_to_go(team: Team) -> None:
    team.approved("Treffpunkt Rathaus, {name}")
    team.now = dt.datetime(2026, 11, 26, 9, 0, 1, tzinfo=BERLIN)
    (first,) = team.send_due(most=1)
    team.tap(team.say("/stopp"), texts.CORRECT)
    said = team.say("Treffpunkt Bürgerhaus, {name}")
    assert "zu ändern: 1" in plain(said)
    team.tap(said, texts.RESUME)
    sent = team.send_due()
    assert sorted(found.operation for found in sent) == ["edit", "send", "send"]
    assert all("Bürgerhaus" in plain(from_json(found.message)) for found in sent)
    assert next(found.reference for found in sent if found.operation == "edit") == str(first.id)


def test_a_recall_deletes_on_every_phone_and_holds_the_rest(team: Team) -> None:
    team.approved()
    team.now = dt.datetime(2026, 11, 26, 9, 0, 1, tzinfo=BERLIN)
    team.send_due(most=2)
    (asked,) = team.tap(team.say("/stopp"), texts.RECALL)
    assert isinstance(asked, Send)
    assert "zu löschen: 2" in plain(team.tap(asked, texts.RECALL_YES)[0])
    assert [found.operation for found in team.send_due()] == ["delete", "delete"]


def test_what_was_on_its_way_when_the_recall_came_is_deleted_as_soon_as_it_has_arrived(team: Team) -> None:
    team.approved()
    team.now = dt.datetime(2026, 11, 26, 9, 0, 1, tzinfo=BERLIN)
    underway = team.stores.couriers.claim("a:1:x", "telegram", team.now)
    assert underway
    (asked,) = team.tap(team.say("/stopp"), texts.RECALL)
    assert isinstance(asked, Send)
    team.tap(asked, texts.RECALL_YES)
    office = office_of(team.office.desk)
    rounds.step(office)
    team.stores.couriers.settle(underway, "a:1:x", Result(State.SENT, reference="77"), team.now)
    rounds.step(office)
    rounds.step(office)
    assert [(found.operation, found.reference) for found in team.send_due()] == [("delete", "77")]


def test_buttons_and_a_file_go_along_and_a_recipient_follows_a_topic_by_one_tap(team: Team, tmp_path: Path) -> None:
    team.say("/rundruf Kreis Borken, Do 9 Uhr")
    picture = tmp_path / "plan.pdf"
    picture.write_bytes(b"%PDF-1.7")
    caption = "Hallo\n[Anmeldung](https://www.example.org)\n[Thema Sensorik]"
    (shown,) = team.office.handle(Upload(ANNA, "plan.pdf", picture, caption))
    assert isinstance(shown, Send)
    assert "Mit Datei: plan.pdf" in plain(shown)
    assert "Mit Knöpfen: Anmeldung, Mehr zu Sensorik" in plain(shown)
    picture.unlink()
    (trial, file) = team.tap(shown, texts.TEST)
    assert isinstance(file, SendFile)
    assert isinstance(trial, Send)
    (noted,) = team.office.handle(Tap("telegram:11", trial.keyboard[1][0].data, Message("9", trial.keyboard)))
    assert isinstance(noted, Notice)
    member = team.stores.members.find("telegram:11")
    assert member
    assert member.topics == ("Sensorik",)


def test_who_mutes_broadcasts_gets_not_even_the_one_that_is_on_its_way(team: Team) -> None:
    team.approved()
    mute = team.say("/stumm", "telegram:12")
    (notice, edit) = team.tap(mute, texts.IS_ON.format(what=texts.MUTE_BROADCASTS), "telegram:12")
    assert plain(notice) == "Abbestellt: Rundrufe"
    assert isinstance(edit, Edit)
    team.now = dt.datetime(2026, 11, 26, 9, 0, 1, tzinfo=BERLIN)
    assert [found.chat for found in team.send_due() if found.kind == "broadcast"] == ["telegram:11", "telegram:13"]


def test_mayors_have_no_part_in_broadcasts(team: Team) -> None:
    assert "nicht freigegeben" in plain(team.say("/rundruf", "telegram:11"))
    shown = team.draft()
    assert "nicht freigegeben" in plain(team.tap(shown, texts.APPROVE, "telegram:11")[0])


def test_whoever_reported_a_topic_is_reached_unless_others_must_not_see_it(team: Team) -> None:
    for number, (kind, open_to) in enumerate(
        ((RecordKind.NEED, Visible.MUNICIPALITY), (RecordKind.TOPIC, Visible.MUNICIPALITY), (RecordKind.NEED, None)), 11
    ):
        chat = f"telegram:{number}"
        shown = frozenset({open_to} if open_to else ())
        team.stores.members.put(Member(chat, Role.MAYOR, NOW, TOWNS[chat], visible=shown, consent_version=VERSION))
        team.stores.board.put(chat, kind, "Sensorik", NOW)
    asked = plain(team.say("/rundruf wer das Thema Sensorik gemeldet hat, Do 9 Uhr"))
    assert "An 2 Mitglieder: Thema gemeldet: Sensorik" in asked
    (entry,) = team.stores.board.standing(NOW, "telegram:12")
    team.stores.board.remove(entry.id, NOW)
    assert "An 1 Mitglied:" in plain(team.say("/rundruf wer das Thema Sensorik gemeldet hat, Do 9 Uhr"))


def muted(team: Team, chat: str, topic: str) -> None:
    assert f"zum Thema {topic}" in plain(team.say("/stumm Glasfaser", chat))


def test_a_draft_with_a_topic_spares_whoever_muted_it_with_words_or_by_a_tap(team: Team) -> None:
    topic = "Breitband und Mobilfunk"
    muted(team, "telegram:12", topic)
    (asked,) = team.tap(team.draft(), texts.EDIT_TOPIC)
    assert plain(asked) == texts.ASK_TOPIC
    assert "gibt es nicht" in plain(team.say("Thema Zauberei"))
    shown = team.say("Thema Glasfaser")
    assert f"Thema: {topic}" in plain(shown)
    assert "Mayor 12, Velen (möchte solche Nachrichten nicht)" in plain(shown)
    team.tap(shown, texts.EDIT_TOPIC)
    assert "möchte solche Nachrichten nicht" not in plain(team.say("keins"))


def test_who_mutes_a_topic_after_the_approval_is_spared_too(team: Team) -> None:
    team.approved("Neues vom Ausbau\n[Thema Glasfaser]")
    muted(team, "telegram:12", "Breitband und Mobilfunk")
    team.now = dt.datetime(2026, 11, 26, 9, 0, 1, tzinfo=BERLIN)
    assert [found.chat for found in team.send_due() if found.kind == "broadcast"] == ["telegram:11", "telegram:13"]


def test_an_audience_that_follows_a_topic_leaves_out_those_who_muted_it(team: Team) -> None:
    for chat in ("telegram:11", "telegram:12"):
        team.stores.members.put(Member(chat, Role.MAYOR, NOW, TOWNS[chat], topics=("Breitband und Mobilfunk",)))
    muted(team, "telegram:12", "Breitband und Mobilfunk")
    for who in ("wer Glasfaser verfolgt", "wer Glasfaser oder Sensorik verfolgt"):
        asked = plain(team.say(f"/rundruf {who}, Do 9 Uhr"))
        assert "An 1 Mitglied:" in asked
        assert "Ausgelassen (1)" in asked


def test_muting_says_what_it_does_and_a_word_that_is_no_topic_changes_nothing(team: Team) -> None:
    assert "gibt es nicht" in plain(team.say("/stumm Zauberei", "telegram:12"))
    assert "✗" not in " ".join(label for row in labels(team.say("/stumm", "telegram:12")) for label in row)
    muted(team, "telegram:12", "Breitband und Mobilfunk")
    shown = team.say("/stumm", "telegram:12")
    (notice, _) = team.tap(shown, "✗ Breitband und Mobilfunk", "telegram:12")
    assert plain(notice) == "Wieder bestellt: Breitband und Mobilfunk"
