"""/startups and /kommunen as a member uses them: needs, topics, buttons, the map, the group."""

from pathlib import Path

import pytest
from making import chunk, document
from talking import CHAT, NOW, QUESTION, Office, labels, plain

from bot.conversation.actions import Edit, EditKeyboard, Notice, Send, SendPicture
from bot.conversation.events import Message, Tap
from bot.people.consent import VERSION
from bot.people.model import Member, Role, Visible
from bot.texts import conversation as answer_texts
from bot.texts import matching as texts
from knowledge.german.municipalities import shipped_municipalities
from knowledge.matching import texts as own_words
from knowledge.matching.model import RecordKind
from knowledge.model import ChunkKind, DocumentKind, Fact, FactKind, Question

PLACES = {place.name: place for place in shipped_municipalities()}
FIRMS = {
    "Lochfrei GmbH": (
        "Lochfrei findet Schlaglöcher vom Müllwagen aus.",
        "Referenz: Legden",
        "Preis: 90 Euro",
    ),
    "Wegwarte UG": ("Wegwarte bewertet Schlaglöcher und Risse auf Wirtschaftswegen.", "Referenz: Nieheim", ""),
    "Asphaltblick eG": ("Asphaltblick zählt Schlaglöcher aus der Luft.", "Referenz: Bremen", ""),
    "Straßenfein KG": ("Straßenfein sagt, wann eine Straße saniert werden muss.", "Referenz: Ense", ""),
}
TOWNS = {
    "Legden": "Legden erfasst Schlaglöcher seit Mai 2025 mit einer Kamera. Andere Gemeinden sind eingeladen.",
    "Nieheim": "Nieheim lässt Schlaglöcher seit 2024 vom Müllwagen aus aufnehmen.",
}


def start_up(office: Office, number: int, name: str) -> None:
    told = [line for line in FIRMS[name] if line]
    owner = document(f"f{number:011}", name=f"{name}.pdf", title=name, kind=DocumentKind.START_UP, valid_until=None)
    chunks = [
        chunk(f"{owner.id}:{n:012x}", line, ordinal=n, kind=ChunkKind.PARAGRAPH, lead="", shown="", heading=(name,))
        for n, line in enumerate(told)
    ]
    kinds = (FactKind.OFFER, FactKind.REFERENCE, FactKind.PRICE)
    facts = [Fact(owner.id, kind, _value(line), line) for kind, line in zip(kinds, told, strict=False)]
    facts += [Fact(owner.id, FactKind.START_UP, name, name), Fact(owner.id, FactKind.TOPIC, "Straßen", told[0])]
    office.catalogue.put(owner, chunks, facts)


def _value(line: str) -> str:
    name = line.removeprefix("Referenz: ")
    return PLACES[name].ags if name in PLACES else name


def project(office: Office, number: int, name: str) -> None:
    owner = document(f"e{number:011}", name=f"{name}.md", title=f"Straßen in {name}", kind=DocumentKind.PROJECT)
    only = chunk(f"{owner.id}:0", TOWNS[name], lead="", shown="", heading=(owner.title,), kind=ChunkKind.PARAGRAPH)
    facts = [
        Fact(owner.id, FactKind.MUNICIPALITY, PLACES[name].ags, name),
        Fact(owner.id, FactKind.TOPIC, "Straßen", name),
    ]
    office.catalogue.put(owner, [only], facts)


@pytest.fixture
def office(tmp_path: Path) -> Office:
    found = Office(tmp_path)
    for number, name in enumerate(FIRMS):
        start_up(found, number, name)
    for number, name in enumerate(TOWNS):
        project(found, number, name)
    found.stores.members.put(Member(CHAT, Role.MAYOR, NOW, ags=PLACES["Heek"].ags))
    return found


def test_start_ups_for_a_need_come_with_quotations_a_doubt_and_the_word_on_procurement(office: Office) -> None:
    shown = office.say("/startups Schlaglöcher aufnehmen")
    said = plain(shown)
    assert "„Lochfrei findet Schlaglöcher vom Müllwagen aus.“ [" in said
    assert "Zu bedenken: " in said
    assert own_words.NO_STATE_REFERENCE in said
    assert own_words.PROCUREMENT in said
    assert "Quelle 1" in str(labels(shown))
    assert [texts.ALL_TOPICS] in labels(shown)


def test_the_market_leads_from_topics_to_start_ups_and_back_in_the_same_message(office: Office) -> None:
    market = office.say("/startups")
    (listed,) = office.tap(market, "Straßen (4)")
    assert isinstance(listed, Edit)
    assert "Seite 1 von 2" in plain(listed)
    (second,) = office.tap(listed, answer_texts.LATER)
    assert "4. " in plain(second)
    (back,) = office.tap(second, texts.ALL_TOPICS)
    assert plain(back) == plain(market)


def test_a_need_that_nobody_meets_is_said_plainly(office: Office) -> None:
    assert own_words.NONE in plain(office.say("/startups Raumfahrtbahnhof"))
    assert texts.NO_TOWNS in plain(office.say("/kommunen Raumfahrtbahnhof"))


@pytest.mark.parametrize("command", ["/startups", "/kommunen"])
def test_what_can_be_no_need_gets_one_sentence(office: Office, command: str) -> None:
    assert plain(office.say(f"{command} 😀😀")) == texts.NO_NEED
    assert plain(office.say(f"{command} {'lang ' * 600}")).startswith("Das sind 2999 Zeichen")


def test_an_empty_base_has_no_market(tmp_path: Path) -> None:
    assert plain(Office(tmp_path, full=False).say("/startups")) == texts.NO_START_UPS


def test_municipalities_come_with_distance_reason_and_doubt(office: Office) -> None:
    said = plain(office.say("/kommunen Schlaglöcher aufnehmen"))
    assert "1. Legden, 10 km entfernt, Kreis Borken" in said
    assert "Andere Gemeinden sind eingeladen." in said
    assert "anderer Regierungsbezirk (Detmold)" in said
    assert "Zu bedenken: " in said
    assert "Heek" not in said.replace(TOWNS["Legden"], "")


def test_without_a_municipality_in_the_profile_the_list_says_where_to_put_it(office: Office) -> None:
    assert texts.NO_HOME in plain(office.say("/kommunen Schlaglöcher", chat="telegram:2"))
    assert texts.NO_HOME not in plain(office.say("/kommunen Schlaglöcher"))


def test_the_map_comes_once_and_its_button_goes(office: Office) -> None:
    shown = office.say("/kommunen Schlaglöcher aufnehmen")
    kept, picture = office.tap(shown, texts.MAP)
    assert isinstance(kept, EditKeyboard)
    assert isinstance(picture, SendPicture)
    assert picture.png.startswith(b"\x89PNG")
    assert "1 Legden, 2 Nieheim" in picture.caption
    data = next(button.data for row in shown.keyboard for button in row if button.label == texts.MAP)
    assert office.handle(Tap(CHAT, data, Message("7", kept.keyboard))) == [Notice(texts.ALREADY_SHOWN)]


def test_a_double_tap_on_the_map_faster_than_its_button_goes_brings_one_picture(office: Office) -> None:
    shown = office.say("/kommunen Schlaglöcher aufnehmen")
    assert len(office.tap(shown, texts.MAP)) == 2
    assert office.tap(shown, texts.MAP) == [Notice(answer_texts.TAPPED_TWICE)]


def test_the_group_says_who_is_missing_and_quotes_the_guideline_for_the_sum(office: Office) -> None:
    shown = office.say("/kommunen Schlaglöcher aufnehmen")
    (group,) = office.tap(shown, texts.GROUP)
    said = plain(group)
    assert "Heek (Ihre Kommune)" in said
    assert "Legden" in said
    assert texts.MISSING.format(count=1) in said
    assert "Förderung bei 3 Partnern: 175.000 € + 1 × 35.000 € = 210.000 € [" in said
    (back,) = office.tap(group, texts.BACK)
    assert plain(back) == plain(shown)


def test_topics_of_projects_lead_to_municipalities(office: Office) -> None:
    topics = office.say("/kommunen")
    (listed,) = office.tap(topics, "Straßen (2)")
    assert "Legden" in plain(listed)


def test_buttons_need_only_the_turns_of_the_chat_and_are_stale_once_it_forgot(office: Office) -> None:
    shown = office.say("/kommunen Schlaglöcher aufnehmen")
    (group,) = office.tap(shown, texts.GROUP)
    assert isinstance(group, Edit)
    office.say("/neu")
    assert office.tap(shown, texts.GROUP) == [Notice(answer_texts.STALE_BUTTON)]


@pytest.mark.parametrize(
    "data", ["mt:", "mt:n:999:0", "mt:t:x", "mk:", "mk:z:0", "mk:n:999:0", "mk:k:0000000000", "mk:t:²"]
)
def test_a_button_that_is_not_ours_is_stale(office: Office, data: str) -> None:
    assert office.handle(Tap(CHAT, data, Message("7"))) == [Notice(answer_texts.STALE_BUTTON)]


def test_a_question_for_municipalities_leads_to_the_list_with_the_map(office: Office) -> None:
    answer = office.say("Wer hat schon Schlaglöcher aufgenommen?")
    assert [texts.TOWNS_WITH_MAP] in labels(answer)
    kept, listed = office.tap(answer, texts.TOWNS_WITH_MAP)
    assert isinstance(kept, EditKeyboard)
    assert isinstance(listed, Send)
    assert "Legden" in plain(listed)


def test_what_members_put_on_the_board_is_found_in_their_words_and_nobody_hidden_is_named(office: Office) -> None:
    seen, hidden = ("telegram:7", "Ahaus", {Visible.MUNICIPALITY}), ("telegram:8", "Stadtlohn", set[Visible]())
    for chat, town, visible in (seen, hidden):
        member = Member(chat, Role.MAYOR, NOW, PLACES[town].ags, consent_version=VERSION, visible=frozenset(visible))
        office.stores.members.put(member)
        text = f"Wir in {town} suchen Partner für das Erfassen von Schlaglöchern"
        office.stores.board.put(chat, RecordKind.NEED, "Straßen", NOW, text=text)
    shown = office.say("/kommunen Schlaglöcher aufnehmen")
    assert "„Wir in Ahaus suchen Partner für das Erfassen von Schlaglöchern“ (gemeldet am 22.11.2026)" in plain(shown)
    assert "sucht dasselbe" in plain(shown)
    assert "Stadtlohn" not in plain(shown)
    (group,) = office.tap(shown, texts.GROUP)
    assert "• Ahaus (Kreis Borken): " in plain(group)
    assert "Stadtlohn" not in plain(group)


def quoted_first(office: Office, text: str) -> str:
    """The document that the first statement of the answer in the chat quotes, and who is suggested."""
    turns = tuple(office.store.turns(CHAT))
    said = plain(office.say(text))
    found = office.knowledge.answer(Question(text, NOW.date(), turns, office.desk.home(CHAT)))
    assert found.statements[0].text in said
    return found.sources[0].title


def test_a_follow_up_to_start_ups_stays_with_start_ups(office: Office) -> None:
    office.say("/startups Schlaglöcher aufnehmen")
    assert quoted_first(office, "und eins aus NRW?") in FIRMS
    assert quoted_first(office, "Gibt es noch andere?") in FIRMS


def test_a_follow_up_to_municipalities_stays_with_municipalities(office: Office) -> None:
    office.say("/kommunen Schlaglöcher aufnehmen")
    assert quoted_first(office, "und eine in der Nähe?") in {f"Straßen in {name}" for name in TOWNS}


def test_a_need_is_kept_as_a_question_and_its_buttons_know_it(office: Office) -> None:
    shown = office.say("/kommunen Schlaglöcher aufnehmen")
    assert [turn.text for turn in office.store.turns(CHAT)] == ["Welche Kommunen: Schlaglöcher aufnehmen"]
    (edited,) = office.tap(shown, texts.GROUP)
    assert isinstance(edited, Edit)


@pytest.mark.parametrize("before", ["Wir sitzen am Domplatz 7", "Unser Rathaus wird gerade gestrichen.", "Na dann."])
def test_an_odd_turn_before_a_clear_question_changes_nothing(office: Office, before: str) -> None:
    alone = office.knowledge.answer(Question(QUESTION, NOW.date(), (), office.desk.home(CHAT)))
    office.say(before)
    assert alone.statements[0].text in plain(office.say(QUESTION))


@pytest.mark.parametrize("before", ["Wir sitzen am Domplatz 7", "/startups Schlaglöcher aufnehmen"])
def test_a_short_question_with_its_own_matter_is_answered_as_if_it_came_first(office: Office, before: str) -> None:
    asked = "Was ist die Zukunftsmesse?"
    alone = office.knowledge.answer(Question(asked, NOW.date(), (), office.desk.home(CHAT)))
    office.say(before)
    after = office.knowledge.answer(
        Question(asked, NOW.date(), tuple(office.store.turns(CHAT)), office.desk.home(CHAT))
    )
    assert (after.status, after.text) == (alone.status, alone.text)


def test_a_clear_new_question_inherits_nothing_of_the_old_topic(office: Office) -> None:
    office.say("/startups Schlaglöcher aufnehmen")
    asked = "Wo fand im September 2022 die dritte Zukunftsmesse statt?"
    said = plain(office.say(asked))
    assert "Rheda-Wiedenbrück" in said
    assert "Schlaglöcher" not in said
    assert "Schlaglöcher" not in plain(office.say("Wie hoch ist der Zuschuss für ein neues Feuerwehrhaus?"))
    office.say("/startups Schlaglöcher aufnehmen")
    assert "Schlaglöcher" not in plain(
        office.say("Wie hoch ist die Zuwendung, wenn ein Ort mit einem in NRW arbeitet?")
    )
