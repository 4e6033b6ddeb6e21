"""Whatever arrives, from strangers or in files, ends in a sentence and never in a crash (Hypothesis, bounded)."""

import json
import string
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from talking import CHAT, Office
from telegram import Bot, Update

from bot.conversation.actions import Send
from bot.conversation.core import FEATURES
from bot.conversation.events import Command, Message, Tap, Text, typed
from bot.telegram.rendering import html_parts
from bot.telegram.webserver import update_of
from ingest.cleaning import clean
from ingest.model import RawDocument
from ingest.readers import read
from ingest.sync import SAMPLES
from knowledge.errors import DocumentRefused
from knowledge.german.amounts import amounts
from knowledge.german.dates import dates
from knowledge.german.sentences import sentences
from knowledge.german.words import content_words, fold

BRIEF = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
ODD = 'äöüÄÖÜß€%§.,:;-–()/"„“ \n\t\u00ad\u200b\u202e'
GERMAN = st.text(alphabet=string.ascii_letters + string.digits + ODD, max_size=300)
BOT = Bot("4711:abc")
ANYTHING = st.text(max_size=300)
SUFFIXES = (".pdf", ".docx", ".html", ".md", ".txt", ".eml", ".rtf", ".odt", ".xlsx", ".pptx", ".zip", ".csv", "")
SMALL = [path for path in sorted(SAMPLES.rglob("*")) if path.is_file() and path.stat().st_size < 40_000][::3]
PREFIXES = sorted({name for feature in FEATURES for name in feature.taps})
NAMES = sorted({name for feature in FEATURES for name in feature.commands})


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Office:
    return Office(tmp_path_factory.mktemp("fuzz"))


@BRIEF
@given(st.one_of(GERMAN, ANYTHING))
def test_german_analysis_takes_any_text(text: str) -> None:
    fold(text)
    content_words(text)
    sentences(text)
    dates(text)
    amounts(text)
    clean(text)


@settings(BRIEF, max_examples=25)
@given(st.one_of(GERMAN, ANYTHING))
def test_any_text_is_answered(office: Office, text: str) -> None:
    assert office.handle(typed(CHAT, text))
    assert office.handle(Text(CHAT, text))


@BRIEF
@given(st.sampled_from(PREFIXES), st.text(max_size=40))
def test_any_data_of_a_button_is_answered(office: Office, prefix: str, rest: str) -> None:
    assert isinstance(office.handle(Tap(CHAT, f"{prefix}:{rest}", Message("7"))), list)


@BRIEF
@given(st.sampled_from(NAMES), ANYTHING)
def test_any_argument_of_a_command_is_answered(office: Office, name: str, argument: str) -> None:
    assert office.handle(Command(CHAT, name, argument))


@BRIEF
@given(st.one_of(GERMAN, ANYTHING))
def test_any_text_is_valid_html_for_telegram(office: Office, text: str) -> None:
    for action in office.handle(Command(CHAT, text[:20] or "x", text)):
        if isinstance(action, Send):
            for part in html_parts(action.text):
                assert len(part) <= 4096
                part.encode("utf-16", "surrogatepass")


def outcome(path: Path) -> RawDocument | DocumentRefused:
    try:
        return read(path)
    except DocumentRefused as exc:
        return exc


@BRIEF
@given(st.sampled_from(SUFFIXES), st.binary(max_size=400))
def test_any_bytes_under_any_name_are_read_or_refused(tmp_path: Path, suffix: str, content: bytes) -> None:
    path = tmp_path / f"datei{suffix}"
    path.write_bytes(content)
    assert outcome(path)


@settings(BRIEF, max_examples=40)
@given(st.sampled_from(SMALL), st.lists(st.tuples(st.floats(0, 0.999), st.binary(min_size=1, max_size=8)), max_size=6))
def test_a_damaged_document_is_read_or_refused(tmp_path: Path, sample: Path, damage: list[tuple[float, bytes]]) -> None:
    content = bytearray(sample.read_bytes())
    for share, piece in damage:
        place = int(share * len(content))
        content[place : place + len(piece)] = piece
    path = tmp_path / sample.name
    path.write_bytes(content)
    assert outcome(path)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=10),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from(
        ["update_id", "message", "chat", "id", "date", "text", "type", "callback_query", "from", "data", "document"]
    ), inner, max_size=5),
    max_leaves=12,
)  # fmt: skip


@BRIEF
@given(JSON)
def test_any_json_is_an_update_or_none(value: object) -> None:
    found = update_of(json.dumps(value).encode(), BOT)
    assert found is None or isinstance(found, Update)
