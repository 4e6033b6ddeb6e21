"""A question leans on the turns before it only where it says too little by itself."""

import pytest

from knowledge.answering.leaning import POINTING_SHARE, SHORT_SHARE, leaning
from knowledge.german.words import content_words

POINTING = (
    "Und wen ruf ich da an?", "und eins aus NRW?", "Wer arbeitet schon mit denen?", "Was kostet der Tag bei denen?",
    "Wird das auch in Heek gemacht?", "Ab wann könnten wir da einsteigen?",
)  # fmt: skip
LACKING = (
    "Wie hoch ist der Eigenanteil?", "Bis wann?", "Was kostet der Betrieb im Jahr?", "Was kostet die Lotsin?",
    "Was nehmen die für die Minute?", "Wie lange dauert die Bearbeitung?", "Können sie auch Drohnen?",
)  # fmt: skip
CLEAR = (
    "Wie hoch ist der Zuschuss für ein neues Feuerwehrhaus?", "Wer hat schon ein digitales Friedhofskataster?",
    "Wie viele Fördertöpfe gibt es in NRW überhaupt?", "Gibts Geld für den Hochwasserschutz an der Ahr?",
    "Welche Start-ups gibt es?", "Welche Start-ups habt ihr da?", "Was ist die Zukunftsmesse?",
    "Bis wann müssen wir den Antrag für die Dorferneuerung stellen?",
    "Zahlt das Land auch Mitarbeiter, wenn wir das Bauamt zusammenlegen?",
)  # fmt: skip


@pytest.mark.parametrize("question", POINTING)
def test_what_points_back_leans_on_the_turns_before(question: str) -> None:
    assert leaning(question, content_words(question)) == POINTING_SHARE


@pytest.mark.parametrize("question", LACKING)
def test_what_lacks_a_matter_leans_a_little(question: str) -> None:
    assert leaning(question, content_words(question)) == SHORT_SHARE


@pytest.mark.parametrize("question", CLEAR)
def test_what_has_a_matter_of_its_own_stands_for_itself(question: str) -> None:
    assert leaning(question, content_words(question)) == 0
