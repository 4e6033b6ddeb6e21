"""What the conversation promises to everyone, whatever the channel."""

import logging
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from fakes import FixedTranscriber, MemoryCatalogue
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from making import document
from talking import CHAT, GUIDELINE, GUIDELINE_LINES, OLD, QUESTION, Office, button_of, labels, plain

from bot.conversation.actions import Edit, EditKeyboard, Notice, Send, SendFile, SendPicture, Span, Style
from bot.conversation.buttons import options
from bot.conversation.core import FEATURES, commands_for
from bot.conversation.events import Button, Message, Other, OtherKind, Tap, Voice
from bot.people.access import Access
from bot.people.model import Member, Role
from bot.texts import conversation as texts
from ingest.chunking import chunk as chunks_of
from ingest.model import Block, BlockKind, RawDocument
from knowledge.errors import CatalogueError
from knowledge.model import Turn
from knowledge.ports import Feedback


@pytest.fixture
def office(tmp_path: Path) -> Office:
    return Office(tmp_path)


def test_the_first_words_say_who_this_is_and_what_is_stored(office: Office) -> None:
    said = plain(office.say("/start"))
    assert "Zukunftslotse" in said
    assert "3 Unterlagen vor, die neueste vom 31.03.2026" in said


def test_without_documents_the_first_words_say_so(tmp_path: Path) -> None:
    assert texts.NOTHING_STORED in plain(Office(tmp_path, full=False).say("/start"))


def test_help_lists_every_command_and_offers_examples_as_buttons(office: Office) -> None:
    shown = office.say("/help")
    assert all(f"/{name}" in plain(shown) for name in commands_for(Role.MAYOR.rights))
    assert labels(shown) == [[example] for example in texts.EXAMPLES]


def test_every_command_of_the_menu_works_and_every_working_command_is_in_the_menu() -> None:
    named = [name for feature in FEATURES for name in feature.commands]
    assert sorted(named) == sorted(texts.COMMANDS)


def test_an_unknown_command_names_those_that_exist(office: Office) -> None:
    said = plain(office.say("/Wetter morgen"))
    assert "/wetter" in said
    assert "/hilfe" in said


def test_an_answer_comes_with_its_sources_and_buttons_below(office: Office) -> None:
    shown = office.say(QUESTION)
    assert GUIDELINE_LINES[1] in plain(shown)
    assert "Richtlinie Zusammenarbeit, Ministerium, 31.03.2026, S. 2" in plain(shown)
    assert labels(shown)[0][0] == "Quelle 1"
    assert labels(shown)[-1] == ["👍", "👎"]


def test_question_and_answer_are_kept_for_the_next_question(office: Office) -> None:
    office.say(QUESTION)
    user, assistant = office.store.turns(CHAT)
    assert user == Turn("user", QUESTION)
    assert GUIDELINE_LINES[1] in assistant.text
    assert GUIDELINE.title not in assistant.text


def test_thanks_between_two_questions_do_not_hide_the_first(office: Office) -> None:
    office.say(QUESTION)
    before = office.store.turns(CHAT)
    shown = office.say("Danke")
    assert labels(shown) == []
    assert office.store.turns(CHAT) == before


def test_a_follow_up_leans_on_the_question_before(office: Office) -> None:
    office.say(QUESTION)
    assert GUIDELINE_LINES[2] in plain(office.say("Und für jede weitere?"))


def test_a_too_long_question_is_declined_and_not_kept(office: Office) -> None:
    said = plain(office.say("Wie viel Geld? " * 80))
    assert "1000" in said
    assert office.store.turns(CHAT) == []


@pytest.mark.parametrize("kind", OtherKind)
def test_what_is_no_text_gets_a_friendly_sentence(office: Office, kind: OtherKind) -> None:
    (action,) = office.handle(Other(CHAT, kind))
    assert plain(action) == texts.OTHER[kind]
    assert plain(action).endswith(".")


def test_a_source_button_shows_the_wording_a_picture_of_it_and_sends_the_file(office: Office) -> None:
    passage, picture, file = office.tap(office.say(QUESTION), "Quelle 1")
    assert isinstance(passage, Send)
    assert Span(GUIDELINE_LINES[1], Style.QUOTE) in passage.text
    assert GUIDELINE_LINES[0] in plain(passage)
    assert GUIDELINE_LINES[2] in plain(passage)
    assert "Ministerium, 31.03.2026, S. 2" in plain(passage)
    assert isinstance(picture, SendPicture)
    assert picture.png.startswith(b"\x89PNG")
    assert isinstance(file, SendFile)
    assert file.name == "richtlinie.pdf"
    assert isinstance(file.content, Path)
    assert file.content.read_bytes().startswith(b"%PDF")
    assert file.caption == "Die Stelle steht auf S. 2."


def test_without_its_file_a_passage_is_shown_all_the_same(office: Office) -> None:
    (passage,) = office.handle(Tap(CHAT, f"q:{OLD.id}:{0:012x}", Message("7")))
    assert texts.FILE_MISSING in plain(passage)
    assert "abgelöst durch „Richtlinie Zusammenarbeit“" in plain(passage)
    assert "Gültig war es bis 31.12.2021" in plain(passage)


def test_a_source_removed_meanwhile_is_named_as_gone(office: Office) -> None:
    shown = office.say(QUESTION)
    office.catalogue.remove(GUIDELINE.id)
    (said,) = office.tap(shown, "Quelle 1")
    assert plain(said) == texts.PASSAGE_GONE


def test_a_thumb_is_stored_shown_and_can_be_changed(office: Office) -> None:
    shown = office.say(QUESTION)
    noted, marked = office.tap(shown, "👍")
    assert plain(noted) == texts.NOTED_HELPFUL
    assert isinstance(marked, EditKeyboard)
    assert [b.label for b in marked.keyboard[-1]] == ["✓ 👍", "👎"]
    _, changed = office.tap(Send((), marked.keyboard), "👎")
    assert isinstance(changed, EditKeyboard)
    assert [b.label for b in changed.keyboard[-1]] == ["👍", "✓ 👎"]
    assert changed.keyboard[:-1] == shown.keyboard[:-1]
    assert [found.verdict for found in office.store.verdicts(CHAT)] == [-1]


def test_the_same_thumb_twice_changes_nothing_in_the_chat(office: Office) -> None:
    _, marked = office.tap(office.say(QUESTION), "👍")
    assert isinstance(marked, EditKeyboard)
    assert [type(action) for action in office.tap(Send((), marked.keyboard), "✓ 👍")] == [Notice]


def test_a_thumb_counts_even_where_the_channel_forgot_the_message(office: Office) -> None:
    button = button_of(office.say(QUESTION), "👍")
    assert [type(action) for action in office.handle(Tap(CHAT, button.data, Message("7")))] == [Notice]
    assert [found.verdict for found in office.store.verdicts(CHAT)] == [1]


def test_a_button_with_a_question_asks_it_and_says_so(office: Office) -> None:
    offered = Send((), options((QUESTION,)))
    (answer,) = office.tap(offered, QUESTION)
    assert plain(answer).startswith(f"Ihre Frage: {QUESTION}")
    assert GUIDELINE_LINES[1] in plain(answer)
    assert office.store.turns(CHAT)[0] == Turn("user", QUESTION)


def test_a_question_button_of_a_forgotten_message_asks_to_type(office: Office) -> None:
    (said,) = office.handle(Tap(CHAT, "o:0", Message("7")))
    assert plain(said) == texts.STALE_BUTTON


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=200)
@given(
    st.text(max_size=64)
    | st.builds("{}:{}".format, st.sampled_from(["q", "o", "f", "l", "d", "x"]), st.text(max_size=60))
)
def test_forged_button_data_is_harmless(office: Office, data: str) -> None:
    for action in office.handle(Tap(CHAT, data, Message("7"))):
        assert isinstance(action, Notice | Send | Edit)
    assert office.store.verdicts(CHAT) == []


def test_the_list_names_every_document_newest_first_with_its_state(office: Office) -> None:
    said = plain(office.say("/quellen"))
    lines = [line for line in said.splitlines() if line.startswith("•")]
    assert lines == [
        "• Richtlinie Zusammenarbeit, Ministerium, 31.03.2026",
        "• Zukunftsmesse in Rheda-Wiedenbrück, Kreis, 01.09.2022",
        "• Alte Richtlinie, Bezirksregierung, 18.07.2019 (abgelöst)",
    ]
    assert "Statistisches Bundesamt (Destatis), Gemeindeverzeichnis, Gebietsstand 30.11.2023; bearbeitet" in said


def test_an_ended_programme_is_listed_as_ended_and_one_without_a_date_comes_last(office: Office) -> None:
    office.catalogue.put(document("d4", title="Programm", valid_until=OLD.valid_until, date=None), [], [])
    said = plain(office.say("/quellen"))
    assert said.index("Alte Richtlinie") < said.index("Programm, Bezirksregierung, ohne Datum (abgelaufen)")


def test_a_long_list_is_turned_page_by_page(office: Office) -> None:
    for number in range(9):
        office.catalogue.put(document(f"more{number}", title=f"Weiteres {number}"), [], [])
    first = office.say("/quellen")
    assert labels(first) == [["Weiter ›"]]
    (second,) = office.tap(first, "Weiter ›")
    assert isinstance(second, Edit)
    assert "Seite 2 von 3" in plain(second)
    assert labels(second) == [["‹ Zurück", "Weiter ›"]]
    (last,) = office.tap(second, "Weiter ›")
    assert isinstance(last, Edit)
    assert OLD.title in plain(last)
    assert labels(last) == [["‹ Zurück"]]


def test_a_new_conversation_forgets_what_was_said_and_keeps_verdicts(office: Office) -> None:
    office.tap(office.say(QUESTION), "👍")
    office.say("/neu")
    assert office.store.turns(CHAT) == []
    assert len(office.store.verdicts(CHAT)) == 1


def test_everyone_sees_what_is_stored_about_their_chat(office: Office) -> None:
    office.say("Was ist anderswo?", chat="telegram:2")
    assert plain(office.say("/daten")) == texts.NOTHING_ABOUT_YOU
    office.tap(office.say(QUESTION), "👍")
    shown = office.say("/daten")
    assert "2 Nachrichten, 1 Bewertung." in plain(shown)
    assert QUESTION in plain(shown)
    (everything,) = office.tap(shown, "Alles anzeigen")
    assert all(turn.text in plain(everything) for turn in office.store.turns(CHAT))
    assert "anderswo" not in plain(everything)


def test_nothing_is_deleted_before_the_second_button(office: Office) -> None:
    office.say(QUESTION)
    asked = office.say("/löschen")
    (kept,) = office.tap(asked, "Nein, behalten")
    assert plain(kept) == texts.KEPT
    assert office.store.turns(CHAT) != []
    (deleted,) = office.tap(asked, "Ja, löschen")
    assert isinstance(deleted, Edit)
    assert deleted.keyboard == ()
    assert plain(office.say("/daten")) == texts.NOTHING_ABOUT_YOU


class Unreachable(MemoryCatalogue):
    """A catalogue whose database is gone."""

    def generation(self) -> int:
        raise CatalogueError("no connection")


def test_an_error_becomes_a_sentence_with_a_number_that_the_log_has_too(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    said = plain(Office(tmp_path, Unreachable(), full=False).say("Wer zahlt die Brücke?"))
    assert said.startswith(texts.FAILED["CatalogueError"])
    reference = said.rstrip(".").rsplit(maxsplit=1)[-1]
    assert f"reference {reference}: CatalogueError in telegram:1" in caplog.text


def test_the_log_never_holds_what_was_asked(office: Office, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        office.say(QUESTION)
    assert "answered" in caplog.text
    assert "Zuwendung" not in caplog.text


def test_many_chats_at_once_keep_their_own_words(office: Office) -> None:
    def talk(number: int) -> list[Turn]:
        for _ in range(3):
            office.say(f"{QUESTION} Teil {number}", chat=f"telegram:{number}")
        return office.store.turns(f"telegram:{number}")

    with ThreadPoolExecutor(16) as pool:
        for number, turns in enumerate(pool.map(talk, range(16))):
            assert [turn.text for turn in turns[::2]] == [f"{QUESTION} Teil {number}"] * 3


def test_a_button_fits_every_source_that_ingestion_names_and_refuses_what_no_channel_takes() -> None:
    raw = RawDocument("a.txt", (Block(BlockKind.PARAGRAPH, QUESTION),))
    (found,) = chunks_of(GUIDELINE.id, raw)
    assert len(Button("Quelle 1", f"q:{found.id}").data) < 40
    with pytest.raises(ValueError):
        Button("Quelle 1", f"q:{'ä' * 40}")


def test_two_verdicts_of_different_chats_do_not_meet(office: Office) -> None:
    button = button_of(office.say(QUESTION), "👍")
    office.handle(Tap("telegram:2", button.data, Message("7")))
    assert office.store.verdicts(CHAT) == []
    assert office.store.verdicts("telegram:2") == [Feedback(button.data.split(":")[1], 1)]


def strangers_refused(tmp_path: Path) -> Office:
    office = Office(tmp_path)
    office.serve_only_members()
    return office


def test_a_stranger_is_told_that_an_invitation_is_needed_whatever_they_send(tmp_path: Path) -> None:
    office = strangers_refused(tmp_path)
    assert plain(office.say(QUESTION)) == texts.INVITED_ONLY
    assert plain(office.say("/quellen")) == texts.INVITED_ONLY
    assert plain(office.say("/wetter")) == texts.INVITED_ONLY
    assert office.handle(Tap(CHAT, "l:1", Message("7"))) == [Notice(texts.NO_RIGHT_BUTTON)]


def test_a_member_is_served_until_the_role_is_removed(tmp_path: Path) -> None:
    office = strangers_refused(tmp_path)
    office.stores.members.put(Member(CHAT, Role.MAYOR, office.desk.clock()))
    assert GUIDELINE_LINES[1] in plain(office.say(QUESTION))
    office.stores.members.remove(CHAT)
    assert plain(office.say(QUESTION)) == texts.INVITED_ONLY


def test_a_named_administrator_may_do_everything_without_being_a_member(tmp_path: Path) -> None:
    office = Office(tmp_path)
    access = Access(office.stores.members.find, frozenset({CHAT}))
    assert access.rights(CHAT) == set(Role)
    assert access.rights("telegram:2") == set()


def test_cancel_says_whether_something_was_open(office: Office) -> None:
    assert plain(office.say("/abbrechen")) == texts.NOTHING_TO_CANCEL
    office.stores.dialogues.begin(CHAT, "some.step", office.desk.clock())
    assert plain(office.say("/abbrechen")) == texts.CANCELLED


def test_a_voice_message_is_answered_as_understood_where_somebody_listens(tmp_path: Path) -> None:
    office = Office(tmp_path)
    voice = Voice(CHAT, "frage.ogg", b"sound")
    assert [plain(action) for action in office.handle(voice)] == [texts.OTHER[OtherKind.VOICE]]
    office.listen(FixedTranscriber(QUESTION))
    (shown,) = office.handle(voice)
    assert plain(shown).startswith(texts.UNDERSTOOD.format(question=QUESTION))
    assert GUIDELINE_LINES[1] in plain(shown)
    office.listen(FixedTranscriber(""))
    assert [plain(action) for action in office.handle(voice)] == [texts.NOT_HEARD]
