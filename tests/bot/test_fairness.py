"""Figures for organisers: who is never suggested, who is asked too often; counts alone."""

import datetime as dt
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from network import ANNA, BERND, HEEK, ORGANISER, SAERBECK, Network
from talking import NOW, plain

from bot.groups.fairness import fairness, gini, spread
from bot.storage.exposure import LONGEST, Exposure, What
from bot.texts import fairness as texts
from knowledge.catalogue import open_database


@pytest.fixture
def network(tmp_path: Path) -> Network:
    network = Network(tmp_path)
    network.show(ANNA, BERND)
    return network


def test_counts_add_up_by_day_and_subject_on_both_databases(database: str) -> None:
    exposure, day = Exposure(open_database(database)), NOW.date()
    exposure.note(What.MUNICIPALITY, [SAERBECK, SAERBECK, HEEK], day)
    exposure.note(What.MUNICIPALITY, [SAERBECK], day)
    exposure.note(What.START_UP, [], day)
    assert exposure.counts(What.MUNICIPALITY, day) == {SAERBECK: 2, HEEK: 1}
    exposure.note(What.START_UP, ["Firma " + 40 * "lang "], day)
    assert [len(name) for name in exposure.counts(What.START_UP, day)] == [LONGEST]
    assert exposure.counts(What.MUNICIPALITY, day + dt.timedelta(days=1)) == {}


@pytest.mark.parametrize(
    ("counts", "value"), [([], 0), ([0, 0], 0), ([5, 5, 5], 0), ([0, 0, 0, 8], 0.75), ([1, 3], 0.25)]
)
def test_the_gini_coefficient_of_known_distributions(counts: list[int], value: float) -> None:
    assert gini(counts) == pytest.approx(value)


@given(st.lists(st.integers(0, 1000), min_size=1, max_size=50))
def test_the_gini_coefficient_lies_between_zero_and_one(counts: list[int]) -> None:
    assert 0 <= gini(counts) < 1
    assert gini(counts) == pytest.approx(gini([7 * count for count in counts]))


def test_the_report_names_who_was_never_suggested(network: Network) -> None:
    assert plain(network.enter("/fairness", ORGANISER)[0]) == texts.EMPTY
    network.stores.exposure.note(What.MUNICIPALITY, [SAERBECK], NOW.date())
    said = plain(network.enter("/fairness", ORGANISER)[0])
    assert "1 von 2 möglichen wurden vorgeschlagen (50 %)" in said
    assert "Nie vorgeschlagen: Heek." in said
    assert "Ihrer Rolle nicht freigegeben" in plain(network.enter("/fairness", ANNA)[0])


def test_who_is_asked_far_more_often_than_others_is_named(network: Network) -> None:
    for ags, times in ((SAERBECK, 20), (HEEK, 1), ("05554040", 1), ("05774020", 1), ("05554008", 1)):
        for _ in range(times):
            network.stores.exposure.note(What.ASKED, [ags], NOW.date())
    network.stores.exposure.note(What.ACCEPTED, [SAERBECK], NOW.date())
    network.stores.exposure.note(What.REFUSED, [HEEK], NOW.date())
    found = fairness(network.desk)
    assert found.asked_too_often == (("Saerbeck", 20),)
    assert (found.asked, found.acceptance_rate) == (24, 0.5)


def test_the_record_holds_counts_and_no_people(network: Network) -> None:
    network.stores.exposure.note(What.MUNICIPALITY, [SAERBECK], NOW.date())
    record = json.dumps(fairness(network.desk).record())
    assert set(json.loads(record)) == {
        "since", "municipalities", "start_ups", "asked", "accepted", "refused", "acceptance_rate", "asked_too_often",
    }  # fmt: skip
    assert "telegram" not in record


def test_partners_shown_in_the_chat_are_counted_and_can_be_asked(network: Network) -> None:
    network.path(BERND, "/bedarf", "Mobilität", "geplant", "Eintragen")
    shown = network.enter("/kommunen Bürgerbus und Mobilität")[0]
    assert "Kontakt anfragen: Heek" in str(shown)
    assert network.stores.exposure.counts(What.MUNICIPALITY, NOW.date())[HEEK] == 1
    assert "So lautet die Anfrage" in plain(
        network.press(shown, "Kontakt anfragen: Heek")[0]
    ) or network.stores.dialogues.open(ANNA)


def test_an_unknown_subject_does_not_break_the_spread() -> None:
    found = spread({"x": 2}, {"y": "Ypsilon"})
    assert (found.possible, found.shown, found.never, found.coverage) == (2, 1, ("Ypsilon",), 0.5)
