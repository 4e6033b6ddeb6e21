"""The log can be read by machines, and holds no word of a reader and no token."""

import json
import logging
import sys
from pathlib import Path

import pytest
from talking import CHAT, QUESTION, Office

from bot.conversation.events import Message, Other, OtherKind, Tap, typed
from bot.telegram.logs import Json, Redacting, set_up_logs
from knowledge.errors import CatalogueError
from knowledge.model import Document

TOKEN = "4711:AAHfiqksKZ8WmR2zSjiQ7"


def record(message: str, *values: object) -> logging.LogRecord:
    return logging.LogRecord("bot.x", logging.ERROR, "x.py", 1, message, values, None)


def test_as_json_each_entry_is_an_object_on_one_line() -> None:
    line = Json(TOKEN).format(record("answer %s\nin %s", "ab", CHAT))
    assert "\n" not in line
    found = json.loads(line)
    assert found["message"] == f"answer ab\nin {CHAT}"
    assert (found["level"], found["logger"]) == ("ERROR", "bot.x")
    assert found["time"].endswith("+00:00")


@pytest.mark.parametrize("form", [Json, Redacting])
def test_a_token_in_a_message_or_a_traceback_is_taken_out(form: type[Redacting]) -> None:
    entry = record("https://api.telegram.org/bot%s/getMe", TOKEN)
    try:
        int(TOKEN)
    except ValueError:
        entry.exc_info = sys.exc_info()
    line = form(TOKEN).format(entry)
    assert TOKEN not in line
    assert "ValueError" in line


def test_addresses_of_requests_are_not_logged() -> None:
    before = logging.root.handlers[:], logging.root.level
    try:
        set_up_logs(TOKEN, "json")
        assert isinstance(logging.root.handlers[0].formatter, Json)
        for name in ("httpx", "httpcore"):
            assert logging.getLogger(name).getEffectiveLevel() >= logging.WARNING
    finally:
        logging.root.handlers[:], logging.root.level = before


SAID = (
    QUESTION,
    "Wie krank ist Frau Meier aus Saerbeck?",
    "/geheimnis Frau Meier",
    "/daten",
    "Frau Meier " * 500,
    "/neu",
    "Danke",
)


def test_whatever_is_said_none_of_it_is_in_the_log(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG, "bot")
    caplog.set_level(logging.DEBUG, "knowledge")
    office = Office(tmp_path)
    for line in SAID:
        office.handle(typed(CHAT, line))
    office.handle(Tap(CHAT, "o:0", Message("7")))
    office.handle(Tap(CHAT, "Frau Meier", Message("7")))
    office.handle(Other(CHAT, OtherKind.VOICE))
    assert "answer" in caplog.text
    assert "Meier" not in caplog.text
    assert "Zuwendung" not in caplog.text
    assert "geheimnis" not in caplog.text


def test_an_error_while_answering_brings_no_word_into_the_log(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    office = Office(tmp_path)

    class Broken(type(office.catalogue)):  # type: ignore[misc]  # the office's own kind of catalogue
        def generation(self) -> int:
            raise CatalogueError("away")

        def documents(self) -> list[Document]:
            raise CatalogueError("away")

    office.catalogue.__class__ = Broken
    office.handle(typed(CHAT, "Wie krank ist Frau Meier?"))
    assert "reference" in caplog.text
    assert "Meier" not in caplog.text
