"""What a mayor is told first when a programme is another state's."""

import datetime as dt

from fakes import FixedEmbedder, MemoryCatalogue, MemoryConversations
from making import SAERBECK, chunk, document

from knowledge.build import Knowledge
from knowledge.model import ChunkKind, Question

TODAY = dt.date(2026, 11, 22)
QUESTION = "Wie hoch ist die Zuwendung für die Zusammenarbeit von Kommunen?"
WARNING = "„Zusammenarbeit in Hessen“ betrifft Hessen, nicht Nordrhein-Westfalen."


def lead(title: str, question: str) -> str:
    catalogue = MemoryCatalogue()
    text = "Die Zuwendung für die Zusammenarbeit von Kommunen beträgt 175 000 Euro."
    guideline = document("aaaaaaaaaaaa", title=title, valid_until=None)
    clause = chunk("aaaaaaaaaaaa:1", text, kind=ChunkKind.PARAGRAPH, lead="", shown="", heading=())
    catalogue.put(guideline, [clause], [])
    made = Knowledge(catalogue, MemoryConversations(), None, FixedEmbedder())
    return made.answer(Question(question, TODAY, (), SAERBECK)).lead


def test_a_programme_of_another_state_is_named_as_such_in_the_first_lines() -> None:
    assert WARNING in lead("Zusammenarbeit in Hessen", QUESTION)


def test_a_question_about_that_state_needs_no_warning() -> None:
    assert WARNING not in lead("Zusammenarbeit in Hessen", "Wie hoch ist die Zuwendung der Zusammenarbeit in Hessen?")


def test_our_own_programmes_and_comparisons_carry_none() -> None:
    assert "betrifft" not in lead("Zusammenarbeit von Kommunen", QUESTION)
    assert "betrifft" not in lead("Zusammenarbeit: Hessen und NRW", QUESTION)
