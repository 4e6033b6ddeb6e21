"""Hashed vectors: without any model, texts with the same word parts lie near each other."""

import numpy as np
import pytest

from knowledge.index.hashed import DIMENSIONS, HashedEmbedder


def near(left: str, right: str) -> float:
    """The cosine of two texts."""
    one, other = HashedEmbedder().embed([left, right])
    return float(one @ other)


@pytest.mark.parametrize(
    ("asked", "written"),
    [
        ("Foerderung fuer Buergermeister", "Förderung für Bürgermeister"),
        ("grosse Strasse", "große Straße"),
        ("Bürgermeister*innen", "Bürgermeisterinnen"),
        ("Zusammen-\narbeit", "Zusammenarbeit"),
    ],
)
def test_spellings_of_the_same_words_lie_together(asked: str, written: str) -> None:
    assert near(asked, written) == pytest.approx(1, abs=1e-5)


@pytest.mark.parametrize(
    ("asked", "written", "other"),
    [
        ("Förderrichtlinie", "Richtlinie zur Förderung", "Dienstanweisung zur Kasse"),
        ("Ladesäulen", "Ladesäulenförderung der Gemeinde", "Gehwegreinigung der Gemeinde"),
        ("Zusammnarbeit", "Interkommunale Zusammenarbeit", "Interkommunale Einkaufsliste"),
    ],
)
def test_compounds_and_typing_errors_lie_nearer_than_other_texts(asked: str, written: str, other: str) -> None:
    assert near(asked, written) > near(asked, other) + 0.1


def test_function_words_make_no_difference() -> None:
    assert near("die Förderung für eine Gemeinde", "Förderung Gemeinde") == pytest.approx(1, abs=1e-5)


def test_a_text_without_content_has_a_vector_all_the_same() -> None:
    found = HashedEmbedder().embed_query("und die")
    assert found.shape == (DIMENSIONS,)
    assert np.linalg.norm(found) == 1


def test_its_name_tells_what_would_change_the_vectors() -> None:
    assert str(DIMENSIONS) in HashedEmbedder().name
