"""What every ChatModel promises, over the scripted one and over LangChain with a provider that speaks HTTP."""

import json
import time
from collections.abc import Iterator
from typing import Any

import pytest
from fakes import ScriptedModel
from provider import ANY_SERVERS_FAULTS, Answer, Behaviour, Provider, completion, provider, sentences
from pydantic import SecretStr

from knowledge.adapters.langchain_writer import LangchainWriter
from knowledge.adapters.patience import REST_S
from knowledge.errors import ModelError
from knowledge.ports import ChatModel, Composed
from knowledge.settings import Writer

SAID = ("Die Frist endet am 31. März 2027.", [1])
POINTED = (("quota", "Der Satz liegt bei 80 Prozent."),)
FOUND = Composed(((SAID[0], (1,)),), complete=True)
PATIENCE_S, LONG_S = 1.0, 15.0
"""With a server that misbehaves, and with one that only shares a busy machine."""


def by_provider(found: Provider, clock: Any = time.monotonic, patience: float = LONG_S) -> LangchainWriter:
    settings = Writer(model="openai:small", url=found.url, api_key=SecretStr("geheim"), patience=patience)
    return LangchainWriter(settings, clock)


@pytest.fixture
def well_behaved() -> Iterator[Provider]:
    with provider(lambda _: sentences(SAID)) as found:
        yield found


def scripted(_: Provider) -> ChatModel:
    return ScriptedModel(FOUND, found=POINTED)


@pytest.mark.parametrize("start", [scripted, by_provider])
def test_the_reply_comes_as_sentences_with_their_passages(start: Any, well_behaved: Provider) -> None:
    model: ChatModel = start(well_behaved)
    assert model.name
    assert model.compose("Regeln", "Frage") == FOUND


@pytest.mark.parametrize("start", [scripted, by_provider])
def test_facts_come_as_kinds_with_their_wordings(start: Any) -> None:
    found = [{"kind": kind, "wording": wording} for kind, wording in POINTED]
    with provider(lambda _: completion(json.dumps({"found": found}))) as server:
        model: ChatModel = start(server)
        assert model.extract("Regeln", "Unterlage") == POINTED


def test_the_provider_gets_rules_task_and_key(well_behaved: Provider) -> None:
    by_provider(well_behaved).compose("Regeln", "Frage")
    (asked,) = well_behaved.asked
    assert [(one["role"], one["content"]) for one in asked["messages"]] == [("system", "Regeln"), ("user", "Frage")]
    assert asked["path"] == "/v1/chat/completions"
    assert well_behaved.authorised == ["Bearer geheim"]


@pytest.mark.parametrize("wrapped", ["```json\n{}\n```", "Gern, hier die Antwort: {}", "{}"])
def test_a_server_that_knows_no_schemas_is_understood_by_the_json_in_its_text(wrapped: str) -> None:
    reply = json.dumps({"sentences": [{"text": SAID[0], "evidence": [1]}], "complete": True})
    with provider(lambda _: completion(wrapped.replace("{}", reply))) as found:
        assert by_provider(found).compose("Regeln", "Frage") == FOUND


def hang(_: dict[str, Any]) -> Answer:
    time.sleep(3 * PATIENCE_S)
    return sentences(SAID)


FAULTS: dict[str, Behaviour] = ANY_SERVERS_FAULTS | {
    "wrong key": lambda _: (401, b'{"error": {"message": "no"}}'),
    "no such model": lambda _: (404, b'{"error": {"message": "model not found"}}'),
    "hangs": hang,
    "broken json": lambda _: completion('{"sentences": [{"text": "Die Frist'),
    "other form": lambda _: completion('{"answer": "42"}'),
    "prose": lambda _: completion("Die Frist endet bald."),
    "empty": lambda _: completion(""),
    "refusal": lambda _: completion(None, refusal="I can't help with that."),
    "no choices": lambda _: (200, b'{"id": "c", "object": "chat.completion", "created": 0, "choices": []}'),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_however_a_server_misbehaves_it_ends_in_one_error_in_time(fault: str) -> None:
    with provider(FAULTS[fault]) as found:
        model = by_provider(found, patience=PATIENCE_S)
        started = time.monotonic()
        with pytest.raises(ModelError):
            model.compose("Regeln", "Frage")
        # The first call also imports the provider's library.
        assert time.monotonic() - started < 10 * PATIENCE_S


def test_a_server_that_is_not_there_ends_in_the_same_error() -> None:
    settings = Writer(model="openai:small", url="http://127.0.0.1:9/v1", api_key=SecretStr("geheim"), patience=5.0)
    with pytest.raises(ModelError):
        LangchainWriter(settings).compose("Regeln", "Frage")


def test_after_a_failure_nobody_waits_until_the_rest_is_over() -> None:
    now = [100.0]
    with provider(FAULTS["500"]) as found:
        model = by_provider(found, lambda: now[0])
        for _ in range(3):
            with pytest.raises(ModelError):
                model.compose("Regeln", "Frage")
        assert len(found.asked) == 1
        found.behaves = lambda _: sentences(SAID)
        now[0] += REST_S + 1
        assert model.compose("Regeln", "Frage") == FOUND


def test_an_error_never_repeats_what_was_sent() -> None:
    with provider(lambda _: (400, b'{"error": {"message": "bad: Frage nach Frau Beispiel"}}')) as found:
        with pytest.raises(ModelError) as caught:
            by_provider(found).compose("Regeln", "Frage nach Frau Beispiel")
        assert "Beispiel" not in str(caught.value)
