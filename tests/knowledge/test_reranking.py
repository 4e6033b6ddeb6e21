"""A reranker joins the ranking of the best clauses; without it, or when it fails, the own ranking answers."""

import datetime as dt
from collections.abc import Sequence

from fakes import FixedEmbedder, MemoryCatalogue, MemoryConversations, ScriptedReranker
from making import chunk, document

from knowledge.build import Knowledge
from knowledge.errors import ModelError
from knowledge.model import Answer, ChunkKind, Question

QUESTION = Question("Wie hoch ist der Zuschuss für den Dorfladen?", dt.date(2026, 11, 22))
LINES = (
    "Der Zuschuss für den Dorfladen ist hoch und kommt vom Land.",
    "Bewilligt werden 65 Prozent der Ausgaben für den Dorfladen.",
    "Fragen zum Dorfladen und zum Zuschuss: Frau Beispiel, Telefon 0251 411-1234.",
)


def knowledge(reranker: ScriptedReranker | None = None, weight: float = 1.0) -> Knowledge:
    catalogue = MemoryCatalogue()
    clauses = [
        chunk(f"aaaaaaaaaaaa:{number}", text, ordinal=number, kind=ChunkKind.PARAGRAPH, lead="", shown="", heading=(),
              page=number + 1, section=number)
        for number, text in enumerate(LINES)
    ]  # fmt: skip
    catalogue.put(document("aaaaaaaaaaaa", title="Richtlinie Dorfladen", valid_until=None), clauses, [])
    made = Knowledge(catalogue, MemoryConversations(), None, FixedEmbedder())
    made.reranker, made.rerank_weight = reranker, weight
    return made


def order(answer: Answer) -> Sequence[str]:
    return [evidence.chunk.text for evidence in answer.passages]


def test_the_clause_that_the_reranker_prefers_comes_first() -> None:
    found = knowledge(ScriptedReranker({"65 Prozent": 1.0})).answer(QUESTION)
    assert order(knowledge().answer(QUESTION))[0] != LINES[1]
    assert order(found)[0] == found.statements[0].text == LINES[1]


def test_with_no_weight_and_after_a_failure_the_answer_is_our_own() -> None:
    own = knowledge().answer(QUESTION)
    assert knowledge(ScriptedReranker({"65 Prozent": 1.0}), 0.0).answer(QUESTION) == own
    assert knowledge(ScriptedReranker(ModelError("timeout"))).answer(QUESTION) == own


def test_the_judge_sees_the_same_best_score_whoever_ranked() -> None:
    own, found = knowledge().answer(QUESTION), knowledge(ScriptedReranker({"65 Prozent": 1.0})).answer(QUESTION)
    assert found.signals["score"] == own.signals["score"]


def test_addresses_stay_here_and_what_goes_out_can_be_seen() -> None:
    reranker, shown = ScriptedReranker({"65 Prozent": 1.0}), list[str]()
    knowledge(reranker).answer(Question(f"{QUESTION.text} Rückruf 02571 920-0", QUESTION.today), shown.append)
    ((question, texts),) = reranker.asked
    assert "920-0" not in question
    assert not any("411-1234" in text for text in texts)
    assert all(text in shown[0] for text in (question, *texts))
