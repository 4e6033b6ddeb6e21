"""Who fits whom: on the shipped samples, read once for all tests."""

import datetime as dt
from dataclasses import replace
from itertools import pairwise

import pytest
from evaluation.pairs import figures, match_pairs
from fakes import MemoryCatalogue
from hypothesis import given
from hypothesis import strategies as st
from making import chunk, document

from knowledge.german.concepts import shipped_concepts
from knowledge.german.municipalities import shipped_municipalities
from knowledge.german.places import Gazetteer
from knowledge.index.base import load_base
from knowledge.matching import scoring, texts
from knowledge.matching.atlas import Atlas
from knowledge.matching.geography import kilometres, size
from knowledge.matching.market import browse, topics_of_start_ups
from knowledge.matching.model import AreaKind, Barrier, PartName, Quote, Record, RecordKind, Stage, Told
from knowledge.matching.need import Asker, read_need
from knowledge.matching.partners import match_partners
from knowledge.matching.start_ups import match_start_ups
from knowledge.model import ChunkKind, DocumentKind, Fact, FactKind, Municipality

TODAY = dt.date(2026, 11, 22)
PLACES = {place.name: place for place in shipped_municipalities()}


class Town:
    """A base with what a test asks of it."""

    def __init__(self, knowledge):
        self.knowledge = knowledge
        self.base = knowledge.base()
        self.atlas = Atlas(self.base, knowledge.gazetteer)

    def place(self, name) -> Municipality:
        (found,) = self.knowledge.gazetteer.by_ags_or_name(name)
        return found

    def need(self, text, home="Heek", today=TODAY):
        asker = Asker(today, self.place(home) if home else None)
        return read_need(text, shipped_concepts(), self.knowledge.gazetteer, asker)

    def start_ups(self, text, home="Heek", today=TODAY):
        return match_start_ups(self.need(text, home, today), self.base, self.atlas)

    def partners(self, text, home="Heek", records=(), most=3):
        return match_partners(self.need(text, home), self.base, self.atlas, records, most)


@pytest.fixture(scope="module")
def town(samples):
    return Town(samples)


@pytest.fixture(scope="module")
def pairs(town):
    return list(match_pairs(town.knowledge))


def record(ags, text, kind=RecordKind.NEED, **fields) -> Record:
    return Record(f"{kind}-{ags}", kind, ags, text, dt.date(2026, 10, 1), **fields)


def test_the_labelled_pairs_hold_what_the_evaluation_asks(pairs):
    found = figures(pairs)
    assert len(pairs) >= 60
    assert found["start_up first"] >= 0.9
    assert found["partner precision@3"] >= 0.8
    assert found["evidence"] == 1.0


def test_every_reason_stands_verbatim_in_the_clause_it_cites(pairs):
    for pair in pairs:
        for name, reasons in pair.named:
            assert reasons, name
            for reason in reasons:
                assert isinstance(reason, Quote)
                assert reason.text in reason.chunk.text
                assert reason.chunk.document_id == reason.document.id


def test_everything_proposed_has_something_against_it_or_not_known(town):
    for text in ("Chatbot", "Mängelmelder", "LoRaWAN"):
        for match in (*town.start_ups(text).found, *town.partners(text).found):
            assert match.against
            assert all(match.against)


def test_a_start_up_without_a_reference_here_says_so(town):
    (vialytics, *_) = town.start_ups("Straßenzustand erfassen").found
    assert vialytics.name == "vialytics"
    assert texts.NO_STATE_REFERENCE in vialytics.against


def test_fewer_than_three_start_ups_are_called_what_they_are(town):
    only = town.start_ups("Bescheide in einfacher Sprache")
    assert [match.name for match in only.found] == ["SUMM AI"]
    assert only.few == texts.ONLY_ONE
    assert town.start_ups("Chatbot").few == ""


def test_a_need_that_nobody_meets_gets_no_start_up(town):
    nobody = town.start_ups("Quantenteleporter")
    assert nobody.found == ()
    assert nobody.few == texts.NONE


def test_an_entry_that_does_not_say_what_it_does_is_not_proposed(town):
    for text in ("Chatbot", "Mängelmelder", "Zukunftsmesse", "Stadtentwicklung"):
        assert "Bottom-Up.City" not in [match.name for match in town.start_ups(text).found]


def test_equal_start_ups_change_places_from_day_to_day_and_never_within_one(town):
    orders = []
    for number in range(3):
        day = TODAY + dt.timedelta(days=number)
        need = replace(town.need("Chatbot"), today=day)
        topic = "Künstliche Intelligenz"
        orders.append([match.name for match in browse(topic, need, town.base, town.atlas).found])
        assert orders[-1] == [match.name for match in browse(topic, need, town.base, town.atlas).found]
    assert len({order[0] for order in orders}) == 3
    assert len({frozenset(order) for order in orders}) == 1


def test_the_market_of_start_ups_is_browsed_by_topic(town):
    topics = topics_of_start_ups(town.base)
    assert topics["Künstliche Intelligenz"] >= 3
    *listed, (last, _) = topics.items()
    assert all(before >= after for (_, before), (_, after) in pairwise(listed))
    assert last == texts.OTHER_TOPICS
    found = browse(last, town.need("Chatbot"), town.base, town.atlas).found
    assert "bee smart city" in [match.name for match in found]


def test_only_a_place_is_asked_for_and_those_who_sit_there_are_named(town):
    assert [match.name for match in town.start_ups("Welches Start-up sitzt in Gelsenkirchen?").found] == ["XignSys"]


def test_ones_own_town_is_never_proposed_and_the_reason_is_said(town):
    for home in ("Nottuln", "Havixbeck", "Delbrück"):
        found = town.partners("Finanzzentrum, LoRaWAN", home)
        assert home not in [match.municipality.name for match in found.found]
        assert (Barrier.OWN, texts.OWN.format(name=home)) in [(out.barrier, out.sentence) for out in found.left_out]


def test_who_does_not_want_to_be_proposed_is_left_out_with_the_reason(town):
    ags = town.place("Havixbeck").ags
    records = [record(ags, "Finanzen gemeinsam", consent=False)]
    found = town.partners("Finanzzentrum", records=records)
    assert [match.municipality.name for match in found.found] == ["Nottuln"]
    assert [out.barrier for out in found.left_out] == [Barrier.CONSENT]


def test_where_only_an_ended_programme_names_a_town_it_is_left_out(town):
    found = town.partners("Modellregion Wuppertal Solingen Remscheid")
    names = [match.municipality.name for match in found.found]
    for out in found.left_out:
        assert out.municipality.name not in names
    assert Barrier.ENDED in [out.barrier for out in found.left_out]


def test_the_area_asked_for_comes_first_and_its_absence_is_said(town):
    inside = town.partners("Wer im Kreis Olpe ist bei den Smart Cities dabei?", "Drolshagen")
    assert [match.municipality.name for match in inside.found] == ["Olpe"]
    outside = town.partners("Wer im Kreis Viersen hat ein Finanzzentrum?")
    assert outside.note == texts.NOT_IN_AREA.format(area="dem Kreis Viersen")
    assert outside.found


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        ("Wer bei uns im Kreis hat das?", AreaKind.COUNTY, "Kreis Borken"),
        ("Wer im Hochsauerland hat das?", AreaKind.COUNTY, "Hochsauerlandkreis"),
        ("Wer im Märkischen hat das?", AreaKind.COUNTY, "Märkischer Kreis"),
        ("Wer im Münsterland hat das?", AreaKind.DISTRICT, "Münster"),
        ("Und einer aus NRW?", AreaKind.STATE, ""),
        ("Wer in der Nähe hat das?", AreaKind.NEAR, ""),
    ],
)
def test_a_question_says_where_to_look(town, text, kind, value):
    area = town.need(text).area
    assert (area.kind, area.value) == (kind, value)


def test_a_need_and_an_offer_on_the_board_match_with_their_own_words(town):
    ags = town.place("Legden").ags
    offer = record(ags, "Wir bieten unseren Friedhofsplan als Muster an", RecordKind.OFFER, topic="Friedhof")
    (match,) = town.partners("Friedhof digital verwalten", records=[offer]).found
    assert match.municipality.name == "Legden"
    assert match.reasons == (Told(offer.text, offer),)
    assert texts.OFFERS in [part.shown for part in match.parts]


def test_what_did_not_work_is_matched_too_and_marked(town):
    ags = town.place("Legden").ags
    tried = record(ags, "Dorfauto wurde wieder eingestellt", RecordKind.TOPIC, stage=Stage.FAILED)
    found = town.partners("Dorfauto", records=[tried]).found
    match = next(one for one in found if one.municipality.name == "Legden")
    assert match.stage is Stage.FAILED
    assert texts.FAILED in match.against


def test_a_partner_of_another_district_is_marked(town):
    found = {match.municipality.name: match for match in town.partners("Mängelmelder", "Heek").found}
    assert found["Rheda-Wiedenbrück"].away
    assert not town.partners("Mängelmelder", "Langenberg").found[0].away


def test_the_order_is_the_same_at_every_call(town):
    def order():
        return [match.municipality.ags for match in town.partners("Gemeinsames Sozialamt", "Lippetal", most=9).found]

    assert order() == order()


def test_the_parts_of_a_score_make_the_score(town):
    (match, *_) = town.partners("LoRaWAN", "Nordkirchen").found
    assert {part.name for part in match.parts} == set(PartName)
    assert all(0 <= part.value <= 1 for part in match.parts)
    assert match.score == pytest.approx(scoring.two_sided(match.gives, match.gets))


share = st.floats(0.01, 1)


@given(share, share, share, share)
def test_what_is_one_sided_never_ranks_above_what_suits_both(a, b, c, d):
    assert scoring.two_sided(0.95, 0.1) < scoring.two_sided(0.55, 0.5)
    assert scoring.two_sided(a, b) <= 2 * min(a, b)
    if min(c, d) >= max(a, b):
        assert scoring.two_sided(c, d) >= scoring.two_sided(a, b) - 1e-12


def test_distance_and_size_are_measured_as_described(town):
    heek, koeln = town.place("Heek"), town.place("Köln")
    assert kilometres(heek, heek) == 0
    assert kilometres(town.place("Münster"), koeln) == pytest.approx(125, abs=6)
    assert size(heek, replace(koeln, population=2 * heek.population)).value == 1
    assert size(heek, koeln).value == 0


def test_where_failures_are_asked_for_what_went_wrong_is_quoted_first():
    town = PLACES["Legden"]
    catalogue = MemoryCatalogue()
    lines = ("Legden teilt seit 2024 ein Dorfauto mit allen.", "Im Winter stand das Dorfauto oft still.")
    chunks = [
        chunk(f"d1:{n}", line, ordinal=n, lead="", shown="", heading=("Dorfauto Legden",), kind=ChunkKind.PARAGRAPH)
        for n, line in enumerate(lines)
    ]
    facts = [Fact("d1", FactKind.MUNICIPALITY, town.ags, "Legden"), Fact("d1", FactKind.SETBACK, lines[1], lines[1])]
    catalogue.put(document("d1", title="Dorfauto Legden", kind=DocumentKind.PROJECT), chunks, facts)
    base, gazetteer = load_base(catalogue), Gazetteer(tuple(PLACES.values()))
    told = {}
    for text in ("Dorfauto", "Was hat beim Dorfauto nicht funktioniert?"):
        need = read_need(text, shipped_concepts(), gazetteer, Asker(TODAY, PLACES["Heek"]))
        (match,) = match_partners(need, base, Atlas(base, gazetteer)).found
        told[text] = match.reasons[0].text
    assert list(told.values()) == list(lines)
