"""What a chat model may add to the facts of a document: only wordings that stand there, with values our rules read."""

import pytest
from fakes import ScriptedModel
from making import chunk, fact

from ingest.facts.by_model import KINDS, model_facts
from ingest.texts import FACT_KINDS_FOR_MODEL
from knowledge.model import DocumentKind, FactKind

CHUNKS = [
    chunk("d1:a", "Antragsbefugt sind kreisangehörige Gemeinden.", lead="", shown="", page=2),
    chunk("d1:b", "Das Land trägt bis zu\n80 Prozent, im Höchstfall 25 000 Euro.", lead="", shown="", page=3),
    chunk("d1:c", "Die Unterlagen liegen bis zum 31. März 2027 vor.", lead="", shown="", page=3),
]


def found(
    *pointed: tuple[str, str], kind: DocumentKind = DocumentKind.FUNDING
) -> list[tuple[FactKind, str, int | None]]:
    facts = model_facts(ScriptedModel(found=pointed), kind, [], CHUNKS)
    return [(one.kind, one.value, one.page) for one in facts]


def test_a_wording_that_stands_in_a_passage_is_a_fact_with_its_page() -> None:
    assert found(("eligible", "Antragsbefugt sind kreisangehörige Gemeinden.")) == [
        (FactKind.ELIGIBLE, "Antragsbefugt sind kreisangehörige Gemeinden.", 2)
    ]


def test_figures_and_days_are_read_from_the_wording_not_taken_from_the_model() -> None:
    assert found(
        ("quota", "Das Land trägt bis zu 80 Prozent"), ("ceiling", "im Höchstfall 25 000 Euro"),
        ("deadline", "bis zum 31. März 2027"),
    ) == [(FactKind.QUOTA, "80", 3), (FactKind.CEILING, "25000", 3), (FactKind.DEADLINE, "2027-03-31", 3)]  # fmt: skip


def test_a_large_figure_is_kept_to_the_cent() -> None:
    said = "Das Vorhaben hat 1.234.567,50 Euro gekostet."
    facts = model_facts(
        ScriptedModel(found=[("cost", said)]), DocumentKind.PROJECT, [], [chunk("d1:k", said, lead="", shown="")]
    )
    assert [one.value for one in facts] == ["1234567.50"]


@pytest.mark.parametrize(
    "pointed",
    [
        ("quota", "Das Land trägt bis zu 90 Prozent"),
        ("quota", "Antragsbefugt sind kreisangehörige Gemeinden."),
        ("offer", "Antragsbefugt sind kreisangehörige Gemeinden."),
        ("unknown", "Antragsbefugt sind kreisangehörige Gemeinden."),
        ("eligible", "Geme"),
        ("eligible", "x" * 2000),
    ],
)
def test_what_no_passage_proves_is_no_fact(pointed: tuple[str, str]) -> None:
    assert found(pointed) == []


def test_only_what_the_rules_left_open_is_asked_for() -> None:
    model = ScriptedModel(found=[("quota", "Das Land trägt bis zu 80 Prozent")])
    known = [fact("d1", kind=FactKind.QUOTA)]
    assert model_facts(model, DocumentKind.FUNDING, known, CHUNKS) == []
    assert "quota:" not in model.asked[0]
    every = [fact("d1", kind=kind) for kind in KINDS[DocumentKind.FUNDING]]
    assert model_facts(model, DocumentKind.FUNDING, every, CHUNKS) == []
    assert len(model.asked) == 1


def test_every_kind_that_is_asked_for_is_explained_to_the_model() -> None:
    assert {kind.value for kinds in KINDS.values() for kind in kinds} == set(FACT_KINDS_FOR_MODEL)
