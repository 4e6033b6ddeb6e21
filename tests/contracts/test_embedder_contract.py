"""What every Embedder promises, over the hashed one, the fake, and LangChain with a provider that speaks HTTP."""

import subprocess
import sys
from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest
from fakes import FixedEmbedder
from provider import Answer, Behaviour, Provider, provider, vectors, well
from pydantic import SecretStr

from knowledge.adapters.langchain_models import LangchainEmbedder, foreign_errors_mapped
from knowledge.errors import ModelError
from knowledge.index.hashed import HashedEmbedder
from knowledge.ports import Embedder
from knowledge.settings import Embeddings

TEXTS = ("Die Frist endet am 31. März.", "Der Zuschuss beträgt 6.500 Euro.", "Glasfaser für Dörfer")


def hashed(_: Provider) -> Embedder:
    return HashedEmbedder()


def fixed(_: Provider) -> Embedder:
    return FixedEmbedder()


def by_provider(found: Provider, model: str = "openai:small") -> LangchainEmbedder:
    return LangchainEmbedder(Embeddings(model=model, url=found.url, api_key=SecretStr("geheim")))


@pytest.fixture
def well_behaved() -> Iterator[Provider]:
    with provider(well) as found:
        yield found


@pytest.fixture(params=[hashed, fixed, by_provider])
def embedder(request: pytest.FixtureRequest, well_behaved: Provider) -> Embedder:
    found: Embedder = request.param(well_behaved)
    return found


def test_each_text_gives_one_row_of_unit_length(embedder: Embedder) -> None:
    found = embedder.embed(TEXTS)
    assert found.dtype == np.float32
    assert len(found) == len(TEXTS)
    assert np.linalg.norm(found, axis=1) == pytest.approx(1, abs=1e-5)


def test_a_question_gives_one_vector_of_unit_length_and_of_the_same_width(embedder: Embedder) -> None:
    found = embedder.embed_query(TEXTS[0])
    assert found.dtype == np.float32
    assert found.shape == embedder.embed(TEXTS).shape[1:]
    assert np.linalg.norm(found) == pytest.approx(1, abs=1e-5)


def test_the_same_text_gives_the_same_vector_in_whatever_company(embedder: Embedder) -> None:
    together = embedder.embed(TEXTS)
    alone = np.concatenate([embedder.embed([text]) for text in TEXTS])
    assert together == pytest.approx(alone, abs=1e-6)
    assert embedder.embed_query(TEXTS[1]) == pytest.approx(together[1], abs=1e-6)


def test_different_texts_give_different_vectors(embedder: Embedder) -> None:
    found = embedder.embed(TEXTS)
    assert not np.allclose(found[0], found[1])


def test_no_text_gives_no_row(embedder: Embedder) -> None:
    assert len(embedder.embed([])) == 0


def test_odd_texts_are_texts_too(embedder: Embedder) -> None:
    found = embedder.embed(["", " ", "§§ 1–3", "\N{ROCKET}", "x" * 20_000])
    assert np.linalg.norm(found, axis=1) == pytest.approx(1, abs=1e-5)


def test_the_name_stays_the_same(embedder: Embedder) -> None:
    before = embedder.name
    embedder.embed(TEXTS)
    assert embedder.name == before != ""


def test_only_models_know_meaning(well_behaved: Provider) -> None:
    assert by_provider(well_behaved).semantic
    assert not HashedEmbedder().semantic


def test_another_model_or_server_has_another_name(well_behaved: Provider) -> None:
    names = {
        by_provider(well_behaved).name,
        by_provider(well_behaved, "openai:large").name,
        LangchainEmbedder(Embeddings(model="openai:small")).name,
        HashedEmbedder().name,
    }
    assert len(names) == 4


def test_hashed_vectors_of_related_texts_are_nearer_than_those_of_others() -> None:
    asked, near, far = HashedEmbedder().embed(
        ["Förderung von Ladesäulen", "Foerderrichtlinie Ladesaeule", "Winterdienst auf Gehwegen"]
    )
    assert float(asked @ near) > float(asked @ far) + 0.2


def test_hashed_vectors_are_the_same_in_every_process() -> None:
    script = (
        "from knowledge.index.hashed import HashedEmbedder; import hashlib; "
        f"print(hashlib.sha256(HashedEmbedder().embed({list(TEXTS)!r}).tobytes()).hexdigest())"
    )
    found = {subprocess.check_output([sys.executable, "-c", script], text=True) for _ in range(2)}
    assert len(found) == 1


def test_the_provider_gets_the_texts_the_model_and_the_key(well_behaved: Provider) -> None:
    by_provider(well_behaved).embed(TEXTS)
    asked = well_behaved.asked[0]
    assert (asked["path"], asked["model"], asked["input"]) == ("/v1/embeddings", "small", list(TEXTS))
    assert well_behaved.authorised == ["Bearer geheim"]


def test_many_texts_are_all_embedded_and_in_order(well_behaved: Provider) -> None:
    many = [f"Abschnitt {number}" for number in range(2_500)]
    found = by_provider(well_behaved).embed(many)
    assert found == pytest.approx(FixedEmbedder().embed(many), abs=1e-5)


def test_a_provider_that_stumbles_once_is_asked_again() -> None:
    rest = iter([lambda _: None, lambda _: (500, b"{}"), well])

    def behaves(request: dict[str, Any]) -> Answer | None:
        return next(rest)(request)

    with provider(behaves) as found:
        assert len(by_provider(found).embed(TEXTS)) == len(TEXTS)


def numbers(*rows: object) -> Behaviour:
    return lambda _: vectors(list(rows))


MISBEHAVIOURS: dict[str, Behaviour] = {
    "too many requests": lambda _: (429, b'{"error": {"message": "slow down"}}'),
    "a server error": lambda _: (500, b"<html>oops</html>"),
    "a wrong key": lambda _: (401, b'{"error": {"message": "no"}}'),
    "an unknown model": lambda _: (404, b'{"error": {"message": "no such model"}}'),
    "a redirect to nowhere": lambda _: (302, b""),
    "a cut connection": lambda _: None,
    "broken JSON": lambda _: (200, b'{"data": [{"embedding": [0.1, '),
    "no JSON": lambda _: (200, b"<html>Willkommen</html>"),
    "an empty answer": lambda _: (200, b""),
    "JSON without vectors": lambda _: (200, b"{}"),
    "JSON null": lambda _: (200, b"null"),
    "a list in place of an object": lambda _: (200, b"[1, 2]"),
    "vectors that are text": numbers("viel", "wenig", "nichts"),
    "vectors that are null": numbers(None, None, None),
    "vectors of text": numbers(["a"], ["b"], ["c"]),
    "too few vectors": numbers([1.0, 0.0], [0.0, 1.0]),
    "too many vectors": numbers([1.0], [1.0], [1.0], [1.0]),
    "no vector": numbers(),
    "vectors of different lengths": numbers([1.0, 0.0], [1.0], [0.0, 1.0]),
    "empty vectors": numbers([], [], []),
    "vectors of zeros": numbers([0.0, 0.0], [1.0, 0.0], [0.0, 1.0]),
    "vectors that are no numbers": numbers([float("nan"), 1.0], [1.0, 0.0], [0.0, 1.0]),
    "infinite vectors": numbers([float("inf"), 1.0], [1.0, 0.0], [0.0, 1.0]),
    "nested vectors": numbers([[1.0]], [[1.0]], [[1.0]]),
}


@pytest.mark.filterwarnings("ignore:Pydantic serializer warnings")
@pytest.mark.parametrize("behaves", MISBEHAVIOURS.values(), ids=MISBEHAVIOURS.keys())
def test_whatever_a_provider_does_wrong_is_a_model_error(behaves: Behaviour) -> None:
    with provider(behaves) as found:
        embedder = by_provider(found)
        with pytest.raises(ModelError) as caught:
            embedder.embed(TEXTS)
        assert "6.500" not in str(caught.value)
        assert "geheim" not in str(caught.value)


@pytest.mark.parametrize("what", ["a server error", "no vector", "vectors of zeros", "broken JSON"])
def test_a_question_that_a_provider_answers_wrongly_is_a_model_error(what: str) -> None:
    with provider(MISBEHAVIOURS[what]) as found, pytest.raises(ModelError):
        by_provider(found).embed_query(TEXTS[0])


@pytest.mark.parametrize("model", ["openai", "unknown:model", "mistralai:mistral-embed", "openai:", ":", " "])
def test_a_model_that_cannot_be_started_is_a_model_error(model: str, well_behaved: Provider) -> None:
    with pytest.raises(ModelError):
        by_provider(well_behaved, model).embed(TEXTS)


def test_a_provider_without_a_key_is_a_model_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("OPENAI_API_KEY", raising=False)
    with pytest.raises(ModelError):
        LangchainEmbedder(Embeddings(model="openai:small")).embed(TEXTS)


def test_a_provider_that_is_not_there_is_a_model_error(well_behaved: Provider) -> None:
    embedder = by_provider(well_behaved)
    well_behaved.shutdown()
    well_behaved.server_close()
    with pytest.raises(ModelError):
        embedder.embed(TEXTS)


def test_every_error_of_the_provider_library_becomes_our_own() -> None:
    import openai

    named = [getattr(openai, name) for name in openai.__all__ if name.endswith("Error")]
    assert len(named) > 12
    for error in named:
        with pytest.raises(ModelError, match=error.__name__), foreign_errors_mapped():
            raise error.__new__(error)
