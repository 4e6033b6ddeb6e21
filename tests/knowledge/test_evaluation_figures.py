"""The harness measures as its field does: retrieval by nDCG@10 and recall, latency by percentiles."""

import datetime as dt
import math

import pytest
from making import chunk, document

from knowledge.evaluation.figures import Measured, table
from knowledge.evaluation.score import GoldQuestion, judge
from knowledge.model import Answer, AnswerStatus, Evidence, Question

TODAY = dt.date(2026, 11, 22)
AT = [1 / math.log2(place + 1) for place in range(1, 11)]
"""What a hit at each place gains."""


def gold(pages: dict[str, tuple[int, ...]], *, also: tuple[str, ...] = ()) -> GoldQuestion:
    names = frozenset(pages)
    return GoldQuestion(
        id="g", kind="fact", question=Question("Wie hoch?", TODAY), documents=names, accepted=names | set(also),
        pages={name: found for name, found in pages.items() if found}, groups=(), forbidden=(), entities=(), leading=(),
        gap=False,
    )  # fmt: skip


def retrieved(*places: tuple[str, int | None]) -> Answer:
    passages = [
        Evidence(chunk(f"{name}:{page}", page=page), document(name, name=name), 10.0 - number)
        for number, (name, page) in enumerate(places)
    ]
    return Answer(AnswerStatus.ANSWERED, passages=tuple(passages))


@pytest.mark.parametrize(
    ("wanted", "found", "expected"),
    [
        ({"a": (2,)}, [("a", 2), ("b", 1)], 1.0),
        ({"a": (2,)}, [("a", 1), ("b", 1), ("a", 2)], AT[2]),
        ({"a": (2, 3)}, [("a", 2), ("b", 1), ("a", 3)], (AT[0] + AT[2]) / (AT[0] + AT[1])),
        ({"a": ()}, [("a", 4), ("a", 5)], 1.0),
        ({"a": ()}, [("b", None), ("a", None)], AT[1]),
        ({"a": (1,)}, [("b", 1)], 0.0),
    ],
)
def test_ndcg_gains_for_each_page_that_is_wanted_and_once_for_a_document_without(
    wanted: dict[str, tuple[int, ...]], found: list[tuple[str, int | None]], expected: float
) -> None:
    assert judge(gold(wanted), retrieved(*found)).ndcg == pytest.approx(expected)


def test_an_accepted_document_stands_for_the_wanted_one_but_never_above_the_ideal() -> None:
    both = judge(gold({"a": ()}, also=("b",)), retrieved(("b", 1), ("a", 1)))
    assert both.ndcg == pytest.approx(1.0)


def test_a_question_that_was_answered_without_a_search_says_nothing_about_the_search() -> None:
    found = judge(gold({"a": ()}), Answer(AnswerStatus.ANSWERED))
    (row, _) = table([found])
    assert found.ndcg is None
    assert row["recall@5"] is None


def test_recall_and_latency_are_counted_for_all_and_for_each_kind() -> None:
    runs = [
        Measured(id=str(number), correct=True, kind="fact" if number % 2 else "list", searched=True, found_at=place,
                 took_ms=10.0 * number)
        for number, place in enumerate((1, 4, 9, None), 1)
    ]  # fmt: skip
    everything, facts, lists = table(runs)
    assert [everything[name] for name in ("recall@1", "recall@5", "recall@10")] == [0.25, 0.5, 0.75]
    assert (everything["p50 ms"], everything["p95 ms"]) == (25.0, pytest.approx(38.5))
    assert (facts["recall@10"], lists["recall@10"]) == (1.0, 0.5)
