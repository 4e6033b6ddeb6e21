"""What every Transcriber promises, over a server that speaks HTTP; the fake of the conversation tests is held to it."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from fakes import FixedTranscriber
from provider import Behaviour, Provider, provider
from pydantic import SecretStr

from knowledge.adapters.speech import SpeechServer
from knowledge.errors import ModelError
from knowledge.ports import Transcriber
from knowledge.settings import Speech

SAID = "Bis wann läuft die Förderung?"
SOUND = b"OggS sound"


def heard(text: str) -> Behaviour:
    return lambda _: (200, json.dumps({"text": text}).encode())


def by_server(found: Provider) -> Transcriber:
    return SpeechServer(Speech(url=found.url, model="klein", api_key=SecretStr("geheim")))


def fixed(_: Provider) -> Transcriber:
    return FixedTranscriber(SAID)


@pytest.fixture
def well_behaved() -> Iterator[Provider]:
    with provider(heard(f" {SAID}\n")) as found:
        yield found


@pytest.mark.parametrize("start", [by_server, fixed])
def test_what_was_said_comes_back_as_text(start: Any, well_behaved: Provider) -> None:
    transcriber: Transcriber = start(well_behaved)
    assert transcriber.transcribe("frage.ogg", SOUND) == SAID


def test_the_server_gets_the_sound_the_language_and_the_key(well_behaved: Provider) -> None:
    by_server(well_behaved).transcribe("frage.ogg", SOUND)
    (asked,) = well_behaved.asked
    assert asked["path"] == "/v1/audio/transcriptions"
    assert all(part in asked["form"] for part in (SOUND, b"frage.ogg", b"klein", b'name="language"\r\n\r\nde'))
    assert well_behaved.authorised == ["Bearer geheim"]


@pytest.mark.parametrize(
    "behaves",
    [heard(""), heard("  "), lambda _: (500, b"oops"), lambda _: (429, b"{}"), lambda _: None, lambda _: (200, b"[1]")],
)
def test_silence_and_faults_end_in_one_error(behaves: Behaviour) -> None:
    with provider(behaves) as found, pytest.raises(ModelError):
        by_server(found).transcribe("frage.ogg", SOUND)
