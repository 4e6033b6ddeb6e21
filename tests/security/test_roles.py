"""Nobody gets a right by typing, tapping or forging: every command, button and reply of the feature table is tried."""

from collections.abc import Callable, Iterator
from itertools import product
from pathlib import Path

import pytest
from talking import NOW, Office

from bot.conversation.actions import Action, Edit, EditKeyboard, Notice, Send
from bot.conversation.core import FEATURES, Conversation
from bot.conversation.events import Command, Message, Tap, Upload, typed
from bot.conversation.features import Feature
from bot.people import joining
from bot.people.model import Member, Role
from bot.storage.copying import all_tables, rows_of
from bot.texts import conversation as texts
from knowledge.catalogue.engine import reading

PEOPLE: dict[str, Role | None] = {
    "telegram:10": None, "telegram:11": Role.MAYOR, "telegram:12": Role.STAFF, "telegram:13": Role.ORGANISER,
}  # fmt: skip
VICTIM, ATTACKER = "telegram:21", "telegram:22"
RESTS = ("", "x", "1", "0", "-1", "yes", "all", "ask", "1:yes", "telegram:21", "9" * 50, "a:b:c", "ja", "%s", "'")


def rights(role: Role | None) -> frozenset[Role]:
    return role.rights if role else frozenset()


def names(kind: Callable[[Feature], object]) -> list[tuple[Feature, str]]:
    return [(feature, name) for feature in FEATURES for name in kind(feature)]  # type: ignore[attr-defined]  # a mapping


COMMANDS = names(lambda feature: feature.commands)
TAPS = names(lambda feature: feature.taps)
REPLIES = names(lambda feature: feature.replies)


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    found = Office(tmp_path_factory.mktemp("rollen"))
    found.serve_only_members()
    for chat, role in {**PEOPLE, VICTIM: Role.MAYOR, ATTACKER: Role.MAYOR}.items():
        if role:
            found.stores.members.put(Member(chat, role, NOW, None, f"Name {chat}", 1, NOW))
    yield found
    found.knowledge.close()


def state(office: Office, whose: str | None = None) -> dict[str, list[dict[str, object]]]:
    """All rows of the database, or those in which a chat is named."""
    with reading(office.stores.members._engine) as connection:
        rows = {table.name: list(rows_of(connection, table)) for table in all_tables()}
    if whose is None:
        return rows
    return {name: [row for row in found if whose in map(str, row.values())] for name, found in rows.items()}


def refused(actions: list[Action], *allowed: object) -> bool:
    return actions == joining.refusal() or any(action in allowed for action in actions)


def outsiders(feature: Feature) -> list[str]:
    return [chat for chat, role in PEOPLE.items() if not feature.allows(rights(role))]


def test_the_table_of_features_is_tried_whole() -> None:
    assert len(COMMANDS) >= 10
    assert len(TAPS) >= 5
    assert {name for _, name in COMMANDS} >= set(texts.COMMANDS)


@pytest.mark.parametrize(("feature", "name"), COMMANDS, ids=[name for _, name in COMMANDS])
def test_a_command_is_refused_to_all_without_its_role(office: Office, feature: Feature, name: str) -> None:
    before = state(office)
    for chat, argument in product(outsiders(feature), ("", "telegram:21", "1", "alle")):
        (action,) = office.handle(Command(chat, name, argument))
        assert isinstance(action, Send)
        said = "".join(span.text for span in action.text)
        assert said in {texts.INVITED_ONLY, texts.NO_RIGHT.format(name=name)}
    assert state(office) == before


@pytest.mark.parametrize(("feature", "name"), TAPS, ids=[name for _, name in TAPS])
def test_a_button_is_refused_to_all_without_its_role(office: Office, feature: Feature, name: str) -> None:
    before = state(office)
    for chat, rest in product(outsiders(feature), RESTS):
        assert office.handle(Tap(chat, f"{name}:{rest}"[:64], Message("7"))) == [Notice(texts.NO_RIGHT_BUTTON)]
    assert state(office) == before


@pytest.mark.parametrize(("feature", "step"), REPLIES, ids=[name for _, name in REPLIES])
def test_a_dialogue_left_open_from_a_former_role_is_closed_to_its_text(
    office: Office, feature: Feature, step: str
) -> None:
    for chat in outsiders(feature):
        office.stores.dialogues.begin(chat, step, NOW, {})
        before = state(office)
        office.handle(typed(chat, "Saerbeck"))
        after = state(office)
        for name in ("turns", "feedback", "gaps", "gap_wishes", "gap_key", "dialogues"):
            before.pop(name), after.pop(name)
        assert after == before
        office.stores.dialogues.end(chat)


@pytest.mark.parametrize(("feature", "name"), TAPS, ids=[name for _, name in TAPS])
def test_forged_data_of_a_button_breaks_nothing_and_touches_no_other_member(
    office: Office, feature: Feature, name: str
) -> None:
    office.handle(typed(VICTIM, "/daten"))
    before = state(office, VICTIM)
    for rest in RESTS:
        actions = office.handle(Tap(ATTACKER, f"{name}:{rest}"[:64], Message("7")))
        assert actions is not None
    assert state(office, VICTIM) == before


def keyboard_data(actions: list[Action]) -> Iterator[str]:
    for action in actions:
        if isinstance(action, Send | Edit | EditKeyboard):
            yield from (button.data for row in action.keyboard for button in row)


def test_a_button_shown_to_one_member_moves_nothing_of_that_member_when_another_taps_it(office: Office) -> None:
    mine = [name for feature, name in COMMANDS if feature.allows(Role.MAYOR.rights)]
    shown = {data for name in mine for data in keyboard_data(office.handle(Command(VICTIM, name, "")))}
    assert shown
    before = state(office, VICTIM)
    for data in sorted(shown):
        office.handle(Tap(ATTACKER, data, Message("7")))
    assert state(office, VICTIM) == before


@pytest.mark.parametrize("code", ["admin", "A" * 22, "../admin", "member", "' OR 1=1 --", "Ä" * 22, "A" * 64])
def test_a_guessed_deep_link_makes_nobody_a_member(office: Office, code: str) -> None:
    before = office.stores.members.all()
    office.handle(Command("telegram:10", "start", code))
    assert office.stores.members.all() == before


def test_a_file_is_fetched_from_staff_and_organisers_alone(office: Office) -> None:
    conversation = Conversation(office.desk)
    taking = {role for chat, role in PEOPLE.items() if conversation.takes_files(chat)}
    assert taking == {Role.STAFF, Role.ORGANISER}


@pytest.mark.parametrize("chat", [chat for chat, role in PEOPLE.items() if role in (None, Role.MAYOR)])
def test_a_file_that_comes_all_the_same_changes_nothing(office: Office, chat: str, tmp_path: Path) -> None:
    file = tmp_path / "richtlinie.txt"
    file.write_text("Richtlinie\n\nDie Zuwendung beträgt 90 Prozent.", encoding="utf-8")
    before = state(office)
    assert office.handle(Upload(chat, file.name, file))
    assert state(office) == before
