import csv
import time
from pathlib import Path

import pytest

from ingest.places_cli import read_municipalities
from knowledge.errors import ImportRefused
from knowledge.german.places import Gazetteer, PlaceKind, shipped_municipalities
from knowledge.model import Municipality

SENTENCES = Path(__file__).parent / "place_sentences.csv"
PRECISION, RECALL = 0.95, 0.90
HEAD = "ags,name,kind,kreis,regierungsbezirk,population,population_as_of,lat,lon,source"
INVENTED = tuple(
    Municipality(f"0599{number:04}", name, "Gemeinde", "Kreis Borken", "Münster", 8000, "erfunden", 51.9, 6.8)
    for number, name in enumerate(("Averholt", "Lüttenvenn"))
)


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return Gazetteer((*shipped_municipalities(), *INVENTED))


def names(found: list[Municipality]) -> list[str]:
    return [place.name for place in found]


def test_all_municipalities_of_the_state_are_shipped():
    assert len({place.ags for place in shipped_municipalities()}) == 396


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("05566084", "Steinfurt"),
        ("Saerbeck", "Saerbeck"),
        ("Emmerich", "Emmerich am Rhein"),
        ("Halle (Westf.)", "Halle (Westf.)"),
        ("muenster", "Münster"),
        ("LÜTTENVENN", "Lüttenvenn"),
        ("Stadt Lage", "Lage"),
        ("gemeinde saerbeck", "Saerbeck"),
        ("Horn Bad Meinberg", "Horn-Bad Meinberg"),
    ],
)
def test_a_municipality_is_known_by_key_by_name_and_as_people_type_it(gazetteer: Gazetteer, typed: str, meant: str):
    assert names(gazetteer.by_ags_or_name(typed)) == [meant]


def test_where_names_collide_all_of_them_are_offered():
    twice = (INVENTED[0], Municipality("09999001", "Averholt", "Markt", "Kreis X", "Y", 900, "erfunden", 48.0, 11.0))
    assert [place.ags for place in Gazetteer(twice).by_ags_or_name("Averholt")] == ["05990000", "09999001"]


def test_an_unknown_name_finds_nothing_but_a_typing_error_is_suggested(gazetteer: Gazetteer):
    assert gazetteer.by_ags_or_name("Saerbek") == []
    assert names(gazetteer.suggest("Saerbek")) == ["Saerbeck"]


def test_names_one_letter_apart_are_all_suggested(gazetteer: Gazetteer):
    assert {"Menden (Sauerland)", "Minden"} <= set(names(gazetteer.suggest("Mnden", limit=5)))


def test_places_in_sentences_are_told_from_words_people_and_namesakes(gazetteer: Gazetteer):
    known = {place.ags: place.name for place in gazetteer.municipalities}
    right = wrong = missed = 0
    for row in csv.DictReader(SENTENCES.read_text(encoding="utf-8").splitlines()):
        wanted = set(filter(None, f"{row['expected_names']};{row['expected_others']}".split(";")))
        places = [place for place in gazetteer.find(row["sentence"]) if place.kind is not PlaceKind.INSTITUTION]
        found = {known.get(place.value, place.value) for place in places}
        right, wrong, missed = right + len(wanted & found), wrong + len(found - wanted), missed + len(wanted - found)
    assert right / (right + wrong) >= PRECISION
    assert right / (right + missed) >= RECALL


def test_a_place_is_where_its_span_says(gazetteer: Gazetteer):
    text = "Die Kreise Borken und Coesfeld sowie die Stadt Lage"
    assert [(text[place.start : place.end], place.kind) for place in gazetteer.find(text)] == [
        ("Kreise Borken", PlaceKind.COUNTY),
        ("Coesfeld", PlaceKind.COUNTY),
        ("Lage", PlaceKind.MUNICIPALITY),
    ]


def test_governors_stand_for_their_district_not_for_a_town(gazetteer: Gazetteer):
    text = "Regierungspräsidentinnen Dorothee Feller (Münster) und Judith Pirscher (Detmold)"
    assert {(place.kind, place.value) for place in gazetteer.find(text)} == {
        (PlaceKind.DISTRICT, "Münster"),
        (PlaceKind.DISTRICT, "Detmold"),
    }


def test_a_long_text_is_read_within_three_milliseconds_per_thousand_characters(gazetteer: Gazetteer):
    rows = csv.DictReader(SENTENCES.read_text(encoding="utf-8").splitlines())
    filler = "Die Verwaltung hat das Vorhaben im Frühjahr beschlossen und im Herbst umgesetzt. "
    text = "".join(f"{row['sentence']} {filler * 2}" for row in rows)
    gazetteer.find(text)
    started = time.perf_counter()
    gazetteer.find(text)
    assert time.perf_counter() - started < 2 * 0.003 * len(text) / 1000  # twice the promise: machines differ


def test_a_list_of_municipalities_is_read(tmp_path: Path):
    path = tmp_path / "orte.csv"
    path.write_text(f"{HEAD}\n05999001,Probeheim,Gemeinde,Kreis Probe,Münster,4200,2025,51.5,7.5,erfunden\n")
    (place,) = read_municipalities(path)
    assert (place.ags, place.name, place.county, place.population) == ("05999001", "Probeheim", "Kreis Probe", 4200)


@pytest.mark.parametrize(
    ("rows", "line"),
    [
        ("5999001,Kurz,Gemeinde,Kreis P,Münster,4200,2025,51.5,7.5,x", 2),
        (
            "05999001,A,Gemeinde,Kreis P,Münster,4200,2025,51.5,7.5,x\n05999001,B,Gemeinde,Kreis P,M,1,2025,51.5,7.5,x",
            3,
        ),
        ("05999001,A,Gemeinde,Kreis P,Münster,viele,2025,51.5,7.5,x", 2),
        ("05999001,,Gemeinde,Kreis P,Münster,4200,2025,51.5,7.5,x", 2),
        ("05999001,A,Gemeinde", 2),
    ],
    ids=["short key", "key twice", "no number", "no name", "columns missing"],
)
def test_a_list_with_a_mistake_is_refused_with_its_line(tmp_path: Path, rows: str, line: int):
    path = tmp_path / "orte.csv"
    path.write_text(f"{HEAD}\n{rows}\n")
    with pytest.raises(ImportRefused) as caught:
        read_municipalities(path)
    assert caught.value.line == line


def test_a_list_without_its_columns_is_refused(tmp_path: Path):
    path = tmp_path / "orte.csv"
    path.write_text("Ort;Einwohner\nProbeheim;4200\n")
    with pytest.raises(ImportRefused, match="Spalten fehlen"):
        read_municipalities(path)
