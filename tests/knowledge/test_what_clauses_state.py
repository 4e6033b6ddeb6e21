"""A clause counts more where ingestion found in it what is asked for, and where the talk was of its document."""

import datetime as dt

import numpy as np
import pytest
from making import chunk, document, fact

from knowledge.answering.earlier import of_earlier_turns
from knowledge.answering.stated import stated
from knowledge.answering.understand import Understood, understand
from knowledge.german.concepts import shipped_concepts
from knowledge.index.base import Base
from knowledge.index.clauses import ClauseIndex
from knowledge.model import FactKind, Question, Turn

DEADLINE = "Anträge sind bis zum 31. März 2027 zu stellen."
RATE = "Der Satz beträgt 60 Prozent."
TALK = (Turn("user", "Wer hat eine Bücherei ohne Personal?"), Turn("assistant", "Ruhrquell öffnet sie seit 2024."))


def asked(text: str, *history: Turn) -> Understood:
    return understand(Question(text, dt.date(2026, 11, 26), history), shipped_concepts())


@pytest.fixture
def base() -> Base:
    texts = {"d1:a": DEADLINE, "d1:b": RATE, "d2:a": "Die Bücherei in Ruhrquell kostete 91.000 Euro."}
    documents = {name: document(name) for name in ("d1", "d2")}
    chunks = [chunk(name, text, heading=(), lead="", shown="") for name, text in texts.items()]
    facts = {
        "d1": (
            fact(kind=FactKind.DEADLINE, wording="bis zum 31. März 2027"),
            fact(kind=FactKind.QUOTA, value="60", wording=RATE),
        ),
        "d2": (fact("d2", kind=FactKind.COST, value="91000", wording="kostete 91.000 Euro"),),
    }
    return Base(1, documents, ClauseIndex(chunks, documents), facts)


@pytest.mark.parametrize(
    ("question", "name", "rows"),
    [
        ("Bis wann müssen wir den Antrag stellen?", "states_deadline", [1, 0, 0]),
        ("Wie viel Prozent Zuschuss gibt es?", "states_rate", [0, 1, 0]),
        ("Was hat die Bücherei gekostet?", "states_cost", [0, 0, 1]),
        ("Wie heißt der Bürgermeister?", "states_rate", [0, 0, 0]),
    ],
)
def test_a_clause_is_marked_that_states_the_kind_of_fact_asked_for(
    base: Base, question: str, name: str, rows: list[int]
) -> None:
    assert stated(asked(question), base, np.arange(3))[name].tolist() == rows


def test_the_document_that_was_spoken_of_is_known_in_the_next_question(base: Base) -> None:
    understood = asked("Was hat das gekostet?", *TALK)
    share = of_earlier_turns(understood, base.held(understood.query))
    assert share[1] > share[0]


def test_a_question_that_opens_a_conversation_leans_on_no_document(base: Base) -> None:
    understood = asked("Was hat das gekostet?")
    assert not of_earlier_turns(understood, base.held(understood.query)).any()
