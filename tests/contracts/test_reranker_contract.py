"""What every Reranker promises, over the scripted one and over a server that speaks HTTP and misbehaves on order."""

import json
import logging
import time
from collections.abc import Iterator
from typing import Any

import pytest
from fakes import ScriptedReranker
from provider import ANY_SERVERS_FAULTS, Answer, Behaviour, Provider, provider
from pydantic import SecretStr

from knowledge.adapters.patience import REST_S
from knowledge.adapters.rerank_server import RerankServer
from knowledge.errors import ModelError
from knowledge.ports import Reranker
from knowledge.settings import Reranker as RerankerSettings

QUESTION = "Wie hoch ist der Zuschuss?"
TEXTS = ("Das Wetter ist schön.", "Der Zuschuss beträgt 80 Prozent.", "Der Antrag ist einfach.")
SCORES = {"Zuschuss": 0.9, "Antrag": 0.25}
PATIENCE_S, LONG_S = 0.5, 10.0
"""With a server that misbehaves, and with one that only shares a busy machine."""


def results(*scores: float) -> Answer:
    """Sorted by score, as servers send them."""
    found = [{"index": place, "relevance_score": score} for place, score in enumerate(scores)]
    return 200, json.dumps({"results": sorted(found, key=lambda one: -one["relevance_score"])}).encode()


def by_server(found: Provider, clock: Any = time.monotonic, patience: float = LONG_S) -> Reranker:
    key = SecretStr("geheim")
    return RerankServer(RerankerSettings(url=found.url, model="klein", api_key=key, patience=patience), clock)


def scripted(_: Provider) -> Reranker:
    return ScriptedReranker(SCORES)


@pytest.fixture
def well_behaved() -> Iterator[Provider]:
    with provider(lambda _: results(0.0, 0.9, 0.25)) as found:
        yield found


@pytest.mark.parametrize("start", [scripted, by_server])
def test_each_text_gets_its_score_in_the_order_of_the_texts(start: Any, well_behaved: Provider) -> None:
    reranker: Reranker = start(well_behaved)
    assert reranker.name
    assert reranker.scores(QUESTION, TEXTS) == [0.0, 0.9, 0.25]


@pytest.mark.parametrize("start", [scripted, by_server])
def test_no_texts_have_no_scores(start: Any, well_behaved: Provider) -> None:
    assert start(well_behaved).scores(QUESTION, ()) == []


def test_the_server_gets_question_texts_model_and_key(well_behaved: Provider) -> None:
    by_server(well_behaved).scores(QUESTION, TEXTS)
    (asked,) = well_behaved.asked
    assert asked == {
        "path": "/v1/rerank", "model": "klein", "query": QUESTION, "documents": list(TEXTS), "top_n": 3,
    }  # fmt: skip
    assert well_behaved.authorised == ["Bearer geheim"]


def test_bare_outputs_of_a_model_become_shares_in_the_same_order() -> None:
    with provider(lambda _: results(-8.0, 4.0, 0.0)) as found:
        low, high, middle = by_server(found).scores(QUESTION, TEXTS)
    assert 0 < low < middle == 0.5 < high < 1


def hang(_: dict[str, Any]) -> Answer:
    time.sleep(4 * PATIENCE_S)
    return results(0.0, 0.9, 0.25)


FAULTS: dict[str, Behaviour] = ANY_SERVERS_FAULTS | {
    "redirect": lambda _: (302, b""),
    "hangs": hang,
    "broken json": lambda _: (200, b'{"results": [{"index": 0, "relev'),
    "other form": lambda _: (200, b'[{"index": 0, "score": 0.9}]'),
    "too few": lambda _: results(0.5),
    "too many": lambda _: results(0.5, 0.5, 0.5, 0.5),
    "no number": lambda _: (200, b'{"results": [{"index": 0, "relevance_score": NaN}]}'),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_however_a_server_misbehaves_it_ends_in_one_error_in_time(fault: str) -> None:
    with provider(FAULTS[fault]) as found:
        reranker = by_server(found, patience=PATIENCE_S)
        started = time.monotonic()
        # A server that hangs would send good scores in the end.
        with pytest.raises(ModelError):
            reranker.scores(QUESTION, TEXTS)
        assert time.monotonic() - started < 20 * PATIENCE_S


def test_a_server_that_is_not_there_ends_in_the_same_error() -> None:
    with pytest.raises(ModelError):
        RerankServer(RerankerSettings(url="http://127.0.0.1:9/v1")).scores(QUESTION, TEXTS)


def test_after_a_failure_the_log_says_so_once_and_nobody_waits_until_the_rest_is_over(
    caplog: pytest.LogCaptureFixture,
) -> None:
    now = [100.0]
    with provider(FAULTS["500"]) as found, caplog.at_level(logging.WARNING):
        reranker = by_server(found, lambda: now[0])
        for _ in range(3):
            with pytest.raises(ModelError):
                reranker.scores(QUESTION, TEXTS)
        assert len(found.asked) == 1
        (line,) = caplog.messages
        assert "reranker does not answer" in line
        assert "Zuschuss" not in line
        found.behaves = lambda _: results(0.0, 0.9, 0.25)
        now[0] += REST_S + 1
        assert reranker.scores(QUESTION, TEXTS) == [0.0, 0.9, 0.25]
