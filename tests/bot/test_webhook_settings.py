"""The webhook's settings: refused without a secret, and the secret is never shown."""

import pytest

from knowledge.errors import SettingsError
from knowledge.settings import load_settings


def load_with(monkeypatch: pytest.MonkeyPatch, **values: str) -> None:
    for name, value in values.items():
        monkeypatch.setenv(name, value)
    load_settings()


def test_a_webhook_needs_a_secret(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(SettingsError) as found:
        load_with(monkeypatch, TELEGRAM__WEBHOOK__URL="https://lotse.example.org/bot")
    assert found.value.name == "TELEGRAM__WEBHOOK__SECRET"


def test_a_secret_that_telegram_would_refuse_is_refused_without_being_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(SettingsError) as found:
        load_with(
            monkeypatch, TELEGRAM__WEBHOOK__URL="https://lotse.example.org", TELEGRAM__WEBHOOK__SECRET="mit Leerzeichen"
        )
    assert "Leerzeichen" not in str(found.value)
    assert found.value.__cause__ is None


def test_a_wrong_name_in_the_inner_section_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(SettingsError) as found:
        load_with(monkeypatch, TELEGRAM__WEBHOOK__SECRETS="x")
    assert "TELEGRAM__WEBHOOK__SECRET," in found.value.allowed


def test_with_url_and_secret_the_webhook_listens_on_loopback(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TELEGRAM__WEBHOOK__URL", "https://lotse.example.org/bot")
    monkeypatch.setenv("TELEGRAM__WEBHOOK__SECRET", "abc_DEF-123")
    webhook = load_settings().telegram.webhook
    assert (webhook.listen, webhook.port) == ("127.0.0.1", 8443)
