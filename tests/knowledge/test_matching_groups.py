"""Groups, the sum from the guideline, and the map of partners."""

import datetime as dt
import io
from dataclasses import replace

import pytest
from fakes import MemoryCatalogue
from making import chunk, document
from PIL import Image

from knowledge.german.concepts import shipped_concepts
from knowledge.german.municipalities import shipped_municipalities
from knowledge.index.base import load_base
from knowledge.matching.atlas import Atlas
from knowledge.matching.ground import PALETTE
from knowledge.matching.groups import form_group, quotes_of
from knowledge.matching.model import Record, RecordKind, Stage
from knowledge.matching.money import cooperation_rule, is_over
from knowledge.matching.need import Asker, read_need
from knowledge.matching.picture import Marked, draw_map
from knowledge.model import ChunkKind

TODAY = dt.date(2026, 11, 22)
PLACES = {place.name: place for place in shipped_municipalities()}
TOWNS = ("Legden", "Ahaus", "Lippetal", "Borken", "Nieheim")


@pytest.fixture(scope="module")
def base(samples):
    return samples.base(), Atlas(samples.base(), samples.gazetteer)


def needs(*names, **fields) -> list[Record]:
    return [
        Record(name, RecordKind.NEED, PLACES[name].ags, "Wir suchen Partner für Schul-IT", TODAY, **fields)
        for name in names
    ]


def group(base, records, home="Heek"):
    need = read_need("Schul-IT", shipped_concepts(), base[1].gazetteer, Asker(TODAY, PLACES[home]))
    return form_group(need, *base, records)


def test_the_sum_is_read_from_the_guideline_and_shown_with_its_calculation(base):
    rule = cooperation_rule(base[0])
    assert [rule.total(count) for count in (1, 2, 3, 5)] == [0, 175_000, 210_000, 280_000]
    assert rule.calculation(4) == "175.000 € + 2 × 35.000 € = 245.000 €"
    assert rule.expenses(2) == 194_444.45
    for quote in (*rule.quotes, *rule.conditions):
        assert quote.text in quote.chunk.text
        assert quote.document.name == "IKZ-Richtlinie_NRW_2021_Zusammenfassung.pdf"


def test_another_guideline_of_that_form_gives_its_own_sum():
    rows = (
        "drei Gemeinden 50.000 Euro",
        "je weiterer Gemeinde 8.000 Euro",
        "Gezahlt werden höchstens 75 v. H. der Ausgaben.",
    )
    catalogue = MemoryCatalogue()
    chunks = [
        chunk(f"d1:{n}", text, ordinal=n, lead="", shown="", kind=ChunkKind.CLAUSE) for n, text in enumerate(rows)
    ]
    catalogue.put(document("d1"), chunks, [])
    rule = cooperation_rule(load_base(catalogue))
    assert (rule.partners, rule.total(3), rule.total(5), rule.quota) == (3, 50_000, 66_000, 75)
    assert not is_over(rule, dt.date(2026, 12, 31))
    assert is_over(rule, dt.date(2027, 1, 1))


def test_a_base_without_such_a_guideline_promises_no_sum():
    catalogue = MemoryCatalogue()
    catalogue.put(document("d1"), [chunk("d1:0", "Zwei Kommunen erhalten 100 Euro.")], [])
    assert cooperation_rule(load_base(catalogue)) is None


def test_a_group_has_three_to_five_towns_with_the_same_need_and_the_asker(base):
    found = group(base, needs(*TOWNS))
    names = [member.municipality.name for member in found.members]
    assert names[0] == "Heek"
    assert len(names) == 5
    assert set(names[1:]) <= set(TOWNS)
    assert found.missing == 0
    assert all(member.reasons for member in found.members[1:])


def test_too_few_for_a_group_are_told_how_many_are_missing(base):
    assert group(base, needs("Legden")).missing == 1


def test_who_has_solved_it_or_withdrew_is_not_in_the_group(base):
    records = [*needs("Legden", "Ahaus"), *needs("Borken", stage=Stage.FINISHED), *needs("Nieheim", consent=False)]
    assert [member.municipality.name for member in group(base, records).members] == ["Heek", "Legden", "Ahaus"]


def test_who_could_lead_follows_a_rule_that_is_said(base):
    found = group(base, needs("Legden", "Borken"))
    assert found.lead == PLACES["Borken"]
    assert "größte Kommune der Gruppe" in found.lead_because
    assert "31.12.2022" in found.lead_because


def test_conditions_and_districts_are_asked_not_claimed(base):
    found = group(base, needs("Legden", "Lippetal"))
    asked = " ".join(found.questions)
    assert "bisher keine Kooperation" in asked
    assert "Arnsberg und Münster" in asked
    assert all("?" in question or "zu: " in question for question in found.questions)
    assert {quote.document.name for quote in quotes_of(found)} == {"IKZ-Richtlinie_NRW_2021_Zusammenfassung.pdf"}


def test_the_map_is_a_picture_for_a_phone_with_districts_in_their_colours():
    marked = [Marked(1, PLACES["Nottuln"], "Kreis Coesfeld"), Marked(2, PLACES["Menden (Sauerland)"])]
    found = Image.open(io.BytesIO(draw_map(shipped_municipalities(), PLACES["Heek"], marked)))
    assert found.format == "PNG"
    assert found.width == 1080
    assert found.height < 2 * found.width
    colours = {colour for _, colour in found.convert("RGB").getcolors(1 << 20)}
    for district in ("Münster", "Arnsberg"):
        assert any(max(abs(a - b) for a, b in zip(colour, PALETTE[district], strict=True)) < 12 for colour in colours)


def test_a_map_is_drawn_without_a_home_without_partners_and_for_towns_at_one_point():
    twin = replace(PLACES["Heek"], ags="05999999", name="Zwilling")
    places = shipped_municipalities()
    for home, marked in ((None, []), (PLACES["Heek"], [Marked(1, twin)])):
        assert draw_map(places, home, marked).startswith(b"\x89PNG")
