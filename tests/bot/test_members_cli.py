"""`lotse members` and `lotse places mark`: what administrators and other programs can rely on."""

from pathlib import Path

import pytest
from shell import Shell

from bot.storage.notes import TELEGRAM_NAME

MEMBER_FIELDS = [
    "chat", "telegram_id", "role", "ags", "municipality", "county", "district", "joined_at", "consent_version",
    "consent_at", "blocked_at", "topics", "unsubscribed",
]  # fmt: skip


@pytest.fixture
def shell(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Shell:
    return Shell(tmp_path, monkeypatch, capsys)


def test_an_invitation_prints_its_link_alone_on_the_first_stream(shell: Shell) -> None:
    shell.stores.notes.put(TELEGRAM_NAME, "lotse_bot")
    code, out, err = shell.run("members", "invite", "--role", "mayor", "--uses", "3", "--days", "5")
    assert code == 0
    assert out.startswith("https://t.me/lotse_bot?start=")
    assert len(out.splitlines()) == 1
    assert "3 Personen" in err


def test_before_the_bot_is_known_the_code_is_printed_with_a_hint(shell: Shell) -> None:
    code, out, _ = shell.run("members", "invite", "--role", "staff")
    assert code == 0
    assert "Code: " in out
    assert "lotse bot" in out


def test_an_invitation_as_json_can_be_taken_back(shell: Shell) -> None:
    (made,) = shell.json("members", "invite", "--role", "organiser")
    assert list(made) == ["role", "code", "link", "uses", "expires_at"]
    assert (made["role"], made["link"], made["uses"]) == ("organiser", None, 1)
    assert shell.run("members", "revoke", f"https://t.me/x?start={made['code']}")[0] == 0
    assert shell.stores.invitations.find(made["code"]) is None
    assert shell.run("members", "revoke", made["code"])[0] == 1


def test_members_are_added_changed_listed_and_removed_with_stable_keys(shell: Shell) -> None:
    (added,) = shell.json("members", "add", "--telegram-id", "4711", "--role", "mayor", "--municipality", "Saerbeck")
    assert list(added) == MEMBER_FIELDS
    assert (added["chat"], added["telegram_id"], added["ags"]) == ("telegram:4711", 4711, "05566080")
    (changed,) = shell.json("members", "add", "--telegram-id", "4711", "--role", "organiser")
    assert (changed["role"], changed["municipality"], changed["district"]) == ("organiser", "Saerbeck", "Münster")
    assert shell.json("members", "list") == [changed]
    assert "organiser" in shell.run("members", "list")[1]
    assert shell.json("members", "remove", "--telegram-id", "4711") == [
        {"chat": "telegram:4711", "telegram_id": 4711, "removed": True}
    ]
    assert shell.run("members", "remove", "--telegram-id", "4711")[0] == 1
    actions = [noted.action for noted in shell.stores.audit.entries()]
    assert actions == ["member.removed", "member.changed", "member.added"]


def test_removing_takes_the_number_alone_as_well(shell: Shell) -> None:
    shell.json("members", "add", "--telegram-id", "4711")
    assert shell.json("members", "remove", "4711") == [{"chat": "telegram:4711", "telegram_id": 4711, "removed": True}]
    assert shell.json("members", "list") == []


@pytest.mark.parametrize("name", ["members", "documents", "broadcasts", "events", "reminders", "audit"])
def test_an_empty_list_prints_nothing_as_json_and_a_sentence_else(shell: Shell, name: str) -> None:
    assert shell.run(name, "list", "--json") == (0, "", "")
    code, said, _ = shell.run(name, "list")
    assert code == 0
    assert said.strip()


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("remove",), "lotse members remove 4711"),
        (("remove", "4711", "--telegram-id", "4712"), "lotse members remove 4711"),
        (("add", "--telegram-id", "1", "--municipality", "Sarbek"), "Saerbeck (Kreis Steinfurt, 05566080)"),
        (("add", "--telegram-id", "1", "--municipality", "Entenhausen"), "keine heißt ähnlich"),
        (("add", "--telegram-id", "1", "--role", "king"), "mayor, staff, organiser, admin"),
        (("add", "--telegram-id", "0"), "--telegram-id"),
        (("invite", "--role", "admin"), "BOT__ADMINS"),
        (("invite", "--uses", "0"), "--uses"),
    ],
)
def test_wrong_use_is_explained_with_exit_code_two(shell: Shell, words: tuple[str, ...], sentence: str) -> None:
    code, out, err = shell.run("members", *words)
    assert (code, out) == (2, "")
    assert sentence in err


def test_a_request_of_a_stranger_stands_in_the_list_until_the_person_is_added(shell: Shell) -> None:
    from knowledge.clock import now

    shell.stores.requests.put("telegram:5", "Anna Beispiel, Heek", now())
    assert "Anna Beispiel, Heek" in shell.run("members", "list")[1]
    shell.run("members", "add", "--telegram-id", "5", "--role", "mayor")
    assert "Anna Beispiel, Heek" not in shell.run("members", "list")[1]


def test_a_municipality_may_be_marked_whatever_its_size(shell: Shell) -> None:
    code, out, _ = shell.run("places", "mark", "Telgte", "--eligible")
    assert code == 0
    assert "20.222 Einwohner (31.12.2022)" in out
    assert shell.stores.eligibility.marks() == {"05570044": True}
    shell.run("places", "mark", "Telgte")
    assert shell.stores.eligibility.marks() == {}
