"""What members and strangers are promised: invitations, approval, consent, profile."""

import datetime as dt
import re
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest
from talking import CHAT, NOW, QUESTION, Office, button_of, labels, plain

from bot.conversation.actions import Action, Edit, Notice, Send
from bot.conversation.core import Conversation, commands_for
from bot.conversation.events import Location, Message, Tap, typed
from bot.conversation.stored import from_json
from bot.people import consent
from bot.people.access import Access
from bot.people.model import Member, Role, Visible
from bot.storage.deliveries import deliveries
from bot.storage.invitations import Invitations
from bot.storage.requests import RequestState
from bot.texts import conversation, joining, profile
from knowledge.catalogue import open_database
from knowledge.catalogue.engine import reading

ADMIN = "telegram:9"
DAY = dt.timedelta(days=1)


@pytest.fixture
def office(tmp_path: Path) -> Office:
    """One that serves members only, with one administrator."""
    office = Office(tmp_path)
    office.desk = replace(office.desk, access=Access(office.stores.members.find, frozenset({ADMIN})))
    office.conversation = Conversation(office.desk)
    return office


def said(actions: list[Action]) -> str:
    return "\n".join(plain(action) for action in actions)


def enter(office: Office, line: str, chat: str = CHAT) -> list[Action]:
    return office.handle(typed(chat, line))


def press(office: Office, shown: Action, label: str, chat: str = CHAT) -> list[Action]:
    assert isinstance(shown, Send | Edit)
    return office.tap(shown, label, chat)


def invited(office: Office, role: Role = Role.MAYOR, uses: int = 1) -> str:
    return office.stores.invitations.make(role, uses, NOW, NOW + 14 * DAY)


def delivered(office: Office, chat: str) -> list[Send]:
    with reading(office.stores.deliveries._engine) as connection:
        rows = connection.execute(deliveries.select().where(deliveries.c.chat == chat).order_by(deliveries.c.id)).all()
    return [from_json(row.message) for row in rows]


def member(office: Office, ags: str | None = None, role: Role = Role.MAYOR, chat: str = CHAT) -> None:
    office.stores.members.put(Member(chat, role, NOW, ags, consent_version=consent.VERSION, consent_at=NOW))


def test_an_invitation_lets_in_asks_for_consent_and_then_for_the_municipality(office: Office) -> None:
    welcome, asked = enter(office, f"/start {invited(office)}")
    assert "Sie sind jetzt dabei" in plain(welcome)
    noted, town = press(office, asked, joining.CONSENT_YES)
    assert "22.11.2026" in plain(noted)
    assert plain(town) == joining.TOWN_NEXT
    assert "Saerbeck (Kreis Steinfurt)" in said(enter(office, "Saerbeck"))
    joined = office.stores.members.find(CHAT)
    assert joined is not None
    assert (joined.role, joined.ags) == (Role.MAYOR, "05566080")
    assert (joined.consent_version, joined.consent_at) == (consent.VERSION, NOW)


def test_a_code_for_one_lets_in_one_however_many_try_at_once(database: str) -> None:
    store = Invitations(open_database(database))
    code = store.make(Role.STAFF, 2, NOW, NOW + DAY)
    with ThreadPoolExecutor(6) as threads:
        taken = list(threads.map(lambda _: store.take(code, NOW), range(6)))
    assert sum(taken) == 2
    found = store.find(code)
    assert found is not None
    assert (found.role, found.used, found.open(NOW)) == (Role.STAFF, 2, False)


def test_used_expired_and_unknown_codes_get_one_clear_sentence_each(office: Office) -> None:
    used = invited(office)
    enter(office, f"/start {used}", "telegram:2")
    old = office.stores.invitations.make(Role.MAYOR, 1, NOW - 9 * DAY, NOW - DAY)
    assert said(enter(office, f"/start {used}")) == joining.USED
    assert said(enter(office, f"/start {old}")) == joining.EXPIRED.format(day="21.11.2026")
    assert said(enter(office, "/start geraten")) == joining.UNKNOWN
    assert office.stores.members.find(CHAT) is None


def test_opening_the_link_twice_costs_no_second_use(office: Office) -> None:
    code = invited(office, uses=2)
    enter(office, f"/start {code}")
    assert "schon dabei" in said(enter(office, f"/start {code}"))
    found = office.stores.invitations.find(code)
    assert found is not None
    assert found.used == 1


def test_a_member_may_get_another_role_by_invitation_and_loses_nothing(office: Office) -> None:
    member(office, "05566080")
    assert "Redaktion" in said(enter(office, f"/start {invited(office, Role.STAFF)}"))
    changed = office.stores.members.find(CHAT)
    assert changed is not None
    assert (changed.role, changed.ags) == (Role.STAFF, "05566080")


def test_no_code_can_be_read_from_the_database(office: Office, tmp_path: Path) -> None:
    code = invited(office)
    stored = b"".join(path.read_bytes() for path in tmp_path.glob("lotse.sqlite*"))
    assert code.encode() not in stored
    assert re.fullmatch(r"[\w-]{20,64}", code)


def test_a_stranger_may_ask_and_every_administrator_gets_buttons(office: Office) -> None:
    (refused,) = enter(office, "/start")
    assert plain(refused) == conversation.INVITED_ONLY
    press(office, refused, joining.ASK_TO_JOIN)
    assert said(enter(office, "😀😀")) == joining.NO_WORDS
    assert "300" in said(enter(office, "Wir " * 800))
    assert said(enter(office, "Anna Beispiel, Bürgermeisterin von Heek")) == joining.ASKED
    (request,) = delivered(office, ADMIN)
    assert "Anna Beispiel" in plain(request)
    (again,) = press(office, refused, joining.ASK_TO_JOIN)
    assert again == Notice(joining.ASKED_ALREADY)


def test_an_approved_stranger_is_served_at_once_and_a_second_tap_does_nothing(office: Office) -> None:
    request = requested(office)
    (edited,) = press(office, request, joining.APPROVE["mayor"], ADMIN)
    assert isinstance(edited, Edit)
    assert "Freigeschaltet" in plain(edited)
    assert press(office, request, joining.DECLINE, ADMIN) == [Notice(joining.DONE_BY_OTHERS)]
    (told,) = delivered(office, CHAT)
    assert "freigeschaltet" in plain(told)
    assert labels(told) == [[joining.CONSENT_YES, joining.CONSENT_NO]]
    assert "175 000" in plain(office.say(QUESTION))


def test_a_declined_stranger_hears_it_once_and_can_not_ask_again_at_once(office: Office) -> None:
    press(office, requested(office), joining.DECLINE, ADMIN)
    (told,) = delivered(office, CHAT)
    assert plain(told) == joining.NOT_LET_IN
    (refused,) = enter(office, "Hallo?")
    assert press(office, refused, joining.ASK_TO_JOIN) == [Notice(joining.DECIDED_ALREADY)]


def test_an_administrator_makes_a_link_on_the_phone_once(office: Office) -> None:
    (asked,) = enter(office, "/einladen", ADMIN)
    (made,) = press(office, asked, joining.INVITE["staff"], ADMIN)
    assert press(office, asked, joining.INVITE["staff"], ADMIN) == [Notice(joining.INVITED_ALREADY)]
    code = plain(made).rpartition(" ")[2]
    assert "Redaktion" in said(enter(office, f"/start {code}"))
    assert "Ihrer Rolle nicht freigegeben" in said(enter(office, "/einladen"))


def test_only_administrators_can_let_somebody_in(office: Office) -> None:
    request = requested(office)
    member(office, role=Role.ORGANISER, chat="telegram:3")
    assert press(office, request, joining.APPROVE["staff"], "telegram:3") == [Notice(conversation.NO_RIGHT_BUTTON)]
    found = office.stores.requests.find(CHAT)
    assert found is not None
    assert found.state is RequestState.OPEN


def requested(office: Office) -> Send:
    (refused,) = enter(office, "Guten Tag")
    press(office, refused, joining.ASK_TO_JOIN)
    enter(office, "Anna Beispiel, Bürgermeisterin von Heek")
    return delivered(office, ADMIN)[-1]


def test_who_lost_the_role_is_a_stranger_from_the_next_message_on(office: Office) -> None:
    member(office)
    assert "175 000" in plain(office.say(QUESTION))
    office.stores.members.remove(CHAT)
    assert plain(office.say("/profil")) == conversation.INVITED_ONLY


def test_a_trial_says_so_and_its_visitors_are_no_members_afterwards(tmp_path: Path) -> None:
    office = Office(tmp_path)
    assert joining.OPEN_TO_ALL in plain(office.say("/start"))
    press(office, office.say("/profil"), joining.CONSENT_YES)
    office.serve_only_members()
    assert plain(office.say(QUESTION)) == conversation.INVITED_ONLY


def test_a_new_version_of_the_consent_is_asked_again(office: Office) -> None:
    old = Member(CHAT, Role.MAYOR, NOW, "05566080", consent_version=consent.VERSION - 1, consent_at=NOW - 99 * DAY)
    office.stores.members.put(old)
    (asked,) = enter(office, "/profil")
    assert plain(asked) == joining.CONSENT
    assert profile.HEAD in said(press(office, asked, joining.CONSENT_YES))


def test_who_does_not_agree_may_still_ask_questions(office: Office) -> None:
    _, asked = enter(office, f"/start {invited(office)}")
    assert said(press(office, asked, joining.CONSENT_NO)) == joining.CONSENT_REFUSED
    assert "175 000" in plain(office.say(QUESTION))
    assert plain(office.say("/profil")) == joining.CONSENT


@pytest.mark.parametrize("written", ["Saerbek", "SAERBECK", "Gemeinde Saerbeck", "ich bin Bürgermeister von Saerbeck"])
def test_a_municipality_is_understood_as_people_write_it(office: Office, written: str) -> None:
    member(office)
    enter(office, "/profil")
    shown = enter(office, written)[-1]
    if "Meinen Sie" in plain(shown):
        shown = press(office, shown, "Saerbeck (Kreis Steinfurt)")[-1]
    assert "Saerbeck (Kreis Steinfurt)" in plain(shown)
    assert "7.128 Einwohner (31.12.2022), unter 20.000" in plain(shown)


@pytest.mark.parametrize("written", ["Entenhausen", "x", "😀", "Wir suchen " * 300])
def test_an_unknown_town_gets_a_sentence_and_may_be_written_again(office: Office, written: str) -> None:
    member(office)
    enter(office, "/profil")
    (answer,) = enter(office, written)
    assert labels(answer) == []
    assert 20 < len(plain(answer)) < 300
    assert "Heek (Kreis Borken)" in said(enter(office, "Heek"))


def test_a_shared_location_offers_the_nearest_three_and_is_not_kept(office: Office) -> None:
    member(office)
    (offered,) = office.handle(Location(CHAT, 52.1728, 7.6346))
    assert labels(offered)[0][0] == "Saerbeck (Kreis Steinfurt)"
    assert len(labels(offered)) == 3
    assert "60 km" in said(office.handle(Location(CHAT, 48.1, 11.5)))


def test_choices_are_marked_and_tapping_twice_changes_them_once(office: Office) -> None:
    member(office, "05566080")
    (shown,) = enter(office, "/profil")
    (choices,) = press(office, shown, profile.CHANGE_VISIBLE)
    for _ in range(2):
        (marked,) = press(office, choices, "Kommune")
    assert labels(marked)[0] == ["✓ Kommune", "Name"]
    found = office.stores.members.find(CHAT)
    assert found is not None
    assert found.visible == {Visible.MUNICIPALITY}
    (topics,) = press(office, shown, profile.CHANGE_TOPICS)
    press(office, topics, "Mobilität")
    (later,) = press(office, topics, conversation.LATER)
    press(office, later, "Datenschutz")
    assert "Themen: Mobilität, Datenschutz" in said(press(office, later, profile.BACK))


def test_free_lines_are_kept_and_can_be_taken_back(office: Office) -> None:
    member(office, "05566080")
    (shown,) = enter(office, "/profil")
    (asked,) = press(office, shown, "Kontakt")
    assert "160" in said(enter(office, "0" * 3000))
    assert "rathaus@saerbeck.example" in said(enter(office, "rathaus@saerbeck.example"))
    assert "noch nicht angegeben" in said(press(office, asked, profile.CLEAR))


def test_the_profile_tells_answers_where_the_asker_is_at_home(office: Office) -> None:
    member(office, "05566080")
    home = office.desk.home(CHAT)
    assert home is not None
    assert home.name == "Saerbeck"
    assert office.desk.home("telegram:77") is None


def test_stale_profile_buttons_are_refused_with_a_sentence(office: Office) -> None:
    member(office)
    for data in ("p:ags:99999999", "p:+:0:Zauberei", "p:v+:everything", "p:ask:shoe size", "p:quatsch", "consent:?"):
        (answer,) = office.handle(Tap(CHAT, data, Message("7")))
        assert answer == Notice(conversation.STALE_BUTTON)


def test_the_commands_of_a_role_are_its_own(office: Office) -> None:
    assert "profil" in commands_for(Role.MAYOR.rights)
    assert "quellen" not in commands_for(frozenset())
    assert "profil" not in commands_for(frozenset())
    assert button_of(office.say("/start", "telegram:55"), joining.ASK_TO_JOIN)
