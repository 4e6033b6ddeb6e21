"""Settings: documented in `.env.example`, read from environment and file, wrong ones refused in plain German."""

import os
import re
from pathlib import Path

import pytest

from knowledge.errors import SettingsError
from knowledge.settings import Settings, load_settings
from knowledge.settings_problems import settings_of

EXAMPLE = Path(__file__).parents[1] / ".env.example"
SETTINGS = settings_of(Settings)
SECTIONS = {name.split("__")[0] for name in SETTINGS if "__" in name}


@pytest.fixture(autouse=True)
def nothing_set(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A folder without `.env` and an environment without settings."""
    monkeypatch.chdir(tmp_path)
    for name in list(os.environ):
        if name.upper() in SETTINGS or name.upper().split("__")[0] in SECTIONS:
            monkeypatch.delenv(name)


def documented() -> dict[str, tuple[str, str]]:
    """Name → (default, the comment above) of every line of the example that sets something."""
    found = re.findall(r"^# ([^\n]+)\n# ([A-Z][A-Z_]*)=(.*)$", EXAMPLE.read_text(encoding="utf-8"), re.MULTILINE)
    return {name: (default, meaning) for meaning, name, default in found}


def refusal(monkeypatch: pytest.MonkeyPatch, **values: str) -> SettingsError:
    for name, value in values.items():
        monkeypatch.setenv(name, value)
    with pytest.raises(SettingsError) as caught:
        load_settings()
    return caught.value


def test_the_example_names_every_setting_and_no_other() -> None:
    assert documented().keys() == SETTINGS.keys()
    assert len(re.findall(r"^#? ?[A-Z_]+=", EXAMPLE.read_text(encoding="utf-8"), re.MULTILINE)) == len(SETTINGS)


def test_the_example_says_what_each_setting_means_and_what_holds_without_it() -> None:
    for name, (default, meaning) in documented().items():
        field = SETTINGS[name]
        assert meaning == field.description
        assert default == ("" if field.default is None else str(field.default))


def test_the_example_with_its_lines_taken_in_is_the_same_as_no_file(tmp_path: Path) -> None:
    lines = (f"{name}={default}" for name, (default, _) in documented().items())
    (tmp_path / ".env").write_text("\n".join(lines), encoding="utf-8")
    assert load_settings() == Settings(_env_file=None)


def test_every_setting_can_be_set_in_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    special = {
        "DATABASE__URL": "postgresql://localhost/lotse", "INDEX__LEXICAL": "postgres",
        "EMBEDDINGS__WEIGHT": "0.5", "TELEGRAM__WEBHOOK__PORT": "9000", "TELEGRAM__WEBHOOK__SECRET": "abc",
        "WRITER__PATIENCE": "5", "RERANKER__WEIGHT": "0.2", "RERANKER__PATIENCE": "2", "BOT__ACCESS": "open",
        "BOT__ADMINS": "4711, 4712",
        "BROADCASTS__FOUR_EYES": "false", "BROADCASTS__QUIET_HOURS": "false", "BROADCASTS__CAP": "3",
        "BROADCASTS__RATE": "20", "OPERATIONS__PORT": "9001", "OPERATIONS__LOG": "json",
    }  # fmt: skip
    for name in SETTINGS:
        monkeypatch.setenv(name, special.get(name, "https://example.org/x"))
    loaded = load_settings()
    for name in SETTINGS:
        value: object = loaded
        for part in name.lower().split("__"):
            value = getattr(value, part)
        assert value != SETTINGS[name].default, name


def test_the_environment_wins_over_the_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("CHROMA__URL=http://a.example\nDATA_DIR=aus-der-datei\n", encoding="utf-8")
    monkeypatch.setenv("CHROMA__URL", "http://b.example")
    assert load_settings().chroma.url == "http://b.example"
    assert load_settings().data_dir == Path("aus-der-datei")


def test_a_file_saved_by_a_windows_editor_is_read_from_its_first_name_on(tmp_path: Path) -> None:
    (tmp_path / ".env").write_bytes(b"\xef\xbb\xbfDATA_DIR=akten\r\nCHROMA__URL=http://a.example\r\n")
    assert load_settings().data_dir == Path("akten")
    assert load_settings().chroma.url == "http://a.example"


def test_a_file_that_is_no_text_is_refused_by_its_name(tmp_path: Path) -> None:
    (tmp_path / ".env").write_bytes(b"DATA_DIR=B\xfcro\n")
    with pytest.raises(SettingsError, match=r"^\.env: "):
        load_settings()


@pytest.mark.parametrize("name", sorted(SETTINGS))
def test_an_empty_value_counts_as_not_set(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.setenv(name, "")
    assert load_settings() == Settings(_env_file=None)


def test_names_of_other_programs_are_none_of_ours(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("POSTGRES_PASSWORD=x\nOPENAI_API_KEY=y\n", encoding="utf-8")
    monkeypatch.setenv("OTHER__URL", "z")
    monkeypatch.setenv("DATABASE_URL", "z")
    assert load_settings() == Settings(_env_file=None)


def test_a_typing_error_in_a_section_is_found_in_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    wrong = refusal(monkeypatch, TELEGRAMM__TOKEN="4711:geheim")
    assert wrong.name == "TELEGRAMM__TOKEN"
    assert "TELEGRAM__TOKEN" in wrong.problem
    assert "geheim" not in str(wrong)


def test_a_typing_error_in_a_setting_is_found_and_the_right_names_are_listed(monkeypatch: pytest.MonkeyPatch) -> None:
    wrong = refusal(monkeypatch, TELEGRAM__TOKNE="4711:geheim")
    assert (wrong.name, wrong.allowed.split(", ")[-2]) == ("TELEGRAM__TOKNE", "TELEGRAM__TOKEN")
    assert "geheim" not in str(wrong)


@pytest.mark.parametrize(
    ("name", "meant"),
    [("TELEGRAM_TOKEN", "TELEGRAM__TOKEN"), ("CHROMMA__URL", "CHROMA__URL"), ("DATADIR", "DATA_DIR")],
)
def test_a_name_in_the_file_that_is_nearly_a_setting_is_refused(tmp_path: Path, name: str, meant: str) -> None:
    (tmp_path / ".env").write_text(f"{name}=x", encoding="utf-8")
    with pytest.raises(SettingsError) as caught:
        load_settings()
    assert caught.value.name == name
    assert caught.value.problem.endswith(meant)


@pytest.mark.parametrize(
    ("name", "value", "allowed"),
    [
        ("CHROMA__URL", "localhost:8000", "http://"),
        ("EMBEDDINGS__URL", "ftp://models.example", "http://"),
        ("TELEGRAM__BASE_URL", "telegram", "http://"),
        ("TELEGRAM__WEBHOOK__URL", "lotse.example.org", "http://"),
        ("EMBEDDINGS__WEIGHT", "viel", "eine Zahl mit Punkt"),
        ("EMBEDDINGS__WEIGHT", "0,3", "eine Zahl mit Punkt"),
        ("EMBEDDINGS__WEIGHT", "3", "von 0 bis 1"),
        ("TELEGRAM__WEBHOOK__PORT", "8443.5", "eine ganze Zahl"),
        ("TELEGRAM__WEBHOOK__PORT", "70000", "von 1 bis 65535"),
        ("BOT__ACCESS", "alle", "invited oder open"),
        ("INDEX__LEXICAL", "sqlite", "memory oder postgres"),
    ],
)
def test_a_wrong_value_is_shown_with_what_is_allowed(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str, allowed: str
) -> None:
    wrong = refusal(monkeypatch, **{name: value})
    assert wrong.name == name
    assert f"„{value}“" in wrong.problem
    assert allowed in wrong.allowed


def test_terms_stay_in_no_database_but_postgresql(monkeypatch: pytest.MonkeyPatch) -> None:
    wrong = refusal(monkeypatch, INDEX__LEXICAL="postgres")
    assert wrong.name == "INDEX__LEXICAL"
    assert "DATABASE__URL" in wrong.allowed
    monkeypatch.setenv("DATABASE__URL", "postgresql://localhost/lotse")
    assert load_settings().index.lexical == "postgres"


def test_an_address_that_may_hold_a_password_is_not_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    assert "geheim" not in str(refusal(monkeypatch, CHROMA__URL="lotse:geheim@chroma.example"))


@pytest.mark.parametrize("value", ['{"token": {"x": "geheim"}}', '{"token": geheim', "geheim", '["geheim"]'])
def test_a_secret_is_not_shown_however_it_was_set(monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    wrong = refusal(monkeypatch, TELEGRAM=value)
    assert wrong.name in {"TELEGRAM", "TELEGRAM__TOKEN"}
    assert "geheim" not in str(wrong)
    assert wrong.__cause__ is None or "geheim" not in str(wrong.__cause__)


@pytest.mark.parametrize("name", ["TELEGRAM", "DATABASE", "CHROMA", "EMBEDDINGS"])
def test_a_section_has_no_value_of_its_own(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    wrong = refusal(monkeypatch, **{name: "x"})
    assert wrong.name == name
    assert f"{name}__" in wrong.allowed


def test_secrets_do_not_show_when_settings_are_printed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TELEGRAM__TOKEN", "4711:geheim")
    monkeypatch.setenv("EMBEDDINGS__API_KEY", "geheim")
    assert "geheim" not in repr(load_settings())
